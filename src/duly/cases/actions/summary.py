"""With every proof: its facts on one page, for people who print. It rides in the proof as sources/summary.pdf."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from duly.cases.catalogue import parties_of
from duly.cases.day_patterns import SHORT_DAY_YEAR, written_day
from duly.cases.envelope import case_file_of, site_name
from duly.cases.events import KINDS
from duly.cases.models import Case, Event, Letter
from duly.evidence.bundle import SourceFile
from duly.evidence.keys import Keys
from duly.letters.summary import typeset_summary

NAME = "summary.pdf"
# More do not fit on one page with everything else; the middle of a long story is counted instead.
MOST_EVENTS, FIRST_EVENTS, LAST_EVENTS = 16, 4, 11
LONGEST_NAME = 160


def summary_of(case: Case, letter: Letter, *, keys: Keys, now: datetime) -> SourceFile:
    """The page as it stands at this moment; what others say later of the proof is not on it."""
    with translation.override(case.language):
        words = summary_words(case, letter, keys=keys, now=now)
    pdf = typeset_summary(words, dated=now.date())
    return SourceFile(name=NAME, media_type="application/pdf", content=pdf)


def summary_words(
    case: Case, letter: Letter, *, keys: Keys, now: datetime
) -> dict[str, Any]:
    events = [event for event in case.events.order_by("seq") if _is_shown(event)]
    shown = _shortened(events)
    return {
        "title": _("Summary of the proof %(reference)s")
        % {"reference": case.reference},
        "lang": case.language,
        "author": site_name(),
        "lede": _(
            "Made from the files of the proof for people who print. This page proves nothing by itself: the file does."
        ),
        "facts": _facts(case, letter, now=now),
        "columns": [_("When"), _("What happened"), _("Whose word")],
        "events": [_row(event) for event in shown],
        "more": _more(len(events) - len(shown)),
        "notes": _notes(keys),
    }


def _facts(case: Case, letter: Letter, *, now: datetime) -> list[list[str]]:
    case_file = case_file_of(case)
    sealed_at = letter.sealed_at or now
    return [
        [_("From"), case_file.sender.name[:LONGEST_NAME]],
        [_("To"), parties_of(case_file).recipient.name[:LONGEST_NAME]],
        [_("Letter sealed"), moment(sealed_at)],
        [_("SHA-256 of the sealed letter"), letter.letter_sha256],
        [_("SHA-256 of the letter as reviewed"), letter.reviewed_sha256],
        [_("This proof made"), moment(now)],
    ]


def _is_shown(event: Event) -> bool:
    """What others can see of it too: the events that have a name in EN 319 522."""
    return KINDS[event.name].etsi is not None


def _shortened(events: Sequence[Event]) -> list[Event]:
    if len(events) <= MOST_EVENTS:
        return list(events)
    return [*events[:FIRST_EVENTS], *events[-LAST_EVENTS:]]


def _more(count: int) -> str:
    if not count:
        return ""
    return _("%(count)d more events in between stand in the file.") % {"count": count}


def _row(event: Event) -> list[str]:
    return [moment(event.at), _(KINDS[event.name].sentence), _whose(event)]


def _whose(event: Event) -> str:
    if event.actor == "sender":
        return _("the sender")
    channel = event.payload.get("channel")
    if event.name.startswith("dispatch.") and channel:
        return str(channel)[:40]
    return _("this site")


def _notes(keys: Keys) -> list[list[str]]:
    root = x509.load_der_x509_certificate(keys.seal_root).fingerprint(SHA256()).hex()
    return [
        [
            _("Who vouches for the time"),
            _(
                "When this page was made: the clock of this site alone (grade: self). Outside clocks and witnesses "
                "that signed later stand in the file; the verifier says which grade that makes."
            ),
        ],
        [
            _("How to check"),
            _(
                "Open the file with any zip program and follow README.txt; it needs openssl and nothing of ours. "
                "Or drop the file at %(url)s/verify/. Compare the root with one from outside:"
            )
            % {"url": settings.BASE_URL}
            + f" {root}",
        ],
        [
            _("What it does not show"),
            _(
                "That somebody read the letter, or that others told the truth. A server or a counter that took the "
                "letter has taken it over; that is no delivery to a person."
            ),
        ],
    ]


def moment(at: datetime) -> str:
    """The local time of the site with its distance from UTC, so that no reader has to guess."""
    local = at.astimezone(ZoneInfo(settings.TIME_ZONE))
    zone = f"UTC{local:%z}" if local.utcoffset() else "UTC"
    return f"{written_day(local, SHORT_DAY_YEAR)}, {local:%H:%M:%S} {zone}"
