"""Words of a mail on the case page: what an answer says, and the sentences that this rests on."""

import json
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from duly.cases.files import read_file
from duly.cases.queries import CasePage, Entry
from duly.web.words import Words

register = template.Library()

VERDICTS: dict[str, Words] = {
    "confirmed": _("They say yes."),
    "partly": _("They agree to a part."),
    "refused": _("They say no."),
    "needs_action": _("They want you to do something first."),
    "offer": _("They offer something so that you stay."),
    "information_request": _("They ask for more."),
    "asked": _("They ask for more."),
    "ticket_opened": _("They opened a ticket. That ends nothing."),
    "forwarded": _("They passed it on."),
    "unmonitored": _("Nobody reads this mailbox."),
    "not_our_customer": _("They say that you are not their customer."),
    "unparsed": _("It could not be read here. Look at it yourself."),
    "unknown": _("We could not tell what it says. Read it yourself."),
}
MATCHES: dict[str, Words] = {
    "equal": _("The day is the one we worked out."),
    "earlier": _("The day is earlier than the one we worked out."),
    "later": _("The day is later than the one we worked out. Do not accept it unread."),
    "no_date": _("No day to compare. Ask them for the day."),
}


@register.filter
def verdict_words(verdict: str) -> Words:
    return VERDICTS.get(verdict, "")


@register.filter
def match_words(matches: str) -> Words:
    return MATCHES.get(matches, "")


@register.filter
def sentences_of(entry: Entry) -> list[str]:
    """The sentences of the answer that its verdict rests on; they lie encrypted with the mail."""
    reply = reading_of(entry).get("reply") or {}
    return [span["text"] for span in reply.get("spans", ())][:3]


@register.filter
def subject_of(entry: Entry) -> str:
    return str(reading_of(entry).get("subject", ""))[:200]


@register.filter
def domain_of_sender(entry: Entry) -> str:
    return str(reading_of(entry).get("authentication", {}).get("from_domain", ""))


@register.filter
def undecided(found: CasePage) -> list[Entry]:
    """Mails that only their sender's domain ties to the case, and that the person has not spoken about."""
    decided = {entry.payload.get("decides") for entry in found.timeline}
    return [
        entry
        for entry in found.timeline
        if entry.name == "reply.suggested" and entry.seq not in decided
    ]


def reading_of(entry: Entry) -> dict[str, Any]:
    """What we read in the mail, empty where there is none."""
    for exhibit in entry.exhibits:
        if exhibit.kind == "mail_reading":
            reading: dict[str, Any] = json.loads(
                read_file(exhibit.case, exhibit.sha256)
            )
            return reading
    return {}
