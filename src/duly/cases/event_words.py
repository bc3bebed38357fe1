"""The sentence of an event: that of its name, but for a note it depends on who says what."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop

from duly.cases.events import KINDS

# What a mail that came in was; none of these moves the case.
BY_KIND = {
    "mdn": gettext_noop("A read receipt came; it is only a hint"),
    "complaint": gettext_noop("Their mail provider reports a complaint about the mail"),
}
BY_SERVICE = {
    "deferred": gettext_noop(
        "The sending service could not deliver it yet and tries again"
    ),
    "complained": gettext_noop(
        "The sending service reports a complaint about the mail"
    ),
    "autoresponded": gettext_noop("The sending service reports an automatic answer"),
    "unsubscribed": gettext_noop(
        "The sending service reports that they want no more mails"
    ),
}
OF_THE_SERVICE = gettext_noop(
    "The sending service reports something that is only a hint"
)
DELAYED = gettext_noop("A mail server could not pass it on yet and tries again")
PASSED_ON = gettext_noop("A mail server passed it on; no report of delivery follows")
UNPROVEN = gettext_noop(
    "A report came that anybody could have written; it is only a hint"
)
OTHER_HINT = gettext_noop("A mail came that is only a hint")
LATE = gettext_noop("A report of an earlier step came late; it changes nothing")
DROPPED = gettext_noop("The carrier took it and now says that it does not know it")
UNKNOWN_THERE = "unknown to the carrier"


def sentence_of(name: str, payload: Mapping[str, Any]) -> str:
    """In the language of the page. `payload` is that of the event."""
    special = _of_note(payload) if name == "dispatch.noted" else ""
    return gettext(special or KINDS[name].sentence)


def _of_note(payload: Mapping[str, Any]) -> str:
    """Empty for a carrier's word that we do not know."""
    if payload.get("late"):
        return LATE
    if payload.get("raw_code") == UNKNOWN_THERE:
        return DROPPED
    if payload.get("by") == "service":
        return BY_SERVICE.get(str(payload.get("raw_code")), OF_THE_SERVICE)
    if payload.get("kind") in BY_KIND:
        return BY_KIND[payload["kind"]]
    if payload.get("is_hint"):
        return UNPROVEN if payload.get("action") else OTHER_HINT
    by_action = {"delayed": DELAYED, "relayed": PASSED_ON, "expanded": PASSED_ON}
    return by_action.get(str(payload.get("action")), "")
