"""Australia: the contract, and ten business days after an unsolicited sale."""

import pytest

PLAN = {
    "sector": "fitness",
    "started_on": "2026-01-01",
    "renews_for": "12m",
    "notice_to": "term_end",
}


@pytest.mark.parametrize(
    ("term_end", "notice", "legal_last", "safe_last"),
    [
        ("2026-12-31", "30d", "2026-12-01", "2026-12-01"),
        ("2027-02-28", "1m", "2027-01-31", "2027-01-29"),
        # Australia Day.
        ("2027-02-25", "30d", "2027-01-26", "2027-01-25"),
        # Good Friday and Easter Monday 2027: 26 and 29 March.
        ("2027-04-28", "30d", "2027-03-29", "2027-03-25"),
        ("2026-06-30", "4w", "2026-06-02", "2026-06-02"),
    ],
)
def test_the_contract_decides_when_a_subscription_ends(
    ask, term_end, notice, legal_last, safe_last
):
    answer = ask("AU", **PLAN, term_end=term_end, notice=notice)
    assert answer["legal_last"] == legal_last
    assert answer["safe_last"] == safe_last
    assert answer["effective"] == term_end
    assert answer["rules"] == []


def unsolicited(ask, day, place="AU", **fields):
    return ask(
        place,
        **{
            "act": "withdrawal",
            "sector": "energy",
            "online": False,
            "concluded_on": day,
            "today": day,
            "circumstances": ["doorstep"],
        }
        | fields,
    )


@pytest.mark.parametrize(
    ("place", "day", "last"),
    [
        ("AU", "2026-02-27", "2026-03-13"),
        # Labour Day in Victoria, 9 March.
        ("AU-VIC", "2026-02-27", "2026-03-16"),
        # Labour Day in Western Australia, 2 March.
        ("AU-WA", "2026-02-27", "2026-03-16"),
        # Good Friday and Easter Monday.
        ("AU", "2026-03-27", "2026-04-14"),
        # Australia Day.
        ("AU", "2026-01-19", "2026-02-03"),
        ("AU", "2026-08-03", "2026-08-17"),
    ],
)
def test_ten_business_days_after_an_unsolicited_sale(ask, place, day, last):
    answer = unsolicited(ask, day, place)
    assert answer["test"] == "receipt"
    assert answer["legal_last"] == last
    assert answer["effective"] == day
    assert answer["citations"] == []


@pytest.mark.parametrize(
    ("day", "last"), [("2026-02-27", "2026-08-27"), ("2026-08-31", "2027-02-28")]
)
def test_six_months_where_the_seller_did_not_speak_of_the_right(ask, day, last):
    answer = unsolicited(ask, day, withdrawal_information_given=False)
    assert answer["legal_last"] == last


def test_an_online_purchase_has_no_cooling_off(ask):
    answer = ask("AU", act="withdrawal", concluded_on="2026-02-27")
    assert answer["legal_last"] is None


def test_a_copy_that_came_later_does_not_lengthen_a_doorstep_sale(ask):
    answer = unsolicited(ask, "2026-02-27", copy_received_on="2026-03-06")
    assert answer["legal_last"] == "2026-03-13"


def test_another_country_s_doorstep_rule_is_its_own(ask):
    assert unsolicited(ask, "2026-02-27", "NZ")["rules"] == []
