"""Periods in words, for the sentences beside the dates."""

from duly.kit.dates import Period
from duly.kit.said import Said, said, said_of

UNITS = {
    "d": ("%(count)s day", "%(count)s days"),
    "bd": ("%(count)s business day", "%(count)s business days"),
    "w": ("%(count)s week", "%(count)s weeks"),
    "m": ("%(count)s month", "%(count)s months"),
    "y": ("%(count)s year", "%(count)s years"),
    "h": ("%(count)s hour", "%(count)s hours"),
}


def in_words(period: Period) -> Said:
    """`1m` → `1 month`, `14d` → `14 days`."""
    one, many = UNITS[period.unit]
    return said_of(one, many, period.count)


def about(field: str, sentence: Said) -> Said:
    """An assumption: the field that it stands for, and what was taken."""
    return said("%(field)s: %(sentence)s", field=field, sentence=sentence)


def after_notice(notice: Period | None) -> Said:
    """When a notice that needs so long takes hold."""
    if notice is None or notice.is_zero:
        return said("at once")
    return said("after %(notice)s", notice=in_words(notice))
