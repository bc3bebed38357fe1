"""One page as a printer sees it: its ink as pixels, its text as boxes in millimetres."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from duly.kit.said import said
from duly.knowledge.profiles import Profile, Rectangle, Zone
from duly.letters.print_findings import Box, PrintFinding

DPI = 150
PIXEL_MM = 25.4 / DPI
POINT_MM = 25.4 / 72
INKED = (
    250  # grey below this is ink; paper is 255, and a printer drops the lightest tints
)
TEXT_BOXES_MOST = 5000

Pixels = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TextBox:
    """A piece of a line, with its place on the page as seen."""

    text: str
    box: Rectangle

    @property
    def middle(self) -> float:
        return self.box.y + self.box.height / 2


def page_size(page: Any) -> tuple[float, float]:
    """Width and height in mm, as seen: a turned page counts as turned."""
    return page.get_width() * POINT_MM, page.get_height() * POINT_MM


def ink_of(page: Any) -> Pixels:
    """True where the page has ink, at 150 dpi."""
    bitmap = page.render(scale=DPI / 72, grayscale=True)
    try:
        return np.asarray(bitmap.to_numpy()).reshape(bitmap.height, -1) < INKED
    finally:
        bitmap.close()


def ink_findings(
    ink: Pixels, profile: Profile, *, number: int
) -> tuple[PrintFinding, ...]:
    """One finding a zone that has ink, with the box of that ink."""
    first_page = number == 1
    forbidden = ink & no_print_mask(
        profile, first_page=first_page, shape=(ink.shape[0], ink.shape[1])
    )
    if not forbidden.any():
        return ()
    found = []
    for zone in profile.no_print(first_page=first_page):
        top, bottom, left, right = _pixels(zone.box, ink.shape)
        inside = forbidden[top:bottom, left:right]
        if inside.any():
            box = ink_box(inside, left=left, top=top)
            found.append(_ink_finding(zone, box, number=number))
            forbidden[top:bottom, left:right] = False  # a corner belongs to one zone
    return tuple(found)


def _ink_finding(zone: Zone, box: Box, *, number: int) -> PrintFinding:
    x, y, width, height = box
    return PrintFinding(
        code="ink-in-no-print-zone",
        page=number,
        box_mm=box,
        message=said(
            "Ink of %(width)s x %(height)s mm at %(x)s, %(y)s mm where none may be: %(why)s.",
            width=width,
            height=height,
            x=x,
            y=y,
            why=zone.why,
        ),
    )


@lru_cache(maxsize=32)
def no_print_mask(
    profile: Profile, *, first_page: bool, shape: tuple[int, int]
) -> Pixels:
    """True where no ink may be, drawn back by the tolerance from every place where ink is allowed."""
    allowed = np.ones(shape, dtype=np.bool_)
    for zone in profile.no_print(first_page=first_page):
        top, bottom, left, right = _pixels(zone.box, shape)
        allowed[top:bottom, left:right] = False
    for box in profile.exempt if first_page else ():
        top, bottom, left, right = _pixels(box, shape)
        allowed[top:bottom, left:right] = True
    return ~_grown(allowed, round(profile.tolerance / PIXEL_MM))


def _grown(mask: Pixels, by: int) -> Pixels:
    grown = mask.copy()
    for step in range(1, by + 1):
        grown[step:] |= mask[:-step]
        grown[:-step] |= mask[step:]
    wide = grown.copy()
    for step in range(1, by + 1):
        wide[:, step:] |= grown[:, :-step]
        wide[:, :-step] |= grown[:, step:]
    return wide


def ink_box(ink: Pixels, *, left: int = 0, top: int = 0) -> Box:
    """The smallest box around the ink of a cut-out that begins at these pixels."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return (
        round((left + int(columns[0])) * PIXEL_MM, 1),
        round((top + int(rows[0])) * PIXEL_MM, 1),
        round((int(columns[-1]) - int(columns[0]) + 1) * PIXEL_MM, 1),
        round((int(rows[-1]) - int(rows[0]) + 1) * PIXEL_MM, 1),
    )


def cut(ink: Pixels, box: Rectangle) -> tuple[Pixels, int, int]:
    """The ink inside a box, with the left and top pixel of the cut-out."""
    top, bottom, left, right = _pixels(box, ink.shape)
    return ink[top:bottom, left:right], left, top


def _pixels(box: Rectangle, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    height, width = shape[0], shape[1]
    top, bottom = round(box.y / PIXEL_MM), round(box.bottom / PIXEL_MM)
    left, right = round(box.x / PIXEL_MM), round(box.right / PIXEL_MM)
    # A page may be a pixel smaller than its paper: the last zone reaches its very edge.
    bottom = height if bottom >= height - 2 else bottom
    right = width if right >= width - 2 else right
    return max(top, 0), min(bottom, height), max(left, 0), min(right, width)


def text_boxes(page: Any) -> tuple[TextBox, ...]:
    """Pieces of text with their boxes, in reading order; a page with absurdly many gives the first 5,000."""
    text_page = page.get_textpage()
    try:
        count = min(text_page.count_rects(), TEXT_BOXES_MOST)
        pieces = (text_page.get_rect(number) for number in range(count))
        found = [
            TextBox(text_page.get_text_bounded(*piece).strip(), _seen(page, piece))
            for piece in pieces
        ]
    finally:
        text_page.close()
    return tuple(box for box in found if box.text)


def is_sideways(page: Any) -> bool:
    """All text of the page runs up or down as seen: a landscape page put on upright paper."""
    import math

    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    try:
        count = min(text_page.count_chars(), 200)
        angles = [pdfium.FPDFText_GetCharAngle(text_page, n) for n in range(count)]
    finally:
        text_page.close()
    turned = math.radians(page.get_rotation())
    return bool(angles) and all(
        abs(math.sin(a - turned)) > 0.9 for a in angles if a >= 0
    )


def _seen(page: Any, piece: tuple[float, float, float, float]) -> Rectangle:
    """From points of the unturned page to mm of the page as seen."""
    left, bottom, right, top = piece
    page_left, page_bottom, page_right, page_top = page.get_cropbox()
    corners = {
        0: (left - page_left, page_top - top, right - left, top - bottom),
        90: (bottom - page_bottom, left - page_left, top - bottom, right - left),
        180: (page_right - right, bottom - page_bottom, right - left, top - bottom),
        270: (page_top - top, page_right - right, top - bottom, right - left),
    }
    return Rectangle(*(n * POINT_MM for n in corners[page.get_rotation() % 360]))
