"""Which fonts of a PDF are not inside it? A printer would set those in another face."""

from collections.abc import Iterator
from typing import Any

DEEPEST = 12  # forms inside forms; a hostile file may nest them in a circle
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def fonts_outside(page: Any, *, drawn: Any = None) -> tuple[str, ...]:
    """Names of the fonts that this pikepdf page uses and does not carry.

    `drawn` is the same page of PDFium: then a font that is only declared, and sets no text, is left out. Many
    programs declare Helvetica on every page.
    """
    fonts = [(_name(font), font) for font in _fonts(page.obj, seen=set(), depth=0)]
    missing = dict.fromkeys(name for name, font in fonts if not is_embedded(font))
    if not missing or drawn is None:
        return tuple(missing)
    shown = shown_fonts(drawn)
    if not shown <= {"", *(name for name, _ in fonts)}:  # a drawn font has no name
        return tuple(
            missing
        )  # the two disagree about names: better one warning too many
    return tuple(name for name in missing if name in shown)


def shown_fonts(page: Any) -> set[str]:
    """Names of the fonts that set text on a PDFium page, forms inside forms included."""
    import pypdfium2.raw as pdfium

    texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=DEEPEST)
    return {_base_name(pdfium.FPDFTextObj_GetFont(text.raw)) for text in texts}


def _base_name(font: Any) -> str:
    import ctypes

    import pypdfium2.raw as pdfium

    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace")


def _name(font: Any) -> str:
    return str(font.get("/BaseFont", "/unnamed")).lstrip("/")


def is_embedded(font: Any) -> bool:
    """A Type 3 font is drawn by the file itself; all others need a font program."""
    import pikepdf

    if font.get("/Subtype") == "/Type3":
        return True
    descendants = font.get("/DescendantFonts")
    if isinstance(descendants, pikepdf.Array):
        children = list(descendants)
        return all(is_entries(child) and is_embedded(child) for child in children)
    descriptor = font.get("/FontDescriptor")
    return is_entries(descriptor) and any(key in descriptor for key in PROGRAMS)


def is_entries(found: Any) -> bool:
    """A dictionary, or a stream, which has one: a damaged file may have anything there."""
    import pikepdf

    return isinstance(found, (pikepdf.Dictionary, pikepdf.Stream))


def _fonts(holder: Any, *, seen: set[tuple[int, int]], depth: int) -> Iterator[Any]:
    resources = _resources(holder)
    if not is_entries(resources) or depth > DEEPEST:
        return
    yield from _values(resources, "/Font")
    for name in ("/XObject", "/Pattern"):
        for drawn in _values(resources, name):
            key = drawn.objgen
            if key == (0, 0) or key not in seen:
                seen.add(key)
                yield from _fonts(drawn, seen=seen, depth=depth + 1)


def _resources(holder: Any) -> Any:
    # Resources of a page may be inherited from its parents.
    for _ in range(DEEPEST):
        if not is_entries(holder):
            return None
        found = holder.get("/Resources")
        if found is not None:
            return found
        holder = holder.get("/Parent")
        if holder is None:
            return None
    return None


def _values(resources: Any, name: str) -> list[Any]:
    found = resources.get(name)
    if not is_entries(found):
        return []
    return [value for _, value in found.items() if is_entries(value)]
