"""What does the operator promise? The terms and the privacy page, filled with who runs the site."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from duly.knowledge.operator_prices import OPERATOR

FALLBACK = "en"
ROLE = re.compile(r"\{#([a-z-]+)\}")


def operator_text(
    name: str, *, language: str, filled: Mapping[str, str], overlay: Path | None = None
) -> str:
    """`terms` or `privacy` as Markdown, the operator's own before the package's, English where there is no other.

    `filled` gives the fields in braces. KeyError for an unknown name or an unfilled field.
    """
    path = text_file(name, language, overlay)
    text = read(path, path.stat().st_mtime_ns)
    return text.format_map(filled)


def text_file(name: str, language: str, overlay: Path | None) -> Path:
    for folder in (overlay, OPERATOR):
        for spoken in (language, FALLBACK):
            path = (folder or OPERATOR) / spoken / f"{name}.md"
            if path.exists():
                return path
    raise KeyError(name)


@lru_cache(maxsize=32)
def read(path: Path, _changed: int) -> str:
    """Read once for each change of the file. Headings keep their role: `{#who}` is no field."""
    return ROLE.sub(r"{{#\1}}", path.read_text("utf-8"))
