"""How does a page in another language say what a record says in English? Reads data/words/**.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from duly.knowledge.providers import DATA, is_slug

# Records are written in English; these are the other languages of the pages.
ENGLISH = "en"
LANGUAGES = ("de", "fr", "es", "it", "nl")
# What many records say stands once, in words/shared.toml.
SHARED = "shared"

Entry = Mapping[str, str]


class BadWords(Exception):
    """A file of words that cannot be read; `field` is its place in the file, the message says why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text, and the language that it is in: a page has to say so where it is not its own."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """One file: each entry has the text of the record under `en`, and the same in every one of `languages`.

    `categories` and `asides` (by language: what people type beside a name) stand in the shared file alone.
    """

    languages: tuple[str, ...]
    words: tuple[Entry, ...]
    categories: tuple[Entry, ...] = ()
    asides: Mapping[str, str] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.categories + self.words

    @property
    def by_text(self) -> dict[str, Entry]:
        return {entry[ENGLISH]: entry for entry in self.entries}


def told(
    text: str, *, language: str, slug: str = "", overlay: Path | None = None
) -> Told:
    """`text` of the record `slug` in `language`, else as it stands there, in English.

    Without a slug, and for what the record's own file lacks, the shared words are asked.
    """
    if language != ENGLISH:
        for entries in _tables(slug, overlay):
            found = entries.get(text, {}).get(language)
            if found:
                return Told(text=found, language=language)
    return Told(text=text, language=ENGLISH)


def shared_words(*, overlay: Path | None = None) -> WordList:
    """What many records say: the overlay's file stands for the package's. Raises BadWords."""
    theirs = _path(overlay, SHARED) if overlay else None
    return read_words_file(
        theirs if theirs and theirs.is_file() else _path(DATA, SHARED)
    )


@lru_cache(maxsize=1)
def categories() -> frozenset[str]:
    """The kinds of service for people, in English, as the package knows them."""
    return frozenset(entry[ENGLISH] for entry in shared_words().categories)


def read_words_file(path: Path) -> WordList:
    """The list in `path`; the shape is in docs/how-to-add-a-provider.md. Raises BadWords."""
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as reason:
        raise BadWords("file", f"this is not TOML ({reason})") from reason
    return read_words(document)


def read_words(document: Mapping[str, Any]) -> WordList:
    """From the parsed file. Raises BadWords."""
    languages = document.get("languages")
    if not isinstance(languages, list) or not all(
        isinstance(one, str) for one in languages
    ):
        raise BadWords("languages", "give the list of languages of this file")
    asides = document.get("asides", {})
    if not _is_of_texts(asides):
        raise BadWords("asides", "one text a language")
    return WordList(
        languages=tuple(languages),
        words=_entries(document, "words"),
        categories=_entries(document, "categories"),
        asides=asides,
    )


def _entries(document: Mapping[str, Any], name: str) -> tuple[Entry, ...]:
    tables = document.get(name, [])
    if not isinstance(tables, list):
        raise BadWords(name, f"write each as [[{name}]]")
    for number, table in enumerate(tables):
        if not _is_of_texts(table) or not table.get(ENGLISH):
            raise BadWords(f"{name}[{number}]", "`en` and texts beside it are needed")
    return tuple(tables)


def _is_of_texts(table: object) -> bool:
    return isinstance(table, Mapping) and all(
        isinstance(text, str) for text in table.values()
    )


def _tables(slug: str, overlay: Path | None) -> Iterator[Mapping[str, Entry]]:
    for name in (slug, SHARED):
        if name != SHARED and not is_slug(name):
            continue
        if overlay is not None:
            yield _overlaid(_path(overlay, name))
        yield _read_once(_path(DATA, name), 0)


def _overlaid(path: Path) -> Mapping[str, Entry]:
    # The operator's own file may be damaged or gone at any time: the page then speaks English.
    with suppress(BadWords, OSError):
        return _read_once(path, path.stat().st_mtime_ns)
    return {}


@lru_cache(maxsize=512)
def _read_once(path: Path, _changed: int) -> Mapping[str, Entry]:
    return read_words_file(path).by_text if path.is_file() else {}


def _path(folder: Path, name: str) -> Path:
    return folder / "words" / f"{name}.toml"
