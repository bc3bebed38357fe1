"""From words to the two extra pages, and from these and the letter to one pack that prints in one go."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from duly.letters.compiling import compile_pdf, noon

LAYOUT = Path(__file__).parent / "pack.typ"


def typeset_pages(words: Mapping[str, Any], *, dated: date) -> bytes:
    """Instructions and slip as PDF/A-2a and PDF/UA-1: the same words give the same bytes. Raises CannotTypeset."""
    return compile_pdf(LAYOUT, words, name="pack", at=noon(dated))


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
