"""Germany: BGB §§ 187-193, 309 Nr. 9 in both versions, 355, 621; TKG § 56; VVG § 11."""

import pytest

NEW = {
    "sector": "fitness",
    "concluded_on": "2025-02-14",
    "started_on": "2025-02-15",
    "renews_for": "indefinite",
    "notice_to": "term_end",
}
OLD = NEW | {"concluded_on": "2021-02-14", "started_on": "2021-02-15"}


@pytest.mark.parametrize(
    ("term_end", "notice", "legal_last", "safe_last"),
    [
        # 31 July + 1 month = 31 August; a Saturday that nothing moves.
        ("2027-08-31", "1m", "2027-07-31", "2027-07-30"),
        # 31 May + 1 month is clamped to 30 June; 31 May 2026 is a Sunday.
        ("2026-06-30", "1m", "2026-05-31", "2026-05-29"),
        # 28 February + 1 month = 28 March, 1 March + 1 month = 1 April; backwards it is the 27th.
        ("2027-03-30", "1m", "2027-02-28", "2027-02-26"),
        # 31 January + 1 month is clamped to 28 February; a Sunday.
        ("2027-02-28", "1m", "2027-01-31", "2027-01-29"),
        # A leap year: 31 January + 1 month = 29 February, a Monday.
        ("2028-02-29", "1m", "2028-01-31", "2028-01-31"),
        ("2027-02-14", "1m", "2027-01-14", "2027-01-14"),
        ("2026-12-31", "1m", "2026-11-30", "2026-11-30"),
        # Labour Day is a holiday; the limit does not move, the safe day is Thursday.
        ("2026-06-01", "1m", "2026-05-01", "2026-04-30"),
        ("2027-03-28", "2w", "2027-03-14", "2027-03-12"),
        ("2026-10-15", "14d", "2026-10-01", "2026-10-01"),
        # Unity Day 2026 is a Saturday.
        ("2026-10-17", "14d", "2026-10-03", "2026-10-02"),
        # Until the last day: Christmas Day; Christmas Eve is a working day in law.
        ("2026-12-25", "0d", "2026-12-25", "2026-12-24"),
    ],
)
def test_the_last_day_is_counted_forward_and_no_weekend_moves_it(
    ask, term_end, notice, legal_last, safe_last
):
    answer = ask("DE", **NEW, term_end=term_end, notice=notice)
    assert answer["legal_last"] == legal_last
    assert answer["safe_last"] == safe_last
    assert answer["effective"] == term_end
    assert answer["rules"] == ["de.bgb.309-9.2022"]
    assert answer["citations"] == ["§ 309 Nr. 9 BGB"]


@pytest.mark.parametrize(
    ("received_on", "timely", "effective"),
    [
        ("2027-01-14", True, "2027-02-14"),
        ("2027-01-15", False, "2027-02-15"),
        ("2027-01-31", False, "2027-02-28"),
        ("2027-02-14", False, "2027-03-14"),
    ],
)
def test_a_late_notice_ends_a_new_contract_a_month_later_not_a_year(
    ask, received_on, timely, effective
):
    answer = ask(
        "DE", **NEW, term_end="2027-02-14", notice="1m", received_on=received_on
    )
    assert (answer["timely"], answer["effective"]) == (timely, effective)


@pytest.mark.parametrize(
    ("received_on", "effective"),
    [
        ("2027-05-31", "2027-06-30"),
        ("2027-06-01", "2027-07-01"),
        ("2028-01-31", "2028-02-29"),
    ],
)
def test_a_renewed_contract_ends_a_month_after_any_day(ask, received_on, effective):
    answer = ask(
        "DE",
        **NEW,
        term_end="2027-02-14",
        notice="1m",
        today="2027-05-20",
        received_on=received_on,
    )
    assert answer["effective"] == effective
    assert answer["timely"] is True
    assert answer["legal_last"] is None


def test_a_longer_notice_than_the_law_allows_only_moves_the_safe_day(ask):
    answer = ask("DE", **NEW, term_end="2027-02-14", notice="3m")
    assert answer["legal_last"] == "2027-01-14"
    # 14 November 2026 is a Saturday.
    assert answer["safe_last"] == "2026-11-13"
    assert answer["effective"] == "2027-02-14"


def test_once_the_contract_s_own_limit_is_past_the_law_s_counts(ask):
    answer = ask("DE", **NEW, term_end="2027-02-14", notice="3m", today="2026-12-24")
    assert answer["safe_last"] == "2027-01-14"


def test_a_shorter_notice_of_the_contract_is_kinder_and_counts(ask):
    answer = ask("DE", **NEW, term_end="2027-02-14", notice="2w")
    # 31 January 2027 is a Sunday.
    assert answer["legal_last"] == "2027-01-31"
    assert answer["safe_last"] == "2027-01-29"


@pytest.mark.parametrize(
    ("concluded_on", "rule", "legal_last"),
    [
        ("2022-02-28", "de.bgb.309-9.2002", "2026-11-14"),
        ("2022-03-01", "de.bgb.309-9.2022", "2027-01-14"),
    ],
)
def test_the_day_of_conclusion_decides_which_law_governs(
    ask, concluded_on, rule, legal_last
):
    dates = {"concluded_on": concluded_on, "started_on": concluded_on}
    answer = ask("DE", **(NEW | dates), term_end="2027-02-14", notice="3m")
    assert answer["rules"] == [rule]
    assert answer["legal_last"] == legal_last


def test_an_old_contract_renews_for_a_year_at_most(ask):
    terms = OLD | {"renews_for": "24m", "term": "24m", "notice": "3m"}
    answer = ask("DE", **terms, today="2026-11-10", received_on="2026-11-16")
    # 24 months to 14 February 2023, then years: the next end is 14 February 2027.
    assert answer["legal_last"] == "2026-11-14"
    assert answer["timely"] is False
    assert answer["effective"] == "2028-02-14"


def test_a_missed_year_of_an_old_contract_aims_at_the_next(ask):
    terms = OLD | {"renews_for": "12m", "term": "24m", "notice": "3m"}
    answer = ask("DE", **terms, today="2026-11-16")
    assert answer["legal_last"] == "2027-11-14"
    assert answer["effective"] == "2028-02-14"


def test_a_renewed_telephone_contract_of_any_age_ends_after_a_month(ask):
    terms = OLD | {"sector": "telecom", "term": "24m", "renews_for": "12m"}
    answer = ask("DE", **terms, notice="3m", received_on="2026-03-02")
    assert answer["rules"] == ["de.tkg.56"]
    assert answer["effective"] == "2026-04-02"


@pytest.mark.parametrize(
    ("received_on", "timely", "effective"),
    [
        ("2026-03-15", True, "2026-03-31"),  # a Sunday that does not move
        ("2026-03-16", False, "2026-04-30"),
    ],
)
def test_monthly_pay_without_agreed_notice_is_by_the_15th(
    ask, received_on, timely, effective
):
    answer = ask(
        "DE",
        sector="other",
        concluded_on="2026-01-10",
        payment_interval="monthly",
        received_on=received_on,
    )
    assert answer["rules"] == ["de.bgb.621"]
    assert (answer["timely"], answer["effective"]) == (timely, effective)


def test_quarterly_pay_without_agreed_notice_is_six_weeks_to_the_quarter(ask):
    answer = ask(
        "DE", sector="other", concluded_on="2026-01-10", payment_interval="quarterly"
    )
    # 17 February for 31 March has passed on 2 March; 19 May + 42 days = 30 June.
    assert answer["legal_last"] == "2026-05-19"
    assert answer["effective"] == "2026-06-30"


@pytest.mark.parametrize(
    ("today", "legal_last", "effective"),
    [
        ("2026-11-24", "2026-11-30", "2026-12-31"),
        ("2026-12-01", "2027-11-30", "2027-12-31"),
    ],
)
def test_motor_insurance_ends_with_the_insurance_year(
    ask, today, legal_last, effective
):
    answer = ask(
        "DE",
        sector="insurance_motor",
        started_on="2025-01-01",
        term="12m",
        renews_for="12m",
        notice="1m",
        notice_to="insurance_year",
        today=today,
    )
    assert answer["rules"] == ["de.vvg.11"]
    assert answer["legal_last"] == legal_last
    assert answer["effective"] == effective


def test_a_long_insurance_can_be_left_after_three_years(ask):
    answer = ask(
        "DE",
        sector="insurance_home",
        started_on="2024-01-01",
        term="5y",
        notice="3m",
        notice_to="insurance_year",
    )
    assert answer["effective"] == "2026-12-31"
    assert answer["legal_last"] == "2026-09-30"


@pytest.mark.parametrize(
    ("concluded_on", "nominal_last", "legal_last"),
    [
        ("2026-03-02", "2026-03-16", "2026-03-16"),
        # 14 days end on Saturday 14 March: moved to Monday by § 193.
        ("2026-02-28", "2026-03-14", "2026-03-16"),
        # Good Friday, then the weekend, then Easter Monday.
        ("2026-03-20", "2026-04-03", "2026-04-07"),
        ("2026-04-17", "2026-05-01", "2026-05-04"),
        ("2026-12-11", "2026-12-25", "2026-12-28"),
    ],
)
def test_a_withdrawal_period_is_moved_but_never_relied_on(
    ask, concluded_on, nominal_last, legal_last
):
    answer = ask(
        "DE",
        act="withdrawal",
        today=concluded_on,
        concluded_on=concluded_on,
        withdrawal_information_given=True,
    )
    assert answer["test"] == "dispatch"
    assert answer["nominal_last"] == nominal_last
    assert answer["legal_last"] == legal_last
    assert answer["safe_last"] == answer["email_by"] == nominal_last


def test_without_information_twelve_months_are_added(ask):
    answer = ask(
        "DE",
        act="withdrawal",
        concluded_on="2026-02-20",
        withdrawal_information_given=False,
    )
    # 6 March 2026 + 12 months = 6 March 2027, a Saturday, moved to Monday.
    assert answer["nominal_last"] == "2027-03-06"
    assert answer["legal_last"] == "2027-03-08"


def test_a_late_withdrawal_counts_in_the_alternative_as_a_termination(ask):
    answer = ask(
        "DE",
        **NEW,
        term_end="2027-02-14",
        notice="1m",
        act="withdrawal",
        withdrawal_information_given=True,
        received_on="2026-03-02",
    )
    assert answer["timely"] is False
    assert answer["effective"] == "2027-02-14"
    assert answer["refund_due"] is None
