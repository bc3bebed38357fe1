"""The clocks of payment disputes and privacy answers, as data."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from duly.kit.dates import Period, parse_period

FOLDER = Path(__file__).parent.parent / "data" / "clocks"


class BadClocks(ValueError):
    """A file of data/clocks cannot be read; the message names file and field."""


@dataclass(frozen=True, slots=True)
class Step:
    """A period forwards, or backwards from its start."""

    period: Period
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class OtherDay:
    """A day of somebody else, or a margin. `roll` "next" is the first banking day after it."""

    name: str
    start: Literal["event", "last"]
    step: Step
    roll: Literal["none", "forward", "next"]
    why: str


@dataclass(frozen=True, slots=True)
class ClockSource:
    """One page on which the clock was read."""

    url: str
    title: str
    seen: date
    primary: bool
    supports: str


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock. `step` None: the right has no time limit."""

    id: str
    title: str
    event: str
    step: Step | None
    safe_step: Step | None
    roll: Literal["none", "forward"]
    calendars: tuple[str, ...]
    citations: tuple[str, ...]
    confidence: str
    why: str
    others: tuple[OtherDay, ...]
    sources: tuple[ClockSource, ...]
    checked_on: date


@lru_cache
def clock_rules() -> dict[str, ClockRule]:
    """Every clock of data/clocks by its id."""
    return {
        rule.id: rule
        for path in sorted(FOLDER.glob("*.toml"))
        for rule in read_clocks(path)
    }


def read_clocks(path: Path) -> list[ClockRule]:
    """The clocks of one file in order. Raises BadClocks, naming what is missing or cannot be read."""
    document = tomllib.loads(path.read_text("utf-8"))
    try:
        return [_rule(entry, document["checked_on"]) for entry in document["clock"]]
    except KeyError as reason:
        raise BadClocks(f"{path.name}: {reason} is missing") from reason
    except (AttributeError, TypeError, ValueError) as reason:
        raise BadClocks(f"{path.name}: {reason}") from reason


def _rule(entry: dict[str, Any], checked_on: date) -> ClockRule:
    return ClockRule(
        id=entry["id"],
        title=entry["title"],
        event=entry["event"],
        step=_step(entry.get("period")),
        safe_step=_step(entry.get("safe_period")),
        roll=entry["roll"],
        calendars=tuple(entry["calendar"]),
        citations=tuple(entry["citations"]),
        confidence=entry["confidence"],
        why=entry["why"],
        others=tuple(_other(other) for other in entry["others"]),
        sources=tuple(_source(source) for source in entry["sources"]),
        checked_on=entry.get("checked_on", checked_on),
    )


def _step(text: str | None) -> Step | None:
    if text is None:
        return None
    return Step(parse_period(text.removeprefix("-")), text.startswith("-"))


def _other(entry: dict[str, Any]) -> OtherDay:
    step = _step(entry["period"])
    if step is None:
        raise ValueError(f"{entry['name']}: a period is needed")
    return OtherDay(
        entry["name"], entry["from"], step, entry.get("roll", "none"), entry["why"]
    )


def _source(entry: dict[str, Any]) -> ClockSource:
    return ClockSource(
        url=entry["url"],
        title=entry["title"],
        seen=entry["seen"],
        primary=entry.get("primary", False),
        supports=entry.get("supports", ""),
    )
