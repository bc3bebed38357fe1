"""Which fonts of a PDF are not inside it? A printer would set those in another face."""

from collections.abc import Iterator
from typing import Any

DEEPEST = 12  # forms inside forms; a hostile file may nest them in a circle
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def fonts_outside(page: Any) -> tuple[str, ...]:
    """Names of the fonts that this pikepdf page uses and does not carry."""
    names: dict[str, None] = {}
    for font in _fonts(page.obj, seen=set(), depth=0):
        if not is_embedded(font):
            names[str(font.get("/BaseFont", "/unnamed")).lstrip("/")] = None
    return tuple(names)


def is_embedded(font: Any) -> bool:
    """A Type 3 font is drawn by the file itself; all others need a font program."""
    if font.get("/Subtype") == "/Type3":
        return True
    descendants = font.get("/DescendantFonts")
    if descendants is not None:
        return all(is_embedded(child) for child in descendants)
    descriptor = font.get("/FontDescriptor")
    return descriptor is not None and any(key in descriptor for key in PROGRAMS)


def _fonts(holder: Any, *, seen: set[tuple[int, int]], depth: int) -> Iterator[Any]:
    resources = _resources(holder)
    if resources is None or depth > DEEPEST:
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
        if not hasattr(holder, "get"):
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
    if found is None or not hasattr(found, "items"):
        return []
    return [value for _, value in found.items() if hasattr(value, "get")]
