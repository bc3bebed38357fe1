"""Periods and months, counted as the statutes say."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from duly.kit.dates import (
    BadPeriod,
    Period,
    add_months,
    add_period,
    parse_period,
    term_end,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1m", Period(1, "m")),
        ("0d", Period(0, "d")),
        (" 14 d ", Period(14, "d")),
        ("2bd", Period(2, "bd")),
        ("6w", Period(6, "w")),
        ("2y", Period(2, "y")),
    ],
)
def test_a_period_is_a_number_and_a_unit(text, period):
    assert parse_period(text) == period


@pytest.mark.parametrize(
    "text", ["-1m", "13 moons", "", "m", "1.5m", "1", "99999999d", "24h", "٣d x"]
)
def test_anything_else_is_no_period(text):
    with pytest.raises(BadPeriod):
        parse_period(text)


def test_hours_are_periods_where_they_are_asked_for():
    assert parse_period("24h", units="h d") == Period(24, "h")
    with pytest.raises(BadPeriod):
        parse_period("1m", units="h d")


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2027-01-31", "1m", "2027-02-28"),
        ("2028-01-31", "1m", "2028-02-29"),
        ("2027-07-31", "1m", "2027-08-31"),
        ("2024-02-29", "12m", "2025-02-28"),
        ("2024-02-29", "1y", "2025-02-28"),
        ("2026-11-24", "30d", "2026-12-24"),
        ("2026-11-24", "4w", "2026-12-22"),
        ("2026-11-24", "0d", "2026-11-24"),
    ],
)
def test_the_event_day_is_not_counted_and_months_are_clamped(start, period, end):
    day = date.fromisoformat(start)
    assert add_period(day, parse_period(period)) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        ("2026-02-15", "12m", "2027-02-14"),
        ("2026-03-01", "12m", "2027-02-28"),
        ("2027-03-01", "12m", "2028-02-29"),
        ("2024-02-29", "12m", "2025-02-28"),
        ("2026-01-31", "1m", "2026-02-28"),
        ("2026-01-01", "24m", "2027-12-31"),
        ("2026-01-01", "365d", "2026-12-31"),
        ("2028-01-01", "365d", "2028-12-30"),
        ("2026-03-02", "0m", "2026-03-01"),
    ],
)
def test_a_term_ends_on_the_day_before(start, term, end):
    assert term_end(
        date.fromisoformat(start), parse_period(term)
    ) == date.fromisoformat(end)


@given(DAYS, st.integers(0, 480))
def test_months_agree_with_another_library(day, months):
    assert add_months(day, months) == day + relativedelta(months=months)


@given(DAYS, st.integers(1, 480))
def test_a_term_and_the_next_one_leave_no_gap_at_the_first_of_a_month(day, months):
    first = day.replace(day=1)
    end = term_end(first, Period(months, "m"))
    assert end + relativedelta(days=1) == first + relativedelta(months=months)


def test_business_days_need_a_calendar():
    with pytest.raises(BadPeriod):
        add_period(date(2026, 3, 2), Period(2, "bd"))


def test_the_calendar_has_an_end():
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)
