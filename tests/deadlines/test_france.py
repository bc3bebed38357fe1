"""France: C. ass. L. 113-12 ff, C. conso. L. 215-1, L. 221-18 ff, L. 224-14, L. 224-39."""

import pytest

HOME = {
    "sector": "insurance_home",
    "concluded_on": "2025-03-01",
    "started_on": "2025-03-15",
    "term": "12m",
    "renews_for": "12m",
    "notice": "2m",
    "notice_to": "insurance_year",
}
GYM = {
    "sector": "fitness",
    "concluded_on": "2025-01-05",
    "started_on": "2025-01-10",
    "term": "12m",
    "renews_for": "12m",
    "notice": "1m",
    "notice_to": "term_end",
}


@pytest.mark.parametrize(
    ("started_on", "legal_last", "post_by", "effective"),
    [
        ("2025-03-15", "2027-01-14", "2027-01-14", "2027-03-14"),
        # Due on 31 December: 31 October is a Saturday, on which the post still accepts.
        ("2025-01-01", "2026-10-31", "2026-10-31", "2026-12-31"),
        # All Saints' Day 2026, a Sunday: e-mail that day counts, post on Saturday.
        ("2025-01-02", "2026-11-01", "2026-10-31", "2027-01-01"),
        # 30 April due: 28 February + 2 months = 28 April, 1 March would be 1 May.
        ("2025-05-01", "2027-02-28", "2027-02-27", "2027-04-30"),
        # Victory Day, a Saturday in 2027, is a holiday of the post too.
        ("2025-07-09", "2027-05-08", "2027-05-07", "2027-07-08"),
    ],
)
def test_an_insurance_notice_counts_from_its_sending(
    ask, started_on, legal_last, post_by, effective
):
    answer = ask("FR", **(HOME | {"started_on": started_on}), today="2026-07-20")
    assert answer["test"] == "dispatch"
    assert answer["rules"] == ["fr.cass-l113-12"]
    assert answer["legal_last"] == answer["safe_last"] == legal_last
    assert answer["email_by"] == legal_last
    assert answer["post_by"] == post_by
    assert answer["effective"] == effective


def test_the_first_insurance_year_is_left_at_its_end(ask):
    answer = ask("FR", **HOME, today="2025-11-24")
    assert answer["effective"] == "2026-03-14"
    assert answer["legal_last"] == "2026-01-14"


def test_after_a_year_a_missed_date_leaves_one_month_from_receipt(ask):
    answer = ask("FR", **HOME, today="2027-01-24", received_on="2027-01-31")
    assert answer["timely"] is False
    assert answer["effective"] == "2027-02-28"
    assert answer["refund_due"] == "2027-03-30"
    assert "fr.cass-l113-15-2" in answer["rules"]


def test_in_the_first_year_a_missed_date_costs_a_year(ask):
    terms = HOME | {"concluded_on": "2025-03-15"}
    answer = ask("FR", **terms, today="2026-01-20", received_on="2026-01-20")
    assert answer["timely"] is False
    assert answer["effective"] == "2027-03-14"


def test_health_cover_older_than_a_year_ends_a_month_after_receipt(ask):
    terms = HOME | {"sector": "insurance_health", "notice_to": None}
    answer = ask("FR", **terms, today="2026-11-24", received_on="2026-11-30")
    assert answer["effective"] == "2026-12-30"
    assert answer["test"] == "receipt"


def test_a_late_yearly_reminder_opens_twenty_days(ask):
    terms = HOME | {"trader_notice_sent_on": "2027-02-01"}
    answer = ask("FR", **terms, today="2027-02-10")
    assert "fr.cass-l113-15-1" in answer["rules"]
    assert answer["legal_last"] == "2027-02-21"
    assert answer["effective"] == "2027-03-14"
    assert answer["refund_due"] == "2027-04-13"


@pytest.mark.parametrize(
    ("sent_on", "free"),
    [
        (None, True),
        ("2025-09-08", True),  # a day too early
        ("2025-09-09", False),  # three months before 9 December
        ("2025-11-09", False),  # one month before
        ("2025-11-10", True),  # a day too late
    ],
)
def test_a_renewal_without_a_timely_reminder_can_be_left_at_once(ask, sent_on, free):
    """The last day to refuse was 9 December 2025, so the window is 9 September to 9 November."""
    answer = ask(
        "FR",
        **GYM,
        renewed_on="2026-01-10",
        trader_notice_sent_on=sent_on,
        today="2026-06-01",
        received_on="2026-06-03",
    )
    if free:
        assert answer["rules"] == ["fr.cconso-l215-1"]
        assert answer["effective"] == "2026-06-03"
        assert answer["refund_due"] == "2026-07-03"
    else:
        assert answer["rules"] == []
        assert answer["effective"] == "2027-01-09"
        assert answer["refund_due"] is None


def test_a_reminder_nobody_speaks_of_is_named_as_an_assumption(ask):
    answer = ask("FR", **GYM, renewed_on="2026-01-10", today="2026-06-01")
    assert answer["effective"] == "2026-06-01"
    assert any("trader_notice_sent_on" in line for line in answer["assumptions"])


def test_a_refusal_missed_for_want_of_a_reminder_works_from_the_renewal(ask):
    answer = ask(
        "FR",
        **GYM,
        trader_notice_sent_on=None,
        today="2025-12-20",
        received_on="2025-12-22",
    )
    assert answer["timely"] is False
    assert answer["effective"] == "2026-01-10"


@pytest.mark.parametrize(
    ("today", "effective", "legal_last"),
    [
        ("2026-01-20", "2026-05-31", "2026-05-21"),
        ("2026-07-20", "2026-07-30", None),
    ],
)
def test_telephone_contracts_end_ten_days_after_receipt_once_the_term_is_over(
    ask, today, effective, legal_last
):
    answer = ask(
        "FR",
        sector="telecom",
        started_on="2025-06-01",
        term="12m",
        renews_for="indefinite",
        notice="10d",
        today=today,
    )
    assert answer["effective"] == effective
    assert answer["legal_last"] == legal_last


def test_energy_ends_on_the_day_wanted(ask):
    answer = ask(
        "FR", sector="energy", concluded_on="2025-06-01", wanted_end="2026-04-30"
    )
    assert answer["effective"] == "2026-04-30"
    assert answer["legal_last"] == "2026-03-31"
    assert answer["rules"] == ["fr.cconso-l224-14-15"]


@pytest.mark.parametrize(
    ("concluded_on", "nominal_last", "legal_last", "post_by"),
    [
        # Victory Day on a Saturday: moved to Monday; the post is shut that Saturday.
        ("2027-04-24", "2027-05-08", "2027-05-10", "2027-05-07"),
        ("2026-06-30", "2026-07-14", "2026-07-15", "2026-07-13"),
        ("2026-03-02", "2026-03-16", "2026-03-16", "2026-03-16"),
        # Good Friday is a working day in France, Easter Monday is not.
        ("2026-03-20", "2026-04-03", "2026-04-03", "2026-04-03"),
        ("2026-03-23", "2026-04-06", "2026-04-07", "2026-04-04"),
    ],
)
def test_withdrawal_rolls_and_the_advice_does_not(
    ask, concluded_on, nominal_last, legal_last, post_by
):
    answer = ask(
        "FR",
        act="withdrawal",
        concluded_on=concluded_on,
        today=concluded_on,
        withdrawal_information_given=True,
    )
    assert answer["nominal_last"] == nominal_last
    assert answer["legal_last"] == legal_last
    assert answer["email_by"] == nominal_last
    assert answer["post_by"] == post_by
    assert answer["citations"] == ["C. conso., art. L. 221-18"]
