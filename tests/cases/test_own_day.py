"""The day on a letter is the day where its sender lives."""

from datetime import UTC, date, datetime

import pytest

from duly.cases.own_day import own_day

# Ten at night in California, four in the morning in Germany.
LATE = datetime(2026, 3, 3, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("residence", "day"),
    [
        ("US-CA", date(2026, 3, 2)),
        ("us-ca", date(2026, 3, 2)),
        ("DE", date(2026, 3, 3)),
        ("US", date(2026, 3, 3)),  # several clocks: the day of the site
        ("", date(2026, 3, 3)),
        ("../../law/us/ca", date(2026, 3, 3)),
        ("X" * 300, date(2026, 3, 3)),
        ("D\x00", date(2026, 3, 3)),
        (None, date(2026, 3, 3)),
        (7, date(2026, 3, 3)),
    ],
)
def test_the_clock_of_the_residence_decides(residence: object, day: date):
    assert own_day({"matter": {"residence": residence}}, now=LATE) == day


def test_a_case_file_without_a_matter_has_the_day_of_the_site():
    assert own_day({}, now=LATE) == date(2026, 3, 3)
    assert own_day({"matter": "none"}, now=LATE) == date(2026, 3, 3)
