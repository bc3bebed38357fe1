"""From words to the two extra pages, and from these and the letter to one pack that prints in one go."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from threading import local
from typing import Any

LAYOUT = Path(__file__).parent / "pack.typ"
STANDARDS = ["a-2a", "ua-1"]

_thread = local()


class CannotTypeset(ValueError):
    """The pages cannot be set, as a rule because of a sign that our faces lack; the message is Typst's."""


def typeset_pages(words: Mapping[str, Any], *, dated: date) -> bytes:
    """Instructions and slip as PDF/A-2a and PDF/UA-1: the same words give the same bytes."""
    import typst

    noon = datetime(dated.year, dated.month, dated.day, 12, tzinfo=UTC)
    try:
        made = compiler().compile(
            format="pdf",
            sys_inputs={"pack": json.dumps(words, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=noon,
        )
    except typst.TypstError as reason:
        raise CannotTypeset(str(reason.message)) from reason
    return bytes(made)


def compiler() -> Any:
    # One a thread: a compiler holds the state of its last run.
    if not hasattr(_thread, "compiler"):
        import typst

        from duly.letters.fonts import typst_fonts

        _thread.compiler = typst.Compiler(
            str(LAYOUT),
            root=str(LAYOUT.parent),
            font_paths=typst_fonts(),
            ignore_system_fonts=True,
        )
    return _thread.compiler


def one_pack(letter: bytes, pages: bytes) -> bytes:
    """Letter first, then instructions and slip; for the printer only (a merged copy carries no signature)."""
    import pikepdf

    with (
        pikepdf.open(BytesIO(letter)) as first,
        pikepdf.open(BytesIO(pages)) as second,
        pikepdf.new() as pack,
    ):
        pack.pages.extend(first.pages)
        pack.pages.extend(second.pages)
        out = BytesIO()
        pack.save(out, deterministic_id=True)
    return out.getvalue()
