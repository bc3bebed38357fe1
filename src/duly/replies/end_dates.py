"""Days written in a text, in the ways of six languages, and which of them is the end of the contract."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from duly.replies.found_day import FoundDay, day_of
from duly.replies.letter_case import folded
from duly.replies.phrases import Phrases, may_name_month, month_names
from duly.replies.told_days import nearest, told_days

ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
NUMERIC = re.compile(
    r"(?<![\d./-])(\d{1,2})([./-]) ?(\d{1,2})\2 ?(20\d\d|\d\d)(?![\d/-])"
)
# 27.03. and 27/03; one digit with a slash is a share (24/7).
YEARLESS = re.compile(
    r"(?<![\d./-])(?:(\d{1,2})\. ?(\d{1,2})\.(?! ?\d)|(\d\d)/(\d\d)(?![\d/]))"
)

NEAR = 160  # letters beside a day that may say what it is
LONGEST_SENTENCE = 3000
# A letter's arrival, before its day.
ARRIVED = re.compile(
    r"(?i)\b(?:received|arrived|reached|eingegangen|erhalten|zugegangen|eingang|re[çc]ue?s?|parvenue?|r[ée]ception|recibid[oa]|recibimos|ricevut[oa]|pervenut[oa]|ricezione|ontvangen|binnengekomen|ontvangst)\b(?:(?!\b(?:and|und|et|confirm\w*|conferm\w*|bevestig\w*|best[äa]\w*tig\w*)\b)[^.;,\d]){0,40}$"
)
ENDING = re.compile(
    r"(?i)\b(?:ends?|expires?|terminates?|finish\w*|stops?|endet|läuft|erlischt|(?:prend(?:ra)?|mettre|met) fin|s'ach[èe]ve\w*|se termine\w*|cesse\w*|finaliza\w*|termin\w+|concluye|cess\w+|scad\w+|finir\w+|eindigt|stopt|loopt|vervalt)\b"
)


@lru_cache(maxsize=1)
def worded() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Day before month (31. März 2026, 31st of March 2026, 31 de marzo de 2026) and month before day."""
    names = "|".join(sorted(month_names(), key=len, reverse=True))
    return (
        re.compile(
            rf"(?i)\b(\d{{1,2}})(?:\.|st|nd|rd|th|er|º|°)?,? ?-?(?:day of |of |de |d')?({names})\b\.?,? ?-?(?:de |del )?(20\d\d)"
        ),
        re.compile(
            rf"(?i)\b({names})\b\.? (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?,? (20\d\d)"
        ),
    )


@lru_cache(maxsize=64)  # each rule asks for the days of the same few sentences
def days_in(text: str, *, sent_on: date | None = None) -> tuple[FoundDay, ...]:
    """In the order of the text. Impossible days are left out; without `sent_on` no year is guessed."""
    text = text[:LONGEST_SENTENCE]
    certain = [*iso_days(text), *numeric_days(text), *worded_days(text)]
    taken = [(one.start, one.end) for one in certain]
    told = (*told_days(text, sent_on=sent_on), *yearless_days(text, sent_on))
    found = [*certain, *(one for one in told if not overlaps(one, taken))]
    return tuple(sorted(found, key=lambda one: one.start))


def overlaps(one: FoundDay, taken: Iterable[tuple[int, int]]) -> bool:
    return any(one.start < end and start < one.end for start, end in taken)


def iso_days(text: str) -> Iterator[FoundDay]:
    for match in ISO.finditer(text):
        day = day_of(int(match[1]), int(match[2]), int(match[3]))
        if day:
            yield FoundDay(day=day, start=match.start(), end=match.end())


def numeric_days(text: str) -> Iterator[FoundDay]:
    for match in NUMERIC.finditer(text):
        first, second, year = int(match[1]), int(match[3]), full_year(match[4])
        day_first, month_first = (
            day_of(year, second, first),
            day_of(year, first, second),
        )
        # Dots are written day first everywhere; slashes and dashes both ways.
        other = None if match[2] == "." or day_first == month_first else month_first
        day = day_first or (None if match[2] == "." else month_first)
        if day:
            yield FoundDay(
                day=day,
                start=match.start(),
                end=match.end(),
                other=other if other != day else None,
            )


def yearless_days(text: str, sent_on: date | None) -> Iterator[FoundDay]:
    for match in YEARLESS.finditer(text):
        number, month = int(match[1] or match[3]), int(match[2] or match[4])
        day = nearest(month, number, sent_on) if 1 <= month <= 12 else None
        if day:
            yield FoundDay(
                day=day, start=match.start(), end=match.end(), is_worked_out=True
            )


def worded_days(text: str) -> Iterator[FoundDay]:
    if not may_name_month(text):
        return
    day_month, month_day = worded()
    for match in day_month.finditer(text):
        day = day_of(int(match[3]), month_names()[folded(match[2])], int(match[1]))
        if day:
            yield FoundDay(day=day, start=match.start(), end=match.end())
    for match in month_day.finditer(text):
        day = day_of(int(match[3]), month_names()[folded(match[1])], int(match[2]))
        if day:
            yield FoundDay(day=day, start=match.start(), end=match.end())


def end_day(
    sentence: str,
    languages: tuple[Phrases, ...],
    *,
    sent_on: date | None = None,
    weakly: bool = False,
) -> FoundDay | None:
    """The day that words of ending stand before; a letter's or a payment's date never. `weakly`: any "on" will do."""
    found = [
        one
        for one in days_in(sentence, sent_on=sent_on)
        if is_end(one, sentence, languages, weakly=weakly)
    ]
    return soonest_to_come(found, sent_on)


def soonest_to_come(found: Sequence[FoundDay], sent_on: date | None) -> FoundDay | None:
    """The first one; when it lies behind the mail (cancelled on …), the first that lies before it (until …)."""
    to_come = (one for one in found if sent_on and one.day > sent_on)
    return next(to_come, None) or (found[0] if found else None)


def is_end(
    found: FoundDay, sentence: str, languages: tuple[Phrases, ...], *, weakly: bool
) -> bool:
    before = sentence[max(0, found.start - NEAR) : found.start]
    after = sentence[found.end : found.end + NEAR]
    if ARRIVED.search(before) or is_another(before, languages):
        return False
    # "At the end of next month" says by itself that it is an end.
    if found.is_worked_out and not re.search(r"\d", sentence[found.start : found.end]):
        return True
    return any(
        (spoken.ends_too if weakly else spoken.ends).search(before)
        or spoken.last.search(after)
        for spoken in languages
    )


def is_another(before: str, languages: tuple[Phrases, ...]) -> bool:
    """Words of another day stand before it, and no verb of ending between them and the day."""
    found = (spoken.not_the_end.search(before) for spoken in languages)
    return any(one and not ENDING.search(one[0]) for one in found)


def labelled_day(
    text: str, languages: tuple[Phrases, ...], *, sent_on: date | None = None
) -> FoundDay | None:
    """The day in a table's row such as "Contract ends: 31 March 2026", with its place in the whole text."""
    for spoken in languages:
        for label in spoken.labels.finditer(text):
            row = text[label.end() : label.end() + 60].split("\n", maxsplit=1)[0]
            days = days_in(row, sent_on=sent_on)
            if days:
                one = days[0]
                return replace(
                    one, start=label.end() + one.start, end=label.end() + one.end
                )
    return None


def full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
