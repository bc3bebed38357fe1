"""The four worked examples, and posting days across borders."""

import pytest

from duly.deadlines.rules import judge, read_matter


def test_germany_notice_of_a_month(ask):
    answer = ask(
        "DE",
        sector="fitness",
        concluded_on="2026-08-31",
        started_on="2026-09-01",
        term="12m",
        renews_for="indefinite",
        notice="1m",
        notice_to="term_end",
    )
    assert answer["legal_last"] == "2027-07-31"
    assert answer["safe_last"] == "2027-07-30"
    assert answer["email_by"] == "2027-07-28"
    assert answer["post_by"] == "2027-07-27"
    assert answer["post_recommended"] == "2027-07-20"
    assert answer["effective"] == "2027-08-31"


def test_france_withdrawal_over_a_holiday(ask):
    answer = ask(
        "FR",
        act="withdrawal",
        concluded_on="2027-04-24",
        today="2027-04-25",
        withdrawal_information_given=True,
    )
    assert answer["nominal_last"] == "2027-05-08"
    assert answer["legal_last"] == "2027-05-10"
    assert answer["email_by"] == "2027-05-08"
    assert answer["post_by"] == "2027-05-07"


def test_a_month_from_the_31st_is_clamped(ask):
    answer = ask(
        "NL",
        renewed_on="2027-01-01",
        concluded_on="2026-01-01",
        renews_for="indefinite",
        notice="1m",
        notice_to="any_day",
        today="2027-08-20",
        received_on="2027-08-31",
    )
    assert answer["effective"] == "2027-09-30"


def test_california_trial_on_the_clock(ask):
    answer = ask(
        "US-CA",
        today="2027-08-05",
        concluded_on="2027-08-04",
        trial={
            "started_at": "2027-08-04T23:15-07:00",
            "length": "14d",
            "cancel_lead": "48h",
            "price_disclosed": True,
        },
    )
    assert answer["instants"]["trial_end"] == "2027-08-18T23:15-07:00"
    assert answer["instants"]["cancel_by"] == "2027-08-16T23:15-07:00"
    assert answer["email_by"] == "2027-08-12"


END = {"term_end": "2027-01-31", "notice": "1m", "notice_to": "term_end"}


def test_the_holidays_of_both_sides_slow_a_letter_down(ask):
    """31 December 2026 is the last day; 28 December is kept in Britain, not in Germany."""
    at_home = ask("DE", **END, renews_for="indefinite", post={"max_bd": 4})
    abroad = ask(
        "DE", **END, renews_for="indefinite", post={"max_bd": 4}, recipient_place="GB"
    )
    assert at_home["post_by"] == "2026-12-24"
    assert abroad["post_by"] == "2026-12-23"
    # Five business days in hand at home, ten across a border.
    assert at_home["post_recommended"] == "2026-12-17"
    assert abroad["post_recommended"] == "2026-12-09"


def test_a_deemed_delivery_clause_replaces_the_slowest_delivery(ask):
    clause = {"delivery_clause": {"post_deemed_bd": 2}}
    plain = ask("GB", **END, renews_for="12m", post={"max_bd": 6})
    deemed = ask("GB", **END, renews_for="12m", post={"max_bd": 6}, **clause)
    assert plain["post_by"] == "2026-12-21"
    assert deemed["post_by"] == "2026-12-29"


def test_post_that_cannot_arrive_is_switched_with_the_reason(ask):
    answer = ask("DE", **END, renews_for="indefinite", today="2026-12-30")
    assert answer["post_feasible"] is False
    assert answer["effective"] == "2027-01-31"
    assert "post" not in {a["channel"] for a in answer["advice"]}
    mail = next(a for a in answer["advice"] if a["channel"] == "registered_email")
    assert "had to be posted by" in mail["why"]
    assert mail["by"] == "2026-12-30"


def test_every_date_has_a_reason_that_names_its_rule(ask):
    answer = ask("DE", **END, renews_for="indefinite")
    dates = {r["date"] for r in answer["reasons"]}
    names = ("legal_last", "safe_last", "email_by", "post_by", "effective")
    assert {answer[n] for n in names} <= dates
    assert all(r["because"].endswith(".") and r["rule"] for r in answer["reasons"])


@pytest.mark.parametrize(
    ("grid", "notice", "legal_last", "effective"),
    [
        ("month_end", "1m", "2026-04-30", "2026-05-31"),
        ("month_end_by_15th", None, "2026-05-15", "2026-05-31"),
        ("quarter_end", "6w", "2026-05-19", "2026-06-30"),
        ("half_contract_year", "2m", "2026-07-14", "2026-09-14"),
        ("insurance_year", "3m", "2026-12-14", "2027-03-14"),
    ],
)
def test_the_contract_s_own_grids(ask, grid, notice, legal_last, effective):
    """Begun on 15 March 2025, open-ended; asked on 16 April 2026 where no statute speaks."""
    answer = ask(
        "US",
        started_on="2025-03-15",
        notice=notice,
        notice_to=grid,
        renews_for="indefinite",
        today="2026-04-16",
    )
    assert answer["effective"] == effective
    assert answer["legal_last"] == legal_last


def test_the_day_wanted_is_kept_when_it_can_be(ask):
    terms = {"started_on": "2025-03-15", "renews_for": "indefinite", "notice": "30d"}
    answer = ask("US", **terms, notice_to="any_day", wanted_end="2026-06-30")
    assert answer["effective"] == "2026-06-30"
    assert answer["legal_last"] == "2026-05-31"
    late = ask("US", **terms, notice_to="any_day", wanted_end="2026-03-15")
    assert late["effective"] == "2026-04-01"


def test_the_wanted_month_end_is_the_first_on_or_after_the_day(ask):
    answer = ask(
        "US",
        started_on="2025-03-15",
        renews_for="indefinite",
        notice="1m",
        notice_to="month_end",
        wanted_end="2026-07-10",
    )
    assert answer["effective"] == "2026-07-31"
    assert answer["legal_last"] == "2026-06-30"


def test_a_good_cause_ends_the_contract_on_arrival(ask):
    answer = ask("DE", **END, act="for_cause", circumstances=["breach"])
    assert answer["rules"] == ["de.bgb.314"]
    assert answer["effective"] == "2026-03-02"


def test_the_same_matter_gives_the_same_answer():
    document = {"residence": "FR", "today": "2026-03-02", "contract": dict(END)}
    first, second = (judge(read_matter(document)) for _ in range(2))
    assert first == second


def test_a_cause_follows_its_own_rule_and_no_ordinary_one(ask):
    terms = END | {"sector": "energy", "renews_for": "indefinite"}
    moved = ask("DE", **terms, act="for_cause", circumstances=["moved"])
    assert moved["rules"] == ["de.enwg.41b-5"]
    # Six weeks from 2 March.
    assert moved["effective"] == "2026-04-13"
    unnamed = ask("FR", **(END | {"sector": "telecom"}), act="for_cause")
    assert unnamed["rules"] == []
    assert unnamed["effective"] == "2026-03-02"


def test_a_contract_that_does_not_renew_ends_here_in_any_case(ask):
    terms = END | {"renews_for": "none"}
    late = ask("US", **terms, received_on="2027-01-20")
    assert late["timely"] is False
    assert late["effective"] == "2027-01-31"


def test_a_renewal_still_to_come_is_where_the_running_term_ends(ask):
    answer = ask(
        "US",
        concluded_on="2025-07-01",
        renewed_on="2026-07-01",
        renews_for="12m",
        notice="30d",
        notice_to="term_end",
    )
    assert answer["effective"] == "2026-06-30"
    assert answer["legal_last"] == "2026-05-31"


def test_a_day_wanted_after_the_term_is_reached_where_it_goes_on_open_ended(ask):
    terms = END | {"renews_for": "indefinite"}
    answer = ask("US", **terms, wanted_end="2027-06-30")
    assert answer["effective"] == "2027-06-30"
    assert answer["legal_last"] == "2027-05-31"


def test_a_day_wanted_after_a_term_that_ends_by_itself_is_not(ask):
    terms = END | {"renews_for": "none"}
    assert ask("US", **terms, wanted_end="2027-06-30")["effective"] == "2027-01-31"
