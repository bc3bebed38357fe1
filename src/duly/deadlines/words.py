"""Periods in words, for the sentences beside the dates."""

from collections.abc import Callable

from duly.kit.dates import Period
from duly.kit.said import Said, said, said_of

UNITS: dict[str, Callable[[int], Said]] = {
    "d": lambda count: said_of("%(count)s day", "%(count)s days", count),
    "bd": lambda count: said_of(
        "%(count)s business day", "%(count)s business days", count
    ),
    "w": lambda count: said_of("%(count)s week", "%(count)s weeks", count),
    "m": lambda count: said_of("%(count)s month", "%(count)s months", count),
    "y": lambda count: said_of("%(count)s year", "%(count)s years", count),
    "h": lambda count: said_of("%(count)s hour", "%(count)s hours", count),
}


def in_words(period: Period) -> Said:
    """`1m` → `1 month`, `14d` → `14 days`."""
    return UNITS[period.unit](period.count)


def about(field: str, sentence: Said) -> Said:
    """An assumption: the field that it stands for, and what was taken."""
    return said("%(field)s: %(sentence)s", field=field, sentence=sentence)


def after_notice(notice: Period | None) -> Said:
    """When a notice that needs so long takes hold."""
    if notice is None or notice.is_zero:
        return said("at once")
    return said("after %(notice)s", notice=in_words(notice))
