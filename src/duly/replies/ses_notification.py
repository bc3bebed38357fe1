"""Amazon SES tells of bounces and deliveries in a JSON object, also by mail through SNS."""

import json
import re
from dataclasses import dataclass
from typing import Any

from duly.replies.mail import Mail
from duly.replies.smtp_codes import status_in

LONGEST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Notified:
    address: str
    action: str
    status: str
    diagnostic: str


def notified_recipients(mail: Mail) -> tuple[Notified, ...]:
    """Empty when the text is no such object."""
    text = mail.text.lstrip()[:LONGEST]
    if not text.startswith("{") or '"notificationType"' not in text:
        return ()
    try:
        # SNS folds the object like a header: a line break and one blank.
        told, _ = json.JSONDecoder().raw_decode(re.sub(r"\n ?", "", text))
    except (ValueError, RecursionError):
        return ()
    bounce, delivery = told.get("bounce"), told.get("delivery")
    if isinstance(bounce, dict):
        return bounced(bounce)
    return delivered(delivery) if isinstance(delivery, dict) else ()


def bounced(bounce: dict[str, Any]) -> tuple[Notified, ...]:
    vague = "5.0.0" if bounce.get("bounceType") == "Permanent" else "4.0.0"
    return tuple(
        Notified(
            address=str(one.get("emailAddress", "")).lower(),
            action=str(one.get("action", "failed")),
            status=str(one.get("status") or vague),
            diagnostic=str(one.get("diagnosticCode", "")),
        )
        for one in bounce.get("bouncedRecipients", [])
        if isinstance(one, dict)
    )


def delivered(delivery: dict[str, Any]) -> tuple[Notified, ...]:
    spoken = str(delivery.get("smtpResponse", ""))
    return tuple(
        Notified(
            address=str(address).lower(),
            action="delivered",
            status=status_in(spoken) or "2.0.0",
            diagnostic=spoken,
        )
        for address in delivery.get("recipients", [])
    )
