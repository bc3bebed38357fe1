"""Which statutes do letters name, how are they written, and whose are they? Reads data/statutes/*.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from duly.knowledge.jurisdictions import legal_orders, place_code

STATUTES = Path(__file__).parent.parent / "data" / "statutes"


class BadStatutes(ValueError):
    """A file of data/statutes cannot be read; the message names file and entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Untrue:
    """Something people say a statute gives that it does not give: `said` in the sentence that names it.

    `at` limits it to some sections; empty means the whole statute.
    """

    said: str
    because: str
    at: frozenset[str] = frozenset()
    code: str = "uncitable-rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Some sections of a statute: for which act they are, whether they are in force, whose they are."""

    at: frozenset[str]
    act: str = ""
    status: str = ""
    because: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Statute:
    """`places` are the jurisdictions that have a statute of this name (a `Code civil` has several).

    `known` is False for a mere shape of citation (`Ley 3/2014`): of that country, but we do not know it.
    """

    name: str
    places: tuple[str, ...]
    keys: tuple[str, ...]
    pattern: str
    status: str = "in_force"
    act: str = ""
    because: str = ""
    known: bool = True
    cased: bool = False
    sections: tuple[Section, ...] = ()
    untrue: tuple[Untrue, ...] = ()
    source: str = ""

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Compiled on first use: most letters name three statutes out of hundreds."""
        return re.compile(self.pattern)


def places_of(residence: str | None) -> frozenset[str]:
    """The jurisdictions whose law a person living there may name: `DE-BY` gives DE-BY, DE and EU."""
    return frozenset(legal_orders(place_code(residence)) if residence else ())


@lru_cache(maxsize=1)
def place_names() -> dict[str, str]:
    """`the United Kingdom` of `GB`, `California` of `US-CA`: every place that the table knows."""
    path = STATUTES / "places.toml"
    return dict(tomllib.loads(path.read_text("utf-8"))["names"])


@lru_cache(maxsize=1)
def statutes() -> tuple[Statute, ...]:
    """Every statute of the table, file by file. Raises BadStatutes."""
    return tuple(
        statute
        for path in sorted(STATUTES.glob("*.toml"))
        for statute in read_statutes(path)
    )


def read_statutes(path: Path) -> list[Statute]:
    """The statutes of one file; what the file says of its place holds for each entry without its own."""
    document = tomllib.loads(path.read_text("utf-8"))
    places = tuple(document.get("places", ()))
    try:
        return [_statute(entry, places=places) for entry in document.get("statute", ())]
    except (KeyError, TypeError) as reason:
        raise BadStatutes(f"{path.name}: {reason}") from reason


def _statute(entry: dict[str, Any], *, places: tuple[str, ...]) -> Statute:
    return Statute(
        name=entry["name"],
        places=tuple(entry.get("places", places)),
        keys=tuple(entry["keys"]),
        pattern=entry["pattern"],
        status=entry.get("status", "in_force"),
        act=entry.get("act", ""),
        because=entry.get("because", ""),
        known=entry.get("known", True),
        cased=entry.get("cased", False),
        sections=tuple(_section(part) for part in entry.get("section", ())),
        untrue=tuple(_untrue(part) for part in entry.get("untrue", ())),
        source=entry.get("source", ""),
    )


def _section(part: dict[str, Any]) -> Section:
    return Section(
        at=frozenset(part["at"]),
        act=part.get("act", ""),
        status=part.get("status", ""),
        because=part.get("because", ""),
        places=tuple(part.get("places", ())),
    )


def _untrue(part: dict[str, Any]) -> Untrue:
    return Untrue(
        said=part["said"],
        because=part["because"],
        at=frozenset(part.get("at", ())),
        code=part.get("code", "uncitable-rule"),
    )
