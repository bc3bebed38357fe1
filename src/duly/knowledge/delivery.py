"""What does the fate of a letter on paper mean where the person lives, and what comes next? From data/delivery/."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

MEANINGS = Path(__file__).parent.parent / "data" / "delivery" / "meanings.toml"
LANGUAGES = ("en", "fr", "de", "es", "it", "nl")
FALLBACK = "en"
FATES = ("delivered", "signed", "declined", "unclaimed", "returned", "lost")


class BadMeaning(ValueError):
    """The file cannot be used; the message names the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningSource:
    url: str
    title: str
    seen: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """`next_step` is what to do now; `cites` and `sources` are empty for the neutral sentence."""

    fate: str
    country: str
    language: str
    means: str
    next_step: str
    cites: str
    sources: tuple[MeaningSource, ...]


# By fate, country ("" for the neutral sentence) and language.
Meanings: TypeAlias = Mapping[tuple[str, str, str], Meaning]


def meaning(fate: str, *, country: str, language: str = FALLBACK) -> Meaning:
    """For a person under the law of `country`; the neutral sentence where no source says more.

    In English where `language` (`de`, `de-at`) is none of ours. KeyError: no such fate.
    """
    found = meanings()
    base = language[:2].lower()
    spoken = base if base in LANGUAGES else FALLBACK
    return found.get((fate, country, spoken)) or found[fate, "", spoken]


@lru_cache(maxsize=1)
def meanings() -> Meanings:
    """All that data/delivery/ says. Raises BadMeaning."""
    return read_meanings(tomllib.loads(MEANINGS.read_text("utf-8")))


def read_meanings(document: Mapping[str, Any]) -> Meanings:
    """The same from one TOML document. Raises BadMeaning, also for a language that is missing."""
    try:
        return _meanings(document)
    except KeyError as reason:
        raise BadMeaning(f"{reason} is missing") from reason
    except TypeError as reason:
        raise BadMeaning(str(reason)) from reason


def _meanings(document: Mapping[str, Any]) -> Meanings:
    found: dict[tuple[str, str, str], Meaning] = {}
    for fate in FATES:
        _add(found, document["neutral"][fate], fate=fate, country="")
    for entry in document["meaning"]:
        if not entry["sources"]:
            raise BadMeaning(f"{entry['country']}: a sentence about law has a source")
        for fate in entry["events"]:
            if fate not in FATES:
                raise BadMeaning(f"{entry['country']}: {fate!r} is no fate of a letter")
            _add(found, entry, fate=fate, country=entry["country"])
    return found


def _add(
    found: dict[tuple[str, str, str], Meaning],
    entry: Mapping[str, Any],
    *,
    fate: str,
    country: str,
) -> None:
    sources = tuple(
        MeaningSource(url=source["url"], title=source["title"], seen=source["seen"])
        for source in entry.get("sources", ())
    )
    for language in LANGUAGES:
        place = (fate, country, language)
        if place in found:
            raise BadMeaning(f"{place} stands there twice")
        if language not in entry:
            raise BadMeaning(f"{country or 'neutral'}, {fate}: no text in {language}")
        found[place] = Meaning(
            fate=fate,
            country=country,
            language=language,
            means=entry[language]["means"],
            next_step=entry[language]["next"],
            cites=entry.get("cites", ""),
            sources=sources,
        )
