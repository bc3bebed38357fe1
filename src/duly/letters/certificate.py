"""The certificate of an e-mail with proof, from its words to a page, the same bytes every time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from duly.letters.compiling import compile_pdf
from duly.letters.typeset import LAYOUT


def typeset_certificate(words: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """`words`: title, lang, issuer, lede, level, proves, proves_not, facts (pairs), attempts (heading, facts,
    replies), later (pairs), closing. PDF/A-2a. Raises CannotTypeset."""
    date = {"year": made_at.year, "month": made_at.month, "day": made_at.day}
    return compile_pdf(
        LAYOUT / "certificate.typ",
        {**words, "date": date},
        name="certificate",
        at=made_at,
    )
