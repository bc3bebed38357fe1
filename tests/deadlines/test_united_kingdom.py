"""United Kingdom: the contract by the corresponding-date rule, and fourteen days that do not roll."""

import pytest

GYM = {
    "sector": "fitness",
    "started_on": "2026-01-01",
    "renews_for": "12m",
    "notice_to": "term_end",
}


@pytest.mark.parametrize(
    ("term_end", "notice", "legal_last", "safe_last"),
    [
        ("2026-12-31", "1m", "2026-11-30", "2026-11-30"),
        ("2027-02-28", "30d", "2027-01-29", "2027-01-29"),
        ("2027-02-28", "1m", "2027-01-31", "2027-01-29"),
        ("2026-06-30", "3m", "2026-03-31", "2026-03-31"),
        ("2026-05-24", "4w", "2026-04-26", "2026-04-24"),
        # Boxing Day 2026 falls on a Saturday and is kept on Monday the 28th.
        ("2027-01-28", "1m", "2026-12-28", "2026-12-24"),
        # Early May bank holiday.
        ("2026-06-03", "30d", "2026-05-04", "2026-05-01"),
        ("2026-10-31", "90d", "2026-08-02", "2026-07-31"),
    ],
)
def test_the_contract_s_notice_is_counted_forward(
    ask, term_end, notice, legal_last, safe_last
):
    answer = ask("GB", **GYM, term_end=term_end, notice=notice)
    assert answer["legal_last"] == legal_last
    assert answer["safe_last"] == safe_last
    assert answer["effective"] == term_end
    assert answer["rules"] == answer["citations"] == []


@pytest.mark.parametrize(
    ("concluded_on", "last", "post_by"),
    [
        ("2026-03-02", "2026-03-16", "2026-03-16"),
        ("2026-02-28", "2026-03-14", "2026-03-14"),
        ("2026-12-11", "2026-12-25", "2026-12-24"),
        ("2026-12-12", "2026-12-26", "2026-12-24"),
        ("2026-02-15", "2026-03-01", "2026-02-28"),
    ],
)
def test_fourteen_days_do_not_roll(ask, concluded_on, last, post_by):
    answer = ask(
        "GB",
        act="withdrawal",
        concluded_on=concluded_on,
        today=concluded_on,
        withdrawal_information_given=True,
    )
    assert answer["nominal_last"] == answer["legal_last"] == last
    assert answer["safe_last"] == answer["email_by"] == last
    assert answer["post_by"] == post_by


def test_twelve_months_are_added_where_nobody_was_told(ask):
    answer = ask(
        "GB",
        act="withdrawal",
        concluded_on="2026-02-15",
        withdrawal_information_given=False,
    )
    assert answer["legal_last"] == "2027-03-01"


def test_a_renewal_that_was_missed_runs_to_its_next_end(ask):
    answer = ask(
        "GB", **GYM, term_end="2026-12-31", notice="1m", received_on="2026-12-01"
    )
    assert answer["timely"] is False
    assert answer["effective"] == "2027-12-31"


@pytest.mark.parametrize("place", ["GB-ENG", "GB-SCT", "GB-NIR"])
def test_the_parts_of_the_kingdom_fall_back_to_its_law(ask, place):
    answer = ask(place, act="withdrawal", concluded_on="2026-02-20")
    assert answer["rules"] == ["gb.ccr2013.29-30"]


def test_holidays_of_england_count_where_england_is_named(ask):
    """Easter Monday 2026 is 6 April: a holiday in England, not in Scotland."""
    terms = GYM | {"term_end": "2026-05-06", "notice": "30d"}
    assert ask("GB-ENG", **terms)["safe_last"] == "2026-04-02"
    assert ask("GB-SCT", **terms)["safe_last"] == "2026-04-06"
