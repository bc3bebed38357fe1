"""Periods in words, for the sentences beside the dates."""

from duly.kit.dates import Period

UNITS = {
    "d": "day",
    "bd": "business day",
    "w": "week",
    "m": "month",
    "y": "year",
    "h": "hour",
}


def in_words(period: Period) -> str:
    """`1m` → `1 month`, `14d` → `14 days`."""
    ending = "" if period.count == 1 else "s"
    return f"{period.count} {UNITS[period.unit]}{ending}"
