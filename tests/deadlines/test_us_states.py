"""American states: reminders that make a renewal void, and short times to leave a gym or a club."""

import pytest

YEARLY = {
    "sector": "other",
    "started_on": "2025-02-01",
    "term_end": "2026-01-31",
    "renews_for": "12m",
    "notice": "30d",
    "notice_to": "term_end",
}
# Thirty days of notice to 31 January: the last day to cancel is 1 January 2026.
# Sixty to thirty days before it: 2 November to 2 December 2025; fifteen days: 17 December.


@pytest.mark.parametrize("place", ["US-GA", "US-IL", "US-FL"])
@pytest.mark.parametrize(
    ("sent", "effective"),
    [
        ("2025-11-01", "2026-03-02"),
        ("2025-11-02", "2027-01-31"),
        ("2025-12-02", "2027-01-31"),
        ("2025-12-03", "2026-03-02"),
        # Sent after the renewal it says nothing of the one before it.
        ("2026-02-10", "2027-01-31"),
    ],
)
def test_a_reminder_counts_from_sixty_to_thirty_days_before_the_cancellation_deadline(
    ask, place, sent, effective
):
    assert ask(place, **YEARLY, trader_notice_sent_on=sent)["effective"] == effective


@pytest.mark.parametrize(
    ("sent", "effective"),
    [
        ("2025-11-01", "2026-03-02"),
        ("2025-11-02", "2027-01-31"),
        ("2025-12-17", "2027-01-31"),
        ("2025-12-18", "2026-03-02"),
    ],
)
def test_connecticut_s_window_closes_fifteen_days_before(ask, sent, effective):
    answer = ask("US-CT", **YEARLY, trader_notice_sent_on=sent)
    assert answer["effective"] == effective


@pytest.mark.parametrize(
    ("place", "rule", "citations"),
    [
        ("US-GA", "us.ga.13-12-3", ["O.C.G.A. §§ 13-12-3, 13-12-5"]),
        ("US-IL", "us.il.815-601-15", []),
        ("US-FL", "us.fl.501-165", []),
        ("US-CT", "us.ct.42-126b", []),
    ],
)
def test_the_rule_is_named_and_cited_only_where_its_text_was_seen(
    ask, place, rule, citations
):
    answer = ask(place, **YEARLY, trader_notice_sent_on="2026-01-20")
    assert answer["rules"] == [rule]
    assert answer["citations"] == citations


@pytest.mark.parametrize("place", ["US-GA", "US-IL", "US-FL", "US-CT"])
def test_a_reminder_of_which_nobody_speaks_is_not_read_as_missing(ask, place):
    assert ask(place, **YEARLY)["effective"] == "2027-01-31"
    answer = ask(place, **YEARLY, circumstances=["no_reminder"])
    assert answer["effective"] == "2026-03-02"


LATE = {"trader_notice_sent_on": "2026-01-20"}


@pytest.mark.parametrize(
    "change",
    [
        {"consumer": False},
        {"renews_for": "31d", "term_end": "2026-03-31"},
        {"started_on": "2025-09-01"},
    ],
    ids=["a business", "renews by the month", "a term of five months"],
)
@pytest.mark.parametrize("place", ["US-GA", "US-IL", "US-FL"])
def test_the_reminder_laws_stop_at_their_limits(ask, place, change):
    answer = ask(place, **(YEARLY | LATE | change))
    assert answer["rules"] == []


@pytest.mark.parametrize("place", ["US-TX", "US-CO", "US-VA", "US-MN", "US"])
def test_another_state_s_reminder_law_helps_nobody_here(ask, place):
    answer = ask(place, **YEARLY, **LATE)
    assert answer["rules"] == []
    assert answer["effective"] == "2027-01-31"


def test_florida_leaves_gyms_out_of_its_renewal_law(ask):
    gym = YEARLY | LATE | {"sector": "fitness"}
    assert ask("US-FL", **gym)["rules"] == []
    assert ask("US-GA", **gym)["rules"] == ["us.ga.13-12-3"]


def cancel(ask, place, day, **fields):
    return ask(
        place,
        **{
            "act": "withdrawal",
            "sector": "fitness",
            "online": False,
            "concluded_on": day,
            "today": day,
        }
        | fields,
    )


@pytest.mark.parametrize(
    ("signed", "last"),
    [
        # The first business day after signing, then three more, at a gym that never closes.
        ("2026-02-27", "2026-03-03"),
        ("2026-06-30", "2026-07-04"),
        ("2026-12-24", "2026-12-28"),
        ("2028-02-26", "2028-03-01"),
    ],
)
def test_illinois_gym_days_are_the_days_on_which_the_gym_is_open(ask, signed, last):
    answer = cancel(ask, "US-IL", signed)
    assert answer["legal_last"] == last
    assert answer["citations"] == ["815 ILCS 645/6"]


@pytest.mark.parametrize(
    ("signed", "last"),
    [("2026-02-27", "2026-03-06"), ("2026-12-28", "2027-01-04")],
)
def test_illinois_gives_seven_calendar_days_away_from_the_gym(ask, signed, last):
    assert cancel(ask, "US-IL", signed, online=True)["legal_last"] == last


@pytest.mark.parametrize(
    ("signed", "last", "refund"),
    [
        ("2026-02-27", "2026-03-04", "2026-03-29"),
        # Martin Luther King Day.
        ("2026-01-16", "2026-01-22", "2026-02-15"),
        # Independence Day is a Saturday and kept on Friday the third.
        ("2026-07-02", "2026-07-08", "2026-08-01"),
        # Memorial Day.
        ("2026-05-22", "2026-05-28", "2026-06-21"),
    ],
)
def test_florida_gym_days_leave_out_weekends_and_holidays(ask, signed, last, refund):
    answer = cancel(ask, "US-FL", signed)
    assert answer["test"] == "dispatch"
    assert answer["legal_last"] == answer["safe_last"] == answer["post_by"] == last
    assert answer["refund_due"] == refund
    assert answer["citations"] == ["Fla. Stat. § 501.017"]


@pytest.mark.parametrize(
    ("joined", "last", "refund"),
    [
        ("2026-02-27", "2026-03-04", "2026-03-09"),
        # Presidents' Day.
        ("2026-02-12", "2026-02-18", "2026-02-22"),
        ("2026-12-23", "2026-12-29", "2027-01-02"),
        ("2026-05-22", "2026-05-28", "2026-06-01"),
    ],
)
@pytest.mark.parametrize("sector", ["club", "fitness"])
def test_a_minnesota_club_letter_counts_from_the_mailbox(
    ask, sector, joined, last, refund
):
    answer = cancel(ask, "US-MN", joined, sector=sector)
    assert answer["test"] == "dispatch"
    assert answer["legal_last"] == answer["post_by"] == last
    assert answer["refund_due"] == refund
    assert answer["citations"] == ["Minn. Stat. § 325G.24"]


@pytest.mark.parametrize(
    "place", ["US-CO", "US-VA", "US-MA", "US-ME", "US-GA", "US-AR"]
)
def test_no_gym_right_is_lent_to_another_state(ask, place):
    assert cancel(ask, place, "2026-02-27")["legal_last"] is None


@pytest.mark.parametrize("place", ["US-IL", "US-FL", "US-MN"])
def test_a_gym_right_is_not_for_a_streaming_service_and_not_for_a_company(ask, place):
    streaming = cancel(ask, place, "2026-02-27", sector="streaming", online=True)
    assert streaming["legal_last"] is None
    assert cancel(ask, place, "2026-02-27", consumer=False)["legal_last"] is None


@pytest.mark.parametrize(
    ("received_on", "effective"),
    [("2026-03-02", "2026-04-02"), ("2026-01-31", "2026-02-28")],
)
def test_a_renewed_connecticut_gym_can_be_left_with_a_month(
    ask, received_on, effective
):
    terms = {
        "sector": "fitness",
        "started_on": "2025-01-10",
        "term": "12m",
        "renews_for": "12m",
        "notice": "3m",
    }
    answer = ask("US-CT", **terms, received_on=received_on)
    assert answer["effective"] == effective
    assert answer["citations"] == []
    assert ask("US-NY", **terms, received_on=received_on)["effective"] == "2027-01-09"


def page_reason(answer):
    return next(a["why"] for a in answer["advice"] if a["channel"] == "provider_page")


@pytest.mark.parametrize(
    ("place", "today", "fields", "named"),
    [
        ("US-CO", "2026-03-02", {}, "6-1-732"),
        ("US-CO", "2025-08-05", {}, None),
        ("US-CO", "2026-02-16", {"consumer": False}, "6-1-732"),
        ("US-CO", "2026-02-15", {"consumer": False}, None),
        ("US-VA", "2026-07-01", {}, "59.1-207.46"),
        ("US-VA", "2022-06-30", {}, None),
        ("US-IL", "2026-03-02", {}, "815 ILCS 601/10"),
        ("US-IL", "2024-12-31", {}, None),
        ("US-ME", "2026-03-02", {}, "1210-C"),
        ("US-ME", "2026-03-02", {"sector": "fitness"}, None),
        ("US-GA", "2026-03-02", {"renews_for": "12m"}, "Article 15, Part 8"),
        ("US-GA", "2026-03-02", {"renews_for": "1m"}, None),
    ],
)
def test_the_online_way_is_the_law_of_the_day_and_the_place(
    ask, place, today, fields, named
):
    answer = ask(place, today=today, concluded_on="2022-01-10", **fields)
    why = page_reason(answer)
    assert (named in why) if named else ("obliges" not in why or "8403" in why)


def test_none_of_the_new_states_moves_a_contract_date(ask):
    for place in ("US-IL", "US-CO", "US-VA", "US-MA", "US-CT", "US-ME", "US-AR"):
        answer = ask(
            place,
            started_on="2026-02-01",
            term_end="2027-01-31",
            renews_for="12m",
            notice="30d",
            recipient_place="US",
        )
        assert answer["legal_last"] == "2027-01-01"
        assert answer["safe_last"] == "2026-12-31"
