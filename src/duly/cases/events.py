"""Every event name, the sentence a person reads, its ETSI name, and the fold that gives a case its state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

# Event names of ETSI EN 319 522-1 clause 6.2. A server's 250 is RelayToNonERDS, never a delivery.
RELAYED = "RelayToNonERDS"
RELAY_FAILED = "RelayToNonERDSFailure"
CAME_IN = "ReceivedFromNonERDS"


@dataclass(frozen=True, slots=True)
class Kind:
    """`state` is what the case becomes, or None when the event leaves it as it is."""

    sentence: str
    etsi: str | None = None
    state: str | None = None


def _kind(sentence: str, etsi: str | None = None, state: str | None = None) -> Kind:
    return Kind(sentence, etsi, state)


KINDS: Mapping[str, Kind] = {
    "case.opened": _kind(gettext_noop("You began a letter"), None, "draft"),
    "case.link_renewed": _kind(gettext_noop("You had a fresh link sent to you")),
    "case.followed": _kind(gettext_noop("You began a further letter about this")),
    "deadline.set": _kind(gettext_noop("We worked out the dates")),
    "letter.checked": _kind(gettext_noop("We checked the letter and its print")),
    "letter.sealed": _kind(
        gettext_noop("Sealed: the letter cannot change any more"),
        "SubmissionAcceptance",
        "sealed",
    ),
    "order.reserved": _kind(gettext_noop("The price was reserved, not yet taken")),
    "order.captured": _kind(gettext_noop("Paid: the carrier has accepted the letter")),
    "order.released": _kind(gettext_noop("The reserved price was let go")),
    "order.refunded": _kind(gettext_noop("The price was paid back")),
    "dispatch.intended": _kind(
        gettext_noop("You decided to send it"), None, "waiting_to_go"
    ),
    "dispatch.attempted": _kind(gettext_noop("We began to send it"), None, "going_out"),
    "dispatch.handed_to_sender": _kind(
        gettext_noop("The print pack is ready: you print it and post it"),
        None,
        "to_be_posted",
    ),
    "dispatch.accepted": _kind(
        gettext_noop("It has left: the next carrier took it"), RELAYED, "sent"
    ),
    "dispatch.deferred": _kind(
        gettext_noop("Not taken yet: we try again by ourselves"), None, "waiting_to_go"
    ),
    "dispatch.refused": _kind(
        gettext_noop("It was refused and did not go"), RELAY_FAILED, "refused"
    ),
    "dispatch.in_doubt": _kind(
        gettext_noop("We do not know yet if it was sent"), None, "in_doubt"
    ),
    "dispatch.resent": _kind(
        gettext_noop("You had the same message sent once more"), None, "waiting_to_go"
    ),
    "dispatch.settled": _kind(
        gettext_noop("You decided that it was sent"), None, "sent"
    ),
    "dispatch.called_off": _kind(
        gettext_noop("You called off the sending"), None, "sealed"
    ),
    "dispatch.recall_asked": _kind(
        gettext_noop("You asked the carrier to stop it; its answer comes later")
    ),
    "dispatch.posted": _kind(
        gettext_noop("You posted it, by your own word"), RELAYED, "sent"
    ),
    "dispatch.in_transit": _kind(gettext_noop("The carrier has it under way")),
    "dispatch.out_for_delivery": _kind(gettext_noop("It is out for delivery")),
    "dispatch.pickup_available": _kind(gettext_noop("It waits there to be picked up")),
    "dispatch.delivered": _kind(
        gettext_noop("Delivered, by the carrier's word"),
        "ContentConsignment",
        "delivered",
    ),
    "dispatch.signed": _kind(
        gettext_noop("Delivered and signed for"), "ContentHandover", "delivered"
    ),
    "dispatch.bounced": _kind(
        gettext_noop("It came back after it had been taken"),
        "ContentConsignmentFailure",
        "came_back",
    ),
    "dispatch.declined": _kind(
        gettext_noop("They would not take it"), "ContentHandoverFailure", "came_back"
    ),
    "dispatch.unclaimed": _kind(
        gettext_noop("Nobody picked it up"), "ContentHandoverFailure", "came_back"
    ),
    "dispatch.returned": _kind(
        gettext_noop("It came back"), "ContentHandoverFailure", "came_back"
    ),
    "dispatch.lost": _kind(
        gettext_noop("The carrier lost it"), RELAY_FAILED, "came_back"
    ),
    "dispatch.address_issue": _kind(
        gettext_noop("The carrier has trouble with the address")
    ),
    "dispatch.noted": _kind(
        gettext_noop("The carrier reports something that we do not know yet")
    ),
    "exhibit.added": _kind(gettext_noop("You added a paper to the proof"), CAME_IN),
    "reply.received": _kind(gettext_noop("An answer came"), CAME_IN, "answered"),
    "reply.code_mailed": _kind(
        gettext_noop("We mailed a code for the answer to the address it went to")
    ),
    "reply.checked": _kind(
        gettext_noop("The answer on the page was made sure with the mailed code")
    ),
    "reply.suggested": _kind(
        gettext_noop("A mail came from their domain; say yourself what it is")
    ),
    "reply.dismissed": _kind(
        gettext_noop("You said that a mail is not their answer; nothing of it is kept")
    ),
    "reply.confirmed": _kind(
        gettext_noop("They confirmed the end of the contract"), CAME_IN, "confirmed"
    ),
    "failure.not_reported": _kind(
        gettext_noop(
            "No report of failure came within 72 hours; that proves no arrival"
        )
    ),
    "move.not_reported": _kind(
        gettext_noop(
            "The carrier took it and reported no step of its way within six days"
        )
    ),
    "answer.not_received": _kind(
        gettext_noop("No answer yet: ask them once more, or go the next way")
    ),
    "page.not_claimed": _kind(
        gettext_noop(
            "Not answered on the page within 15 days; that says nothing about its receipt"
        )
    ),
    "deadline.reached": _kind(gettext_noop("A date on the list has come")),
    "charge.found": _kind(gettext_noop("You were charged again")),
    "packet.assembled": _kind(gettext_noop("We put the papers for your bank together")),
    "bundle.issued": _kind(gettext_noop("A proof was put together")),
    "bundle.stamped": _kind(gettext_noop("An independent clock stamped the proof")),
    "case.closed": _kind(gettext_noop("You closed the case"), None, "closed"),
}

STATE_WORDS: Mapping[str, Promise] = {
    "draft": _("A letter in the making"),
    "sealed": _("Sealed. Not sent yet."),
    "waiting_to_go": _("Waiting to go out."),
    "going_out": _("Going out now."),
    "to_be_posted": _("Ready. Now print it and post it."),
    "sent": _("Sent. Now they must answer."),
    "refused": _("It was refused and did not go."),
    "in_doubt": _("We do not know yet if it was sent."),
    "delivered": _("Delivered. Now they must answer."),
    "came_back": _("It came back."),
    "answered": _("An answer came. Read it with care."),
    "confirmed": _("They confirmed the end."),
    "closed": _("Closed."),
}

# What a later bookkeeping event may not undo: a letter that came back stays so until it is sent again.
_FINAL_UNTIL_SENT_AGAIN = {"confirmed", "closed"}


class UnknownEvent(KeyError):
    """An event that is not in the list."""


def fold(names: Iterable[str]) -> str:
    """The state of a case from the names of its events, in order. Raises UnknownEvent."""
    state = "draft"
    for name in names:
        if name not in KINDS:
            raise UnknownEvent(name)
        state = _next(state, name)
    return state


def _next(state: str, name: str) -> str:
    became = KINDS[name].state
    if became is None:
        return state
    if state in _FINAL_UNTIL_SENT_AGAIN and not name.startswith("dispatch.intended"):
        return state if became != "closed" else "closed"
    if state == "delivered" and became == "sent":
        return state
    return became
