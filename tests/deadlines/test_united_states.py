"""United States: contracts and trials; the states give ways out, not notice periods."""

import pytest

PLAN = {
    "started_on": "2025-02-01",
    "renews_for": "12m",
    "notice_to": "term_end",
}


@pytest.mark.parametrize(
    ("term_end", "notice", "legal_last", "safe_last"),
    [
        # New Year's Day.
        ("2027-01-31", "30d", "2027-01-01", "2026-12-31"),
        # Independence Day 2026 is a Saturday and observed on Friday.
        ("2026-08-03", "30d", "2026-07-04", "2026-07-02"),
        ("2026-06-30", "0d", "2026-06-30", "2026-06-30"),
        ("2026-03-31", "10d", "2026-03-21", "2026-03-20"),
        ("2026-12-26", "30d", "2026-11-26", "2026-11-25"),
        ("2027-03-30", "1m", "2027-02-28", "2027-02-26"),
        ("2026-06-24", "1m", "2026-05-24", "2026-05-22"),
        ("2026-06-25", "1m", "2026-05-25", "2026-05-22"),
        ("2026-12-12", "60d", "2026-10-13", "2026-10-13"),
        ("2026-12-11", "60d", "2026-10-12", "2026-10-09"),
    ],
)
@pytest.mark.parametrize("place", ["US", "US-CA", "US-NY"])
def test_the_contract_s_clear_days_are_counted_forward(
    ask, place, term_end, notice, legal_last, safe_last
):
    answer = ask(place, **PLAN, recipient_place="US", term_end=term_end, notice=notice)
    assert answer["legal_last"] == legal_last
    assert answer["safe_last"] == safe_last
    assert answer["effective"] == term_end


def test_the_day_after_thanksgiving_matters_only_to_a_recipient_in_such_a_state(ask):
    terms = PLAN | {"term_end": "2026-12-27", "notice": "30d"}
    assert ask("US-CA", **terms)["safe_last"] == "2026-11-25"
    assert ask("US-CA", **terms, recipient_place="US")["safe_last"] == "2026-11-27"


TRIAL = {
    "started_at": "2026-03-01T22:30-05:00",
    "length": "30d",
    "cancel_lead": "24h",
    "price_disclosed": True,
}


def test_a_trial_ends_on_the_clock_and_never_by_post(ask):
    answer = ask("US-NY", concluded_on="2026-03-01", trial=TRIAL)
    assert answer["test"] == "timestamp"
    # Clocks go forward on 8 March; the hour of the wall clock stays.
    assert answer["instants"] == {
        "trial_end": "2026-03-31T22:30-04:00",
        "cancel_by": "2026-03-30T22:30-04:00",
    }
    assert answer["legal_last"] == answer["safe_last"] == "2026-03-30"
    assert answer["email_by"] == "2026-03-26"
    assert answer["post_by"] is None
    assert answer["post_feasible"] is False
    assert {a["channel"] for a in answer["advice"]} == {
        "provider_page",
        "registered_email",
    }
    assert any("America/New_York" in line for line in answer["assumptions"])


def test_where_no_zone_is_known_the_written_offset_is_kept(ask):
    answer = ask("US", concluded_on="2026-03-01", trial=TRIAL)
    assert answer["instants"]["trial_end"] == "2026-03-31T22:30-05:00"
    assert any("offset" in line for line in answer["assumptions"])


def test_an_offset_of_another_place_is_kept(ask):
    trial = TRIAL | {"started_at": "2026-03-01T22:30+01:00"}
    answer = ask("US-NY", concluded_on="2026-03-01", trial=trial)
    assert answer["instants"]["trial_end"] == "2026-03-31T22:30+01:00"


def test_the_zone_of_the_terms_comes_first(ask):
    trial = TRIAL | {"zone": "America/Los_Angeles"}
    answer = ask("US-NY", concluded_on="2026-03-01", trial=trial)
    assert answer["instants"]["trial_end"] == "2026-03-31T19:30-07:00"


def test_hours_are_real_hours_across_a_clock_change(ask):
    trial = TRIAL | {"started_at": "2026-03-07T12:00-05:00", "length": "24h"}
    answer = ask(
        "US-NY", concluded_on="2026-03-07", trial=trial | {"cancel_lead": "1h"}
    )
    assert answer["instants"]["trial_end"] == "2026-03-08T13:00-04:00"
    assert answer["instants"]["cancel_by"] == "2026-03-08T12:00-04:00"


def test_a_trial_that_is_over_leaves_the_paid_contract(ask):
    terms = PLAN | {"term_end": "2027-01-31", "notice": "30d", "trial": TRIAL}
    answer = ask("US-NY", **terms, today="2026-04-02")
    assert answer["test"] == "receipt"
    assert answer["legal_last"] == "2027-01-01"
    assert answer["instants"]["trial_end"] == "2026-03-31T22:30-04:00"


def test_a_new_york_gym_can_be_left_within_three_business_days(ask):
    answer = ask(
        "US-NY",
        act="withdrawal",
        sector="fitness",
        concluded_on="2026-11-24",
        today="2026-11-24",
    )
    # Wednesday, Friday (Thanksgiving is left out), Monday.
    assert answer["legal_last"] == "2026-11-30"
    assert answer["refund_due"] == "2026-12-09"
    assert answer["citations"] == ["N.Y. Gen. Bus. Law § 624"]


def test_no_withdrawal_right_is_invented(ask):
    answer = ask("US", act="withdrawal", concluded_on="2026-02-20", notice="30d")
    assert answer["legal_last"] is None
    assert answer["rules"] == []
    assert any("no right to withdraw" in line for line in answer["assumptions"])


def test_california_s_online_way_comes_first_and_is_named(ask):
    answer = ask(
        "US-CA",
        concluded_on="2025-09-01",
        term_end="2026-08-31",
        renews_for="12m",
        notice="0d",
        notice_to="term_end",
    )
    first = answer["advice"][0]
    assert first["channel"] == "provider_page"
    assert "17602" in first["why"]
