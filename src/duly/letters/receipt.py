"""A receipt or credit note from its words to one page, the same bytes every time."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from threading import local
from typing import Any

from duly.letters.typeset import LAYOUT, STANDARDS, CannotTypeset

A4, LETTER = {"width": 210, "height": 297}, {"width": 216, "height": 279}
ON_LETTER_PAPER = frozenset({"US", "CA", "MX", "PH", "CL", "CO"})

_thread = local()


def typeset_receipt(words: Mapping[str, Any], *, country: str, dated: date) -> bytes:
    """`words`: title, lang, issuer lines, facts and lines as pairs, total, notes. PDF/A-2a. Raises CannotTypeset."""
    import typst

    given = {
        **words,
        "page": LETTER if country in ON_LETTER_PAPER else A4,
        "date": {"year": dated.year, "month": dated.month, "day": dated.day},
    }
    noon = datetime(dated.year, dated.month, dated.day, 12, tzinfo=UTC)
    try:
        made = _compiler().compile(
            format="pdf",
            sys_inputs={"receipt": json.dumps(given, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=noon,
        )
    except typst.TypstError as reason:
        raise CannotTypeset(str(reason.message)) from reason
    return bytes(made)


def _compiler() -> Any:
    # One a thread: a compiler holds the state of its last run.
    if not hasattr(_thread, "compiler"):
        import typst

        from duly.letters.fonts import typst_fonts

        _thread.compiler = typst.Compiler(
            str(LAYOUT / "receipt.typ"),
            root=str(LAYOUT),
            font_paths=typst_fonts(),
            ignore_system_fonts=True,
        )
    return _thread.compiler
