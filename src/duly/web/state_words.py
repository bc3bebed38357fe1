"""What each state of a case means for the person: what is waited for, and what to do now."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from duly.web.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWords:
    """`mark` is the postmark, only for what has truly happened; `tone` the colour of the tag."""

    short: Words
    lede: Words
    tone: str = ""
    mark: Words = ""
    waits: Words = ""
    heading: Words = ""
    can_answer: bool = False


ANSWER = _("A message that says: your contract ends, and on which day.")
ANY_ANSWER = _("Their answer in writing.")
READ_IT = _("An answer came. Read it with care.")
STATES = {
    "draft": StateWords(
        short=_("Draft"),
        lede=_("Not sent. Not paid. You can go on writing, or send it."),
    ),
    "sealed": StateWords(
        short=_("Sealed"),
        lede=_("The letter cannot change any more, and it has not been sent."),
        tone="info",
    ),
    "waiting_to_go": StateWords(
        short=_("Waiting to go"),
        lede=_(
            "It is in the queue and goes out by itself. You need not press again, and it will not go twice."
        ),
        tone="info",
        waits=_("Our sender takes it next. This page shows when it has gone."),
    ),
    "going_out": StateWords(
        short=_("Going out"),
        lede=_("It is being handed over now. This page shows what the carrier says."),
        tone="info",
        waits=_("The answer of the carrier."),
    ),
    "to_be_posted": StateWords(
        can_answer=True,
        short=_("You post it"),
        lede=_(
            "Your print pack is ready. Print it, sign it if you chose to, and post it at the counter."
        ),
        tone="warn",
        waits=_(
            "That you post it and tell us. Keep the receipt: it is the proof of posting."
        ),
    ),
    "sent": StateWords(
        can_answer=True,
        short=_("Sent"),
        lede=_("It has left. That is not yet a yes: now they must answer."),
        tone="info",
        mark=_("LETTER SENT"),
        waits=ANSWER,
    ),
    "refused": StateWords(
        short=_("Did not go"),
        lede=_("The carrier refused it. Nothing reached them. Choose another way."),
        tone="bad",
    ),
    "in_doubt": StateWords(
        short=_("In doubt"),
        lede=_(
            "The carrier did not answer. It may or may not have gone, so we do not send it again by ourselves."
        ),
        tone="warn",
        waits=_("A report or an answer. If nothing comes, you decide below."),
    ),
    "delivered": StateWords(
        can_answer=True,
        short=_("Delivered"),
        lede=_("It reached them. Now they must answer."),
        tone="info",
        mark=_("DELIVERED"),
        waits=ANSWER,
    ),
    "came_back": StateWords(
        short=_("Came back"),
        lede=_(
            "It did not reach them. Choose another address or another way, and watch the date."
        ),
        tone="bad",
    ),
    "answered": StateWords(
        can_answer=True,
        short=_("Answered"),
        lede=_("An answer came. It is not yet a yes with a day."),
        tone="warn",
        waits=ANSWER,
    ),
    "confirmed": StateWords(
        short=_("Ended"),
        lede=_(
            "They confirmed it in writing. Keep your proof: it helps if they charge you again."
        ),
        tone="good",
        mark=_("CONFIRMED"),
    ),
    "closed": StateWords(
        short=_("Closed"), lede=_("You closed this case. Your proof stays here.")
    ),
}


# The drop box takes a message and passes it to nobody: that is not "sent".
IN_THE_DROP_BOX = StateWords(
    can_answer=True,
    short=_("In the drop box"),
    heading=_("It lies in the drop box. Nothing has left this site."),
    lede=_(
        "The complete, signed message is a file now. Send it on yourself, or choose a way that sends it for you."
    ),
    tone="warn",
    waits=_("That you send the message on, or choose another way."),
)


def state_words(
    state: str, *, channel: str = "", asks_for_the_end: bool = True
) -> StateWords:
    """`channel` is that of the last sending, where there was one; a letter about money or data asks for no day."""
    if state == "sent" and channel == "drop_box":
        return IN_THE_DROP_BOX
    found = STATES.get(state, STATES["draft"])
    if found.waits != ANSWER or asks_for_the_end:
        return found
    if state == "answered":
        return replace(found, lede=READ_IT, waits="")
    return replace(found, waits=ANY_ANSWER)


DEADLINES = {
    "effective": _("It ends"),
    "legal_last": _("They must have it by"),
    "safe_last": _("Last safe day"),
    "email_by": _("Email it by"),
    "post_by": _("Post it by"),
    "post_recommended": _("Better post it by"),
    "refund_due": _("Money back by"),
    "answer": _("Their answer is due"),
    "trial_end": _("The trial ends"),
    "cancel_by": _("Leave the trial by"),
}


def deadline_words(kind: str) -> Words:
    if kind.startswith("dispute:"):
        return _("Last safe day to dispute the charge")
    return DEADLINES.get(kind, kind.replace("_", " "))
