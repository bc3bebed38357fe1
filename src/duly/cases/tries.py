"""A mail of the site that did not go: when is it tried again, and how often may a copy of it have gone already?"""

import smtplib
from datetime import datetime, timedelta

from duly.cases.models import Deadline
from duly.cases.record import utc
from duly.channels.registered_email.short_mail import MaybeTaken

# The server may have taken it and could not say so.
MAYBE_WENT = (smtplib.SMTPServerDisconnected, TimeoutError, MaybeTaken)
MOST_COPIES = 3
MINUTES = (0, 1, 5, 15)
LATER_MINUTES = 60


def rests(row: Deadline, *, now: datetime) -> bool:
    """It was tried just before."""
    return str(row.reason_parts.get("not_before", "")) > utc(now)


def put_off(row: Deadline, fault: OSError, *, now: datetime) -> None:
    """The next try comes later each time; who may have had three copies gets no more."""
    tries = row.reason_parts.get("tries", 0)
    copies = row.reason_parts.get("copies", 0) + isinstance(fault, MAYBE_WENT)
    minutes = MINUTES[tries] if tries < len(MINUTES) else LATER_MINUTES
    parts = {
        "tries": tries + 1,
        "copies": copies,
        "not_before": utc(now + timedelta(minutes=minutes)),
    }
    Deadline.objects.filter(pk=row.pk).update(
        reason_parts=parts, reached_at=now if copies >= MOST_COPIES else None
    )
