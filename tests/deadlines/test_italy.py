"""Italy: free exit where the trader did not warn, thirty days in telecom, car liability that ends by itself."""

import pytest

from tests.deadlines.worked_examples import Worked, answered, online, year

OPEN = {"concluded_on": "2024-06-01", "started_on": "2024-06-01", "renews_for": "indefinite"}  # fmt: skip
RENEWED = year("2024-06-01", "2025-05-31", renewed_on="2025-06-01", notice="1m")
FREE = ["it.cdc.65-bis"]

EXAMPLES = {
    # The warning was due 30 days before 30 April 2025, the last day of the notice: by 31 March.
    "renewed without a warning: free at once": Worked(
        "fitness", RENEWED, {"effective": "2026-03-02", "rules": FREE}, received_on="2026-03-02"
    ),
    "the freedom closes with the running term": Worked(
        "fitness", RENEWED, {"legal_last": "2026-05-31", "safe_last": "2026-05-29"}
    ),
    "warned in time: the contract's own notice": Worked(
        "fitness",
        RENEWED | {"trader_notice_sent_on": "2025-03-15"},
        {"legal_last": "2026-04-30", "effective": "2026-05-31", "rules": []},
    ),
    "warned a day late: free": Worked(
        "fitness",
        RENEWED | {"trader_notice_sent_on": "2025-04-01"},
        {"effective": "2026-03-02", "rules": FREE},
        received_on="2026-03-02",
    ),
    "warned on the last day: bound": Worked(
        "streaming",
        RENEWED | {"trader_notice_sent_on": "2025-03-31"},
        {"effective": "2026-05-31", "rules": []},
    ),
    "goods are not covered: bound": Worked(
        "food", RENEWED, {"effective": "2026-05-31", "rules": []}
    ),
    "telecom: thirty days, not a month": Worked(
        "telecom",
        OPEN,
        {"effective": "2026-04-01", "rules": ["it.dl-7-2007.1-3"], "citations": []},
        received_on="2026-03-02",
    ),
    "telecom in its first term too": Worked(
        "telecom",
        year("2025-09-01", "2026-08-31", notice="2m"),
        {"effective": "2026-04-01"},
        received_on="2026-03-02",
    ),
    "energy: a month to close the supply": Worked(
        "energy", OPEN, {"effective": "2026-04-02"}, received_on="2026-03-02"
    ),
    "car liability ends with its year": Worked(
        "insurance_motor",
        {"concluded_on": "2025-06-01", "started_on": "2025-06-01", "term": "12m", "term_end": "2026-05-31"},
        {"effective": "2026-05-31"},
    ),
    "withdrawal: fourteen days": Worked(
        "streaming", online("2026-02-20"), {"legal_last": "2026-03-06", "citations": ["Artt. 52-59 Codice del consumo"]}, act="withdrawal"
    ),
    # 25 April 2026 is a Saturday and the day of liberation: to Monday the 27th.
    "withdrawal on 25 April rolls, and nobody relies on it": Worked(
        "streaming",
        online("2026-04-11"),
        {"legal_last": "2026-04-27", "safe_last": "2026-04-25", "post_by": "2026-04-24"},
        "2026-04-13",
        act="withdrawal",
    ),
    # Limit 31 July; the warning was due by 1 July and never came. Free from the renewal on 1 September.
    "no warning and the limit missed: free from the renewal": Worked(
        "fitness",
        year("2025-09-01", "2026-08-31", notice="1m"),
        {"legal_last": "2026-07-31", "effective": "2026-09-01", "rules": FREE},
        "2026-08-10",
    ),
    "warned in time and the limit missed: a year more": Worked(
        "fitness",
        year("2025-09-01", "2026-08-31", notice="1m", trader_notice_sent_on="2026-06-20"),
        {"effective": "2027-08-31", "legal_last": "2027-07-31", "rules": []},
        "2026-08-10",
    ),
    "a newspaper is no service: bound for the year": Worked(
        "press",
        year("2024-02-01", "2025-01-31", renewed_on="2026-02-01", notice="1m", trader_notice_sent_on=None),
        {"effective": "2027-01-31", "rules": [], "citations": []},
    ),
    # 31 January + 30 days = 2 March: thirty days are not a month.
    "telecom: thirty days from 31 January": Worked(
        "telecom", OPEN, {"effective": "2026-03-02"}, "2026-01-31", "2026-01-31"
    ),
    "energy: a month from 31 January is clamped": Worked(
        "energy", OPEN, {"effective": "2026-02-28"}, "2026-01-31", "2026-01-31"
    ),
    # Art. 170-bis: whatever the policy says of renewals.
    "car liability with a renewal clause ends all the same": Worked(
        "insurance_motor",
        year("2025-09-01", "2026-08-31", notice="1m"),
        {"effective": "2026-08-31", "rules": ["it.cap.170-bis"], "citations": []},
        "2026-08-10",
    ),
    "a house policy has no such rule": Worked(
        "insurance_home",
        year("2025-09-01", "2026-08-31", notice="1m"),
        {"effective": "2027-08-31", "rules": []},
        "2026-08-10",
    ),
    "not informed: twelve months more": Worked(
        "streaming",
        online("2025-06-10", withdrawal_information_given=False),
        {"legal_last": "2026-06-24"},
        act="withdrawal",
    ),
}  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_dates_are_those_worked_by_hand(example: Worked) -> None:
    assert answered("IT", example) == example.expected
