"""Which faces set our letters? Those of installed packages only, so that the host never changes a byte."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

# In the order in which Typst looks for a glyph.
SERIF = ("Source Serif 4", "Noto Serif")
SANS = ("Source Sans 3", "Noto Serif")
PACKAGES = ("source-serif-4", "source-sans-3", "noto-serif")


@lru_cache(maxsize=1)
def font_files() -> tuple[Path, ...]:
    import fontpkg

    return tuple(
        sorted(
            file.path for package in PACKAGES for file in fontpkg.family(package).files
        )
    )


@lru_cache(maxsize=1)
def typst_fonts() -> Any:
    """The faces as Typst wants them; shared by all threads."""
    import typst

    folders = sorted({str(path.parent) for path in font_files()})
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )


@lru_cache(maxsize=1)
def coverage() -> frozenset[int]:
    """Code points that text, small print and typed signatures can all show, if need be from the fallback."""
    from fontTools.ttLib import TTFont

    found: dict[str, set[int]] = {}
    for path in font_files():
        with TTFont(path, lazy=True) as face:
            found[path.name] = set(face.getBestCmap())
    fallback = [points for name, points in found.items() if name.startswith("Noto")]
    texts = [points for name, points in found.items() if not name.startswith("Noto")]
    return frozenset(set.intersection(*texts) | set.intersection(*fallback))


@lru_cache(maxsize=1)
def fonts_digest() -> str:
    """SHA-256 over the bytes of all faces, for the record of how a letter was made."""
    digest = sha256()
    for path in font_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()
