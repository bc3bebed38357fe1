"""What does a proof say, on one page for people who print? From its words to PDF, the same bytes every time."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from duly.letters.compiling import compile_pdf, noon
from duly.letters.typeset import LAYOUT


def typeset_summary(words: Mapping[str, Any], *, dated: date) -> bytes:
    """One page A4, PDF/A-2a. Raises CannotTypeset.

    `words`: title, lang, author, lede, facts (pairs), columns (three headings), events (rows of three), more (a line
    below them), notes (pairs of heading and text).
    """
    day = {"year": dated.year, "month": dated.month, "day": dated.day}
    return compile_pdf(
        LAYOUT / "summary.typ", {**words, "date": day}, name="summary", at=noon(dated)
    )
