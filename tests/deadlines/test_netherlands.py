"""Netherlands: BW 6:236 and 6:237 worked by hand; a withdrawal rolls over, a notice does not."""

import pytest

from tests.deadlines.worked_examples import Worked, answered, online, year

J = ["nl.bw.6-236-j"]
O = ["nl.bw.6-237-o"]  # noqa: E741 - the letter of the article

RENEWED = year("2024-02-01", "2025-01-31", renewed_on="2025-02-01", notice="3m")
FIRST = year("2025-09-01", "2026-08-31", notice="2m")

EXAMPLES = {
    "renewed: one month from receipt, whatever the terms say": Worked(
        "fitness", RENEWED, {"effective": "2026-04-02", "rules": J}, received_on="2026-03-02"
    ),
    "31 January plus a month is the last of February": Worked(
        "fitness", RENEWED, {"effective": "2026-02-28"}, "2026-01-31", "2026-01-31"
    ),
    "31 August plus a month is 30 September": Worked(
        "streaming", RENEWED, {"effective": "2027-09-30"}, "2027-08-31", "2027-08-31"
    ),
    "a kinder notice of the contract stays": Worked(
        "fitness", RENEWED | {"notice": "2w"}, {"effective": "2026-03-16"}, received_on="2026-03-02"
    ),
    # 31 July + 1 month = 31 August. The two months of the terms: 30 June, kept while there is time.
    "first term: a month by law, the terms' two months for safety": Worked(
        "fitness",
        FIRST,
        {"legal_last": "2026-07-31", "safe_last": "2026-06-30", "effective": "2026-08-31", "rules": O},
    ),
    # 28 February + 1 month = 28 March, 1 March + 1 month = 1 April. Counted back: 31 March - 1 month
    # = 28 February, less a day = Friday the 27th.
    "a term that ends on 30 March, counted forwards and backwards": Worked(
        "fitness",
        year("2025-03-31", "2026-03-30", notice="1m"),
        {"legal_last": "2026-02-28", "safe_last": "2026-02-27", "effective": "2026-03-30"},
        "2026-02-02",
    ),
    "one day late in the first term: any day with a month afterwards": Worked(
        "fitness", FIRST, {"effective": "2026-09-01", "timely": False}, "2026-08-01", "2026-08-01"
    ),
    # 31 May 2026 (three months of the terms) is a Sunday.
    "a newspaper: one month by letter p": Worked(
        "press",
        FIRST | {"notice": "3m"},
        {"legal_last": "2026-07-31", "safe_last": "2026-05-29", "rules": ["nl.bw.6-236-p"]},
    ),
    # Missed: three more months at most, to 30 November; 31 October + 1 month = 30 November; a Saturday.
    "a newspaper missed: three months more, not twelve": Worked(
        "press",
        FIRST | {"notice": "1m"},
        {"effective": "2026-11-30", "legal_last": "2026-10-31", "safe_last": "2026-10-30"},
        "2026-08-17",
    ),
    "telecom counts by an article that is never cited": Worked(
        "telecom",
        RENEWED,
        {"effective": "2026-04-02", "rules": ["nl.tw.7-2a"], "citations": []},
        received_on="2026-03-02",
    ),
    "insurance is outside: the contract alone": Worked(
        "insurance_home",
        year("2025-09-01", "2026-08-31", notice="2m"),
        {"legal_last": "2026-06-30", "effective": "2026-08-31", "rules": []},
    ),
    "an association is outside too": Worked(
        "club",
        year("2025-09-01", "2026-08-31", notice="1m"),
        {"legal_last": "2026-07-31", "rules": []},
    ),
    "withdrawal: fourteen days after the day of contract": Worked(
        "streaming", online("2026-02-20"), {"legal_last": "2026-03-06", "safe_last": "2026-03-06"}, act="withdrawal"
    ),
    # 27 April 2026, a Monday, is King's Day.
    "withdrawal on King's Day rolls, and nobody relies on it": Worked(
        "streaming",
        online("2026-04-13"),
        {"legal_last": "2026-04-28", "safe_last": "2026-04-27", "test": "dispatch"},
        "2026-04-14",
        act="withdrawal",
    ),
    # 24 June 2025 and twelve months more.
    "not informed: twelve months more": Worked(
        "streaming",
        online("2025-06-10", withdrawal_information_given=False),
        {"legal_last": "2026-06-24"},
        act="withdrawal",
    ),
    # 28 February is a Saturday; the 1st of March is a Sunday.
    "a notice does not roll: the day after the limit is late": Worked(
        "fitness",
        year("2025-04-01", "2026-03-31", notice="1m"),
        {"legal_last": "2026-02-28", "timely": False, "effective": "2026-04-01"},
        "2026-03-01",
        "2026-03-01",
    ),
    "two years agreed: after one, a month on any day": Worked(
        "fitness",
        year("2024-12-01", "2026-11-30", term="24m", notice="2m"),
        {"effective": "2026-04-02", "rules": ["nl.bw.6-237-k"]},
        received_on="2026-03-02",
    ),
    "a magazine renewed for a year counts in steps of three months": Worked(
        "press",
        year("2024-02-01", "2025-01-31", renewed_on="2026-02-01", notice="1m"),
        {"legal_last": "2026-03-31", "effective": "2026-04-30", "rules": ["nl.bw.6-236-p"]},
    ),
    "a club is no service: its own three months stay": Worked(
        "club",
        year("2024-02-01", "2025-01-31", renewed_on="2026-02-01", notice="3m"),
        {"effective": "2027-01-31", "legal_last": "2026-10-31", "citations": []},
    ),
    "insurance renewed: Van Dam does not reach it": Worked(
        "insurance_motor",
        year("2024-02-01", "2025-01-31", renewed_on="2026-02-01", notice="2m"),
        {"effective": "2027-01-31", "legal_last": "2026-11-30", "rules": []},
    ),
    # 14 days after 20 December 2025 is Saturday 3 January 2026.
    "withdrawal that ends on a Saturday rolls to Monday": Worked(
        "streaming",
        online("2025-12-20"),
        {"nominal_last": "2026-01-03", "legal_last": "2026-01-05", "safe_last": "2026-01-03"},
        "2025-12-29",
        act="withdrawal",
    ),
    "the day after the last is too late to withdraw": Worked(
        "streaming",
        online("2026-02-10"),
        {"legal_last": "2026-02-24", "timely": False, "refund_due": None},
        "2026-02-25",
        "2026-02-25",
        act="withdrawal",
    ),
    # 5 March + 14 days.
    "withdrawn by post on the 5th: the refund two weeks later": Worked(
        "streaming",
        online("2026-02-20"),
        {"effective": "2026-03-05", "timely": True, "refund_due": "2026-03-19"},
        received_on="2026-03-05",
        act="withdrawal",
    ),
    "open-ended from the start: one month, whatever the terms say": Worked(
        "fitness",
        {"concluded_on": "2025-05-01", "started_on": "2025-05-01", "renews_for": "indefinite", "notice": "3m"},
        {"effective": "2026-04-02", "rules": ["nl.bw.6-237-o.open"]},
        received_on="2026-03-02",
    ),
    "an open-ended newspaper too": Worked(
        "press",
        {"concluded_on": "2025-05-01", "started_on": "2025-05-01", "renews_for": "indefinite", "notice": "3m"},
        {"effective": "2026-04-02", "rules": ["nl.bw.6-237-o.open"]},
        received_on="2026-03-02",
    ),
}  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_dates_are_those_worked_by_hand(example: Worked) -> None:
    assert answered("NL", example) == example.expected
