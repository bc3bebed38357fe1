"""The dates on which a contract can end: term ends, month ends, quarters, contract years."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from duly.kit.dates import Period, term_end

ONE_DAY = timedelta(days=1)
FIFTEENTH = 15


def month_ends(first: date) -> Iterator[date]:
    """Every month end on or after `first`."""
    for month in count(first.year * 12 + first.month - 1):
        year, zero_based = divmod(month, 12)
        last = calendar.monthrange(year, zero_based + 1)[1]
        yield date(year, zero_based + 1, last)


def quarter_ends(first: date) -> Iterator[date]:
    return (day for day in month_ends(first) if day.month % 3 == 0)


def term_ends(first_end: date, length: Period) -> Iterator[date]:
    """`first_end`, then the end of every further term of `length`.

    Each is counted from the first one, so a clamped end does not drag later ones along.
    """
    start = first_end + ONE_DAY
    yield first_end
    for number in count(1):
        yield term_end(start, Period(length.count * number, length.unit))


def half_contract_years(start: date) -> Iterator[date]:
    """End of the first contract year, then every half year (KSchG § 15(1))."""
    for months in count(12, 6):
        yield term_end(start, Period(months, "m"))


def first_on_or_after(days: Iterator[date], day: date) -> date:
    return next(d for d in days if d >= day)


def fifteenth_for(end: date) -> date:
    """By the 15th for the end of that month; a 15th on a weekend does not move (BGB § 621 Nr. 3)."""
    return end.replace(day=FIFTEENTH)
