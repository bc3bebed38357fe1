"""Business days, post days and clocks of places."""

from datetime import date

import pytest

from duly.knowledge.calendars import (
    UnknownPlace,
    bank_calendar,
    calendar,
    is_in_tables,
    time_zone,
)


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("places", "when", "is_business"),
    [
        (("DE",), "2026-12-24", True),
        (("DE",), "2026-12-25", False),
        (("DE",), "2026-03-07", False),
        (("DE",), "2026-11-01", False),
        (("DE",), "2027-11-01", True),
        (("DE-BY",), "2027-11-01", False),
        (("FR",), "2026-04-03", True),
        (("FR-57",), "2026-04-03", False),
        (("GB",), "2026-12-28", False),
        (("DE", "GB"), "2026-12-28", False),
        (("US",), "2026-07-03", False),
        (("US-CA",), "2026-11-27", False),
        (("US",), "2026-11-27", True),
        (("XX",), "2026-12-25", True),
        ((), "2026-12-25", True),
    ],
)
def test_a_business_day_is_none_of_anybody_s_holidays(places, when, is_business):
    assert calendar(*places).is_business_day(day(when)) is is_business


def test_an_unknown_subdivision_falls_back_to_its_country():
    assert calendar("DE-QQ").places == ("DE",)
    assert calendar("XX").missing == ("XX",)


def test_post_is_accepted_on_saturdays_that_are_no_holidays():
    assert calendar("DE").accepts_post(day("2026-03-07"))
    assert not calendar("DE").accepts_post(day("2026-03-08"))
    assert not calendar("DE").accepts_post(day("2026-10-03"))


def test_business_days_are_counted_without_the_day_itself():
    ours = calendar("DE")
    assert ours.add(day("2026-04-02"), 1) == day("2026-04-07")
    assert ours.subtract(day("2026-04-07"), 1) == day("2026-04-02")
    assert ours.add(day("2026-03-07"), 1) == day("2026-03-09")
    assert ours.add(day("2026-03-07"), 0) == day("2026-03-07")


def test_banks_keep_their_own_days():
    assert bank_calendar("FED").is_business_day(day("2026-07-03"))
    assert not bank_calendar("FED").is_business_day(day("2026-11-26"))
    assert not bank_calendar("ECB").is_business_day(day("2026-04-03"))
    assert bank_calendar("ECB").is_business_day(day("2026-10-05"))
    with pytest.raises(UnknownPlace):
        bank_calendar("PIGGY")


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("DE", "Europe/Berlin"),
        ("DE-BY", "Europe/Berlin"),
        ("US-CA", "America/Los_Angeles"),
        ("US", None),
        ("US-TX", None),
        ("AU-NSW", "Australia/Sydney"),
        ("XX", None),
        ("", None),
    ],
)
def test_a_place_has_one_clock_or_none_is_guessed(place, zone):
    assert time_zone(place) == zone


def test_tables_have_an_end():
    assert is_in_tables(day("2027-01-01"))
    assert not is_in_tables(day("2066-01-01"))
