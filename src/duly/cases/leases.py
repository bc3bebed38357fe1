"""Who holds a dispatch, and until when: every step is one conditional UPDATE, and whoever changes the row was first."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from duly.cases.models import Dispatch
from duly.cases.owners import is_gone

Due = tuple[int, int, int]  # case, dispatch, attempt
Lease = tuple[int, int, str, datetime | None]  # dispatch, attempt, owner, until


def claim(dispatch_id: int, *, attempt_no: int, owner: str, now: datetime) -> bool:
    """One conditional UPDATE: whoever changes the row has the lease."""
    return bool(
        Dispatch.objects.filter(
            pk=dispatch_id,
            attempt_no=attempt_no,
            outcome__in=("intended", "deferred"),
        ).update(
            outcome="attempting",
            lease_owner=owner,
            lease_until=now + timedelta(seconds=settings.LEASE_SECONDS),
        )
    )


def close(dispatch: Dispatch, outcome: str, **changes: object) -> bool:
    """End the lease, unless somebody else has taken the dispatch over meanwhile."""
    changes = {"next_attempt_at": None, **changes}
    return bool(
        Dispatch.objects.filter(
            pk=dispatch.pk,
            attempt_no=dispatch.attempt_no,
            lease_owner=dispatch.lease_owner,
            outcome="attempting",
        ).update(outcome=outcome, lease_owner="", lease_until=None, **changes)
    )


def settle_late(dispatch: Dispatch, outcome: str, **changes: object) -> bool:
    """The lease ran out during a long talk (a computer that slept), and the doubt that came of it is answered here."""
    doubt = Dispatch.objects.filter(
        pk=dispatch.pk, attempt_no__gt=dispatch.attempt_no, outcome="in_doubt"
    )
    return bool(doubt.update(outcome=outcome, **changes))


def hand_over(due: Sequence[Due], *, owner: str, now: datetime) -> list[Due]:
    """Those of `due` that nobody else took: not due again before the lease is over, unless somebody claims them first."""
    if not due:
        return []
    lease_until = now + timedelta(seconds=settings.LEASE_SECONDS)
    with transaction.atomic():  # one wait for the disk for all of them
        return [
            each
            for each in due
            if Dispatch.objects.filter(
                pk=each[1],
                attempt_no=each[2],
                outcome__in=("intended", "deferred"),
                lease_until=None,
            ).update(lease_owner=owner, lease_until=lease_until)
        ]


def take_over_stale(*, now: datetime) -> int:
    """The sweeper: an owner that is gone or whose lease ran out is fenced off, and the dispatch is due again."""
    held = Dispatch.objects.filter(lease_until__isnull=False).values_list(
        "pk", "attempt_no", "lease_owner", "lease_until"
    )
    return sum(
        _fence(lease, now=now)
        for lease in held
        if (lease[3] and lease[3] < now) or is_gone(lease[2])
    )


def _fence(lease: Lease, *, now: datetime) -> int:
    """Only this very lease: a living worker may have claimed the attempt since it was read."""
    dispatch_id, attempt_no, owner, until = lease
    return Dispatch.objects.filter(
        pk=dispatch_id,
        attempt_no=attempt_no,
        outcome__in=Dispatch.OPEN,
        lease_owner=owner,
        lease_until=until,
    ).update(
        outcome="intended",
        attempt_no=attempt_no + 1,
        lease_owner="",
        lease_until=None,
        next_attempt_at=now,
    )
