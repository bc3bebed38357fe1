"""What must hold for every matter, whatever the law."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from duly.deadlines.rules import judge, read_matter

TODAY = date(2026, 3, 2)
PLACES = st.sampled_from(
    ["DE", "FR", "GB", "US", "US-CA", "US-NY", "GR", "DE-BY", "GB-ENG", None, "JP"]
)
SECTORS = st.sampled_from(
    ["fitness", "telecom", "energy", "insurance_motor", "insurance_health", "press"]
)
NOTICES = st.sampled_from(["0d", "10d", "30d", "1m", "3m", "6w", "2bd", None])
GRIDS = st.sampled_from(
    [
        *("term_end", "any_day", "month_end", "month_end_by_15th", "quarter_end"),
        *("half_contract_year", "insurance_year", None),
    ]
)
RENEWALS = st.sampled_from(["indefinite", "12m", "365d", "1m", "none", None])
ENDS = st.dates(date(2025, 1, 1), date(2029, 12, 31))
STARTS = st.dates(date(2018, 1, 1), date(2024, 12, 31))
RECEIPTS = st.none() | st.dates(date(2025, 2, 1), date(2028, 12, 31))


@st.composite
def matters(draw):
    end = draw(ENDS)
    received = draw(RECEIPTS)
    return {
        "residence": draw(PLACES),
        "recipient_place": draw(PLACES),
        "today": TODAY.isoformat(),
        "act": draw(st.sampled_from(["ordinary", "withdrawal", "for_cause"])),
        "post": {"min_bd": 1, "max_bd": draw(st.integers(1, 9))},
        "received_on": received.isoformat() if received else None,
        "contract": {
            "sector": draw(SECTORS),
            "online": draw(st.sampled_from([True, False, None])),
            "consumer": draw(st.sampled_from([True, None])),
            "started_on": draw(STARTS).isoformat(),
            "term_end": end.isoformat(),
            "renews_for": draw(RENEWALS),
            "notice": draw(NOTICES),
            "notice_to": draw(GRIDS),
            "withdrawal_information_given": draw(st.sampled_from([True, False, None])),
        },
    }


@settings(max_examples=300, deadline=None)
@given(matters())
def test_the_dates_keep_their_order(document):
    answer = judge(read_matter(document))
    if answer.legal_last is None or answer.safe_last is None:
        assert answer.email_by is None
        return
    # A safe day relies on no roll-over, so it never lies past the nominal one.
    assert answer.nominal_last is not None
    assert answer.safe_last <= answer.nominal_last <= answer.legal_last
    assert answer.email_by is not None
    assert answer.email_by <= answer.safe_last
    assert answer.post_by is not None
    assert answer.post_recommended is not None
    assert answer.post_recommended < answer.post_by <= answer.legal_last
    assert answer.post_feasible == (answer.post_by >= TODAY)


@settings(max_examples=300, deadline=None)
@given(matters())
def test_no_contract_ends_before_the_notice_arrives(document):
    answer = judge(read_matter(document))
    received = document["received_on"]
    over = document["contract"]["renews_for"] == "none"
    if received and answer.effective and not over:
        assert answer.effective >= date.fromisoformat(received)


@settings(max_examples=200, deadline=None)
@given(matters())
def test_a_day_in_time_is_timely_and_the_next_is_not(document):
    aim = judge(read_matter(document | {"received_on": None}))
    if aim.legal_last is None or aim.legal_last < TODAY or aim.effective is None:
        return
    on_day = judge(read_matter(document | {"received_on": aim.legal_last.isoformat()}))
    after = aim.legal_last + timedelta(days=1)
    late = judge(read_matter(document | {"received_on": after.isoformat()}))
    assert on_day.timely is True
    assert late.timely is not True or late.effective != aim.effective


@settings(max_examples=150, deadline=None)
@given(matters(), st.integers(1, 400))
def test_a_later_term_end_never_gives_an_earlier_last_day(document, days):
    contract = document["contract"] | {"notice_to": "term_end", "renews_for": "12m"}
    end = max(date.fromisoformat(contract["term_end"]), TODAY + timedelta(days=200))
    asked = document | {"act": "ordinary", "received_on": None}
    ends = (end, end + timedelta(days=days))
    first, second = (
        judge(
            read_matter(asked | {"contract": contract | {"term_end": e.isoformat()}})
        ).legal_last
        for e in ends
    )
    if first and second:
        assert first <= second


@settings(max_examples=150, deadline=None)
@given(matters())
def test_only_rules_of_the_person_s_own_law_are_named(document):
    answer = judge(read_matter(document))
    home = (document["residence"] or "").split("-")[0].lower()
    allowed = {home, "eu"} if home in {"de", "fr", "gr"} else {home}
    assert {rule.split(".")[0] for rule in answer.rules} <= allowed


@settings(max_examples=100, deadline=None)
@given(matters())
def test_every_answer_is_a_document_with_reasons(document):
    answer = judge(read_matter(document)).as_document()
    assert {"test", "legal_last", "effective", "advice", "instants"} <= set(answer)
    assert all(reason["rule"] and reason["because"] for reason in answer["reasons"])
    assert answer["advice"]
