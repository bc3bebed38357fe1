"""Typst: one compiler for a layout and a thread, and the same words give the same bytes."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from threading import local
from typing import Any

STANDARDS = ["a-2a", "ua-1"]

_thread = local()


class CannotTypeset(ValueError):
    """Typst refused the page, as a rule because of a sign that our faces lack; the message is Typst's own."""


def compiler(layout: Path) -> Any:
    """A compiler holds the state of its last run, so no two threads share one."""
    made: dict[Path, Any] = _thread.__dict__.setdefault("compilers", {})
    if layout not in made:
        import typst

        from duly.letters.fonts import typst_fonts

        made[layout] = typst.Compiler(
            str(layout),
            root=str(layout.parent),
            font_paths=typst_fonts(),
            ignore_system_fonts=True,
        )
    return made[layout]


def noon(day: date) -> datetime:
    """The moment that a document of this day bears."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def compile_pdf(
    layout: Path, words: Mapping[str, Any], *, name: str, at: datetime
) -> bytes:
    """PDF/A-2a and PDF/UA-1 of `words`, which the layout reads as the input `name`. Raises CannotTypeset."""
    import typst

    try:
        made = compiler(layout).compile(
            format="pdf",
            sys_inputs={name: json.dumps(words, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=at.replace(microsecond=0),  # Typst takes whole seconds
        )
    except typst.TypstError as reason:
        raise CannotTypeset(str(reason.message)) from reason
    return bytes(made)
