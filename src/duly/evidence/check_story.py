"""Checks of what is told: are the records well formed, one unbroken chain, and about the files in the bundle?"""

from typing import Any

from duly.evidence.canonical import sha256_hex
from duly.evidence.form import evidence_schema, misfits
from duly.evidence.record import event_name
from duly.evidence.subject import EVIDENCE, Doubt, Subject
from duly.kit.said import said


def evidence_form(subject: Subject) -> str:
    """Every record is RFC 8785 JSON and has the fields of its form."""
    if not subject.records:
        raise Doubt("evidence", said("there is no record of any event"))
    for name in subject.files:
        if name.startswith("evidence/") and not EVIDENCE.fullmatch(name):
            raise Doubt(name, said("this is no name of a record"))
    for name, record in subject.records.items():
        wrong = misfits(record, evidence_schema())
        if wrong:
            raise Doubt(name, wrong[0])
    return said(
        "%(count)s records have the form of ETSI EN 319 522 events",
        count=len(subject.records),
    )


def evidence_chain(subject: Subject) -> str:
    """The records are one line: numbered without a gap, each naming the one before, all of one case."""
    before: str | None = None
    seen: set[object] = set()
    for place, (name, record) in enumerate(subject.records.items(), start=1):
        if name != f"evidence/{place:02}-{event_name(record)}.json":
            raise Doubt(
                name,
                said(
                    "it should be record %(place)s and named for its event",
                    place=f"{place:02}",
                ),
            )
        if record.get("previousEvidenceSha256") != before:
            raise Doubt(name, said("it does not name the record before it"))
        if record.get("MessageIdentifier") != subject.card["reference"]:
            raise Doubt(name, said("it belongs to another case"))
        if record.get("EvidenceIdentifier") in seen:
            raise Doubt(name, said("its identifier stands twice"))
        seen.add(record.get("EvidenceIdentifier"))
        before = sha256_hex(subject.files[name])
    if len(subject.records) != subject.card["events"]:
        raise Doubt("bundle.json", said("it counts another number of records"))
    return said("the records form one unbroken chain")


def sources(subject: Subject) -> str:
    """Every file that a record names is there, with the digest that the record gives; none lies unnamed."""
    named = 0
    for name, record in subject.records.items():
        for part in _parts(record):
            file = part.get("Identifier")
            if file != "letter.pdf" and not str(file).startswith("sources/"):
                continue
            if sha256_hex(subject.file(str(file))) != part.get("DigestValue"):
                raise Doubt(
                    name, said("it gives another digest for %(file)s", file=file)
                )
            named += 1
        _check_sealed(subject, name, record)
    return said("%(count)s references of the records to files are right", count=named)


def _check_sealed(subject: Subject, name: str, record: dict[str, Any]) -> None:
    """What letter.sealed says of both digests is what the bundle holds."""
    details = record.get("details")
    if record.get("event") != "letter.sealed" or not isinstance(details, dict):
        return
    for key in ("reviewed_sha256", "letter_sha256"):
        if key in details and details[key] != subject.card[key]:
            raise Doubt(name, said("its %(key)s is not that of bundle.json", key=key))


def _parts(record: dict[str, Any]) -> list[dict[str, Any]]:
    content = record.get("UserContentInfo")
    parts = list(content.get("PartsInfo", [])) if isinstance(content, dict) else []
    return [
        part for part in (*parts, record.get("rawSource")) if isinstance(part, dict)
    ]


def events(subject: Subject) -> list[dict[str, object]]:
    """What happened, for a reader."""
    return [
        {
            "event": event_name(record),
            "name": record.get("event"),
            "at": record.get("EventTime"),
            "asserted_by": record.get("assertedBy"),
            "file": name,
        }
        for name, record in subject.records.items()
    ]
