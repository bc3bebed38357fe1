"""What does the processor say: by itself, or when it is asked in the night? Each report acts once."""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from duly.cases.actions.collect import settle_order
from duly.cases.ledger import moved
from duly.cases.models import LedgerEntry, Order, PaymentReport
from duly.payments import (
    InDoubt,
    Payment,
    PaymentNotice,
    Refused,
    Unavailable,
    processor,
)

log = logging.getLogger(__name__)

LOOK_BACK = timedelta(days=60)


class UnknownPayment(Exception):
    """A report about a payment that no order has (yet)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One order whose ledger and processor disagree; amounts in the smallest unit."""

    order: str
    what: str
    ours: int
    theirs: int
    currency: str


def take_report(
    source: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    clock: Callable[[], datetime],
) -> int:
    """Verify, write down under (source, event id), then ask the processor itself. Returns how many were new.

    The content of a report is never believed: reports come late, twice and out of order. Raises Refused for a
    forged or stale one, UnknownPayment, Unavailable.
    """
    notices = processor(source).parse_webhook(body, headers, now=clock())
    sha256 = hashlib.sha256(body).hexdigest()
    return sum(_take(source, notice, sha256, clock) for notice in notices)


def _take(
    source: str, notice: PaymentNotice, sha256: str, clock: Callable[[], datetime]
) -> bool:
    order = Order.objects.filter(
        processor=source, payment_id=notice.payment.payment_id
    ).first()
    if order is None:
        raise UnknownPayment(notice.payment.payment_id)
    if order.state == Order.ABANDONED and notice.payment.state == "reserved":
        # Paid in another window after it was called off here.
        processor(source).release(
            order.payment_id, key=f"{order.key}:release", now=clock()
        )
    with transaction.atomic():
        _, is_new = PaymentReport.objects.get_or_create(
            source=source,
            event_id=notice.event_id,
            defaults={
                "order": order,
                "raw_code": notice.raw_code[:80],
                "sha256": sha256,
                "received_at": clock(),
            },
        )
    if is_new:
        # Should somebody else be at the order just now, the sweeper comes at once.
        Order.objects.filter(pk=order.pk, state=Order.WAITING).update(
            next_attempt_at=clock()
        )
        settle_order(order.pk, clock=clock)
    return is_new


def reconcile_today(*, now: datetime) -> int:
    """Once a day, where money is taken: compare every order with its processor and keep the count for the doctor.

    Returns how many differ, 0 on every later call of the day. Nothing is mended here: a person looks.
    """
    noted = last_reconciled()
    if not settings.PAYMENTS or (noted and noted[0] == now.date().isoformat()):
        return 0
    try:
        found = differences(now=now)
    except (Unavailable, InDoubt, Refused) as reason:
        log.warning("the processor was not reached: %s", type(reason).__name__)
        return 0
    for one in found:
        log.error("order %s: %s differs from the processor", one.order, one.what)
    noted_file().write_text(json.dumps([now.date().isoformat(), len(found)]))
    return len(found)


def last_reconciled() -> tuple[str, int] | None:
    """The day of the last comparison and how many orders differed; None before the first."""
    if not noted_file().exists():
        return None
    day, count = json.loads(noted_file().read_text())
    return str(day), int(count)


def noted_file() -> Path:
    return Path(settings.HOME) / "reconciled.json"


def differences(*, now: datetime) -> list[Difference]:
    """Every order that moved lately, beside what its processor knows. Changes nothing."""
    recent = Q(placed_at__gte=now - LOOK_BACK) | Q(state__in=Order.OPEN)
    orders = Order.objects.filter(recent).exclude(payment_id="")
    found: list[Difference] = []
    for order in orders.prefetch_related("ledger").order_by("pk").iterator(200):
        found += _differences(order)
    return found


def _differences(order: Order) -> list[Difference]:
    try:
        payment = processor(order.processor).find(order.payment_id)
    except (Unavailable, InDoubt, Refused):
        return [_difference(order, "no answer", order.amount, 0)]
    except KeyError:
        return [_difference(order, "no such processor", order.amount, 0)]
    if payment is None:
        return [_difference(order, "unknown there", order.amount, 0)]
    pairs = (
        ("captured", moved(order, LedgerEntry.CAPTURE), payment.captured.amount),
        ("refunded", moved(order, LedgerEntry.REFUND), payment.refunded.amount),
        ("held", _held(order), _held_there(payment)),
    )
    found = [
        _difference(order, what, ours, theirs)
        for what, ours, theirs in pairs
        if ours != theirs
    ]
    if order.state == Order.UNCOLLECTED:
        found.append(_difference(order, "sent and not paid", order.amount, 0))
    return found


def _held(order: Order) -> int:
    """Reserved, and neither taken nor let go."""
    return order.amount if order.state == Order.RESERVED else 0


def _held_there(payment: Payment) -> int:
    return payment.amount.amount if payment.state == "reserved" else 0


def _difference(order: Order, what: str, ours: int, theirs: int) -> Difference:
    return Difference(
        order=order.reference,
        what=what,
        ours=ours,
        theirs=theirs,
        currency=order.currency,
    )
