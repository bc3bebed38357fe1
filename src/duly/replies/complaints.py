"""A complaint: the recipient pressed "this is spam", and their provider tells us (RFC 5965)."""

import re
from dataclasses import dataclass

from duly.replies.letter_case import folded
from duly.replies.mail import ADDRESS, Mail

FIELD = re.compile(
    r"(?im)^(feedback-type|original-rcpt-to|original-mail-from|user-agent|arrival-date|redacted-address)[ \t]*:[ \t]*(.+)$"
)
FORWARDED = re.compile(  # of a folded text
    r"complaint about message from|this is (?:an|a) (?:email )?abuse report|abuse report for|spam complaint"
)
FIND_ADDRESS = re.compile(ADDRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """`feedback_type` is abuse, fraud, virus, not-spam or other."""

    feedback_type: str
    recipients: tuple[str, ...]


def complaint_of(mail: Mail) -> Complaint | None:
    """None when the mail is no feedback report."""
    is_report = mail.report_type == "feedback-report" or (
        "message/feedback-report" in mail.types
    )
    is_notified = '"notificationType":"Complaint"' in mail.text[:20_000]  # Amazon SES
    if not (is_report or is_notified or is_forwarded(mail)):
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


def is_forwarded(mail: Mail) -> bool:
    """Whether a person or a provider's own program passes a complaint on, with the mail that it is about."""
    if mail.returned is None:
        return False
    told = f"{mail.header('Subject')}\n{mail.text[:2000]}"
    return bool(FORWARDED.search(folded(told)))
