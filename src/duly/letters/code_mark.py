"""The square code at the foot of the letter: drawn by us, read back from the page as a stranger's telephone would."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from duly.letters.print_findings import Box

FAST_DPI, THOROUGH_DPI = 150, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCode:
    text: str
    is_readable: bool
    box_mm: Box


@lru_cache(maxsize=64)
def code_svg(url: str) -> str:
    """A QR code as one path, level M, without a border: the layout keeps the room around it free."""
    import segno

    matrix = segno.make_qr(url, error="m").matrix
    side = len(matrix)
    cells = "".join(
        f"M{x} {y}h{length}v1h-{length}z"
        for y, row in enumerate(matrix)
        for x, length in _dark_runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{cells}" fill="#000"/></svg>'
    )


def _dark_runs(row: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where dark cells begin and how many follow each other: fewer strokes draw the same code."""
    start = 0
    for dark, cells in groupby(row, key=bool):
        length = len(list(cells))
        if dark:
            yield start, length
        start += length


def read_codes(page: Any, *, thorough: bool) -> tuple[FoundCode, ...]:
    """The QR codes of a PDFium page. What the first look cannot read is looked at again at 300 dpi."""
    found = _read(page, dpi=FAST_DPI)
    if (thorough and not found) or not all(code.is_readable for code in found):
        found = _read(page, dpi=THOROUGH_DPI)
    return found


def _read(page: Any, *, dpi: int) -> tuple[FoundCode, ...]:
    import zxingcpp

    bitmap = page.render(scale=dpi / 72, grayscale=True)
    try:
        codes = zxingcpp.read_barcodes(
            bitmap.to_numpy().reshape(bitmap.height, -1),
            formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
            try_rotate=False,
            try_invert=False,
            try_downscale=False,
            return_errors=True,
        )
        return tuple(_found(code, dpi=dpi) for code in codes)
    finally:
        bitmap.close()


def _found(code: Any, *, dpi: int) -> FoundCode:
    mm = 25.4 / dpi
    corners = (
        code.position.top_left,
        code.position.top_right,
        code.position.bottom_left,
        code.position.bottom_right,
    )
    xs, ys = [c.x for c in corners], [c.y for c in corners]
    return FoundCode(
        text=code.text,
        is_readable=bool(code.valid),
        box_mm=(
            round(min(xs) * mm, 1),
            round(min(ys) * mm, 1),
            round((max(xs) - min(xs)) * mm, 1),
            round((max(ys) - min(ys)) * mm, 1),
        ),
    )
