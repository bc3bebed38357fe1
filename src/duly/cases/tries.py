"""A mail of the site that is asked for: when is it tried again, and how often may a copy of it have gone already?"""

import smtplib
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from duly.cases.models import Case, Deadline
from duly.channels.registered_email.short_mail import MaybeTaken

# The server may have taken it and could not say so.
MAYBE_WENT = (smtplib.SMTPServerDisconnected, TimeoutError, MaybeTaken)
MOST_COPIES = 3
MINUTES = (0, 1, 5, 15)
LATER_MINUTES = 60


def ask(case: Case, *, kind: str, reason: str, now: datetime) -> None:
    """Put the request down for the worker; the tries of an earlier one do not count."""
    Deadline.objects.update_or_create(
        case=case,
        kind=kind,
        defaults={
            "instant": now,
            "reason": reason,
            "reached_at": None,
            "tries": 0,
            "copies": 0,
            "next_try_at": None,
        },
    )


def waiting(kind: str, *, valid_for: timedelta, now: datetime) -> QuerySet[Deadline]:
    """Requests that are still valid, did not go yet and were not tried just before."""
    return Deadline.objects.select_related("case").filter(
        Q(next_try_at=None) | Q(next_try_at__lte=now),
        kind=kind,
        reached_at=None,
        instant__gt=now - valid_for,
        case__erased_at=None,
    )


def put_off(row: Deadline, fault: OSError, *, now: datetime) -> None:
    """The next try comes later each time; who may have had three copies gets no more."""
    minutes = MINUTES[row.tries] if row.tries < len(MINUTES) else LATER_MINUTES
    copies = row.copies + isinstance(fault, MAYBE_WENT)
    Deadline.objects.filter(pk=row.pk).update(
        tries=row.tries + 1,
        copies=copies,
        next_try_at=now + timedelta(minutes=minutes),
        reached_at=now if copies >= MOST_COPIES else None,
    )
