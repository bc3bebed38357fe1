"""Which providers have addresses that others print without support? A quick look, without reading every record."""

import re
from functools import lru_cache
from pathlib import Path

from duly.knowledge.folding import folded
from duly.knowledge.providers import DATA

NAME = re.compile(r'^name = "(.+)"$', re.MULTILINE)
ALIASES = re.compile(r"^aliases = \[(.*?)\]", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r'"([^"]+)"')


@lru_cache(maxsize=1)
def disputed_names() -> dict[str, tuple[str, ...]]:
    """The folded names of each provider with a disputed address, by slug."""
    found = {}
    for path in sorted((DATA / "providers").glob("*/*.toml")):
        text = path.read_text("utf-8")
        # Parsing hundreds of records for one pasted letter would cost more than the whole check.
        if "[[disputed]]" in text:
            found[_slug(path)] = _names(text)
    return found


def _slug(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _names(text: str) -> tuple[str, ...]:
    head = text.partition("\n[[")[0]
    named = NAME.findall(head)[:1]
    others = ALIASES.search(head)
    aliases = QUOTED.findall(others[1]) if others else []
    return tuple(name for each in (*named, *aliases) if len(name := folded(each)) > 2)
