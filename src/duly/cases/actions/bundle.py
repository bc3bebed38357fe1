"""At any moment after the seal: put the proof together that a stranger can check without us."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.conf import settings

from duly.cases.actions.log import enter_bundle
from duly.cases.envelope import case_file_of, site_name
from duly.cases.events import KINDS
from duly.cases.files import read_file
from duly.cases.models import Case, Event, Exhibit, Letter
from duly.cases.record import record_anyway, utc
from duly.evidence.bundle import BundleContents, SourceFile, assemble, finish
from duly.evidence.canonical import canonical_json
from duly.evidence.keys import open_keys
from duly.evidence.record import NEGATIVE, Part, Party, evidence_record
from duly.letters.case_file import CaseFile
from duly.letters.parties import parties

# Whose word an event is, for the record's `assertedBy`.
ASSERTED = {"duly": "issuer", "sender": "sender", "recipient": "recipient"}


class NothingSealed(Exception):
    """There is no sealed letter yet, so there is nothing to prove."""


def issue_bundle(case: Case, *, now: datetime) -> bytes:
    """The newest proof of a case. Each one supersedes the one before and says so; the old one stays valid."""
    letter = case.letters.filter(sealed_at__isnull=False).order_by("sealed_at").first()
    if letter is None or letter.sealed_at is None:
        raise NothingSealed(case.reference)
    keys = open_keys(settings.KEYS, now=now)
    sources, parts = _sources(case)
    before = case.events.filter(name="bundle.issued").order_by("-seq").first()
    assembled = assemble(
        BundleContents(
            reference=case.reference,
            language=case.language,
            letter_pdf=read_file(case, letter.letter_sha256),
            reviewed_sha256=letter.reviewed_sha256,
            records=_records(case, letter, parts),
            sources=(*sources, _timeline(case)),
            supersedes=before.payload["manifest_sha256"] if before else None,
            log_origin=keys.log.name,
        ),
        keys=keys,
        now=now,
    )
    seen = enter_bundle(case, assembled.manifest_sha256, keys=keys, now=now)
    content = finish(assembled, log=seen)
    record_anyway(
        case,
        "bundle.issued",
        at=now,
        actor="sender",
        payload={
            "manifest_sha256": assembled.manifest_sha256,
            "sha256": hashlib.sha256(content).hexdigest(),
        },
    )
    return content


def _sources(case: Case) -> tuple[list[SourceFile], dict[int | None, Part]]:
    """Every exhibit as a file, and for each event the paper it rests on."""
    files: list[SourceFile] = []
    parts: dict[int | None, Part] = {}
    for place, exhibit in enumerate(case.exhibits.order_by("pk"), start=1):
        name = f"{place:02d}-{_plain(exhibit)}"
        content = read_file(case, exhibit.sha256)
        files.append(
            SourceFile(name=name, media_type=exhibit.media_type, content=content)
        )
        parts.setdefault(
            exhibit.event_seq,
            Part(
                name=f"sources/{name}",
                media_type=exhibit.media_type,
                sha256=exhibit.sha256,
            ),
        )
    return files, parts


def _plain(exhibit: Exhibit) -> str:
    """A name that every file system takes; the original one may hold anything."""
    kept = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "-"
        for letter in exhibit.name
    )
    return kept.strip(".-")[-80:] or exhibit.kind


def _records(
    case: Case, letter: Letter, parts: dict[int | None, Part]
) -> tuple[dict[str, object], ...]:
    """The events that have a name in EN 319 522, chained; the others stand in sources/timeline.json."""
    case_file = case_file_of(case)
    sender, recipient = _sender(case_file), _recipient(case_file)
    sealed = Part(
        name="letter.pdf", media_type="application/pdf", sha256=letter.letter_sha256
    )
    chain: list[dict[str, object]] = []
    for event in case.events.order_by("seq"):
        etsi = KINDS[event.name].etsi
        if etsi is None:
            continue
        chain.append(
            evidence_record(
                event=etsi,
                name=event.name,
                at=event.at,
                identifier=f"{case.reference}-{event.seq}",
                message=case.reference,
                issuer=Party(name=site_name()),
                sender=sender,
                recipient=recipient,
                previous=chain[-1] if chain else None,
                parts=(sealed,),
                asserted_by=_asserted_by(event),
                raw_source=parts.get(event.seq),
                reasons=_reasons(etsi, event),
                submitted_at=letter.sealed_at,
                time_zone=settings.TIME_ZONE,
                details={**event.payload, "level": event.level},
            )
        )
    return tuple(chain)


def _asserted_by(event: Event) -> str:
    if event.actor in ASSERTED and event.actor != "duly":
        return ASSERTED[event.actor]
    return str(event.payload.get("channel") or "issuer")


def _reasons(etsi: str, event: Event) -> tuple[str, ...]:
    if etsi not in NEGATIVE:
        return ()
    return (
        str(
            event.payload.get("because")
            or event.payload.get("raw_code")
            or "no reason was given"
        ),
    )


def _sender(case_file: CaseFile) -> Party:
    sender = case_file.sender
    return Party(
        name=sender.name, identifiers={"email": sender.email} if sender.email else {}
    )


def _recipient(case_file: CaseFile) -> Party:
    recipient = parties(case_file).recipient
    identifiers = {}
    if recipient.email:
        identifiers["email"] = recipient.email
    if recipient.address:
        identifiers["postal"] = ", ".join(recipient.address.lines)
    return Party(name=recipient.name, identifiers=identifiers)


def _timeline(case: Case) -> SourceFile:
    """Every event with its digest and link, as the installation holds them."""
    events: list[dict[str, Any]] = [
        {
            "seq": event.seq,
            "name": event.name,
            "at": utc(event.at),
            "actor": event.actor,
            "level": event.level,
            "payload": event.payload,
            "previous_sha256": event.previous_sha256,
            "sha256": event.sha256,
        }
        for event in case.events.order_by("seq")
    ]
    plain = json.loads(json.dumps({"v": 1, "case": case.reference, "events": events}))
    return SourceFile(
        name="timeline.json",
        media_type="application/json",
        content=canonical_json(plain),
    )
