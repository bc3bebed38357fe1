"""A complaint: the recipient pressed "this is spam", and their provider tells us (RFC 5965)."""

import re
from dataclasses import dataclass

from duly.replies.mail import ADDRESS, Mail

FIELD = re.compile(
    r"(?im)^(feedback-type|original-rcpt-to|original-mail-from|user-agent|arrival-date|redacted-address)[ \t]*:[ \t]*(.+)$"
)
FORWARDED = re.compile(
    r"(?i)complaint about message from|this is (?:an|a) (?:email )?abuse report|abuse report for|spam complaint"
)
FIND_ADDRESS = re.compile(ADDRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """`feedback_type` is abuse, fraud, virus, not-spam or other."""

    feedback_type: str
    recipients: tuple[str, ...]


def complaint_of(mail: Mail) -> Complaint | None:
    """None when the mail is no feedback report."""
    report = mail.message.get_param("report-type", "")
    is_report = str(report).lower() == "feedback-report" or (
        "message/feedback-report" in mail.types
    )
    is_forwarded = bool(
        FORWARDED.search(mail.header("Subject")) or FORWARDED.search(mail.text[:2000])
    )
    is_notified = '"notificationType":"Complaint"' in mail.text[:20_000]  # Amazon SES
    if not (is_report or is_notified or (is_forwarded and mail.returned is not None)):
        return None
    fields = {
        name.lower(): value.strip()
        for text in (*mail.feedback, *mail.texts)
        for name, value in FIELD.findall(text[:20_000])
    }
    return Complaint(
        feedback_type=fields.get("feedback-type", "abuse").lower(),
        recipients=tuple(FIND_ADDRESS.findall(fields.get("original-rcpt-to", ""))),
    )
