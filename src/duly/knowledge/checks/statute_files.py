"""Checks of the statutes that letters name: each can be found in a text, belongs to a place, and says why it blocks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import get_args

from duly.knowledge.checks.data_file import DataFile, DataFinding
from duly.knowledge.folding import folded
from duly.knowledge.law_rule import Act, Status
from duly.knowledge.statutes import Section, Statute, place_names

# What a sentence about a statute may be blamed for; the codes of `duly letter-check`.
BLAMES = ("uncitable-rule", "law-not-in-force", "foreign-law", "wrong-act")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatuteFile:
    file: DataFile
    statutes: tuple[Statute, ...]


def every_expression_compiles(at: StatuteFile) -> Iterator[DataFinding]:
    for statute in at.statutes:
        for pattern in (statute.pattern, *(part.said for part in statute.untrue)):
            reason = fault_of(pattern)
            if reason:
                yield at.file.block(
                    "broken-pattern", f"{statute.name}: {pattern!r}: {reason}"
                )


def fault_of(pattern: str) -> str:
    """Why it is no regular expression; empty when it is one."""
    try:
        re.compile(pattern)
    except re.error as reason:
        return str(reason)
    return ""


def no_expression_fits_everything(at: StatuteFile) -> Iterator[DataFinding]:
    """One that fits the empty text would find the statute in every letter."""
    for statute in at.statutes:
        for pattern in (statute.pattern, *(part.said for part in statute.untrue)):
            if not fault_of(pattern) and re.search(pattern, ""):
                yield at.file.block("fits-everything", f"{statute.name}: {pattern!r}")


def every_key_can_stand_in_the_text(at: StatuteFile) -> Iterator[DataFinding]:
    """The text is searched in small letters without accents: another key is never found."""
    for statute in at.statutes:
        if not statute.keys or not all(statute.keys):
            yield at.file.block("no-key", f"{statute.name}: it would never be found")
        for key in statute.keys:
            if key != key.lower() or any(map(is_accented, key)):
                yield at.file.block("bad-key", f"{statute.name}: {key!r}")


def is_accented(sign: str) -> bool:
    return sign.isalpha() and not sign.isascii() and folded(sign) != sign


def parts(statute: Statute) -> tuple[Statute | Section, ...]:
    """The statute as a whole and each of its sections with words of their own."""
    return (statute, *statute.sections)


def every_place_has_a_name(at: StatuteFile) -> Iterator[DataFinding]:
    for statute in at.statutes:
        if not statute.places:
            yield at.file.block("no-place", f"{statute.name}: whose is it?")
        named = [
            *statute.places,
            *(p for part in statute.sections for p in part.places),
        ]
        for place in named:
            if place not in place_names():
                yield at.file.block("unknown-place", f"{statute.name}: {place!r}")


def every_word_is_known(at: StatuteFile) -> Iterator[DataFinding]:
    for statute in at.statutes:
        for part in parts(statute):
            if part.status and part.status not in get_args(Status):
                yield at.file.block("unknown-word", f"{statute.name}: {part.status!r}")
            if part.act and part.act not in get_args(Act):
                yield at.file.block("unknown-word", f"{statute.name}: {part.act!r}")
        for untrue in statute.untrue:
            if untrue.code not in BLAMES:
                yield at.file.block("unknown-word", f"{statute.name}: {untrue.code!r}")


def what_blocks_says_why(at: StatuteFile) -> Iterator[DataFinding]:
    for statute in at.statutes:
        for part in parts(statute):
            if part.status not in ("", "in_force") and not part.because:
                yield at.file.block("no-reason", f"{statute.name}: {part.status}")
        for untrue in statute.untrue:
            if not untrue.because:
                yield at.file.block("no-reason", f"{statute.name}: {untrue.said!r}")


CHECKS: tuple[Callable[[StatuteFile], Iterator[DataFinding]], ...] = (
    every_expression_compiles,
    no_expression_fits_everything,
    every_key_can_stand_in_the_text,
    every_place_has_a_name,
    every_word_is_known,
    what_blocks_says_why,
)
