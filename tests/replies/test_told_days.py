"""Days written in words, and words that only look like days."""

from datetime import date

import pytest

from duly.replies.end_dates import days_in

SENT = date(2026, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "the thirty-first of March 2026",
        "the thirty first of March two thousand and twenty-six",
        "le trente et un mars deux mille vingt-six",
        "einunddreißigsten März 2026",
        "treinta y uno de marzo de dos mil veintiséis",
        "trentuno marzo duemilaventisei",
        "eenendertig maart tweeduizend zesentwintig",
        "eenendertigste maart 2026",
        "the end of March 2026",
        "Ende März 2026",
        "fin mars 2026",
        "finales de marzo de 2026",
        "fine marzo 2026",
        "eind maart 2026",
    ],
)
def test_a_day_in_words_is_a_day(text):
    (found,) = days_in(text)
    assert (found.day, found.is_worked_out) == (date(2026, 3, 31), False)


@pytest.mark.parametrize(
    "text",
    [
        "Under clause 5 you may cancel.",
        "Article 3 may apply.",
        "24/7",
        "open 9-12",
        "2 set di chiavi",
        "the 32 March",
        "30.02.",
        "12/2026",
    ],
)
def test_what_only_looks_like_a_day_is_none(text):
    assert days_in(text, sent_on=SENT) == ()


def test_a_day_without_a_year_is_the_nearest_one():
    days = days_in("27 March, 5 January and 20 February", sent_on=SENT)
    assert [one.day for one in days] == [
        date(2026, 3, 27),
        date(2027, 1, 5),
        date(2026, 2, 20),
    ]
    assert all(one.is_worked_out for one in days)
    assert days_in("27 March") == ()


def test_a_day_in_figures_is_not_told_twice():
    (found,) = days_in("31 March 2026", sent_on=SENT)
    assert not found.is_worked_out


@pytest.mark.parametrize("text", ["31 Auguſt 2026", "31 AUGUST 2026", "1 Aprıl 2026"])
def test_a_month_in_odd_letters_is_the_same_month(text):
    (one,) = days_in(text, sent_on=SENT)
    assert one.day in (date(2026, 8, 31), date(2026, 4, 1))
