"""Austria: half-year grid for repeated goods and energy, one month in telecom, nothing for gyms."""

import pytest

from tests.deadlines.worked_examples import Worked, answered, online, year

OPEN = {"concluded_on": "2025-05-01", "started_on": "2025-05-01", "renews_for": "indefinite"}  # fmt: skip
GRID = ["at.kschg.15"]

EXAMPLES = {
    # 28 February + 2 months = 28 April, 1 March + 2 months = 1 May.
    "energy: two months to the end of the first year": Worked(
        "energy",
        OPEN,
        {"legal_last": "2026-02-28", "safe_last": "2026-02-27", "effective": "2026-04-30", "rules": GRID},
        "2026-02-02",
    ),
    # 31 August + 2 months = 31 October, the end of a half-year.
    "energy: missed, then to the next half-year": Worked(
        "energy", OPEN, {"legal_last": "2026-08-31", "effective": "2026-10-31"}
    ),
    "energy: a notice one day late goes to the next half-year": Worked(
        "energy", OPEN, {"effective": "2026-10-31", "timely": False}, received_on="2026-03-01", today="2026-03-01"
    ),
    # 30 September + 2 months = 30 November; the half-years end in May and November.
    "a contract from June has its own half-years": Worked(
        "food",
        {"concluded_on": "2024-06-01", "started_on": "2024-06-01", "renews_for": "indefinite"},
        {"legal_last": "2026-03-31", "effective": "2026-05-31"},
    ),
    "a shorter notice of the contract is kinder": Worked(
        "energy", OPEN | {"notice": "1m"}, {"legal_last": "2026-03-31", "effective": "2026-04-30"}
    ),
    "a newspaper counts as repeated goods": Worked(
        "press", OPEN, {"effective": "2026-10-31", "rules": GRID}
    ),
    "a gym is outside § 15: the contract alone": Worked(
        "fitness",
        year("2025-09-01", "2026-08-31", notice="2m"),
        {"legal_last": "2026-06-30", "effective": "2026-08-31", "rules": []},
    ),
    # 31 March 2027 + 1 month = 30 April; Wednesday before Easter.
    "telecom: a month to the end of the minimum term": Worked(
        "telecom",
        year("2025-05-01", "2027-04-30", term="24m"),
        {"legal_last": "2027-03-31", "effective": "2027-04-30", "rules": ["at.tkg.135-5"]},
    ),
    "telecom without a term: a month from receipt": Worked(
        "telecom", OPEN, {"effective": "2026-04-02"}, received_on="2026-03-02"
    ),
    # 31 January + 1 month is clamped.
    "telecom: a month from 31 January": Worked(
        "telecom", OPEN, {"effective": "2026-02-28"}, "2026-01-31", "2026-01-31"
    ),
    # 5 April 2026 is Easter Sunday, the 6th Easter Monday.
    "withdrawal at Easter rolls to Tuesday": Worked(
        "streaming",
        online("2026-03-22"),
        {"legal_last": "2026-04-07", "safe_last": "2026-04-05", "post_by": "2026-04-04"},
        "2026-03-25",
        act="withdrawal",
    ),
    "withdrawal without instruction: twelve months more": Worked(
        "streaming",
        online("2025-06-10", withdrawal_information_given=False),
        {"legal_last": "2026-06-24"},
        act="withdrawal",
    ),
    # 31 March has passed for 31 May; 30 September + 2 months = 30 November.
    "wares from June: one day late costs half a year": Worked(
        "shopping",
        {"concluded_on": "2024-06-01", "started_on": "2024-06-01", "renews_for": "indefinite"},
        {"effective": "2026-11-30", "timely": False},
        "2026-04-01",
        "2026-04-01",
    ),
    "the terms' three months are kept while there is time": Worked(
        "energy",
        OPEN | {"notice": "3m"},
        {"legal_last": "2026-08-31", "safe_last": "2026-07-31", "effective": "2026-10-31"},
    ),
    # A gym renewed for a year: § 15 gives no half-years, the year stands.
    "a gym renewed has no half-years": Worked(
        "fitness",
        year("2024-05-01", "2025-04-30", renewed_on="2025-05-01", notice="2m"),
        {"effective": "2027-04-30", "timely": False, "rules": []},
        "2026-03-02",
        "2026-03-02",
    ),
    "streaming is a service: no half-years either": Worked(
        "streaming",
        year("2025-09-01", "2026-08-31", notice="1m"),
        {"legal_last": "2026-07-31", "rules": [], "citations": []},
    ),
    # 28 February has passed: 2 March + 1 month, after the end of the term.
    "telecom: the minimum term over, a month from receipt": Worked(
        "telecom",
        year("2024-04-01", "2026-03-31", term="24m"),
        {"effective": "2026-04-02", "timely": False},
        received_on="2026-03-02",
    ),
    # 2 March + 2 months = 2 May; the month ends on the 31st.
    "telecom: moved where the service is not offered": Worked(
        "telecom",
        year("2025-05-01", "2027-04-30", term="24m") | {"circumstances": ["moved"]},
        {"effective": "2026-05-31", "rules": ["at.tkg.135-11"]},
        act="for_cause",
    ),
    "telecom: a price rise ends it at once": Worked(
        "telecom",
        year("2025-05-01", "2027-04-30", term="24m") | {"circumstances": ["price_raised"]},
        {"effective": "2026-03-02", "rules": ["at.tkg.135-8"]},
        act="for_cause",
    ),
    # The papers came on the 25th: 25 February + 14 days.
    "insurance: fourteen days from the papers": Worked(
        "insurance_home",
        {"concluded_on": "2026-02-20", "copy_received_on": "2026-02-25"},
        {"legal_last": "2026-03-11", "rules": ["at.versvg.5c"], "citations": []},
        act="withdrawal",
    ),
    "insurance: without instruction the time has not begun": Worked(
        "insurance_home",
        {"concluded_on": "2025-02-20", "withdrawal_information_given": False},
        {"legal_last": None, "effective": "2026-03-02", "rules": ["at.versvg.5c"]},
        act="withdrawal",
    ),
    # Limit 30 November 2025; the special hint came on 15 December.
    "a gym renewed after a late hint: the clause does not bind": Worked(
        "fitness",
        year("2024-02-01", "2025-01-31", renewed_on="2026-02-01", notice="2m", trader_notice_sent_on="2025-12-15"),
        {"effective": "2026-03-02", "rules": ["at.kschg.6-1-2"]},
        received_on="2026-03-02",
    ),
    "a gym renewed and never told: the clause does not bind": Worked(
        "fitness",
        year("2024-02-01", "2025-01-31", renewed_on="2026-02-01", notice="2m", circumstances=["no_reminder"]),
        {"effective": "2026-03-02", "rules": ["at.kschg.6-1-2"]},
        received_on="2026-03-02",
    ),
    "a gym renewed after a hint in time: another year": Worked(
        "fitness",
        year("2024-02-01", "2025-01-31", renewed_on="2026-02-01", notice="2m", trader_notice_sent_on="2025-11-15"),
        {"effective": "2027-01-31", "rules": []},
        received_on="2026-03-02",
    ),
}  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_dates_are_those_worked_by_hand(example: Worked) -> None:
    assert answered("AT", example) == example.expected
