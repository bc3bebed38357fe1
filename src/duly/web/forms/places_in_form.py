"""Where in the form does a finding belong?"""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duly.kit.said import Said
from duly.web.forms.kinds import FACTS
from duly.web.spoken import spoken

# The places that books name, and the field where a person can mend each.
FIELDS = {
    "sender.name": "sender_name",
    "sender.email": "sender_email",
    "sender.address": "sender_street_address",
    "sender": "sender_name",
    "recipient.name": "recipient_name",
    "recipient.email": "recipient_email",
    "recipient": "recipient_lines",
    "provider.name": "provider_name",
    "provider": "provider_name",
    "residence": "residence",
    "act": "end",
    "wanted_end": "end_on",
    "contract.term_end": "renews",
    "term_end": "renews",
    "contract.concluded_on": "concluded_on",
    "concluded_on": "concluded_on",
    "contract.online": "online",
    "contract.notice": "notice",
    "notice": "notice",
    "goals": "goals",
    "language": "language",
    "free_text": "free_text",
    "signature": "signature_text",
    "channel": "channel",
    "facts.bank": "recipient_name",
}


# What a book calls by the name of its field, in the words of the page.
LABELS = {
    "sender.name": _("Your full name"),
    "sender.email": _("Your email"),
    "sender.address": _("Your address"),
    "recipient.name": _("Name on the envelope"),
    "recipient.email": _("Their email address"),
    "recipient": _("Their postal address"),
    "provider.name": _("Name of the company"),
    "provider": _("Their postal address"),
    "identifiers": _("Your contract"),
    "free_text": _("Your own words"),
    "facts": _("What this letter must know"),
    "signature": _("Sign"),
    "strokes": _("Sign"),
    "place": _("Where you sign"),
}


def in_words(message: str, *, where: str) -> str:
    """A sentence of a book in the language of the page; a field that it names is called as the page does."""
    for code in (where, "strokes"):
        label = next((LABELS[n] for n in widening(bare(code)) if n in LABELS), None)
        if label and message.startswith(code):
            return _with_label(message, code, gettext("“%(label)s”") % {"label": label})
    return spoken(message)


def _with_label(message: str, code: str, label: str) -> str:
    if isinstance(message, Said) and "where" in message.values:
        return spoken(message, where=label)
    return label + spoken(message).removeprefix(code)


def bare(place: str) -> str:
    """`recipient.address.lines[2]` is a place in `recipient.address.lines`."""
    return place.partition("[")[0]


def anchor(where: str) -> str:
    """The field where a person can mend it; empty when it is no field of the form."""
    place = bare(where).removeprefix("matter.")
    if place.startswith("identifiers."):
        return f"id_{place.removeprefix('identifiers.')}"
    if place.removeprefix("facts.") in FACTS:
        return place.removeprefix("facts.")
    return next((FIELDS[outer] for outer in widening(place) if outer in FIELDS), "")


def widening(place: str) -> Iterator[str]:
    """`sender.address.city`, `sender.address`, `sender`."""
    while place:
        yield place
        place = place.rpartition(".")[0]


def add_problem(form: forms.Form, *, where: str, message: str) -> None:
    """The sentence beside its field, or above the form when it belongs to none."""
    name = anchor(where)
    form.add_error(
        name if name in form.fields else None, in_words(message, where=where)
    )
