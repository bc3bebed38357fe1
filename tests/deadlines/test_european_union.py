"""The layer under every EU and EEA country, and places of which no law is known."""

import pytest


@pytest.mark.parametrize("place", ["GR", "MT", "IS", "LI"])
def test_a_country_without_a_pack_has_the_fourteen_days_of_the_union(ask, place):
    answer = ask(
        place,
        act="withdrawal",
        concluded_on="2026-02-23",
        withdrawal_information_given=True,
    )
    assert answer["rules"] == ["eu.crd.9"]
    # A directive is no ground between private parties: nothing is cited.
    assert answer["citations"] == []
    assert answer["legal_last"] == "2026-03-09"


TRIAL = {
    "started_at": "2026-02-10T10:00+01:00",
    "length": "14d",
    "price_disclosed": False,
}


def test_an_undisclosed_price_after_the_trial_opens_a_second_withdrawal(ask):
    answer = ask(
        "MT",
        act="withdrawal",
        concluded_on="2026-01-20",
        withdrawal_information_given=True,
        trial=TRIAL,
    )
    assert answer["rules"] == ["eu.cjeu.c-565-22"]
    assert answer["legal_last"] == "2026-03-10"
    assert answer["effective"] == "2026-03-02"


def test_a_disclosed_price_opens_none(ask):
    answer = ask(
        "MT",
        act="withdrawal",
        concluded_on="2026-01-20",
        withdrawal_information_given=True,
        trial=TRIAL | {"price_disclosed": True},
    )
    assert answer["rules"] == ["eu.crd.9"]
    assert answer["legal_last"] == "2026-02-03"
    assert answer["effective"] != "2026-03-02"


def test_a_renewed_telephone_contract_ends_after_a_month_everywhere(ask):
    answer = ask(
        "MT",
        sector="telecom",
        started_on="2024-01-01",
        term="24m",
        renews_for="12m",
        notice="3m",
        received_on="2026-03-31",
    )
    assert answer["rules"] == ["eu.eecc.105-3"]
    assert answer["effective"] == "2026-04-30"


@pytest.mark.parametrize(("place", "word"), [(None, "unknown"), ("JP", "JP")])
def test_without_known_law_the_contract_decides_and_nothing_is_cited(ask, place, word):
    answer = ask(place, term_end="2026-12-31", notice="30d", notice_to="term_end")
    assert answer["legal_last"] == "2026-12-01"
    assert answer["rules"] == answer["citations"] == []
    assert any("residence" in line and word in line for line in answer["assumptions"])
