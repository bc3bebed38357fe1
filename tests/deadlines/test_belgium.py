"""Belgium: VI.91 after a renewal, telecom at once, insurance counted from its posting."""

import pytest

from duly.deadlines.rules import judge, read_matter
from duly.knowledge.law import law_set
from tests.deadlines.worked_examples import Worked, answered, online, year

RENEWED = year("2024-02-01", "2025-01-31", renewed_on="2025-02-01", notice="3m")
POLICY = {
    "concluded_on": "2020-07-01",
    "started_on": "2020-07-01",
    "term": "12m",
    "renews_for": "12m",
    "renewed_on": "2025-07-01",
}

EXAMPLES = {
    "renewed: two months at most from receipt": Worked(
        "fitness",
        RENEWED,
        {"effective": "2026-05-02", "rules": ["be.cel.vi91"], "citations": ["CDE, art. VI.91 / WER, art. VI.91"]},
        received_on="2026-03-02",
    ),
    "31 December plus two months is the last of February": Worked(
        "fitness", RENEWED, {"effective": "2026-02-28"}, "2025-12-31", "2025-12-31"
    ),
    "in a leap year it is the 29th": Worked(
        "streaming", RENEWED, {"effective": "2028-02-29"}, "2027-12-31", "2027-12-31"
    ),
    "a kinder notice of the contract stays": Worked(
        "fitness", RENEWED | {"notice": "1m"}, {"effective": "2026-04-02"}, received_on="2026-03-02"
    ),
    # The first term binds; 31 July + 1 month = 31 August.
    "the first term ends by the contract's own notice": Worked(
        "fitness",
        year("2025-09-01", "2026-08-31", notice="1m"),
        {"legal_last": "2026-07-31", "effective": "2026-08-31"},
    ),
    "telecom after a renewal: at once": Worked(
        "telecom",
        RENEWED,
        {"effective": "2026-03-02", "rules": ["be.lce.111-3.6m"]},
        received_on="2026-03-02",
    ),
    "telecom before the sixth month: the term holds": Worked(
        "telecom",
        year("2025-12-01", "2026-11-30", notice="1m"),
        {"effective": "2026-11-30", "legal_last": "2026-10-31"},
    ),
    "telecom after the sixth month: any day": Worked(
        "telecom",
        year("2025-08-01", "2026-07-31", notice="1m"),
        {"effective": "2026-03-02"},
        received_on="2026-03-02",
    ),
    "insurance older than a year: two months from posting": Worked(
        "insurance_home", POLICY, {"effective": "2026-05-02", "test": "dispatch", "rules": ["be.assur.85-1"]}
    ),
    # 30 April + 2 months = 30 June.
    "insurance to its yearly end: posted two months before": Worked(
        "insurance_home",
        POLICY | {"notice_to": "insurance_year"},
        {"legal_last": "2026-04-30", "safe_last": "2026-04-30", "effective": "2026-06-30", "test": "dispatch"},
    ),
    "withdrawal: fourteen days": Worked(
        "streaming", online("2026-02-20"), {"legal_last": "2026-03-06"}, act="withdrawal"
    ),
    # 21 July 2026, a Tuesday, is the national day.
    "withdrawal on the national day rolls": Worked(
        "streaming",
        online("2026-07-07"),
        {"legal_last": "2026-07-22", "safe_last": "2026-07-21"},
        "2026-07-08",
        act="withdrawal",
    ),
    # 30 April 2026 has passed; a notice of May reaches the next yearly end.
    "insurance in its first year, limit missed": Worked(
        "insurance_home",
        year("2025-07-01", "2026-06-30"),
        {"legal_last": "2027-04-30", "effective": "2027-06-30", "rules": ["be.assur.85"]},
        "2026-05-11",
    ),
    # 31 December 2026 is the yearly end; 31 October + 2 months = 31 December. A Saturday: posted all the same.
    "insurance by the calendar year": Worked(
        "insurance_motor",
        {"concluded_on": "2026-01-01", "started_on": "2026-01-01", "term": "12m", "renews_for": "12m", "notice": "3m"},
        {"legal_last": "2026-10-31", "safe_last": "2026-10-31", "effective": "2026-12-31", "rules": ["be.assur.85"]},
    ),
    "health insurance is outside: the contract alone": Worked(
        "insurance_health",
        POLICY | {"notice": "3m"},
        {"legal_last": "2026-03-31", "effective": "2026-06-30", "rules": []},
    ),
    "a magazine is goods alone: VI.91 does not reach it": Worked(
        "press",
        RENEWED | {"renewed_on": "2026-02-01", "notice": "1m"},
        {"legal_last": "2026-12-31", "effective": "2027-01-31", "rules": []},
    ),
    "a late notice in the first term: two months from the notice": Worked(
        "fitness",
        year("2025-09-01", "2026-08-31", notice="2m"),
        {"timely": False, "legal_last": "2026-06-30", "effective": "2026-09-10", "rules": ["be.cel.vi91"]},
        "2026-07-10",
        "2026-07-10",
    ),
    "not informed: twelve months more": Worked(
        "streaming",
        online("2025-06-10", withdrawal_information_given=False),
        {"legal_last": "2026-06-24"},
        act="withdrawal",
    ),
    "telecom, open-ended from the start: at once": Worked(
        "telecom",
        {"concluded_on": "2026-01-10", "started_on": "2026-01-10", "renews_for": "indefinite", "notice": "1m"},
        {"effective": "2026-03-02", "rules": ["be.lce.111-3.open"], "citations": []},
        received_on="2026-03-02",
    ),
}  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_dates_are_those_worked_by_hand(example: Worked) -> None:
    assert answered("BE", example) == example.expected


def test_the_reminder_of_2027_can_never_be_printed() -> None:
    rule = law_set("BE").rule("be.cel.vi91.2027")
    assert rule is not None
    assert (rule.status, rule.print) == ("not_commenced", "never")


def test_insurance_needs_a_registered_letter_and_an_email_is_only_a_copy() -> None:
    matter = {
        "residence": "BE",
        "recipient_place": "BE",
        "today": "2026-03-02",
        "contract": POLICY | {"sector": "insurance_home"},
    }
    advice = judge(read_matter(matter)).as_document()["advice"]
    assert [a["channel"] for a in advice] == ["registered_post", "registered_email"]
    assert "art. 84" in advice[0]["why"]
    assert advice[1]["why"].startswith("A copy only")


def test_a_gym_needs_no_registered_letter() -> None:
    matter = {
        "residence": "BE",
        "recipient_place": "BE",
        "today": "2026-03-02",
        "contract": RENEWED | {"sector": "fitness"},
    }
    advice = judge(read_matter(matter)).as_document()["advice"]
    assert "art. 84" not in " ".join(a["why"] for a in advice)
