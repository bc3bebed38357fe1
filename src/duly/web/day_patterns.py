"""How a day is written, in Django's letters; each language puts them in its own order."""

from django.utils.translation import pgettext_lazy

DAY = pgettext_lazy("how a day is written", "D j F Y")
SHORT_DAY = pgettext_lazy("how a day is written", "D j M")
SHORT_DAY_YEAR = pgettext_lazy("how a day is written", "j M Y")
MIDDLE_DAY = pgettext_lazy("how a day is written", "D j M Y")
MOMENT = pgettext_lazy("how a day is written", "D j F Y, H:i e")
