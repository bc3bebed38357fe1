"""What does this incoming message say? One answer with its reasons, whatever the message is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from duly.replies.answered_mail import answer_of
from duly.replies.answers import Answer
from duly.replies.authentication import Authentication, authentication_of
from duly.replies.auto_replies import AutoReply, auto_reply_of
from duly.replies.bounce_signs import is_refusal, is_report
from duly.replies.bounces import Recipient, recipients_of
from duly.replies.complaints import Complaint, complaint_of
from duly.replies.mail import Mail, TooComplex, read_mail
from duly.replies.matching import Marks, marks_of, signed_marks_of
from duly.replies.receipts import Receipt, receipt_of

Kind = Literal["dsn", "mdn", "auto_reply", "complaint", "reply", "unparsed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`why` says why nothing could be read; every other field is empty then."""

    kind: Kind
    recipients: tuple[Recipient, ...] = ()
    receipt: Receipt | None = None
    complaint: Complaint | None = None
    auto_reply: AutoReply | None = None
    answer: Answer | None = None
    authentication: Authentication | None = None
    message_id: str = ""
    marks: Marks = field(default_factory=Marks)
    signed_marks: Marks = field(default_factory=Marks)
    why: str = ""


def read_message(
    raw: bytes, *, txt: Mapping[str, str] | None = None, border: str | None = None
) -> Reading:
    """Never raises for what is in `raw`: a mail that cannot be read is `unparsed`. For mail from strangers
    use `duly.replies.limited`, which adds limits of time and memory."""
    try:
        mail = read_mail(raw)
        reading = kind_of(mail)
    except (TooComplex, RecursionError, MemoryError) as reason:
        return Reading(kind="unparsed", why=str(reason) or type(reason).__name__)
    authentication = authentication_of(raw, mail.message, txt=txt, border=border)
    marks = marks_of(mail)
    return replace(
        reading,
        authentication=authentication,
        message_id=one_id(mail.header("Message-ID")),
        marks=marks,
        signed_marks=signed_marks_of(mail, marks, signed=authentication.signed_headers),
    )


def kind_of(mail: Mail) -> Reading:
    """Complaint, receipt and report before the auto-reply rule: many of them carry its marks too (measured)."""
    complaint = complaint_of(mail)
    if complaint:
        return Reading(kind="complaint", complaint=complaint)
    receipt = receipt_of(mail)
    is_read = receipt is not None and not is_refusal(mail)
    recipients = () if is_read else recipients_of(mail)
    if receipt and not recipients:
        return Reading(kind="mdn", receipt=receipt)
    if recipients or is_report(mail):
        return Reading(kind="dsn", recipients=recipients)
    answer = answer_of(mail)
    auto_reply = auto_reply_of(mail, verdict=answer.verdict)
    return Reading(
        kind="auto_reply" if auto_reply else "reply",
        auto_reply=auto_reply,
        answer=answer,
    )


def one_id(value: str) -> str:
    words = value.split()
    return words[0] if words else ""


def as_document(reading: Reading) -> dict[str, Any]:
    """The fields of the command `duly mail-parse`."""
    return {
        "kind": reading.kind,
        "recipients": [recipient_document(one) for one in reading.recipients],
        "auto_reply": {
            "kind": reading.auto_reply.kind,
            "signs": list(reading.auto_reply.signs),
        }
        if reading.auto_reply
        else None,
        "reply": answer_document(reading.answer) if reading.answer else None,
        "mdn": {
            "address": reading.receipt.address,
            "disposition": reading.receipt.disposition,
            "automatic": reading.receipt.is_automatic,
            "original_message_id": reading.receipt.original_message_id,
        }
        if reading.receipt
        else None,
        "complaint": {
            "feedback_type": reading.complaint.feedback_type,
            "recipients": list(reading.complaint.recipients),
        }
        if reading.complaint
        else None,
        "authentication": authentication_document(reading.authentication),
        "message_id": reading.message_id,
        **marks_document(reading.marks),
        "signed_marks": marks_document(reading.signed_marks),
        "why": reading.why,
    }


def marks_document(marks: Marks) -> dict[str, Any]:
    return {
        "subject": marks.subject,
        "sent_to": list(marks.sent_to),
        "in_reply_to": list(marks.in_reply_to),
        "references": list(marks.references),
        "original_message_id": marks.returned_message_id,
    }


def recipient_document(one: Recipient) -> dict[str, Any]:
    return {
        "address": one.address,
        "action": one.action,
        "status": one.status,
        "class": one.kind,
        "reason": one.reason,
        "diagnostic": one.diagnostic,
        "original": one.original,
        "reporting_mta": one.reporting_mta,
        "remote_mta": one.remote_mta,
        "envelope_id": one.envelope_id,
    }


def answer_document(answer: Answer) -> dict[str, Any]:
    return {
        "verdict": answer.verdict,
        "effective_date": answer.effective_date.isoformat()
        if answer.effective_date
        else None,
        "other_reading": answer.other_reading.isoformat()
        if answer.other_reading
        else None,
        "worked_out": answer.is_worked_out,
        "spans": [
            {
                "where": span.where,
                "start": span.start,
                "end": span.end,
                "text": span.text,
                "language": span.language,
            }
            for span in answer.spans
        ],
        "text": answer.text[:4000],
    }


def authentication_document(found: Authentication | None) -> dict[str, Any]:
    if found is None:
        return {}
    return {
        "from_domain": found.from_domain,
        "aligned": found.is_aligned,
        "dkim": [
            {
                "domain": one.domain,
                "selector": one.selector,
                "result": one.result,
                "aligned": one.aligned,
                "txt": one.txt,
            }
            for one in found.signatures
        ],
        "border": [
            {"method": one.method, "result": one.result, "domain": one.domain}
            for one in found.border
        ],
        "foreign_results": found.foreign_results,
    }
