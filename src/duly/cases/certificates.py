"""The certificate of each sending by e-mail: how far it got, what that proves and what not, and the servers' words."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from duly.cases.actions.prepare import MESSAGE
from duly.cases.catalogue import parties_of
from duly.cases.envelope import case_file_of, destination_of, site_name
from duly.cases.events import KINDS
from duly.cases.files import read_file
from duly.cases.models import Case, Dispatch, Event
from duly.cases.queries import LEVEL_WORDS
from duly.cases.record import utc
from duly.cases.sendings import CHANNEL
from duly.channels import Refused
from duly.letters.certificate import typeset_certificate

# A page holds so many; the transcripts beside it hold all.
MOST_ATTEMPTS, MOST_REPLIES, MOST_LATER = 2, 12, 12
TAKEN_BACK = ("dispatch.bounced", "dispatch.in_doubt")
ENDS_A_TRY = (
    "dispatch.accepted",
    "dispatch.deferred",
    "dispatch.refused",
    "dispatch.in_doubt",
)
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
TRANSPORTS = {
    "submission": gettext_noop("through the sender's own mailbox; highest level E3"),
    "direct_mx": gettext_noop(
        "straight to a mail server of the recipient's domain; highest level E5"
    ),
    "esp": gettext_noop(
        "through a sending service, which builds the message anew; highest level E3"
    ),
}


def certificates(case: Case) -> list[tuple[str, bytes]]:
    """File name and PDF for each sending that was tried; the newest events decide, an older page stays in its proof."""
    made: list[tuple[str, bytes]] = []
    for dispatch in case.dispatches.filter(channel=CHANNEL).order_by("pk"):
        events = [
            event
            for event in case.events.order_by("seq")
            if event.payload.get("dispatch") == dispatch.pk
        ]
        if any(event.name in ENDS_A_TRY for event in events):
            with translation.override("en"):
                words = certificate_words(dispatch, events)
            page = typeset_certificate(words, made_at=events[-1].at)
            made.append((_name(len(made)), page))
    return made


def _name(before: int) -> str:
    return f"certificate-{before + 1}.pdf" if before else "certificate.pdf"


def certificate_words(dispatch: Dispatch, events: list[Event]) -> dict[str, Any]:
    level = reached(events)
    case = dispatch.case
    return {
        "title": _("E-mail with proof: certificate"),
        "lang": "en",
        "issuer": plain(site_name()),
        "lede": _(
            "State of %(at)s UTC. A later certificate of the same case takes the place of this one."
        )
        % {"at": moment(events[-1].at)},
        "level": level_line(events, level),
        "proves": [_("What this proves"), list(map(str, proved(events, level)))],
        "proves_not": [
            _("What this does not prove"),
            list(map(str, not_proved(level))),
        ],
        "facts": facts(dispatch, events),
        "attempts": attempts(case, events),
        "later_heading": _("What came later"),
        "later": later(events),
        "closing": _(
            "The message, the whole talk with the mail server and every report lie in the folder sources beside "
            "this page, byte for byte. `duly verify` or the README checks them without us."
        ),
    }


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
    return PROVES[level]


def not_proved(level: str) -> tuple[object, ...]:
    return (*(words for above, words in NOT_BELOW if level < above), *ALWAYS_NOT)


def facts(dispatch: Dispatch, events: list[Event]) -> list[list[str]]:
    case, letter = dispatch.case, dispatch.letter
    case_file = case_file_of(case)
    try:
        to = str(destination_of(case, needs="email"))
    except Refused:
        to = ""
    told = merged(events)
    message = case.exhibits.filter(
        source=dispatch.channel, source_id=f"{dispatch.key}:{MESSAGE}"
    ).first()
    rows = [
        [_("Case"), case.reference],
        [_("Sender"), f"{case_file.sender.name}, {case_file.sender.email}"],
        [_("Recipient"), f"{parties_of(case_file).recipient.name}, {plain(to)}"],
        [_("Transport"), _(TRANSPORTS.get(str(told.get("transport")), "unknown"))],
        [_("Sealed letter"), f"SHA-256 {letter.letter_sha256}"],
        [_("Message-ID"), plain(told.get("message_id", ""))],
    ]
    if message:
        rows.append([_("Message"), f"SHA-256 {message.sha256}, {message.size} octets"])
    return rows


def merged(events: Iterable[Event]) -> dict[str, Any]:
    """What the events say of the sending, the newest last."""
    told: dict[str, Any] = {}
    for event in events:
        told |= {name: value for name, value in event.payload.items() if value}
    return told


def attempts(case: Case, events: list[Event]) -> list[dict[str, Any]]:
    """The last tries, each with the replies of the server in full."""
    ended = [event for event in events if "transcript_sha256" in event.payload]
    return [_attempt(case, event) for event in ended[-MOST_ATTEMPTS:]]


def _attempt(case: Case, event: Event) -> dict[str, Any]:
    told = event.payload
    talk = json.loads(read_file(case, told["transcript_sha256"]))
    rows = [
        [_("Server"), plain(f"{told.get('host') or ''} {told.get('peer') or ''}")],
        [_("Encryption"), encryption(talk.get("tls"))],
        [_("Transcript"), f"SHA-256 {told['transcript_sha256']}"],
    ]
    return {
        "heading": _("Tried at %(at)s UTC: %(outcome)s")
        % {
            "at": moment(datetime.fromisoformat(talk["started_at"])),
            "outcome": _(KINDS[event.name].sentence),
        },
        "facts": rows,
        "replies": replies(talk["lines"]),
    }


def encryption(tls: Mapping[str, Any] | None) -> str:
    if not tls:
        return _("none was seen")
    return plain(
        f"{tls['version']}, {tls['cipher']}, certificate SHA-256 {tls['certificate_sha256']}"
    )


def replies(lines: list[dict[str, Any]]) -> list[str]:
    """The server's words with the milliseconds after the start; the list of its abilities is left to the transcript."""
    said = [
        f"{line['t_ms']} ms  {plain(line['line'])}"
        for line in lines
        if line["dir"] == "S" and not line.get("line", "").startswith("250-")
    ]
    return said[-MOST_REPLIES:]


def later(events: list[Event]) -> list[list[str]]:
    """Reports and answers; a hint is called one."""
    came = [
        event
        for event in events
        if event.name not in (*ENDS_A_TRY, "dispatch.attempted", "dispatch.intended")
        or event.payload.get("source_id")
    ]
    return [[moment(event.at), _later(event)] for event in came[-MOST_LATER:]]


def _later(event: Event) -> str:
    if event.payload.get("is_hint"):
        return _("A hint that changes nothing: %(why)s") % {
            "why": plain(event.payload.get("because") or event.name)
        }
    words = _(KINDS[event.name].sentence)
    more = [event.level, event.payload.get("verdict"), event.payload.get("because")]
    return plain(": ".join([words, ", ".join(str(one) for one in more if one)]))


def moment(at: datetime) -> str:
    return utc(at)[:19].replace("T", " ")


def plain(text: object) -> str:
    """Servers may say anything; the page can set printable ASCII for certain."""
    return "".join(
        letter if " " <= letter <= "~" else "?" for letter in str(text)
    ).strip()[:600]
