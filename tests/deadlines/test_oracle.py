"""A second arithmetic, written apart: numpy's business days and another table of holidays."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workalendar.core import Calendar as WorkCalendar
from workalendar.europe import France, Germany

from duly.deadlines.rules import judge, read_matter
from duly.knowledge.calendars import calendar

TABLES: dict[str, WorkCalendar] = {"DE": Germany(), "FR": France()}
YEARS = range(2024, 2032)


@lru_cache
def days_off(place: str) -> np.ndarray:
    days = {d for year in YEARS for d, _ in TABLES[place].holidays(year)}
    return np.array(sorted(days), dtype="datetime64[D]")


def both_off(*places: str) -> np.ndarray:
    return np.unique(np.concatenate([days_off(p) for p in places]))


def as_date(day: np.datetime64) -> date:
    return date.fromisoformat(str(day))


def plus_months(day: date, months: int) -> date:
    """By hand: count months, then clamp."""
    year = day.year + (day.month - 1 + months) // 12
    month = (day.month - 1 + months) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def plus(day: date, count: int, unit: str) -> date:
    if unit == "m":
        return plus_months(day, count)
    return day + timedelta(days=count * (7 if unit == "w" else 1))


def brute_last(end: date, count: int, unit: str) -> date:
    """Every day of the last two years, asked one by one."""
    days = [end - timedelta(days=n) for n in range(900)]
    return max(day for day in days if plus(day, count, unit) <= end)


def business_on_or_before(day: date, off: np.ndarray) -> date:
    return as_date(np.busday_offset(day, 0, roll="backward", holidays=off))


def business_before(day: date, count: int, off: np.ndarray) -> date:
    return as_date(np.busday_offset(day, -count, roll="backward", holidays=off))


def brute_post_by(last: date, slowest: int, sender: str, off: np.ndarray) -> date:
    """Walk back day by day; the delivery is counted by numpy from the posting day on."""
    closed = {as_date(d) for d in days_off(sender)}
    day = last
    while True:
        if day.isoweekday() != 7 and day not in closed:
            # From a Saturday the first business day counted is the next one.
            start = np.busday_offset(day, 0, roll="backward", holidays=off)
            if as_date(np.busday_offset(start, slowest, holidays=off)) <= last:
                return day
        day -= timedelta(days=1)


def matter(place: str, recipient: str, end: date, notice: str, slowest: int):
    return read_matter(
        {
            "residence": place,
            "recipient_place": recipient,
            "today": "2025-01-15",
            "act": "ordinary",
            "post": {"min_bd": 1, "max_bd": slowest},
            "contract": {
                "sector": "fitness",
                "consumer": True,
                "online": True,
                "concluded_on": "2024-06-01",
                "started_on": "2024-06-01",
                "term_end": end.isoformat(),
                "renews_for": "12m",
                "notice": notice,
                "notice_to": "term_end",
            },
        }
    )


ENDS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
# Within what German law allows, so that the contract's own notice counts in both places.
NOTICES = st.sampled_from(
    [(0, "d"), (1, "m"), (2, "w"), (14, "d"), (3, "w"), (27, "d")]
)
PLACES = st.sampled_from(["DE", "FR"])


@settings(max_examples=150, deadline=None)
@given(ENDS, NOTICES, PLACES, PLACES, st.integers(1, 8))
def test_two_arithmetics_agree_on_every_day(end, notice, place, recipient, slowest):
    count, unit = notice
    answer = judge(matter(place, recipient, end, f"{count}{unit}", slowest))
    last = brute_last(end, count, unit)
    off = days_off(recipient)
    backward = end + timedelta(days=1)
    backward = plus(backward, -count, unit) - timedelta(days=1)
    safe = business_on_or_before(min(last, backward), off)
    union = both_off(place, recipient)
    post_by = brute_post_by(last, slowest, place, union)
    margin = 5 if place == recipient else 10
    assert answer.legal_last == last
    assert answer.safe_last == safe
    assert answer.email_by == business_before(safe, 2, off)
    assert answer.post_by == post_by
    # Counting back from a Saturday, the Friday before it is the first day counted.
    saturday = not np.is_busday(post_by, holidays=union)
    assert answer.post_recommended == as_date(
        np.busday_offset(
            post_by, -margin + int(saturday), roll="backward", holidays=union
        )
    )
    assert answer.effective == end


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2025, 1, 15), date(2030, 6, 30)), PLACES, st.booleans())
def test_two_arithmetics_agree_on_withdrawal(concluded, place, informed):
    answer = judge(
        read_matter(
            {
                "residence": place,
                "recipient_place": place,
                "today": concluded.isoformat(),
                "act": "withdrawal",
                "contract": {
                    "sector": "streaming",
                    "consumer": True,
                    "online": True,
                    "concluded_on": concluded.isoformat(),
                    "withdrawal_information_given": informed,
                },
            }
        )
    )
    nominal = concluded + timedelta(days=14)
    if not informed:
        nominal = plus_months(nominal, 12)
    rolled = np.busday_offset(nominal, 0, roll="forward", holidays=days_off(place))
    assert answer.nominal_last == nominal
    assert answer.legal_last == as_date(rolled)
    assert answer.safe_last == answer.email_by == nominal


@pytest.mark.parametrize("place", ["DE", "FR"])
def test_two_tables_of_holidays_agree(place):
    ours = calendar(place)
    off = days_off(place)
    day = date(2025, 1, 1)
    while day.year < 2031:
        assert ours.is_business_day(day) == bool(np.is_busday(day, holidays=off)), day
        day += timedelta(days=1)
