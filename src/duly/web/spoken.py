"""Sentences of the books, which are English, in the language of the page."""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from duly.kit.said import Said
from duly.web.day_patterns import DAY

ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def spoken(sentence: str, **instead: object) -> str:
    """The sentence with its days as people write them; `instead` takes the place of values of the book.

    A text that remembers no pattern (a name, a citation, a quotation) stays as it is.
    """
    return ISO_DAY.sub(_written, _translated(sentence, instead))


def _translated(sentence: object, instead: dict[str, object]) -> str:
    if not isinstance(sentence, Said):
        return str(sentence)
    pattern = (
        ngettext(sentence.pattern, sentence.plural, sentence.number)
        if sentence.plural
        else gettext(sentence.pattern)
    )
    if not sentence.values:
        return pattern
    values = {**sentence.values, **instead}
    return pattern % {name: _translated(value, {}) for name, value in values.items()}


def _written(found: re.Match[str]) -> str:
    try:
        return date_format(date.fromisoformat(found[0]), str(DAY))
    except ValueError:  # looks like a day and is none
        return found[0]
