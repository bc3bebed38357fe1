"""Sentences of the books, which are English, in the language of the page."""

import re
from datetime import date

from duly.cases.day_patterns import DAY, written_day
from duly.cases.in_language import in_language

ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def spoken(sentence: str, **instead: object) -> str:
    """The sentence with its days as people write them; `instead` takes the place of values of the book."""
    return in_language(sentence, instead=instead, plain=_with_days)


def _with_days(text: str) -> str:
    return ISO_DAY.sub(_written, text)


def _written(found: re.Match[str]) -> str:
    try:
        return written_day(date.fromisoformat(found[0]), DAY)
    except ValueError:  # looks like a day and is none
        return found[0]
