"""A stranger's paper becomes grey pictures of its pages: no script, no form, no font, no colour is left in it.

To be run with limits (`limits.flatten_in_limits`): it opens what somebody else made.
"""

import time
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from duly.kit.said import said

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_INCH = 150
A4_INCHES = (8.27, 11.69)
QUALITY = 75  # of the JPEG inside; twenty pages stay below the five megabytes that carriers take
MOST_PIXELS = 80_000_000  # a photograph has twelve million; a bomb has billions
LONGEST_POINTS = 2880.0  # a page of one metre
EPOCH = time.gmtime(0)
LOCKED = said("The PDF is locked with a password. Save it without one first.")
UNREADABLE = said(
    "The PDF cannot be read: the file is damaged or not complete. Save it anew."
)


class BadEnclosure(ValueError):
    """The paper cannot go along; the message says why and what to do."""


def flatten(content: bytes, *, most_pages: int) -> bytes:
    """A PDF of A4 pages, each one grey picture, from a PDF, JPEG or PNG. The same bytes give the same bytes.

    Raises BadEnclosure.
    """
    if content.startswith(b"%PDF-"):
        pages = list(_pdf_pages(content, most_pages=most_pages))
    elif content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        if most_pages < 1:
            raise BadEnclosure(_too_many(1, most_pages))
        pages = [_picture(content)]
    else:
        raise BadEnclosure(said("Only PDF, JPEG and PNG files can go along."))
    out = BytesIO()
    pages[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=DOTS_PER_INCH,
        quality=QUALITY,
        creationDate=EPOCH,
        modDate=EPOCH,
        producer="duly",
    )
    return out.getvalue()


def _pdf_pages(content: bytes, *, most_pages: int) -> "Iterator[Image]":
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(content)
    except PdfiumError as reason:
        is_locked = "password" in str(reason).lower() and b"/Encrypt" in content
        raise BadEnclosure(LOCKED if is_locked else UNREADABLE) from reason
    try:
        count = len(document)
        if count == 0:
            raise BadEnclosure(said("The PDF has no pages."))
        if count > most_pages:
            raise BadEnclosure(_too_many(count, most_pages))
        document.init_forms()  # what was filled in belongs to the page
        for number in range(count):
            yield _on_paper(_drawn(document, number))
    except PdfiumError as reason:
        raise BadEnclosure(UNREADABLE) from reason
    finally:
        document.close()


def _drawn(document: Any, number: int) -> "Image":
    page = document[number]
    width, height = page.get_size()
    if not 0 < width <= LONGEST_POINTS or not 0 < height <= LONGEST_POINTS:
        raise BadEnclosure(
            said(
                "Page %(number)s is larger than a metre. Print it to A4 or letter size first.",
                number=number + 1,
            )
        )
    drawn: Image = page.render(
        scale=DOTS_PER_INCH / 72, grayscale=True, may_draw_forms=True
    ).to_pil()
    return drawn.convert("L")


def _picture(content: bytes) -> "Image":
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():  # our own limit is the lower one
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=("JPEG", "PNG"))
        if picture.width * picture.height > MOST_PIXELS:
            raise BadEnclosure(said("The picture is too large. Take a smaller one."))
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, SyntaxError, Image.DecompressionBombError) as reason:
        raise BadEnclosure(
            said(
                "The picture cannot be read: the file is damaged or not complete. Take it anew."
            )
        ) from reason
    white = Image.new("RGBA", upright.size, "white")  # what is transparent prints white
    return _on_paper(Image.alpha_composite(white, upright).convert("L"))


def _on_paper(drawn: "Image") -> "Image":
    """In the middle of an A4 sheet, turned upright, made smaller where it must be and never larger."""
    from PIL import Image

    if drawn.width > drawn.height:
        drawn = drawn.rotate(90, expand=True)
    size = tuple(round(inches * DOTS_PER_INCH) for inches in A4_INCHES)
    paper = Image.new("L", (size[0], size[1]), 255)
    drawn.thumbnail((size[0], size[1]), Image.Resampling.LANCZOS)
    paper.paste(drawn, ((size[0] - drawn.width) // 2, (size[1] - drawn.height) // 2))
    return paper


def _too_many(count: int, most: int) -> str:
    return said(
        "It has %(count)s pages, and %(most)s more can go along. Leave out what they need not see.",
        count=count,
        most=max(0, most),
    )
