"""A moment as others write it."""

import pytest

from duly.kit.moments import utc_moment


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2024-04-26T09:54:38+0200", "2024-04-26T07:54:38+00:00"),
        ("2024-04-26T09:54:38+02:00", "2024-04-26T07:54:38+00:00"),
        ("2024-04-26T09:54:38.120Z", "2024-04-26T09:54:38.120000+00:00"),
        ("2024-04-26T09:54:38", "2024-04-26T09:54:38+00:00"),
    ],
)
def test_every_offset_becomes_utc_and_none_is_utc(written: str, kept: str) -> None:
    assert utc_moment(written).isoformat() == kept


def test_what_is_no_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="soon"):
        utc_moment("soon")
