"""Checks of what the fate of a letter means: a sentence about a country's law names the law and where it was read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from duly.kit.countries import country_codes
from duly.knowledge.checks.data_file import DataFile, DataFinding
from duly.knowledge.delivery import FALLBACK, Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFile:
    file: DataFile
    meanings: tuple[Meaning, ...]
    today: date


def every_sentence_says_what_to_do(at: DeliveryFile) -> Iterator[DataFinding]:
    for meaning in at.meanings:
        if not (meaning.means.strip() and meaning.next_step.strip()):
            yield at.file.block("empty-sentence", name_of(meaning))


def every_sentence_is_translated(at: DeliveryFile) -> Iterator[DataFinding]:
    english = {(m.fate, m.country): m for m in in_english(at)}
    for meaning in at.meanings:
        first = english[meaning.fate, meaning.country]
        if meaning is not first and first.means in (meaning.means, meaning.next_step):
            yield at.file.block("untranslated-sentence", name_of(meaning))


def every_country_exists(at: DeliveryFile) -> Iterator[DataFinding]:
    for meaning in in_english(at):
        if meaning.country and meaning.country not in country_codes():
            yield at.file.block("unknown-country", f"{meaning.country!r}")


def every_law_is_named(at: DeliveryFile) -> Iterator[DataFinding]:
    for meaning in in_english(at):
        if meaning.country and not meaning.cites.strip():
            yield at.file.block("no-citation", f"{name_of(meaning)}: which law?")


def every_source_is_a_link_already_read(at: DeliveryFile) -> Iterator[DataFinding]:
    for meaning in in_english(at):
        for source in meaning.sources:
            if not source.url.startswith(("https://", "http://")):
                yield at.file.block("bad-url", f"{name_of(meaning)}: {source.url!r}")
            if source.seen > at.today:
                yield at.file.block("future-day", f"{name_of(meaning)}: {source.seen}")


CHECKS: tuple[Callable[[DeliveryFile], Iterator[DataFinding]], ...] = (
    every_sentence_says_what_to_do,
    every_sentence_is_translated,
    every_country_exists,
    every_law_is_named,
    every_source_is_a_link_already_read,
)


def in_english(at: DeliveryFile) -> Iterator[Meaning]:
    """One of each entry: law and sources are the same in every language."""
    return (meaning for meaning in at.meanings if meaning.language == FALLBACK)


def name_of(meaning: Meaning) -> str:
    return f"{meaning.country or 'neutral'}, {meaning.fate}, {meaning.language}"
