"""At any moment after the seal: put the proof together that a stranger can check without us."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings

from duly.cases.actions.ask_time import ask_for_time
from duly.cases.actions.log import enter_bundle, leaf_of, newest_view
from duly.cases.actions.prepare import address_kept
from duly.cases.actions.summary import summary_of
from duly.cases.catalogue import parties_of
from duly.cases.certificates import certificates
from duly.cases.envelope import case_file_of, site_name
from duly.cases.events import KINDS
from duly.cases.files import put_file, read_file
from duly.cases.models import Case, Event, Exhibit, Letter
from duly.cases.record import record_anyway, utc
from duly.evidence.bundle import (
    BundleContents,
    SourceFile,
    assemble,
    finish,
    reopen,
    with_log,
)
from duly.evidence.canonical import canonical_json
from duly.evidence.keys import Keys, open_keys
from duly.evidence.record import NEGATIVE, Part, Party, evidence_record
from duly.evidence.verify import verify_bundle
from duly.letters.case_file import CaseFile

# Whose word an event is, for the record's `assertedBy`.
ASSERTED = {"duly": "issuer", "sender": "sender", "recipient": "recipient"}

# What happens to a proof itself is no news about the letter.
ABOUT_THE_PROOF = ("bundle.issued", "bundle.stamped")


class NothingSealed(Exception):
    """There is no sealed letter yet, so there is nothing to prove."""


def issue_bundle(case: Case, *, now: datetime, actor: str = "sender") -> bytes:
    """The newest proof of a case. After news a new one, which supersedes the one before and says so.

    Without news it is the same proof again, with what others have said of it meanwhile: outside timestamps, and
    the signatures of witnesses. `actor` is who wants it. Raises NothingSealed.
    """
    letter = case.letters.filter(sealed_at__isnull=False).order_by("sealed_at").first()
    if letter is None or letter.sealed_at is None:
        raise NothingSealed(case.reference)
    keys = open_keys(settings.KEYS, now=now)
    held = _held(case)
    return (
        _freshened(case, held, keys=keys)
        if held
        else _new(case, letter, keys=keys, now=now, actor=actor)
    )


def _new(case: Case, letter: Letter, *, keys: Keys, now: datetime, actor: str) -> bytes:
    sources, parts = _sources(case)
    before = last_issued(case)
    assembled = assemble(
        BundleContents(
            reference=case.reference,
            language=case.language,
            letter_pdf=read_file(case, letter.letter_sha256),
            reviewed_sha256=letter.reviewed_sha256,
            records=_records(case, letter, parts),
            sources=(
                *sources,
                *_certificates(case),
                _timeline(case),
                summary_of(case, letter, keys=keys, now=now),
            ),
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
        actor=actor,
        payload={
            "manifest_sha256": assembled.manifest_sha256,
            "sha256": put_file(case, content),
        },
    )
    ask_for_time(case, now=now)
    return content


def last_issued(case: Case) -> Event | None:
    return case.events.filter(name="bundle.issued").order_by("-seq").first()


def _held(case: Case) -> bytes | None:
    """The last proof as it is kept, while nothing has happened since."""
    issued = last_issued(case)
    if issued is None:
        return None
    since = list(case.events.filter(seq__gte=issued.seq).order_by("seq"))
    if not all(event.name in ABOUT_THE_PROOF for event in since):
        return None
    mine = [
        event.payload["sha256"]
        for event in since
        if event.payload["manifest_sha256"] == issued.payload["manifest_sha256"]
    ]
    try:
        return read_file(case, mine[-1])
    except FileNotFoundError:
        return None


def _freshened(case: Case, held: bytes, *, keys: Keys) -> bytes:
    opened = reopen(held)
    row = leaf_of(case, opened.manifest_sha256)
    seen = newest_view(row, keys=keys) if row else None
    return with_log(held, seen) if seen else held


def keep_proof(
    case: Case,
    content: bytes,
    *,
    manifest_sha256: str,
    authorities: list[str],
    now: datetime,
) -> None:
    """Keep a proof to which outside timestamps were added; the grade is what the verifier says of it."""
    roots = open_keys(settings.KEYS, now=now).roots
    verdict = verify_bundle(content, roots=roots)
    record_anyway(
        case,
        "bundle.stamped",
        at=now,
        payload={
            "manifest_sha256": manifest_sha256,
            "sha256": put_file(case, content),
            "authorities": authorities,
        },
        time_grade=verdict.grade or "self",
    )


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


def _certificates(case: Case) -> tuple[SourceFile, ...]:
    """What each sending by e-mail reached, on a page; made anew for every proof, so that later news stands in it."""
    return tuple(
        SourceFile(name=name, media_type="application/pdf", content=content)
        for name, content in certificates(case)
    )


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
    sender, recipient = _sender(case_file), _recipient(case, case_file)
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


def _recipient(case: Case, case_file: CaseFile) -> Party:
    """The mail address is that of the mails that went; the catalogue may have another by now."""
    recipient = parties_of(case_file).recipient
    went_to = map(address_kept, case.dispatches.order_by("-pk"))
    identifiers = {}
    if email := next(filter(None, went_to), recipient.email):
        identifiers["email"] = email
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
