"""Is 03/04/2026 in April or in March? What the rest of the mail says about it."""

import re
from dataclasses import replace
from datetime import date

from duly.replies.end_dates import days_in
from duly.replies.found_day import FoundDay
from duly.replies.phrases import Phrases

# "Boston, MA 02110"
AMERICAN = re.compile(
    r"\b(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]) \d{5}(?:-\d{4})?\b"
)
MARKS = re.compile(r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-](?:20)?\d\d(?![\d/-])")
PAST = re.compile(
    r"(?i)\b(?:received|dated|of|sent|on your|letter|e-?mail|message|request|notice)\b[^.;\d]{0,20}$"
)


def settled(
    found: FoundDay, text: str, languages: tuple[Phrases, ...], *, sent_on: date | None
) -> FoundDay:
    """The reading that is meant; `other` stays where the mail leaves room for doubt."""
    if found.other is None:
        return found
    day_first, month_first = replace(found, other=None), swapped(found, other=None)
    clear = {one.day for one in days_in(text) if one.other is None}
    if found.other in clear:
        return month_first
    if found.day in clear or all(spoken.language != "en" for spoken in languages):
        return day_first
    written = {order_of(match) for match in MARKS.finditer(text)} - {""}
    if len(written) == 1:
        return month_first if "month" in written else day_first
    if sent_on and is_in_future(text, sent_on):
        return month_first
    return swapped(found, other=found.day) if AMERICAN.search(text) else found


def swapped(found: FoundDay, *, other: date | None) -> FoundDay:
    return replace(found, day=found.other or found.day, other=other)


def order_of(match: re.Match[str]) -> str:
    first, second = int(match[1]), int(match[2])
    if first > 12 >= second:
        return "day"
    return "month" if second > 12 >= first else ""


def is_in_future(text: str, sent_on: date) -> bool:
    """A day on which something had arrived cannot come after the mail: then the month is first."""
    return any(
        one.other is not None
        and one.other <= sent_on < one.day
        and PAST.search(text[max(0, one.start - 60) : one.start])
        for one in days_in(text)
    )
