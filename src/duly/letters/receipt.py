"""A receipt or credit note from its words to one page, the same bytes every time."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from duly.letters.compiling import compile_pdf, noon
from duly.letters.typeset import LAYOUT

A4, LETTER = {"width": 210, "height": 297}, {"width": 216, "height": 279}
ON_LETTER_PAPER = frozenset({"US", "CA", "MX", "PH", "CL", "CO"})


def typeset_receipt(words: Mapping[str, Any], *, country: str, dated: date) -> bytes:
    """`words`: title, lang, issuer lines, facts and lines as pairs, total, notes. PDF/A-2a. Raises CannotTypeset."""
    given = {
        **words,
        "page": LETTER if country in ON_LETTER_PAPER else A4,
        "date": {"year": dated.year, "month": dated.month, "day": dated.day},
    }
    return compile_pdf(LAYOUT / "receipt.typ", given, name="receipt", at=noon(dated))
