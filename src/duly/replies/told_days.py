"""Days told without figures: "the thirty-first of March", "the end of next month", "27 March" without a year."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from duly.replies.found_day import FoundDay, day_of
from duly.replies.letter_case import folded
from duly.replies.phrases import may_name_month, month_names, numbers

# A day without a year is the one nearest to the mail: at most so long before it.
LONGEST_AGO = timedelta(days=60)


@lru_cache(maxsize=1)
def day_words() -> Mapping[str, int]:
    """A number's word in each language, without blanks and hyphens."""
    return {
        plain(word): number
        for row in numbers.DAYS
        for number, word in enumerate(row.split(), 1)
    }


@lru_cache(maxsize=1)
def year_words() -> Mapping[str, int]:
    return {
        plain(f"{before}{word}"): year
        for thousand, row in numbers.YEARS
        for before in thousand.split("|")
        for year, word in enumerate(row.split(), numbers.FIRST_YEAR)
    }


def plain(words: str) -> str:
    return re.sub(r"[ -]", "", folded(words))


def loosely(word: str) -> str:
    """A pattern that lets a blank stand for each hyphen."""
    return re.escape(word).replace(r"\-", "[ -]")


@lru_cache(maxsize=1)
def months() -> str:
    return "|".join(sorted(month_names(), key=len, reverse=True))


@lru_cache(maxsize=1)
def in_words() -> re.Pattern[str]:
    """Day in words or figures, month, and the year in words or figures if there is one."""
    words = {word for row in numbers.DAYS for word in row.split()}
    day = "|".join(map(loosely, sorted(words, key=len, reverse=True)))
    year = "|".join(
        f"(?:{thousand})[ -]?(?:{'|'.join(map(loosely, row.split()))})"
        for thousand, row in numbers.YEARS
    )
    return re.compile(
        rf"(?i)(?<![\w-])(?P<day>{day}|(?<!\d[./-])\d{{1,2}})(?:\.|st|nd|rd|th|er|º|°)?,? (?:day of |of |de |d')?"
        rf"(?P<month>{months()})\b\.?(?:,? (?:de |del |of |in )?(?P<year>20\d\d|{year}))?"
    )


@lru_cache(maxsize=1)
def month_first() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)\b(?P<month>{months()})\b\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,? ?(?:20)?\d)"
    )


@lru_cache(maxsize=1)
def ends_of_months() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)\b{numbers.END_OF} ?(?P<month>{months()})\b\.?(?:,? (?:de |del )?(?P<year>20\d\d))?"
    )


RELATIVE = tuple(
    (name, re.compile(rf"(?i)\b{pattern}\b"))
    for name, pattern in (
        ("this month", numbers.THIS_MONTH),
        ("next month", numbers.NEXT_MONTH),
        ("this year", numbers.THIS_YEAR),
        ("at once", numbers.AT_ONCE),
    )
)


def told_days(text: str, *, sent_on: date | None) -> Iterator[FoundDay]:
    """Those that figures alone do not tell. Without the day of the mail nothing is worked out from it."""
    if may_name_month(text):
        yield from days_of_months(text, sent_on)
    if sent_on:
        yield from relative_days(text, sent_on)


def days_of_months(text: str, sent_on: date | None) -> Iterator[FoundDay]:
    for pattern in (in_words(), month_first()):
        yield from filter(
            None, (named_day(match, sent_on) for match in pattern.finditer(text))
        )
    for match in ends_of_months().finditer(text):
        month = month_names()[folded(match["month"])]
        last = last_of(match["year"], month, sent_on)
        if last:
            yield found_at(match, last, is_worked_out=not match["year"])


def relative_days(text: str, sent_on: date) -> Iterator[FoundDay]:
    for name, pattern in RELATIVE:
        for match in pattern.finditer(text):
            yield found_at(match, relative_day(name, sent_on), is_worked_out=True)


def named_day(match: re.Match[str], sent_on: date | None) -> FoundDay | None:
    number = day_words().get(plain(match["day"])) or (
        int(match["day"]) if match["day"].isdigit() else 0
    )
    month = month_names()[folded(match["month"])]
    written = match.groupdict().get("year")
    if written:
        year = int(written) if written.isdigit() else year_words()[plain(written)]
        day = day_of(year, month, number)
        return found_at(match, day, is_worked_out=False) if day else None
    if not is_surely_a_month(match):
        return None
    day = nearest(month, number, sent_on)
    return found_at(match, day, is_worked_out=True) if day else None


def is_surely_a_month(match: re.Match[str]) -> bool:
    """Without a year "second may", "5 ago" and "3 set" are other words."""
    name = match["month"]
    if folded(name) == "may":
        return name[0] == "M" and match["day"].isdigit()
    return len(name) > 3 or folded(name) in ("mai", "mei")


def nearest(month: int, number: int, sent_on: date | None) -> date | None:
    """The day of that name that comes first, the last two months counted."""
    if sent_on is None:
        return None
    years = (sent_on.year - 1, sent_on.year, sent_on.year + 1)
    days = (day_of(year, month, number) for year in years)
    return next((day for day in days if day and day >= sent_on - LONGEST_AGO), None)


def last_of(year: str | None, month: int, sent_on: date | None) -> date | None:
    if year:
        return date(int(year), month, monthrange(int(year), month)[1])
    first = nearest(month, 1, sent_on)
    return first.replace(day=monthrange(first.year, month)[1]) if first else None


def relative_day(name: str, sent_on: date) -> date:
    if name == "at once":
        return sent_on
    if name == "this year":
        return date(sent_on.year, 12, 31)
    first = sent_on.replace(day=1)
    if name == "next month":
        first = (first + timedelta(days=31)).replace(day=1)
    return first.replace(day=monthrange(first.year, first.month)[1])


def found_at(match: re.Match[str], day: date, *, is_worked_out: bool) -> FoundDay:
    return FoundDay(
        day=day, start=match.start(), end=match.end(), is_worked_out=is_worked_out
    )
