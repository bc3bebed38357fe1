"""A disposition notification (RFC 8098): a reader's program says what became of the message on its screen."""

import re
from dataclasses import dataclass

from duly.kit.mail_address import from_xtext
from duly.replies.delivery_status import address_in
from duly.replies.mail import Mail

FIELD = re.compile(
    r"(?im)^(final-recipient|original-recipient|original-message-id|disposition|reporting-ua)[ \t]*:[ \t]*(.*(?:\n[ \t]+\S.*)*)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """`disposition` is displayed, deleted, dispatched, processed, denied or failed. Unsigned and optional: a hint."""

    address: str
    disposition: str
    is_automatic: bool
    original_message_id: str = ""


def receipt_of(mail: Mail) -> Receipt | None:
    """None when the mail is no such notification."""
    if (
        mail.report_type != "disposition-notification"
        and "message/disposition-notification" not in mail.types
    ):
        return None
    fields = {
        name.lower(): " ".join(value.split())
        for text in (*mail.feedback, *mail.texts)
        for name, value in FIELD.findall(text[:20_000])
    }
    mode, _, kind = fields.get("disposition", "").lower().partition(";")
    return Receipt(
        address=address_in(from_xtext(fields.get("final-recipient", ""))),
        disposition=kind.strip().split("/")[0],
        is_automatic="automatic" in mode,
        original_message_id=fields.get("original-message-id", ""),
    )
