"""How far did a sending by e-mail get, what does that prove, and what not? Read from its events alone."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duly.cases.models import Event
from duly.cases.queries import LEVEL_WORDS

TAKEN_BACK = ("dispatch.bounced", "dispatch.in_doubt")
ENDS_A_TRY = (
    "dispatch.accepted",
    "dispatch.deferred",
    "dispatch.refused",
    "dispatch.in_doubt",
)
# Nothing of these changes what the page says.
BEFORE_THE_END = ("dispatch.intended", "dispatch.attempted")
QUIET = "failure.not_reported"
SENT = gettext_lazy("that exactly these bytes left the sender, at the time below")
PROVES = {
    "E1": (gettext_lazy("that the sending was tried, at the times below"),),
    "E2": (SENT, gettext_lazy("that the sender's mail provider took them")),
    "E3": (SENT, gettext_lazy("that a third party on the way reports the delivery")),
    "E4": (
        SENT,
        gettext_lazy("that a mail server of the recipient's domain took them"),
    ),
    "E5": (
        SENT,
        gettext_lazy("that a mail server of the recipient's domain took them"),
        gettext_lazy("that the recipient's own system reports the mailbox or answered"),
    ),
    "E6": (
        SENT,
        gettext_lazy("that somebody there answered, so that they know of it"),
    ),
}
ALWAYS_NOT = (
    gettext_lazy("that a person opened or read it: openings are never measured"),
    gettext_lazy("that a notice by e-mail was allowed: contract and law decide that"),
    gettext_lazy("it is no registered letter and no qualified delivery service"),
)
NOT_BELOW = (
    ("E2", gettext_lazy("that it was sent")),
    ("E4", gettext_lazy("that the recipient's own server took it")),
    ("E6", gettext_lazy("that the recipient knows of it")),
)


def version(events: Iterable[Event]) -> int:
    """The first end of a try makes version 1, and everything that came after it a version of its own."""
    names = [event.name for event in events if event.name not in BEFORE_THE_END]
    first = next(place for place, name in enumerate(names) if name in ENDS_A_TRY)
    return len(names) - first


def reached(events: Iterable[Event]) -> str:
    """The highest level; what was taken back later counts as tried."""
    level = "E1"
    for event in events:
        if event.name in TAKEN_BACK and level != "E6":
            level = "E1"
        level = max(level, event.level or "E1")
    return level


def is_taken_back(events: Iterable[Event]) -> bool:
    accepted = False
    for event in events:
        accepted = accepted or event.name == "dispatch.accepted"
        if accepted and event.name in TAKEN_BACK:
            return True
    return False


def is_quiet(events: Iterable[Event]) -> bool:
    """It was looked for reports of failure for 72 hours, and none has come since."""
    quiet = False
    for event in events:
        if event.name in (QUIET, "dispatch.accepted", *TAKEN_BACK):
            quiet = event.name == QUIET
    return quiet


def level_line(events: list[Event], level: str) -> str:
    line = _("Level reached: %(level)s, %(words)s.") % {
        "level": level,
        "words": LEVEL_WORDS[level],
    }
    if is_taken_back(events) and level == "E1":
        line += " " + _(
            "An earlier acceptance was taken back by a later report; certificates that show it no longer hold."
        )
    return line


def proved(events: list[Event], level: str) -> tuple[object, ...]:
    if level == "E1" and is_taken_back(events):
        return (
            *PROVES["E1"],
            _("that it had been taken, and that a report of failure came afterwards"),
        )
    if is_quiet(events):
        return (
            *PROVES[level],
            _(
                "that no report of failure came to us within 72 hours after it was taken"
            ),
        )
    return PROVES[level]


def not_proved(events: list[Event], level: str) -> tuple[object, ...]:
    silence = (
        (
            _(
                "that it arrived because no report of failure came: many servers send none"
            ),
        )
        if is_quiet(events)
        else ()
    )
    lacking = (words for above, words in NOT_BELOW if level < above)
    return (*lacking, *silence, *ALWAYS_NOT)
