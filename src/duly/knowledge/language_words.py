"""By which words does a language give itself away? Reads data/language/words.toml."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent.parent / "data" / "language" / "words.toml"


@lru_cache(maxsize=1)
def word_marks() -> dict[str, tuple[str, ...]]:
    """Each function word in small letters and the languages that use it."""
    marks: dict[str, list[str]] = {}
    for language, entry in _table()["words"].items():
        for word in dict.fromkeys(entry.split()):
            marks.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in marks.items()}


@lru_cache(maxsize=1)
def formulas() -> dict[str, str]:
    """Openings, closings and labels that stand alone on a line, and the language of each."""
    return {
        formula.lower(): language
        for language, entry in _table()["formulas"].items()
        for formula in entry
    }


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))
