"""Checks of the clocks of payments and privacy: each has a source, a citation, a calendar that exists."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from duly.knowledge.calendars import FOLDER as CALENDARS
from duly.knowledge.checks.data_file import DataFile, DataFinding
from duly.knowledge.clock_rules import ClockRule
from duly.knowledge.law_rule import Confidence
from duly.knowledge.provider_record import FRESH_FOR

ROLLS = ("none", "forward")
OTHER_ROLLS = (*ROLLS, "next")
STARTS = ("event", "last")
BANKS = ("bank:FED", "bank:ECB")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFile:
    """A file of clocks as read, and the day of the check."""

    file: DataFile
    clocks: tuple[ClockRule, ...]
    today: date


def every_clock_is_there_once(at: ClockFile) -> Iterator[DataFinding]:
    for name, count in Counter(clock.id for clock in at.clocks).items():
        if count > 1:
            yield at.file.block("twice", f"{name}: the id is there {count} times")


def every_clock_has_a_source_with_a_link(at: ClockFile) -> Iterator[DataFinding]:
    for clock in at.clocks:
        if not clock.sources:
            yield at.file.block("missing-source", f"{clock.id}: no source")
        for source in clock.sources:
            if not source.url.startswith(("https://", "http://")):
                yield at.file.block("bad-url", f"{clock.id}: {source.url!r}")


def every_clock_has_a_citation(at: ClockFile) -> Iterator[DataFinding]:
    for clock in at.clocks:
        if not any(citation.strip() for citation in clock.citations):
            yield at.file.block("no-citation", f"{clock.id}: no citation")


def every_calendar_exists(at: ClockFile) -> Iterator[DataFinding]:
    for clock in at.clocks:
        for name in clock.calendars:
            table = CALENDARS / f"{name.lower()}.toml"
            if name not in BANKS and not table.is_file():
                yield at.file.block("unknown-calendar", f"{clock.id}: {name!r}")


def every_word_is_known(at: ClockFile) -> Iterator[DataFinding]:
    for clock in at.clocks:
        rows: list[tuple[str, tuple[str, ...]]] = [
            (clock.roll, ROLLS),
            (clock.confidence, get_args(Confidence)),
        ]
        for other in clock.others:
            rows += [(other.start, STARTS), (other.roll, OTHER_ROLLS)]
        for word, allowed in rows:
            if word not in allowed:
                yield at.file.block(
                    "unknown-word", f"{clock.id}: {word!r} is none of {allowed}"
                )


def no_safe_day_lies_behind_the_last(at: ClockFile) -> Iterator[DataFinding]:
    """A safe count is the shorter one; comparable where both count in the same unit."""
    for clock in at.clocks:
        step, safe = clock.step, clock.safe_step
        if step is None or safe is None or step.period.unit != safe.period.unit:
            continue
        if safe.period.count > step.period.count:
            yield at.file.block("unsafe", f"{clock.id}: the safe period is longer")


def no_clock_was_read_tomorrow(at: ClockFile) -> Iterator[DataFinding]:
    for clock in at.clocks:
        seen = [clock.checked_on, *(source.seen for source in clock.sources)]
        if max(seen) > at.today:
            yield at.file.block("future-day", f"{clock.id}: read on {max(seen)}")


def every_clock_was_read_within_a_year(at: ClockFile) -> Iterator[DataFinding]:
    for clock in at.clocks:
        if at.today - clock.checked_on > FRESH_FOR:
            yield at.file.warn("stale-fact", f"{clock.id}: read {clock.checked_on}")


CHECKS: tuple[Callable[[ClockFile], Iterator[DataFinding]], ...] = (
    every_clock_is_there_once,
    every_clock_has_a_source_with_a_link,
    every_clock_has_a_citation,
    every_calendar_exists,
    every_word_is_known,
    no_safe_day_lies_behind_the_last,
    no_clock_was_read_tomorrow,
    every_clock_was_read_within_a_year,
)
