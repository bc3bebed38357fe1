"""Where in the form does a finding belong?"""

from collections.abc import Iterator

from django import forms

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
}


def anchor(where: str) -> str:
    """The field where a person can mend it; empty when it is no field of the form."""
    place = where.removeprefix("matter.")
    if place.startswith("identifiers."):
        return f"id_{place.removeprefix('identifiers.')}"
    return next((FIELDS[outer] for outer in widening(place) if outer in FIELDS), "")


def widening(place: str) -> Iterator[str]:
    """`sender.address.city`, `sender.address`, `sender`."""
    while place:
        yield place
        place = place.rpartition(".")[0]


def add_problem(form: forms.Form, *, where: str, message: str) -> None:
    """The sentence beside its field, or above the form when it belongs to none."""
    name = anchor(where)
    form.add_error(name if name in form.fields else None, message)
