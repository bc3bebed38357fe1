"""The only writer of events: no state without an event, no event outside the chain."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from duly.cases.events import KINDS, UnknownEvent, fold
from duly.cases.models import Case, Event
from duly.evidence.canonical import canonical_json


class Stale(Exception):
    """Somebody else changed the case in between; load it again and decide anew."""


def utc(at: datetime) -> str:
    """RFC 3339 in UTC with microseconds, as it stands in the records."""
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def digest_of(
    case: Case,
    *,
    seq: int,
    name: str,
    at: datetime,
    actor: str,
    level: str,
    payload: Mapping[str, Any],
    previous_sha256: str,
) -> str:
    """SHA-256 over the RFC 8785 form of the event."""
    return hashlib.sha256(
        canonical_json(
            {
                "v": 1,
                "case": case.reference,
                "seq": seq,
                "name": name,
                "at": utc(at),
                "actor": actor,
                "level": level,
                "payload": dict(payload),
                "previous_sha256": previous_sha256,
            }
        )
    ).hexdigest()


def lock(case: Case) -> None:
    """Hold the case to the end of the transaction and take over what others wrote meanwhile.

    For what happened whatever the case has become (a paper, a date, a proof). A change of
    the draft does not lock: it must fail when another window was first.
    """
    held = Case.objects.select_for_update().filter(pk=case.pk)
    case.version, case.state = held.values_list("version", "state").get()


@transaction.atomic
def record(
    case: Case,
    name: str,
    *,
    at: datetime,
    payload: Mapping[str, Any] | None = None,
    actor: str = "duly",
    level: str = "",
    time_grade: str = "self",
) -> Event:
    """Append one event and refold the state. `payload` holds codes and digests, never a name or an address.

    Raises Stale when the case moved on since it was loaded, UnknownEvent for a name not in the list.
    """
    if name not in KINDS:
        raise UnknownEvent(name)
    payload = dict(payload or {})
    # Read before the claim: who wrote in between also raised the version, and the claim fails.
    before = list(case.events.order_by("seq").values_list("seq", "sha256", "name"))
    last_seq, previous, _ = before[-1] if before else (0, "", "")
    seq = last_seq + 1
    state = fold([*(each[2] for each in before), name])
    claimed = Case.objects.filter(pk=case.pk, version=case.version).update(
        version=case.version + 1, state=state
    )
    if not claimed:
        raise Stale(case.reference)
    event = Event.objects.create(
        case=case,
        seq=seq,
        name=name,
        at=at,
        actor=actor,
        level=level,
        payload=payload,
        previous_sha256=previous,
        time_grade=time_grade,
        sha256=digest_of(
            case,
            seq=seq,
            name=name,
            at=at,
            actor=actor,
            level=level,
            payload=payload,
            previous_sha256=previous,
        ),
    )
    case.version += 1
    case.state = state
    return event


def record_anyway(
    case: Case,
    name: str,
    *,
    at: datetime,
    payload: Mapping[str, Any] | None = None,
    actor: str = "duly",
    level: str = "",
    time_grade: str = "self",
) -> Event:
    """Append an event that is true whatever the case has become since it was loaded."""
    append = partial(
        record,
        case,
        name,
        at=at,
        payload=payload,
        actor=actor,
        level=level,
        time_grade=time_grade,
    )
    try:
        return append()
    except Stale:
        # Somebody was first, and nothing was written: once more, with the case held.
        with transaction.atomic():
            lock(case)
            return append()


def broken_link(case: Case) -> int | None:
    """The `seq` of the first event whose digest or link is wrong, or None when the chain holds."""
    previous = ""
    for expected, event in enumerate(case.events.order_by("seq"), start=1):
        digest = digest_of(
            case,
            seq=event.seq,
            name=event.name,
            at=event.at,
            actor=event.actor,
            level=event.level,
            payload=event.payload,
            previous_sha256=event.previous_sha256,
        )
        if (
            event.seq != expected
            or event.previous_sha256 != previous
            or digest != event.sha256
        ):
            return event.seq
        previous = event.sha256
    return None
