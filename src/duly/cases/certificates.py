"""The certificate of each sending by e-mail: how far it got, what that proves and what not, and the servers' words.

Our own words are in the language of the sender (`language_of`), those of servers as they came.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from duly.cases.actions.prepare import MESSAGE, address_kept
from duly.cases.catalogue import parties_of
from duly.cases.envelope import case_file_of, destination_of, site_name
from duly.cases.event_words import sentence_of
from duly.cases.files import read_file
from duly.cases.languages import language_of
from duly.cases.models import Case, Dispatch, Event
from duly.cases.proven import (
    ENDS_A_TRY,
    level_line,
    not_proved,
    proved,
    reached,
    version,
)
from duly.cases.record import utc
from duly.cases.sendings import CHANNEL
from duly.channels import Refused
from duly.letters.certificate import typeset_certificate
from duly.letters.characters import printable

# A page holds so many; the transcripts beside it hold all.
MOST_ATTEMPTS, MOST_REPLIES, MOST_LATER = 2, 12, 12
TITLE = gettext_lazy("E-mail with proof: certificate")
UNKNOWN = gettext_noop("unknown")
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
            language = language_of(case)
            with translation.override(language):
                words = certificate_words(dispatch, events, language=language)
            page = typeset_certificate(words, made_at=events[-1].at)
            made.append((_name(len(made)), page))
    return made


def _name(before: int) -> str:
    return f"certificate-{before + 1}.pdf" if before else "certificate.pdf"


def certificate_words(
    dispatch: Dispatch, events: list[Event], *, language: str
) -> dict[str, Any]:
    """The words of the page, in the language that is active and that `language` names."""
    level = reached(events)
    case = dispatch.case
    return {
        "title": str(TITLE),
        "lang": language,
        "issuer": printable(site_name()),
        "lede": _(
            "Version %(version)d, as of %(at)s UTC. A later version of the same case takes the place of this one."
        )
        % {"version": version(events), "at": moment(events[-1].at)},
        "level": level_line(events, level),
        "proves": [_("What this proves"), list(map(str, proved(events, level)))],
        "proves_not": [
            _("What this does not prove"),
            list(map(str, not_proved(events, level))),
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


def facts(dispatch: Dispatch, events: list[Event]) -> list[list[str]]:
    case, letter = dispatch.case, dispatch.letter
    case_file = case_file_of(case)
    try:
        to = address_kept(dispatch) or str(destination_of(case, needs="email"))
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
        [_("Transport"), _(TRANSPORTS.get(str(told.get("transport")), UNKNOWN))],
        [_("Sealed letter"), f"SHA-256 {letter.letter_sha256}"],
        [_("Message-ID"), plain(told.get("message_id", ""))],
    ]
    if source := told.get("recipient_source"):
        rows.insert(3, [_("Source of the address"), source_of_address(source)])
    if message:
        size = _("SHA-256 %(sha256)s, %(size)s octets")
        rows.append(
            [_("Message"), size % {"sha256": message.sha256, "size": message.size}]
        )
    return rows


def source_of_address(source: Mapping[str, str]) -> str:
    """As it was written down when the attempt began."""
    if source["kind"] != "catalogue":
        return _("typed by the sender")
    url, day = plain(source["url"]), source.get("captured_at")
    return _("%(url)s, seen on %(day)s") % {"url": url, "day": day} if day else url


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
            "outcome": sentence_of(event.name, event.payload),
        },
        "facts": rows,
        "replies": replies(talk["lines"]),
    }


def encryption(tls: Mapping[str, Any] | None) -> str:
    if not tls:
        return _("none was seen")
    return _("%(version)s, %(cipher)s, certificate SHA-256 %(sha256)s") % {
        "version": plain(tls["version"]),
        "cipher": plain(tls["cipher"]),
        "sha256": plain(tls["certificate_sha256"]),
    }


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
    more = [event.level, event.payload.get("verdict"), event.payload.get("because")]
    said = plain(", ".join(str(one) for one in more if one))
    words = sentence_of(event.name, event.payload)
    return f"{words}: {said}" if said else words


def moment(at: datetime) -> str:
    return utc(at)[:19].replace("T", " ")


def plain(text: object) -> str:
    """The words of servers, who may say anything: printable ASCII alone, so that nothing hides in a line."""
    return "".join(
        letter if " " <= letter <= "~" else "?" for letter in str(text)
    ).strip()[:600]
