"""Checks of a letter's text: the prose reads, its fields are declared, and somebody stands for it or nobody does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duly.knowledge.checks.data_file import DataFile, DataFinding
from duly.knowledge.prose import BadProse, parse_letter, parse_sections

SECTIONS = ("parts", "demands")
NO_PROSE = ("words", "citations")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFile:
    file: DataFile
    today: date

    @property
    def stem(self) -> str:
        return self.file.path.stem

    @property
    def is_prose(self) -> bool:
        return self.file.path.suffix == ".md"

    def beside(self, suffix: str) -> Path:
        return self.file.path.with_suffix(suffix)


def the_prose_reads(at: LetterFile) -> Iterator[DataFinding]:
    if not at.is_prose:
        return
    try:
        if at.stem in SECTIONS:
            parse_sections(at.file.text, name=at.file.name)
        else:
            parse_letter(at.file.text, name=at.file.name)
    except BadProse as reason:
        yield at.file.block("bad-prose", str(reason))


def prose_and_fields_lie_side_by_side(at: LetterFile) -> Iterator[DataFinding]:
    if at.stem in (*SECTIONS, *NO_PROSE):
        return
    other = at.beside(".toml" if at.is_prose else ".md")
    if not other.exists():
        yield at.file.block("missing-half", f"{other.name} is not there")


def a_reviewer_is_named_or_left_empty(at: LetterFile) -> Iterator[DataFinding]:
    if at.is_prose or at.stem in (*SECTIONS, *NO_PROSE):
        return
    reviewer = at.file.document.get("reviewer")
    reviewed_on = at.file.document.get("reviewed_on")
    if not isinstance(reviewer, str):
        yield at.file.block("no-reviewer", 'reviewer = "" until a lawyer has read it')
    elif bool(reviewer) != (type(reviewed_on) is date):
        yield at.file.block("no-reviewer", "a reviewer and the day belong together")


def a_review_has_not_run_out(at: LetterFile) -> Iterator[DataFinding]:
    until = at.file.document.get("valid_until")
    if type(until) is date and until < at.today:
        yield at.file.warn("review-ran-out", f"the review was valid until {until}")


CHECKS: tuple[Callable[[LetterFile], Iterator[DataFinding]], ...] = (
    the_prose_reads,
    prose_and_fields_lie_side_by_side,
    a_reviewer_is_named_or_left_empty,
    a_review_has_not_run_out,
)
