"""The pages of a sealed or reviewed PDF as pictures: what the person sees is what the bytes say."""

from io import BytesIO

from PIL import Image, ImageDraw
from pypdfium2 import PdfDocument

from duly.knowledge.profiles import Profile

DOTS_PER_MM = 200 / 25.4
ENVELOPE = (243, 237, 224)
EDGE = (190, 180, 160)
MARGIN = 12.0  # mm of envelope around the paper


def page_png(pdf: bytes, *, number: int, dots_per_inch: int = 130) -> bytes:
    """Page `number`, counted from 1. IndexError when there is no such page."""
    return png(page_image(pdf, number=number, scale=dots_per_inch / 72))


def page_image(pdf: bytes, *, number: int, scale: float) -> Image.Image:
    document = PdfDocument(pdf)
    try:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        picture: Image.Image = document[number - 1].render(scale=scale).to_pil()
        return picture.convert("RGB")
    finally:
        document.close()


def envelope_png(pdf: bytes, *, profile: Profile) -> bytes:
    """The folded first page behind the window of its envelope: only what lies in the window shows."""
    page = page_image(pdf, number=1, scale=DOTS_PER_MM * 25.4 / 72)
    window = dots(
        profile.window.x, profile.window.y, profile.window.right, profile.window.bottom
    )
    height = int(
        (profile.folds[0] if profile.folds else profile.height / 3) * DOTS_PER_MM
    )
    margin = int(MARGIN * DOTS_PER_MM)
    size = (page.width + 2 * margin, max(height, window[3] + margin) + margin)
    cover = Image.new("RGB", size, ENVELOPE)
    cover.paste(page.crop(window), (window[0] + margin, window[1] + margin))
    pen = ImageDraw.Draw(cover)
    pen.rectangle([n + margin for n in window], outline=EDGE, width=3)
    pen.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=EDGE, width=4)
    return png(cover.resize((size[0] // 2, size[1] // 2), Image.Resampling.LANCZOS))


def dots(*millimetres: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = (int(n * DOTS_PER_MM) for n in millimetres)
    return left, top, right, bottom


def png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", optimize=False)
    return out.getvalue()
