"""How a day is written, in Django's letters; each language puts them in its own order."""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy

DAY = pgettext_lazy("how a day is written", "D j F Y")
SHORT_DAY = pgettext_lazy("how a day is written", "D j M")
SHORT_DAY_YEAR = pgettext_lazy("how a day is written", "j M Y")
MIDDLE_DAY = pgettext_lazy("how a day is written", "D j M Y")
MOMENT = pgettext_lazy("how a day is written", "D j F Y, H:i e")
PLAIN_DAY = pgettext_lazy("how a day is written", "j F Y")

# Django writes the names of days and months with a capital here; the language does not.
SMALL_NAMES = ("it",)
NAME = re.compile(r"\b[A-Z][a-z]+\b")


def written_day(on: date, pattern: Promise | str) -> str:
    """A day or a moment by one of the patterns above; the zone of a moment keeps its capitals."""
    text = date_format(on, str(pattern))
    if get_language() not in SMALL_NAMES:
        return text
    return NAME.sub(lambda name: name[0].lower(), text)
