"""Checks of a record's words in other languages: nothing added, nothing left out, no figure changed."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from duly.knowledge.checks.data_file import DataFile, DataFinding
from duly.knowledge.provider_record import Provider
from duly.knowledge.provider_words import ENGLISH, LANGUAGES, SHARED, Entry, WordList

_FIGURE = re.compile(r"\d+")
# Words of theirs stay as they are, in whatever marks.
_QUOTED = re.compile("“([^”]+)”")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsFile:
    """The list as read, its record (None for the shared file, or when there is none), and the shared words."""

    file: DataFile
    words: WordList
    provider: Provider | None
    shared: Mapping[str, Entry]

    @property
    def is_shared(self) -> bool:
        return self.file.slug == SHARED


def the_record_is_there(at: WordsFile) -> Iterator[DataFinding]:
    if at.provider is None and not at.is_shared:
        yield at.file.block(
            "words-without-provider", f"providers/{at.file.name} cannot be read"
        )


def the_languages_are_those_of_the_pages(at: WordsFile) -> Iterator[DataFinding]:
    if not at.words.languages:
        yield at.file.block("no-language", "languages is empty")
    for language in (*at.words.languages, *(at.words.asides.keys() - {ENGLISH})):
        if language not in LANGUAGES:
            yield at.file.block(
                "unknown-language", f"{language!r} is not one of {', '.join(LANGUAGES)}"
            )


def every_text_is_there_in_every_language(at: WordsFile) -> Iterator[DataFinding]:
    wanted = {ENGLISH, *at.words.languages}
    for entry in at.words.entries:
        for language in sorted(wanted ^ entry.keys()):
            code = "missing-language" if language in wanted else "unknown-language"
            yield at.file.block(code, f"{language}: {entry[ENGLISH]!r}")
        for language, text in entry.items():
            if not text.strip():
                yield at.file.block("empty-words", f"{language}: {entry[ENGLISH]!r}")


def no_text_is_there_twice(at: WordsFile) -> Iterator[DataFinding]:
    for text, count in Counter(entry[ENGLISH] for entry in at.words.entries).items():
        if count > 1:
            yield at.file.block("words-twice", f"{text!r}")


def every_text_stands_in_the_record(at: WordsFile) -> Iterator[DataFinding]:
    """A sentence that was changed in the record has no counterpart any more: look at the translation again."""
    if at.provider is None:
        return
    said = {*texts_of(at.provider), *titles_of(at.provider)}
    for entry in at.words.entries:
        if entry[ENGLISH] not in said:
            yield at.file.block(
                "words-for-nothing", f"the record does not say {entry[ENGLISH]!r}"
            )


def every_text_of_the_record_is_here(at: WordsFile) -> Iterator[DataFinding]:
    if at.provider is None:
        return
    known = {**at.shared, **at.words.by_text}
    for text in texts_of(at.provider):
        for language in at.words.languages:
            if language not in known.get(text, {}):
                yield at.file.block("missing-words", f"{language}: {text!r}")


def figures_and_quoted_words_stay(at: WordsFile) -> Iterator[DataFinding]:
    for entry in at.words.entries:
        text = entry[ENGLISH]
        for language, other in entry.items():
            if Counter(_FIGURE.findall(text)) != Counter(_FIGURE.findall(other)):
                yield at.file.block("other-figures", f"{language}: {other!r}")
            for quoted in _QUOTED.findall(text):
                if quoted not in other:
                    yield at.file.block("other-quote", f"{language}: {quoted!r}")


def what_many_say_stands_in_the_shared_file(at: WordsFile) -> Iterator[DataFinding]:
    if at.is_shared:
        if set(at.words.languages) != set(LANGUAGES):
            yield at.file.block("missing-language", "the shared words speak them all")
    elif at.words.categories or at.words.asides:
        yield at.file.block(
            "shared-words", "[[categories]] and [asides] belong into shared.toml"
        )


CHECKS: tuple[Callable[[WordsFile], Iterator[DataFinding]], ...] = (
    the_record_is_there,
    the_languages_are_those_of_the_pages,
    every_text_is_there_in_every_language,
    no_text_is_there_twice,
    every_text_stands_in_the_record,
    every_text_of_the_record_is_here,
    figures_and_quoted_words_stay,
    what_many_say_stands_in_the_shared_file,
)


def texts_of(provider: Provider) -> tuple[str, ...]:
    """What a page says of the record in our own words; a company's name is the same in every language."""
    found = [provider.category, provider.summary]
    for fact in provider.facts:
        found += [fact.label, fact.text, fact.note]
    found += [contact.note for contact in provider.contacts]
    found += [disputed.why for disputed in provider.disputed]
    for identifier in provider.identifiers:
        found += [identifier.label, identifier.hint]
    same = ("", provider.legal_entity)
    return tuple(dict.fromkeys(text for text in found if text not in same))


def titles_of(provider: Provider) -> tuple[str, ...]:
    """Titles of sources may be said in other languages, and need not."""
    sources = [*provider.sources, *(found.source for found in provider.disputed)]
    return tuple(dict.fromkeys(source.title for source in sources))
