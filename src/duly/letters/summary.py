"""What does a proof say, on one page for people who print? From its words to PDF, the same bytes every time."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from threading import local
from typing import Any

from duly.letters.typeset import LAYOUT, STANDARDS, CannotTypeset

_thread = local()


def typeset_summary(words: Mapping[str, Any], *, dated: date) -> bytes:
    """One page A4, PDF/A-2a. Raises CannotTypeset.

    `words`: title, lang, author, lede, facts (pairs), columns (three headings), events (rows of three), more (a line
    below them), notes (pairs of heading and text).
    """
    import typst

    given = {
        **words,
        "date": {"year": dated.year, "month": dated.month, "day": dated.day},
    }
    try:
        made = _compiler().compile(
            format="pdf",
            sys_inputs={"summary": json.dumps(given, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=datetime(dated.year, dated.month, dated.day, 12, tzinfo=UTC),
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
            str(LAYOUT / "summary.typ"),
            root=str(LAYOUT),
            font_paths=typst_fonts(),
            ignore_system_fonts=True,
        )
    return _thread.compiler
