"""Switzerland: insurance after its third year; everything else stands on the contract, without a citation."""

import pytest

from duly.deadlines.rules import judge, read_matter
from tests.deadlines.worked_examples import Worked, answered, online, year

FIVE_YEARS = {
    "concluded_on": "2023-06-01",
    "started_on": "2023-06-01",
    "term": "60m",
    "term_end": "2028-05-31",
    "renews_for": "12m",
}
RULE = ["ch.vvg.35a"]

EXAMPLES = {
    # 28 February + 3 months = 28 May, 1 March + 3 months = 1 June. A Saturday.
    "insurance: three months to the end of the third year": Worked(
        "insurance_home",
        FIVE_YEARS,
        {"legal_last": "2026-02-28", "safe_last": "2026-02-27", "effective": "2026-05-31", "rules": RULE},
        "2026-02-02",
    ),
    "insurance: the third year missed, then the fourth": Worked(
        "insurance_home",
        FIVE_YEARS,
        {"legal_last": "2027-02-28", "safe_last": "2027-02-26", "effective": "2027-05-31"},
    ),
    "insurance: no exit before the third year": Worked(
        "insurance_motor", FIVE_YEARS, {"effective": "2026-05-31"}, "2024-03-01"
    ),
    "insurance: a notice on 1 March is a year late": Worked(
        "insurance_home", FIVE_YEARS, {"effective": "2027-05-31", "timely": False}, "2026-03-01", "2026-03-01"
    ),
    "insurance: a shorter notice that was agreed is kinder": Worked(
        "insurance_other", FIVE_YEARS | {"notice": "1m"}, {"legal_last": "2026-04-30", "effective": "2026-05-31"}
    ),
    # 31 May + 3 months = 31 August, a Sunday; no rule moves it.
    "a gym: the contract alone, and no citation": Worked(
        "fitness",
        year("2025-09-01", "2026-08-31", notice="3m"),
        {"legal_last": "2026-05-31", "safe_last": "2026-05-29", "effective": "2026-08-31", "citations": []},
    ),
    # No cap on renewals: another year.
    "a gym missed: another year": Worked(
        "fitness",
        year("2025-05-01", "2026-04-30", notice="3m"),
        {"effective": "2027-04-30", "legal_last": "2027-01-31", "safe_last": "2027-01-29"},
    ),
    "a gym for an open time: the notice of the contract": Worked(
        "fitness",
        {"concluded_on": "2025-05-01", "started_on": "2025-05-01", "renews_for": "indefinite", "notice": "2m"},
        {"effective": "2026-05-02", "rules": []},
        received_on="2026-03-02",
    ),
    "insurance: fourteen days to withdraw": Worked(
        "insurance_home", online("2026-02-20"), {"legal_last": "2026-03-06", "rules": ["ch.vvg.2a"]}, act="withdrawal"
    ),
    # 8 March 2026 is a Sunday.
    "insurance: a Sunday moves to Monday, and nobody relies on it": Worked(
        "insurance_home",
        online("2026-02-22"),
        {"legal_last": "2026-03-09", "safe_last": "2026-03-08"},
        act="withdrawal",
    ),
    "at the door: fourteen days": Worked(
        "other",
        {"concluded_on": "2026-02-20", "circumstances": ["doorstep"]},
        {"legal_last": "2026-03-06", "rules": ["ch.or.40a"]},
        act="withdrawal",
    ),
    "a telephone contract is bound like any other": Worked(
        "telecom",
        year("2025-09-01", "2026-08-31", notice="2m"),
        {"legal_last": "2026-06-30", "effective": "2026-08-31", "rules": [], "citations": []},
    ),
    # No statute caps a renewal: two years more if the contract says so.
    "a renewal for two years stands": Worked(
        "fitness",
        year("2024-05-01", "2025-04-30", renews_for="24m", renewed_on="2025-05-01", notice="3m"),
        {"effective": "2027-04-30", "legal_last": "2027-01-31", "citations": []},
    ),
    "health insurance is left out: the contract alone": Worked(
        "insurance_health",
        year("2025-01-01", "2026-12-31", term="24m", notice="3m"),
        {"legal_last": "2026-09-30", "effective": "2026-12-31", "rules": []},
    ),
    # The instruction came on the 25th: 25 February + 14 days.
    "at the door: fourteen days from the instruction": Worked(
        "other",
        {"concluded_on": "2026-02-20", "copy_received_on": "2026-02-25", "circumstances": ["doorstep"]},
        {"legal_last": "2026-03-11", "test": "dispatch"},
        act="withdrawal",
    ),
    "at the door without instruction: still open after a year": Worked(
        "other",
        {"concluded_on": "2025-02-20", "circumstances": ["doorstep"], "withdrawal_information_given": False},
        {"legal_last": None, "effective": "2026-03-02", "timely": True, "rules": ["ch.or.40a"]},
        received_on="2026-03-02",
        act="withdrawal",
    ),
    # 1 August 2026, the federal day, is a Saturday: to Monday the 3rd.
    "insurance: the federal day moves the end": Worked(
        "insurance_motor",
        online("2026-07-18"),
        {"legal_last": "2026-08-03", "safe_last": "2026-08-01"},
        "2026-07-20",
        act="withdrawal",
    ),
}  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_dates_are_those_worked_by_hand(example: Worked) -> None:
    assert answered("CH", example) == example.expected


def test_an_order_online_gives_no_right_to_withdraw() -> None:
    matter = {
        "residence": "CH",
        "recipient_place": "CH",
        "today": "2026-03-02",
        "act": "withdrawal",
        "contract": {"sector": "streaming", "consumer": True} | online("2026-02-20"),
    }
    answer = judge(read_matter(matter))
    assert answer.rules == ()
    assert answer.citations == ()
