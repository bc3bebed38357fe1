"""Days written in a text, in the ways of six languages, and which of them is the end of the contract."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from duly.replies.phrases import Phrases, month_names

ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-](20\d\d|\d\d)(?![\d/-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDay:
    """`other` is the second reading of a day such as 03/04/2026, where day or month may come first."""

    day: date
    start: int
    end: int
    other: date | None = None


@lru_cache(maxsize=1)
def worded() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Day before month (31. März 2026, 31st of March 2026, 31 de marzo de 2026) and month before day."""
    names = "|".join(sorted(month_names(), key=len, reverse=True))
    return (
        re.compile(
            rf"(?i)\b(\d{{1,2}})(?:\.|st|nd|rd|th|er|º|°)?,? (?:of |de |d')?({names})\b\.?,? ?(?:de |del )?(20\d\d)"
        ),
        re.compile(rf"(?i)\b({names})\b\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (20\d\d)"),
    )


def days_in(text: str) -> tuple[FoundDay, ...]:
    """In the order of the text. Impossible days are left out; nothing is guessed without a year."""
    found = [*iso_days(text), *numeric_days(text), *worded_days(text)]
    return tuple(sorted(found, key=lambda one: one.start))


def iso_days(text: str) -> Iterator[FoundDay]:
    for match in ISO.finditer(text):
        day = day_of(int(match[1]), int(match[2]), int(match[3]))
        if day:
            yield FoundDay(day=day, start=match.start(), end=match.end())


def numeric_days(text: str) -> Iterator[FoundDay]:
    for match in NUMERIC.finditer(text):
        first, second, year = int(match[1]), int(match[2]), full_year(match[3])
        day_first, month_first = (
            day_of(year, second, first),
            day_of(year, first, second),
        )
        # Dots are written day first everywhere; slashes and dashes both ways.
        other = None if "." in match[0] or day_first == month_first else month_first
        day = day_first or (None if "." in match[0] else month_first)
        if day:
            yield FoundDay(
                day=day,
                start=match.start(),
                end=match.end(),
                other=other if other != day else None,
            )


def worded_days(text: str) -> Iterator[FoundDay]:
    day_month, month_day = worded()
    for match in day_month.finditer(text):
        day = day_of(int(match[3]), month_names()[match[2].lower()], int(match[1]))
        if day:
            yield FoundDay(day=day, start=match.start(), end=match.end())
    for match in month_day.finditer(text):
        day = day_of(int(match[3]), month_names()[match[1].lower()], int(match[2]))
        if day:
            yield FoundDay(day=day, start=match.start(), end=match.end())


def end_day(sentence: str, languages: tuple[Phrases, ...]) -> FoundDay | None:
    """The day that words of ending stand before; a letter's or a payment's date never."""
    days = days_in(sentence)
    for found in days:
        before = sentence[: found.start]
        if any(spoken.not_the_end.search(before) for spoken in languages):
            continue
        if any(spoken.ends.search(before) for spoken in languages):
            return settled(found, days)
    return None


def settled(found: FoundDay, days: tuple[FoundDay, ...]) -> FoundDay:
    """04/01/2026 (1 April 2026): another writing of the same day says which reading is meant."""
    clear = {one.day for one in days if one.other is None}
    if found.other in clear:
        return FoundDay(day=found.other, start=found.start, end=found.end)
    if found.day in clear:
        return FoundDay(day=found.day, start=found.start, end=found.end)
    return found


def full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
