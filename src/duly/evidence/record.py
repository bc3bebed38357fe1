"""What happened to the letter, in words that a stranger's system knows? One evidence record an event.

The fields and event names are those of ETSI EN 319 522 (parts 1 to 3), written as RFC 8785 JSON and chained by
digest. Nothing here claims that the operator is a registered delivery service in the sense of that standard.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from duly.evidence.canonical import canonical_json, sha256_hex

EVENT_BASE = "http://uri.etsi.org/19522/Event/"
POLICY = "urn:oid:2.25.195873264217365471896352418763125498217.2"
FORMAT = "duly-evidence/1"

# EN 319 522-1 clause 6.2, by group: submission, relay, acceptance, consignment, handover, other systems.
ETSI_EVENTS = frozenset(
    [
        "SubmissionAcceptance",
        "SubmissionRejection",
        "RelayAcceptance",
        "RelayRejection",
        "RelayFailure",
        "NotificationForAcceptance",
        "NotificationForAcceptanceFailure",
        "ConsignmentAcceptance",
        "ConsignmentRejection",
        "AcceptanceRejectionExpiry",
        "ContentConsignment",
        "ContentConsignmentFailure",
        "ConsignmentNotification",
        "ConsignmentNotificationFailure",
        "NotificationDelivered",
        "NotificationAccessTracking",
        "ContentAccessTracking",
        "ContentHandover",
        "ContentHandoverFailure",
        "RelayToNonERDS",
        "RelayToNonERDSFailure",
        "ReceivedFromNonERDS",
    ]
)
# A refusal or a failure must say why (EventReasons).
NEGATIVE = frozenset(
    name
    for name in ETSI_EVENTS
    if name.endswith(("Rejection", "Failure")) or name == "AcceptanceRejectionExpiry"
)

Assurance = Literal["self", "witnessed", "independent-tsa", "qualified-tsa"]


class UnfitRecord(ValueError):
    """The record lacks what its event demands; the message names the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Sender, recipient or issuer: what the record says of a person or a firm; `identifiers` e.g. e-mail, postal."""

    name: str
    identifiers: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return {"Name": self.name, "Identifiers": dict(self.identifiers)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file the event is about: `name` is its path in the bundle (`letter.pdf`, `sources/message.eml`)."""

    name: str
    media_type: str
    sha256: str

    def as_json(self) -> dict[str, object]:
        return {
            "Identifier": self.name,
            "ContentType": self.media_type,
            "DigestMethod": "http://www.w3.org/2001/04/xmlenc#sha256",
            "DigestValue": self.sha256,
        }


def evidence_record(
    *,
    event: str,
    at: datetime,
    identifier: str,
    message: str,
    issuer: Party,
    sender: Party,
    recipient: Party,
    previous: Mapping[str, object] | None,
    parts: Sequence[Part] = (),
    asserted_by: str = "issuer",
    raw_source: Part | None = None,
    reasons: Sequence[str] = (),
    submitted_at: datetime | None = None,
    time_assurance: Assurance = "self",
    time_zone: str | None = None,
    software: str = "duly",
    policy: str = POLICY,
    name: str | None = None,
    details: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """One record, ready for canonical_json; `previous` is the record before it in the same letter, None for the first.

    event: an EN 319 522 name from ETSI_EVENTS ("RelayToNonERDS"); name: our own ("dispatch.accepted").
    at, submitted_at: aware moments; submitted_at is needed for every event after SubmissionAcceptance.
    identifier: unique for this record; message: the case reference. asserted_by: "issuer", "recipient" or the
    name of the carrier whose word it is; raw_source: the file kept byte-exact in which it said so.
    details: plain JSON values (for letter.sealed: `reviewed_sha256` and `letter_sha256`).
    time_zone: the IANA zone in which local deadlines of this event count.
    Raises UnfitRecord for an unknown event, a negative event without reasons, a naive moment.
    """
    _check(event, at, reasons)
    submitted = at if event == "SubmissionAcceptance" else submitted_at
    record: dict[str, object] = {
        "version": FORMAT,
        "EvidenceIdentifier": identifier,
        "ERDSEventId": EVENT_BASE + event,
        "EventTime": iso(at),
        "SubmissionTime": None if submitted is None else iso(submitted),
        "EventReasons": list(reasons),
        "EvidenceIssuerPolicyID": [policy],
        "EvidenceIssuerDetails": issuer.as_json(),
        "SenderDetails": sender.as_json(),
        "RecipientDetails": recipient.as_json(),
        "MessageIdentifier": message,
        "UserContentInfo": {
            "ComposingParts": len(parts),
            "PartsInfo": [part.as_json() for part in parts],
        },
        "previousEvidenceSha256": previous_digest(previous),
        "timeAssurance": time_assurance,
        "assertedBy": asserted_by,
        "rawSource": None if raw_source is None else raw_source.as_json(),
        "ianaTimeZone": time_zone,
        "software": software,
        "event": name,
        "details": dict(details or {}),
    }
    canonical_json(record)  # refuses here what could not be written later
    return record


def previous_digest(previous: Mapping[str, object] | None) -> str | None:
    """SHA-256 of the RFC 8785 bytes of the record before; None at the beginning of the chain."""
    return None if previous is None else sha256_hex(canonical_json(dict(previous)))


def event_name(record: Mapping[str, object]) -> str:
    """The last part of the event's URI: `RelayToNonERDS`."""
    return str(record.get("ERDSEventId", "")).removeprefix(EVENT_BASE)


def iso(moment: datetime) -> str:
    """UTC to the millisecond, ending in Z."""
    utc = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return utc.replace("+00:00", "Z")


def _check(event: str, at: datetime, reasons: Sequence[str]) -> None:
    if event not in ETSI_EVENTS:
        raise UnfitRecord(f"ERDSEventId: {event!r} is no event of EN 319 522")
    if event in NEGATIVE and not reasons:
        raise UnfitRecord(f"EventReasons: {event} must say why")
    if at.tzinfo is None:
        raise UnfitRecord("EventTime: the moment has no time zone")
