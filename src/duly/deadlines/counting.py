"""Counting days and months for notices: forward, day by day, never by subtraction."""

from datetime import date, timedelta

from duly.kit.dates import Period, add_months, add_period
from duly.knowledge.calendars import Calendar

ONE_DAY = timedelta(days=1)


def add(day: date, period: Period, calendar: Calendar) -> date:
    """`day` + period; business days are those of `calendar`."""
    if period.unit == "bd":
        return calendar.add(day, period.count)
    if period.unit == "h":
        return day + timedelta(days=-(-period.count // 24))
    return add_period(day, period)


def last_day_for(end: date, notice: Period, calendar: Calendar) -> date:
    """The last day R of receipt with R + notice <= end.

    Checked forward: taking a month from 30 March gives 28 February, while
    subtraction stops at the 27th (BGB § 188(3); law goes forward, advice takes both).
    """
    day = min(end, _rough_start(end, notice))
    while add(day, notice, calendar) > end:
        day -= ONE_DAY
    return day


def _rough_start(end: date, notice: Period) -> date:
    """A day not before the answer, close enough to walk back from."""
    match notice.unit:
        case "d":
            return end - timedelta(days=notice.count)
        case "w":
            return end - timedelta(weeks=notice.count)
        case "m":
            return add_months(end, -notice.count) + timedelta(days=4)
        case "y":
            return add_months(end, -12 * notice.count) + timedelta(days=4)
    return end


def backward_result(end: date, notice: Period, calendar: Calendar) -> date:
    """(end + 1 day - notice) - 1 day: earlier than the law at clamped days, so safe."""
    day = end + ONE_DAY
    match notice.unit:
        case "d":
            day -= timedelta(days=notice.count)
        case "w":
            day -= timedelta(weeks=notice.count)
        case "m":
            day = add_months(day, -notice.count)
        case "y":
            day = add_months(day, -12 * notice.count)
        case _:
            return last_day_for(end, notice, calendar)
    return day - ONE_DAY
