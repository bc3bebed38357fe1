"""May this letter go out? Every code of `duly letter-check`, for a pasted text and for a case of ours."""

from typing import TYPE_CHECKING

from duly.kit.said import said
from duly.letters.check_characters import check_characters_of
from duly.letters.check_claims import check_claims
from duly.letters.check_fields import check_fields
from duly.letters.check_language import check_language
from duly.letters.check_law import check_law
from duly.letters.check_place import check_place
from duly.letters.check_reading import read_letter
from duly.letters.check_rumour import check_rumour
from duly.letters.check_sender import check_desk, check_sender
from duly.letters.findings import Finding, blocking

if TYPE_CHECKING:
    from duly.knowledge.providers import Provider
    from duly.letters.answer import Answer
    from duly.letters.case_file import CaseFile
    from duly.letters.compose import Composed

LONGEST_TEXT = 12_000  # characters, CLI.md


def check_text(
    text: str,
    *,
    residence: str | None,
    language: str | None = None,
    channel: str | None = None,
) -> tuple[Finding, ...]:
    """Findings for the text of any letter, in the order of the contract's codes.

    `residence` is where the sender lives (ISO 3166 country or subdivision): without it no statute may be named.
    `language` is what the letter should be in; `channel` is a kind as in a case file, None if nobody said.
    """
    if len(text) > LONGEST_TEXT:
        message = said(
            "%(count)s characters; at most %(most)s can be sent. Keep to what the notice needs.",
            count=f"{len(text):,}",
            most=f"{LONGEST_TEXT:,}",
        )
        return (blocking("too-long", where="text", message=message),)
    reading = read_letter(text)
    return (
        *check_law(reading, residence=residence),
        *check_language(reading, language=language),
        *check_fields(reading.lines),
        *check_place(reading),
        *check_desk(reading),
        *check_sender(reading),
        *check_rumour(reading),
        *check_claims(reading, channel=channel),
        *check_characters_of(reading.lines),
    )


def check_case(
    case_file: "CaseFile",
    composed: "Composed | None",
    *,
    answer: "Answer | None" = None,
    catalogue: "Provider | None" = None,
) -> tuple[Finding, ...]:
    """Every finding of a case and, if it was composed, of its text; the findings of `composed` are among them.

    `catalogue` is the provider's record if the caller has it already. Raises BadCaseFile for an unknown slug.
    """
    # The catalogue and the law packs cost start-up time that a pasted letter does not need.
    from duly.letters.check_case import findings_of_case

    return findings_of_case(case_file, composed, answer=answer, catalogue=catalogue)
