"""Canada: notices that count when sent, rights that need a broken duty, British Columbia since August 2026."""

import pytest


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-07", "2026-12-25"])
@pytest.mark.parametrize(
    "sector", ["streaming", "telecom", "software", "dating", "security"]
)
def test_a_quebec_service_at_a_distance_ends_on_the_day_of_sending(ask, sector, day):
    answer = ask(
        "CA-QC",
        sector=sector,
        today=day,
        started_on="2026-01-10",
        term="12m",
        renews_for="12m",
        notice="30d",
        notice_to="term_end",
    )
    assert answer["test"] == "dispatch"
    assert answer["effective"] == day
    assert answer["citations"] == ["Consumer Protection Act, CQLR c. P-40.1, s. 214.6"]


def test_a_later_end_may_be_named_in_quebec(ask):
    answer = ask("CA-QC", started_on="2026-01-10", wanted_end="2026-04-30")
    assert answer["effective"] == answer["legal_last"] == "2026-04-30"


YEARLY = {
    "started_on": "2026-01-10",
    "term": "12m",
    "renews_for": "12m",
    "notice": "30d",
    "notice_to": "term_end",
}


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("CA-ON", {}),
        ("CA", {}),
        ("US-NY", {}),
        ("CA-QC", {"consumer": False}),
        ("CA-QC", {"online": False}),
        ("CA-QC", {"sector": "insurance_home"}),
        ("CA-QC", {"sector": "other"}),
    ],
    ids=[
        *("Ontario", "no province", "New York", "a company", "on site", "insurance"),
        "a gardener booked online",
    ],
)
def test_quebec_s_way_out_stops_at_its_limits(ask, place, change):
    answer = ask(place, **(YEARLY | change))
    assert answer["rules"] == []
    assert answer["effective"] == "2027-01-09"


PLACES = [("CA-QC", "ca.qc.cpa-54.8"), ("CA-ON", "ca.on.cpa2002-40")]


@pytest.mark.parametrize(("place", "rule"), PLACES)
@pytest.mark.parametrize("act", ["for_cause", "withdrawal"])
@pytest.mark.parametrize(
    ("concluded_on", "last", "post_by"),
    [
        # A Sunday does not move; the post is open on Saturday.
        ("2026-02-20", "2026-03-22", "2026-03-21"),
        ("2026-02-01", "2026-03-03", "2026-03-03"),
        ("2028-02-01", "2028-03-02", "2028-03-02"),
        ("2026-11-25", "2026-12-25", "2026-12-24"),
    ],
)
def test_without_a_copy_thirty_days_run_from_the_contract(
    ask, place, rule, act, concluded_on, last, post_by
):
    answer = ask(
        place,
        act=act,
        concluded_on=concluded_on,
        today=last,
        circumstances=["copy_missing"],
    )
    assert answer["test"] == "dispatch"
    assert answer["rules"] == [f"{rule}.no-copy"]
    assert answer["legal_last"] == answer["safe_last"] == answer["email_by"] == last
    assert answer["post_by"] == post_by
    assert answer["effective"] == last


@pytest.mark.parametrize(("place", "rule"), PLACES)
@pytest.mark.parametrize(
    ("today", "right"), [("2026-03-07", False), ("2026-03-08", True)]
)
def test_a_copy_may_still_come_for_fifteen_days(ask, place, rule, today, right):
    answer = ask(
        place,
        act="withdrawal",
        concluded_on="2026-02-20",
        today=today,
        circumstances=["copy_missing"],
    )
    assert (f"{rule}.no-copy" in answer["rules"]) is right


@pytest.mark.parametrize(("place", "rule"), PLACES)
@pytest.mark.parametrize(
    ("copy", "last"),
    [
        ("2026-02-27", "2026-03-06"),
        ("2026-02-23", "2026-03-02"),
        ("2026-12-28", "2027-01-04"),
        ("2028-02-24", "2028-03-02"),
    ],
)
def test_after_a_broken_duty_seven_days_run_from_the_copy(ask, place, rule, copy, last):
    answer = ask(
        place,
        act="for_cause",
        concluded_on="2026-02-20",
        copy_received_on=copy,
        today=copy,
        circumstances=["breach"],
    )
    assert answer["rules"] == [rule]
    assert answer["legal_last"] == last


def test_the_refund_is_due_fifteen_days_after_the_notice_was_sent(ask):
    for place, _ in PLACES:
        answer = ask(
            place,
            act="for_cause",
            concluded_on="2026-02-10",
            circumstances=["copy_missing"],
        )
        assert answer["refund_due"] == "2026-03-17"


@pytest.mark.parametrize("place", ["CA-QC", "CA-ON", "CA-BC", "CA"])
def test_nobody_in_canada_may_simply_withdraw_from_an_online_contract(ask, place):
    answer = ask(place, act="withdrawal", concluded_on="2026-02-27")
    assert answer["legal_last"] is None
    assert any("no right to withdraw" in line for line in answer["assumptions"])


@pytest.mark.parametrize(("place", "rule"), PLACES)
@pytest.mark.parametrize("fact", ["copy_missing", "breach"])
def test_too_late_to_undo_the_contract_leaves_the_cause_itself(ask, place, rule, fact):
    terms = {"concluded_on": "2025-03-02", "circumstances": [fact], "sector": "other"}
    answer = ask(place, act="for_cause", **terms)
    assert answer["rules"] == answer["citations"] == []
    assert answer["legal_last"] is None
    assert answer["effective"] == "2026-03-02"
    late = ask(place, act="withdrawal", **terms)
    assert late["legal_last"] < "2026-03-02"
    assert late["post_feasible"] is False


def test_a_contract_made_on_site_has_no_section_40(ask):
    answer = ask(
        "CA-ON",
        act="withdrawal",
        online=False,
        concluded_on="2026-02-10",
        circumstances=["copy_missing"],
    )
    assert answer["legal_last"] is None


def ontario(ask, **fields):
    return ask("CA-ON", **{"act": "withdrawal", "online": False} | fields)


@pytest.mark.parametrize(
    "kind",
    [{"sector": "fitness"}, {"sector": "energy", "circumstances": ["doorstep"]}],
    ids=["gym", "doorstep"],
)
@pytest.mark.parametrize(
    ("copy", "last", "post_by"),
    [
        ("2026-02-23", "2026-03-05", "2026-03-05"),
        ("2026-02-20", "2026-03-02", "2026-03-02"),
        ("2026-12-22", "2027-01-01", "2026-12-31"),
        ("2028-02-20", "2028-03-01", "2028-03-01"),
    ],
)
def test_ontario_gives_ten_days_from_the_copy(ask, kind, copy, last, post_by):
    answer = ontario(
        ask, **kind, concluded_on="2026-02-20", copy_received_on=copy, today=copy
    )
    assert answer["test"] == "dispatch"
    assert answer["legal_last"] == last
    assert answer["post_by"] == post_by


@pytest.mark.parametrize(
    ("concluded_on", "last"),
    [("2025-06-30", "2026-06-30"), ("2028-02-29", "2029-02-28")],
)
def test_ontario_gives_a_year_without_a_proper_copy(ask, concluded_on, last):
    gym = ontario(
        ask,
        sector="fitness",
        concluded_on=concluded_on,
        today=concluded_on,
        circumstances=["copy_missing"],
    )
    door = ontario(
        ask,
        sector="energy",
        concluded_on=concluded_on,
        today=concluded_on,
        copy_received_on=concluded_on,
        withdrawal_information_given=False,
        circumstances=["doorstep"],
    )
    assert gym["legal_last"] == door["legal_last"] == last
    assert gym["citations"] == []
    assert door["citations"][0].endswith("s. 43(2)")


GYM = {"sector": "fitness", "online": False}


@pytest.mark.parametrize(
    ("start", "term", "last", "safe"),
    [
        # 365 days: 36 of them.
        ("2026-03-02", "12m", "2026-04-07", "2026-04-07"),
        # 366 days: still 36; a Sunday.
        ("2028-01-01", "12m", "2028-02-06", "2028-02-04"),
        # 181 days: 18.
        ("2026-01-01", "6m", "2026-01-19", "2026-01-19"),
        # 90 days: 9; a Saturday.
        ("2026-01-01", "3m", "2026-01-10", "2026-01-09"),
        # 28 days: 2.
        ("2026-02-01", "1m", "2026-02-03", "2026-02-03"),
        # 306 days: 30.
        ("2026-03-01", "10m", "2026-03-31", "2026-03-31"),
    ],
)
def test_a_quebec_gym_can_be_left_in_the_first_tenth(ask, start, term, last, safe):
    answer = ask("CA-QC", **GYM, started_on=start, term=term, today=start)
    assert answer["rules"] == ["ca.qc.cpa-203"]
    assert answer["legal_last"] == last
    assert answer["safe_last"] == safe
    assert answer["effective"] == start
    assert answer["citations"] == []


def test_the_rest_of_a_quebec_gym_s_price_comes_back_in_ten_days(ask):
    answer = ask(
        "CA-QC", **GYM, started_on="2026-03-02", term="12m", received_on="2026-03-20"
    )
    assert answer["timely"] is True
    assert answer["effective"] == "2026-03-20"
    assert answer["refund_due"] == "2026-03-30"


@pytest.mark.parametrize("received_on", ["2026-04-08", "2026-05-01"])
def test_after_the_first_tenth_a_quebec_gym_contract_ends_by_itself(ask, received_on):
    answer = ask(
        "CA-QC",
        **GYM,
        started_on="2026-03-02",
        term="12m",
        renews_for="12m",
        notice="1m",
        today=received_on,
        received_on=received_on,
    )
    assert "ca.qc.cpa-203" not in answer["rules"]
    assert answer["effective"] == "2027-03-01"


def test_an_ontario_gym_has_no_first_tenth(ask):
    answer = ask("CA-ON", **GYM, started_on="2026-03-02", term="12m", notice="1m")
    assert answer["effective"] == "2027-03-01"


RENEWED = {"started_on": "2025-06-01", "term": "12m", "notice": "60d"}


@pytest.mark.parametrize(
    ("today", "renews_for", "effective", "rules"),
    [
        ("2026-08-01", "12m", "2026-08-01", ["ca.bc.bpcpa-subscription.long"]),
        ("2026-11-24", "12m", "2026-11-24", ["ca.bc.bpcpa-subscription.long"]),
        ("2026-08-01", "1m", "2026-08-01", ["ca.bc.bpcpa-subscription.short"]),
        ("2026-08-01", "60d", "2026-08-01", ["ca.bc.bpcpa-subscription.short"]),
        ("2026-08-01", "61d", "2026-08-01", ["ca.bc.bpcpa-subscription.long"]),
        ("2026-07-31", "12m", "2027-05-31", []),
        # Monthly from 1 June; sixty days of notice from 31 July reach 29 September.
        ("2026-07-31", "1m", "2026-09-30", []),
    ],
)
def test_a_renewed_contract_in_british_columbia_is_free_since_august_2026(
    ask, today, renews_for, effective, rules
):
    answer = ask(
        "CA-BC", **RENEWED, renews_for=renews_for, notice_to="term_end", today=today
    )
    assert answer["effective"] == effective
    assert answer["rules"] == rules


@pytest.mark.parametrize(
    ("received_on", "effective", "timely"),
    [
        ("2026-12-31", "2026-12-31", True),
        ("2026-11-02", "2026-12-31", True),
        ("2027-01-01", "2027-01-01", False),
    ],
)
def test_before_the_renewal_the_agreed_term_stays_and_its_last_day_is_early_enough(
    ask, received_on, effective, timely
):
    answer = ask(
        "CA-BC",
        started_on="2026-01-01",
        term="12m",
        renews_for="12m",
        notice="60d",
        notice_to="term_end",
        today="2026-11-02",
        received_on=received_on,
    )
    assert answer["legal_last"] == "2026-12-31"
    assert answer["effective"] == effective
    assert answer["timely"] is timely


def test_british_columbia_protects_consumers_who_live_there(ask):
    terms = RENEWED | {"renews_for": "12m", "today": "2026-11-24"}
    assert ask("CA-BC", **terms, consumer=False)["rules"] == []
    assert ask("CA-AB", **terms)["rules"] == []


def test_business_days_are_those_of_the_recipient_s_province(ask):
    """24 June is Quebec's national holiday and no holiday in Ontario."""
    terms = YEARLY | {
        "started_on": "2025-07-25",
        "online": False,
        "today": "2026-03-02",
    }
    assert ask("CA-ON", **terms)["safe_last"] == "2026-06-24"
    assert ask("CA-ON", **terms, recipient_place="CA-QC")["safe_last"] == "2026-06-23"


def test_a_trial_is_counted_on_the_clock_of_the_province(ask):
    trial = {"started_at": "2026-03-01T22:30-05:00", "length": "30d"}
    answer = ask("CA-QC", concluded_on="2026-03-01", trial=trial)
    assert answer["instants"]["trial_end"] == "2026-03-31T22:30-04:00"
    assert answer["post_feasible"] is False


@pytest.mark.parametrize(
    ("sent", "effective"),
    [
        # Ninety to thirty days before 31 January 2026: 2 November 2025 to 1 January 2026.
        ("2025-11-01", "2026-03-02"),
        ("2025-11-02", "2027-01-31"),
        ("2026-01-01", "2027-01-31"),
        ("2026-01-02", "2026-03-02"),
        (None, "2027-01-31"),
    ],
)
def test_an_ontario_gym_that_gave_no_notice_in_time_can_be_left(ask, sent, effective):
    answer = ask(
        "CA-ON",
        **GYM,
        started_on="2025-02-01",
        term_end="2026-01-31",
        renews_for="12m",
        notice="30d",
        notice_to="term_end",
        trader_notice_sent_on=sent,
    )
    assert answer["effective"] == effective
    assert answer["citations"] == []
