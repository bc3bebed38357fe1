"""What does the fate of a letter on paper mean where the person lives, and what comes next? From data/delivery/."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

MEANINGS = Path(__file__).parent.parent / "data" / "delivery" / "meanings.toml"
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
    means: str
    next_step: str
    cites: str
    sources: tuple[MeaningSource, ...]


def meaning(fate: str, *, country: str) -> Meaning:
    """For a person under the law of `country`; the neutral sentence where no source says more. KeyError: no such fate."""
    found = meanings()
    return found.get((fate, country)) or found[fate, ""]


@lru_cache(maxsize=1)
def meanings() -> Mapping[tuple[str, str], Meaning]:
    """By fate and country, "" for the neutral one. Raises BadMeaning."""
    return read_meanings(tomllib.loads(MEANINGS.read_text("utf-8")))


def read_meanings(
    document: Mapping[str, Any],
) -> Mapping[tuple[str, str], Meaning]:
    """The same from one TOML document. Raises BadMeaning, also for what is missing."""
    try:
        return _meanings(document)
    except KeyError as reason:
        raise BadMeaning(f"{reason} is missing") from reason
    except TypeError as reason:
        raise BadMeaning(str(reason)) from reason


def _meanings(document: Mapping[str, Any]) -> Mapping[tuple[str, str], Meaning]:
    found = {
        (fate, ""): _meaning(document["neutral"][fate], fate=fate, country="")
        for fate in FATES
    }
    for entry in document["meaning"]:
        if not entry["sources"]:
            raise BadMeaning(f"{entry['country']}: a sentence about law has a source")
        for fate in entry["events"]:
            place = (fate, entry["country"])
            if fate not in FATES or place in found:
                raise BadMeaning(f"{place}: unknown, or there twice")
            found[place] = _meaning(entry, fate=fate, country=entry["country"])
    return found


def _meaning(entry: Mapping[str, Any], *, fate: str, country: str) -> Meaning:
    return Meaning(
        fate=fate,
        country=country,
        means=entry["means"],
        next_step=entry["next"],
        cites=entry.get("cites", ""),
        sources=tuple(
            MeaningSource(url=source["url"], title=source["title"], seen=source["seen"])
            for source in entry.get("sources", ())
        ),
    )
