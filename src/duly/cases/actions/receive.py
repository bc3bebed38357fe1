"""Something comes in: a paper the person adds, an answer of the provider. The bytes are kept first."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from duly.cases.actions.draft import draft_of
from duly.cases.files import put_file
from duly.cases.models import Case, Exhibit
from duly.cases.record import record_anyway
from duly.cases.vault import Erased
from duly.replies.confirmation import Match, compared

LARGEST_EXHIBIT = 20_000_000
# Kinds the browser may send; everything is served back as a download.
MEDIA_TYPES = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


class NotAnExhibit(Exception):
    """The file is empty, too large or of a kind that we do not keep; the message says which."""


def keep_exhibit(
    case: Case,
    *,
    kind: str,
    name: str,
    media_type: str,
    content: bytes,
    source: str,
    source_id: str,
    now: datetime,
) -> Exhibit:
    """Store bytes under (source, source_id); the same pair again returns the first exhibit."""
    sha256 = put_file(case, content)
    last = case.events.order_by("-seq").values_list("seq", flat=True).first()
    exhibit, _ = Exhibit.objects.get_or_create(
        source=source,
        source_id=source_id,
        defaults={
            "case": case,
            "event_seq": last,
            "sha256": sha256,
            "kind": kind,
            "name": name,
            "media_type": media_type,
            "size": len(content),
            "received_at": now,
        },
    )
    return exhibit


def media_type_of(content: bytes, *, otherwise: str | None = None) -> str:
    """By its first bytes, whatever its name says. Raises NotAnExhibit."""
    if not content:
        raise NotAnExhibit(gettext("The file is empty."))
    if len(content) > LARGEST_EXHIBIT:
        raise NotAnExhibit(
            gettext("The file is larger than 20 MB. Take a smaller picture.")
        )
    found = next(
        (kind for magic, kind in MEDIA_TYPES.items() if content.startswith(magic)),
        otherwise,
    )
    if found is None:
        raise NotAnExhibit(gettext("Only PDF, JPEG and PNG files are kept here."))
    return found


def add_exhibit(
    case: Case, *, kind: str, name: str, content: bytes, now: datetime
) -> Exhibit:
    """A photograph or PDF from the person (receipt, screenshot, answer). Raises NotAnExhibit."""
    media_type = media_type_of(
        content, otherwise="message/rfc822" if kind == "reply" else None
    )
    with transaction.atomic():
        event = record_anyway(
            case, "exhibit.added", at=now, actor="sender", payload={"kind": kind}
        )
        return keep_exhibit(
            case,
            kind=kind,
            name=name[:200],
            media_type=media_type,
            content=content,
            source="sender",
            source_id=f"{case.reference}:{event.seq}",
            now=now,
        )


def note_answer(
    case: Case, *, verdict: str, confirmed_end: date | None, now: datetime
) -> None:
    """The person says what the provider answered: `confirmed`, `partly`, `refused`, `offer`, `asked` or `other`."""
    is_yes = verdict == "confirmed"
    payload = {"verdict": verdict, "matches": end_compared(case, confirmed_end)}
    if confirmed_end:
        payload["confirmed_end"] = confirmed_end.isoformat()
    record_anyway(
        case,
        "reply.confirmed" if is_yes and confirmed_end else "reply.received",
        at=now,
        actor="sender",
        payload=payload,
    )


def end_compared(case: Case, confirmed_end: date | None) -> Match:
    """Against the end that was computed, or that a letter which ends nothing itself speaks of."""
    computed = (
        case.deadlines.filter(kind="effective").values_list("day", flat=True).first()
    )
    if computed is None:
        computed = end_spoken_of(case)
    return compared(confirmed=confirmed_end, computed=computed)


def end_spoken_of(case: Case) -> date | None:
    """The end that a reminder names; None where the letter names none, or its person was erased."""
    try:
        facts = draft_of(case).get("facts") or {}
        return date.fromisoformat(str(facts.get("ended_on") or ""))
    except (Erased, ValueError):
        return None


def close_case(case: Case, *, now: datetime) -> None:
    """The person says that it is over."""
    record_anyway(case, "case.closed", at=now, actor="sender")
