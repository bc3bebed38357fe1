"""PDFs of our own making, with one fault each, drawn with the plainest operators."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

A4 = (210.0, 297.0)
US_LETTER = (215.9, 279.4)
POINT = 72 / 25.4

ADDRESS = ("Acme Ltd", "1 Park Row", "Leeds", "LS1 5AB")


def made(
    *pages: str,
    paper: tuple[float, float] = A4,
    rotate: int = 0,
    embedded: bool = True,
    encrypt: bool = False,
) -> bytes:
    """One page for each content stream. Text is set in a Type 3 font, which is inside the file, unless not `embedded`."""
    pdf = pikepdf.new()
    width, height = (n * POINT for n in paper)
    font = (
        _drawn_font(pdf)
        if embedded
        else Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for content in pages:
        pdf.add_blank_page(page_size=(width, height))
        page = pdf.pages[-1]
        page.Contents = pdf.make_stream(content.encode("latin-1"))
        page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
        if rotate:
            page.Rotate = rotate
    out = io.BytesIO()
    options: dict[str, Any] = {}
    if encrypt:
        options["encryption"] = pikepdf.Encryption(owner="o", user="u")
    pdf.save(out, **options)
    return out.getvalue()


def lines(
    texts: Sequence[str] = ADDRESS,
    *,
    x: float = 26.0,
    y: float = 44.0,
    pitch: float = 4.0,
    size: float = 10.0,
    height: float = A4[1],
) -> str:
    """Text from the top left, in mm; `y` is the first base line."""
    rows = [
        f"BT /F {size} Tf {x * POINT:.2f} {(height - y - n * pitch) * POINT:.2f} Td ({text}) Tj ET"
        for n, text in enumerate(texts)
    ]
    return "\n".join(rows)


def box(
    x: float, y: float, width: float, height: float, *, page_height: float = A4[1]
) -> str:
    """A black rectangle, mm from the top left."""
    bottom = page_height - y - height
    return f"0 g {x * POINT:.2f} {bottom * POINT:.2f} {width * POINT:.2f} {height * POINT:.2f} re f"


def _drawn_font(pdf: pikepdf.Pdf) -> Dictionary:
    """Every character is a small box, with a map to Unicode: enough to have ink and text."""
    glyph = pdf.make_stream(b"500 0 50 0 450 600 d1 50 0 400 600 re f")
    codes = list(range(32, 127))
    names = [Name(f"/g{code}") for code in codes]
    to_unicode = "\n".join(f"<{code:02X}> <{code:04X}>" for code in codes if code != 32)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(codes) - 1} beginbfchar\n{to_unicode}\nendbfchar\nendcmap end end"
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 600]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary({str(n): glyph for n in names}),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([32, *names])),
        FirstChar=32,
        LastChar=126,
        Widths=Array([500] * len(codes)),
        Resources=Dictionary(),
        ToUnicode=pdf.make_stream(cmap.encode()),
    )


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The same file after `change` was done to it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()
