"""Periods as people write them, and the one way months are added here."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Unit = Literal["d", "bd", "w", "m", "y", "h"]

# A count past this is a slip of the pen: forty years are 14,610 days.
LONGEST_COUNT = 20_000


class BadPeriod(ValueError):
    """A period that is not `N d|bd|w|m|y|h`; the message says what was read."""


@dataclass(frozen=True, slots=True)
class Period:
    """`count` calendar days (d), business days (bd), weeks, months, years or hours."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"

    @property
    def is_zero(self) -> bool:
        return self.count == 0

    @property
    def rough_days(self) -> float:
        """Length in days for comparing two periods; never for computing a date."""
        days = {"d": 1, "bd": 1.4, "w": 7, "m": 30.44, "y": 365.25, "h": 1 / 24}
        return self.count * days[self.unit]


@lru_cache(maxsize=512)
def parse_period(text: str, *, units: str = "d bd w m y") -> Period:
    """`1m`, `14 d`, `2bd` → Period. Raises BadPeriod with a sentence.

    `units` are the allowed ones, separated by spaces. Zero is valid (until the last
    day); a sign or a fraction is not.
    """
    match = re.fullmatch(r"\s*(\d{1,6})\s*(bd|[dwmyh])\s*", text)
    if match is None or match[2] not in units.split():
        allowed = ", ".join(units.split())
        raise BadPeriod(
            f"{text!r} is no period: write a whole number and one of {allowed}, like 1m or 14d"
        )
    count = int(match[1])
    if count > LONGEST_COUNT:
        raise BadPeriod(f"{text!r} is longer than any contract")
    unit: Unit = match[2]  # type: ignore[assignment]
    return Period(count, unit)


def add_months(day: date, months: int) -> date:
    """The day of the same number, clamped to the month's end (BGB § 188(2)-(3), CPC 641).

    Raises OverflowError when the year leaves 1..9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("the date lies outside the calendar")
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def add_period(day: date, period: Period) -> date:
    """`day` + period, the event day not counted. Business days need a calendar: not here.

    Raises BadPeriod for business days and hours, OverflowError outside the calendar.
    """
    match period.unit:
        case "d":
            return day + timedelta(days=period.count)
        case "w":
            return day + timedelta(weeks=period.count)
        case "m":
            return add_months(day, period.count)
        case "y":
            return add_months(day, 12 * period.count)
    raise BadPeriod(f"{period} cannot be counted without a calendar of business days")


def term_end(start: date, term: Period) -> date:
    """Last day of a term that begins with `start` (BGB §§ 187(2), 188(2) alt. 2, 188(3)).

    Not "the day before the anniversary": a year from 29 February ends on 28 February,
    a month from 31 January on the last day of February.
    """
    if term.unit not in {"m", "y"}:
        return add_period(start, term) - timedelta(days=1)
    months = term.count * (12 if term.unit == "y" else 1)
    if months == 0:
        return start - timedelta(days=1)
    first = add_months(start.replace(day=1), months)
    last = calendar.monthrange(first.year, first.month)[1]
    # Day 0 is the last day of the month before; a day past the end is the end.
    return first + timedelta(days=min(start.day - 1, last) - 1)
