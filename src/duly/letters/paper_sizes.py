"""How large is each page of a PDF, before a carrier prints it?"""

from io import BytesIO

from duly.letters.print_findings import UnreadablePdf

Size = tuple[float, float]


def paper_sizes(pdf: bytes) -> tuple[Size, ...]:
    """Width and height of every page in points. Raises UnreadablePdf."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            boxes = [tuple(map(float, page.mediabox)) for page in opened.pages]
    except pikepdf.PdfError as reason:
        raise UnreadablePdf(str(reason)) from reason
    return tuple((right - left, top - bottom) for left, bottom, right, top in boxes)


def page_of_another_size(
    sizes: tuple[Size, ...], *, wanted: Size, tolerance: float
) -> int | None:
    """The number of the first page that is not of the wanted size, from 1."""
    for number, size in enumerate(sizes, 1):
        if any(abs(a - b) > tolerance for a, b in zip(size, wanted, strict=True)):
            return number
    return None
