"""What an incoming mail, read under limits, makes happen to a dispatch: the events that the core records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duly.channels import Happening
from duly.kit.mail_address import is_within
from duly.replies.bounces import Recipient
from duly.replies.delivery_proof import SentMail, prove
from duly.replies.matching import Marks

Document = Mapping[str, Any]

# Our message has one recipient; a forged report may name thousands, and each would be an event.
MOST_RECIPIENTS = 10
# No mark of ours ties the mail to the sending: it may be signed, and be about something else.
BY_A_PERSON = "person"
UNTIED = (BY_A_PERSON, "sender_domain")


def marks_from(document: Document) -> Marks:
    """What `duly.replies.matching.match` needs, from the document of `duly mail-parse`."""
    from_domain = document["authentication"].get("from_domain", "")
    return _marks(document, from_domain=from_domain)


def signed_marks_from(document: Document) -> Marks:
    """Those that the sender's domain signed; without the domain itself, which every mail of theirs has."""
    return _marks(document["signed_marks"])


def _marks(part: Document, *, from_domain: str = "") -> Marks:
    return Marks(
        sent_to=tuple(part["sent_to"]),
        in_reply_to=tuple(part["in_reply_to"]),
        references=tuple(part["references"]),
        returned_message_id=part["original_message_id"],
        subject=part["subject"],
        from_domain=from_domain,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """`source_id` is that of the stored mail: the same mail twice is one event for the core. An answer proves
    something only from one of the `company_domains`, and where that domain signed a mark of ours: whoever holds the
    mailbox can write our mark above a newsletter that the company signed."""

    document: Document
    source_id: str
    rule: str
    company_domains: frozenset[str] = frozenset()
    is_mark_signed: bool = False

    @property
    def is_tied(self) -> bool:
        """The company itself says which sending this answers."""
        return self.rule not in UNTIED and self.is_mark_signed


def happenings_of(
    incoming: Incoming, *, sent: SentMail, secret: bytes, now: datetime
) -> tuple[Happening, ...]:
    """One for each recipient of a report, our own first; one for an answer; receipts, complaints and the unread are noted."""
    kind = incoming.document["kind"]
    if kind == "dsn" and incoming.document["recipients"]:
        numbered = list(enumerate(incoming.document["recipients"]))
        numbered.sort(key=lambda one: not is_about(one[1], sent))
        return tuple(
            reported(one, number, incoming, sent=sent, secret=secret, now=now)
            for number, one in numbered[:MOST_RECIPIENTS]
        )
    if kind in ("reply", "auto_reply"):
        return (answered(incoming, now),)
    return (noted(incoming, now),)


def is_about(one: Document, sent: SentMail) -> bool:
    to = sent.rcpt_to.lower()
    return bool(one["address"].lower() == to or one["original"].lower().endswith(to))


def reported(
    one: Document,
    number: int,
    incoming: Incoming,
    *,
    sent: SentMail,
    secret: bytes,
    now: datetime,
) -> Happening:
    recipient = Recipient(
        address=one["address"],
        action=one["action"],
        status=one["status"],
        kind=one["class"],
        reason=one["reason"],
        diagnostic=one["diagnostic"],
        original=one["original"],
        reporting_mta=one["reporting_mta"],
        remote_mta=one["remote_mta"],
        envelope_id=one["envelope_id"],
    )
    proof = prove(
        recipient, sent_to=incoming.document["sent_to"], sent=sent, secret=secret
    )
    is_delay = proof.event == "dispatch.deferred"
    return Happening(
        # Another server goes on trying; nothing of ours waits to be sent again.
        name="dispatch.noted" if is_delay or proof.event == "hint" else proof.event,
        at=now,
        level=proof.level,
        raw_code=recipient.status,
        source_id=f"{incoming.source_id}:{number}",
        detail={
            "is_hint": proof.event == "hint",
            "because": proof.because,
            "action": recipient.action,
            "reason": recipient.reason,
            "reporting_mta": recipient.reporting_mta,
            "remote_mta": recipient.remote_mta,
            "envid_ok": proof.envid_ok,
            "envelope_ok": proof.envelope_ok,
            "orcpt_ok": proof.orcpt_ok,
            "supersedes": proof.supersedes,
            "matched_by": incoming.rule,
        },
    )


def answered(incoming: Incoming, now: datetime) -> Happening:
    """E6 only for a person's answer that bears our mark and is signed by the company's own domain."""
    document = incoming.document
    reply, authentication = document["reply"], document["authentication"]
    by_machine = document["kind"] == "auto_reply"
    is_theirs = (
        incoming.is_tied
        and authentication["aligned"]
        and is_within(authentication["from_domain"], incoming.company_domains)
    )
    return Happening(
        name="reply.received",
        at=now,
        level=level_of_answer(by_machine=by_machine, is_theirs=is_theirs),
        raw_code=reply["verdict"],
        source_id=incoming.source_id,
        detail={
            "verdict": reply["verdict"],
            "effective_date": reply["effective_date"],
            "by_machine": by_machine,
            "aligned": authentication["aligned"],
            "mark_signed": incoming.is_mark_signed,
            "matched_by": incoming.rule,
        },
    )


def level_of_answer(*, by_machine: bool, is_theirs: bool) -> str | None:
    """A signed automatic answer proves that the company's system took it; an unsigned one proves nothing."""
    if not is_theirs:
        return None
    return "E5" if by_machine else "E6"


def noted(incoming: Incoming, now: datetime) -> Happening:
    document = incoming.document
    return Happening(
        name="dispatch.noted",
        at=now,
        raw_code=document["kind"],
        source_id=incoming.source_id,
        detail={
            "is_hint": document["kind"] != "complaint",
            "kind": document["kind"],
            "because": document["why"],
            "matched_by": incoming.rule,
        },
    )
