"""Spain: two working days in telecom, a month before the insurance year ends; no shift is relied on."""

import pytest

from tests.deadlines.worked_examples import Worked, answered, online, year

OPEN = {"concluded_on": "2025-05-01", "started_on": "2025-05-01", "renews_for": "indefinite"}  # fmt: skip
POLICY = {
    "concluded_on": "2024-06-01",
    "started_on": "2024-06-01",
    "term": "12m",
    "renews_for": "12m",
    "renewed_on": "2025-06-01",
}

EXAMPLES = {
    "telecom: two working days after Wednesday is Friday": Worked(
        "telecom",
        OPEN,
        {"effective": "2026-03-06", "rules": ["es.rd-899-2009.7"], "citations": []},
        received_on="2026-03-04",
    ),
    "telecom: two working days after Friday is Tuesday": Worked(
        "telecom", OPEN, {"effective": "2026-03-10"}, "2026-03-06", "2026-03-06"
    ),
    # 12 October 2026, a Monday, is the national day.
    "telecom: a holiday is no working day": Worked(
        "telecom", OPEN, {"effective": "2026-10-14"}, "2026-10-09", "2026-10-09"
    ),
    # 30 April + 1 month = 30 May, 1 May + 1 month = 1 June.
    "insurance: a month before the year ends": Worked(
        "insurance_home",
        POLICY,
        {"legal_last": "2026-04-30", "effective": "2026-05-31", "rules": ["es.lcs.22"]},
    ),
    "insurance: a day late is a year late": Worked(
        "insurance_home", POLICY, {"effective": "2027-05-31", "timely": False}, "2026-05-01", "2026-05-01"
    ),
    "insurance: two months in the policy are cut to one": Worked(
        "insurance_motor",
        POLICY | {"notice": "2m"},
        {"legal_last": "2026-04-30", "safe_last": "2026-03-31"},
    ),
    # 31 July + 1 month = 31 August.
    "a gym: the contract alone": Worked(
        "fitness",
        year("2025-09-01", "2026-08-31", notice="1m"),
        {"legal_last": "2026-07-31", "effective": "2026-08-31", "rules": []},
    ),
    "a gym missed: another year": Worked(
        "fitness",
        year("2025-03-15", "2026-03-14", notice="15d"),
        {"effective": "2027-03-14"},
    ),
    "withdrawal: fourteen calendar days": Worked(
        "streaming",
        online("2026-02-20"),
        {"legal_last": "2026-03-06", "refund_due": "2026-03-16", "citations": ["Arts. 102-108 TRLGDCU"]},
        act="withdrawal",
    ),
    # 8 March 2026 is a Sunday: it does not move.
    "withdrawal on a Sunday does not roll": Worked(
        "streaming",
        online("2026-02-22"),
        {"legal_last": "2026-03-08", "safe_last": "2026-03-08"},
        act="withdrawal",
    ),
    "not informed: twelve months more": Worked(
        "streaming",
        online("2025-06-10", withdrawal_information_given=False),
        {"legal_last": "2026-06-24"},
        act="withdrawal",
    ),
    # 1 May 2026 is a Friday and a holiday; Monday the 4th is the first working day.
    "telecom: over the first of May": Worked(
        "telecom", OPEN, {"effective": "2026-05-05"}, "2026-04-30", "2026-04-30"
    ),
    "telecom: a commitment does not keep the customer": Worked(
        "telecom",
        year("2025-09-01", "2026-08-31", notice="1m"),
        {"effective": "2026-03-06", "legal_last": None},
        received_on="2026-03-04",
    ),
    "telecom raised its price: out when the notice arrives": Worked(
        "telecom",
        OPEN | {"circumstances": ["price_raised"]},
        {"effective": "2026-03-02", "rules": ["es.rd-899-2009.9"], "citations": []},
        act="for_cause",
    ),
    # Ley 10/2025 makes the trader warn; it gives no right to leave, so the year stands.
    "a gym renewed without a warning is still bound": Worked(
        "fitness",
        year("2024-02-01", "2025-01-31", renewed_on="2026-02-01", notice="1m") | online("2024-02-01") | {"trader_notice_sent_on": None},
        {"effective": "2027-01-31", "legal_last": "2026-12-31", "rules": [], "citations": []},
    ),
    # 30 September 2026 + 1 month = 30 October, 1 October + 1 month = 1 November; a Wednesday.
    "insurance: the year ends in October": Worked(
        "insurance_health",
        {"concluded_on": "2025-11-01", "started_on": "2025-11-01", "term": "12m", "renews_for": "12m"},
        {"legal_last": "2026-09-30", "safe_last": "2026-09-30", "effective": "2026-10-31"},
    ),
    "insurance is outside the fourteen days of the consumer act": Worked(
        "insurance_home", online("2026-02-20"), {"legal_last": None, "rules": ["es.lcs.22"]}, act="withdrawal"
    ),
    "energy: the contract alone": Worked(
        "energy", OPEN | {"notice": "15d"}, {"effective": "2026-03-17", "rules": []}, received_on="2026-03-02"
    ),
}  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_dates_are_those_worked_by_hand(example: Worked) -> None:
    assert answered("ES", example) == example.expected
