"""A day that stands in a text, with its place."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDay:
    """`other` is the second reading of a day such as 03/04/2026, where day or month may come first.

    `is_worked_out`: the text names no such day; it follows from the day on which the mail was sent.
    """

    day: date
    start: int
    end: int
    other: date | None = None
    is_worked_out: bool = False


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
