"""Checks of the words by which a language gives itself away: small letters, no word twice, no language without words."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from duly.knowledge.checks.data_file import DataFile, DataFinding

# The languages of our own letters; below this many words the test cannot tell them apart.
WRITTEN = ("en", "fr", "de", "es", "it", "nl")
FEWEST_WORDS = 20


def the_tables_have_their_shape(file: DataFile) -> Iterator[DataFinding]:
    for name in ("words", "formulas"):
        if not isinstance(file.document.get(name), dict):
            yield file.block("bad-table", f"[{name}] is missing")
    for language, entry in table(file, "words").items():
        if not isinstance(entry, str):
            yield file.block("bad-table", f"words.{language}: one text is needed")
    for language, entry in table(file, "formulas").items():
        if not (isinstance(entry, list) and all(isinstance(e, str) for e in entry)):
            yield file.block("bad-table", f"formulas.{language}: a list of texts")


def every_written_language_has_words(file: DataFile) -> Iterator[DataFinding]:
    for language in WRITTEN:
        if len(words(file).get(language, ())) < FEWEST_WORDS:
            yield file.block("few-words", f"{language}: under {FEWEST_WORDS} words")


def every_word_is_in_small_letters(file: DataFile) -> Iterator[DataFinding]:
    """The text is compared in small letters: another word is never found."""
    for language, found in words(file).items():
        for word in found:
            if word != word.lower():
                yield file.block("bad-word", f"{language}: {word!r}")


def no_word_is_there_twice(file: DataFile) -> Iterator[DataFinding]:
    for language, found in words(file).items():
        for word, count in Counter(found).items():
            if count > 1:
                yield file.warn("twice", f"{language}: {word!r}")


def no_formula_speaks_two_languages(file: DataFile) -> Iterator[DataFinding]:
    """A formula stands for one language; a shared one would count for the last alone."""
    speakers: dict[str, str] = {}
    for language, entry in table(file, "formulas").items():
        for formula in entry if isinstance(entry, list) else ():
            first = speakers.setdefault(str(formula).lower(), language)
            if first != language:
                yield file.block("two-languages", f"{formula!r}: {first}, {language}")


CHECKS: tuple[Callable[[DataFile], Iterator[DataFinding]], ...] = (
    the_tables_have_their_shape,
    every_written_language_has_words,
    every_word_is_in_small_letters,
    no_word_is_there_twice,
    no_formula_speaks_two_languages,
)


def table(file: DataFile, name: str) -> Mapping[str, Any]:
    found = file.document.get(name)
    return found if isinstance(found, dict) else {}


def words(file: DataFile) -> dict[str, list[str]]:
    return {
        language: entry.split()
        for language, entry in table(file, "words").items()
        if isinstance(entry, str)
    }
