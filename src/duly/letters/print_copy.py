"""What goes to the printer: the letter as it was looked at and the papers that go along, black only, on one size of paper."""

import math
from collections.abc import Sequence
from io import BytesIO

POINTS_PER_MM = 72 / 25.4
CLEAR_MM = 6.0  # no printer reaches the edge; the enclosed pages shrink into this frame
GRAMS_PER_SQUARE_METRE = 80
ENVELOPE_GRAMS = 7  # a long envelope with window


def print_copy(letter: bytes, enclosures: Sequence[bytes]) -> bytes:
    """One PDF without a signature; every page has the size of the letter's first. The same bytes for the same input."""
    import pikepdf

    with pikepdf.open(BytesIO(letter)) as first, pikepdf.new() as copy:
        left, bottom, right, top = map(float, first.pages[0].mediabox)
        copy.pages.extend(first.pages)
        clear = CLEAR_MM * POINTS_PER_MM
        frame = pikepdf.Rectangle(
            clear, clear, right - left - clear, top - bottom - clear
        )
        for enclosure in enclosures:
            with pikepdf.open(BytesIO(enclosure)) as opened:
                for page in opened.pages:
                    sheet = copy.add_blank_page(page_size=(right - left, top - bottom))
                    sheet.add_overlay(page, frame)
        out = BytesIO()
        copy.save(out, deterministic_id=True)
    return out.getvalue()


def sheets(pages: int, *, both_sides: bool = False) -> int:
    return math.ceil(pages / 2) if both_sides else pages


def grams(pages: int, *, width_mm: float, height_mm: float) -> int:
    """The weight of the letter in its envelope, one page a sheet, rounded up."""
    one = width_mm * height_mm / 1_000_000 * GRAMS_PER_SQUARE_METRE
    return math.ceil(sheets(pages) * one + ENVELOPE_GRAMS)
