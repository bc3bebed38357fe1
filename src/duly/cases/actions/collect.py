"""After the sending: take the reserved price when the carrier accepted, let it go when it refused, pay it back.

What is owed follows from the outcome of the dispatch, so that a worker that dies in between changes nothing:
the sweeper finds the order again. No call to a processor inside a transaction, and none before `find`.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

from django.db import IntegrityError
from django.db.models import Q

from duly.cases.actions.dispatch import (
    NotConfigured,
    NotUnderWay,
    call_off,
    send_case,
)
from duly.cases.actions.seal import Blocked, Changed
from duly.cases.apart import each, of_order
from duly.cases.ledger import book
from duly.cases.models import LedgerEntry, Order
from duly.cases.receipts import attach_receipt
from duly.cases.vault import Erased
from duly.kit.money import Money
from duly.payments import InDoubt, Payment, Refused, Unavailable, processor

log = logging.getLogger(__name__)

Owed = Literal["", "look", "send", "call_off", "capture", "release", "refund"]
Clock = Callable[[], datetime]

WENT = ("accepted", "handed_to_sender")
DID_NOT_GO = ("refused", "called_off")
NOT_BEGUN = ("intended", "deferred")
LEASE = timedelta(minutes=5)
WAIT_MINUTES = (1, 5, 15, 30, 60)
# A bank transfer may take days; a checkout page is closed by its processor long before.
LONGEST_WAIT = timedelta(days=14)
UNSTARTED = timedelta(hours=1)
ASKED_AGAIN = 7


def owed(order: Order) -> Owed:
    """The one thing that is to be done with this order now."""
    if order.state == Order.WAITING:
        return "look"
    if order.state == Order.CAPTURED:
        return "refund" if order.owed_back_at else ""
    if order.state == Order.UNCOLLECTED:
        return "capture"
    if order.state != Order.RESERVED:
        return ""
    if order.dispatch is None:
        return "release" if order.case.is_erased else "send"
    if order.case.is_erased and order.dispatch.outcome in NOT_BEGUN:
        return "call_off"
    if order.dispatch.outcome in WENT:
        return "capture"
    return "release" if order.dispatch.outcome in DID_NOT_GO else ""


def due_orders(*, now: datetime, limit: int = 200) -> list[int]:
    """Every order with something to be done; bounded, the rest comes in the next round."""
    is_owed = (
        Q(state=Order.WAITING)
        | Q(state=Order.RESERVED, dispatch=None)
        | Q(state=Order.RESERVED, dispatch__outcome__in=(*WENT, *DID_NOT_GO))
        | Q(
            state=Order.RESERVED,
            dispatch__outcome__in=NOT_BEGUN,
            case__erased_at__isnull=False,
        )
        | Q(state=Order.CAPTURED, owed_back_at__isnull=False)
        | Q(state=Order.UNCOLLECTED, next_attempt_at__isnull=False)
    )
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    due = Q(next_attempt_at=None) | Q(next_attempt_at__lte=now)
    found = Order.objects.filter(is_owed & free & due).order_by("pk")
    return list(found.values_list("pk", flat=True)[:limit])


def settle_due_orders(*, clock: Clock) -> int:
    """The sweeper's part: one step for every order that is due. Returns how many moved."""
    return each(
        due_orders(now=clock()), partial(settle_order, clock=clock), about=of_order
    )


def settle_order(order_id: int, *, clock: Clock) -> bool:
    """Do the one thing that is owed, if nobody else is at it. True when the order moved."""
    now = clock()
    if not _claim(order_id, now=now):
        return False
    order = Order.objects.select_related("dispatch", "case").get(pk=order_id)
    before = order.state
    try:
        STEPS[owed(order)](order, clock)
    except (Unavailable, InDoubt, Refused, IntegrityError) as reason:
        # A refusal or a guard of the ledger is for the operator: `duly orders reconcile` shows the difference.
        _try_later(order, now=clock())
        log.warning("%s: %s at %s", order.reference, type(reason).__name__, before)
        return False
    Order.objects.filter(pk=order.pk).update(lease_until=None)
    order.refresh_from_db()
    return order.state != before


def _claim(order_id: int, *, now: datetime) -> bool:
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return bool(Order.objects.filter(free, pk=order_id).update(lease_until=now + LEASE))


def _try_later(order: Order, *, now: datetime) -> None:
    step = min(order.attempts, len(WAIT_MINUTES) - 1)
    Order.objects.filter(pk=order.pk).update(
        lease_until=None,
        attempts=order.attempts + 1,
        next_attempt_at=now + timedelta(minutes=WAIT_MINUTES[step]),
    )


def _look(order: Order, clock: Clock) -> None:
    """Was it paid meanwhile? The processor is asked, whatever a report or a returning browser says."""
    now = clock()
    if order.case.is_erased:
        _close_page(order, now=now)
        return
    payment = processor(order.processor).find(order.payment_id)
    if payment is None or payment.state in ("released", "declined"):
        # Without an answer to `start` there is no payment to look for; the person may press again.
        if order.payment_id or now - order.placed_at > UNSTARTED:
            _give_up(order)
        else:
            _try_later(order, now=now)
        return
    if payment.state == "waiting":
        _wait_on(order, now=now)
        return
    if payment.amount != Money(order.amount, order.currency):
        log.error("%s: another amount was reserved than agreed", order.reference)
        _close_page(order, now=now)
        return
    book(order, LedgerEntry.RESERVE, amount=payment.amount.amount, now=now)
    _send(order, clock)


def _wait_on(order: Order, *, now: datetime) -> None:
    if now - order.placed_at <= LONGEST_WAIT:
        _try_later(order, now=now)
        return
    _close_page(order, now=now)


def _close_page(order: Order, *, now: datetime) -> None:
    """Nobody may pay any more, and what was reserved meanwhile is let go."""
    if order.payment_id:
        processor(order.processor).release(
            order.payment_id, key=f"{order.key}:release", now=now
        )
    _give_up(order)


def _give_up(order: Order) -> None:
    """Nothing was reserved: there is nothing to let go, and the person may order again."""
    Order.objects.filter(pk=order.pk, state=Order.WAITING).update(
        state=Order.ABANDONED, next_attempt_at=None
    )


def _send(order: Order, clock: Clock) -> None:
    """The price is reserved: the decision to send is written down, once for this order."""
    now = clock()
    try:
        dispatch = send_case(
            order.case,
            channel=order.channel,
            key=order.reference,
            reviewed_sha256=order.letter.reviewed_sha256,
            now=now,
        )
    except (Blocked, Changed, NotConfigured, Erased, KeyError) as reason:
        log.warning("%s: cannot go, %s", order.reference, type(reason).__name__)
        _release(order, clock)
        return
    if Order.objects.filter(dispatch=dispatch).exclude(pk=order.pk).exists():
        _release(order, clock)  # another order paid for this very sending
        return
    Order.objects.filter(pk=order.pk, dispatch=None).update(dispatch=dispatch)


def _call_off(order: Order, clock: Clock) -> None:
    """The person had the case deleted before the letter went: there is nothing left to send."""
    if order.dispatch is None:
        return
    try:
        call_off(order.dispatch, now=clock())
    except NotUnderWay:
        return
    _release(order, clock)


def _capture(order: Order, clock: Clock) -> None:
    """Asked first, since an earlier attempt may have arrived: it is never taken twice."""
    found = _payment_of(order)
    if found is not None and found.captured.amount:
        _took(order, found.captured.amount, clock)
        return
    if found is not None and found.state in ("released", "declined"):
        _uncollected(order, now=clock())
        return
    try:
        taken = processor(order.processor).capture(
            order.payment_id,
            amount=Money(order.amount, order.currency),
            key=f"{order.key}:capture",
            now=clock(),
        )
    except Refused:
        _uncollected(order, now=clock())
        return
    _took(order, taken.captured.amount, clock)


def _took(order: Order, amount: int, clock: Clock) -> None:
    entry = book(order, LedgerEntry.CAPTURE, amount=amount, now=clock())
    attach_receipt(entry, now=clock())


def _uncollected(order: Order, *, now: datetime) -> None:
    """The letter went and the price cannot be had: shown by `duly orders reconcile`, and asked for a week more."""
    is_last = order.attempts >= ASKED_AGAIN
    Order.objects.filter(pk=order.pk).update(
        state=Order.UNCOLLECTED,
        attempts=order.attempts + 1,
        next_attempt_at=None if is_last else now + timedelta(days=1),
    )
    log.error("%s: the carrier took the letter, the price is gone", order.reference)


def _release(order: Order, clock: Clock) -> None:
    found = _payment_of(order)
    if found is None or found.state not in ("released", "declined"):
        processor(order.processor).release(
            order.payment_id, key=f"{order.key}:release", now=clock()
        )
    book(order, LedgerEntry.RELEASE, amount=order.amount, now=clock())


def _refund(order: Order, clock: Clock) -> None:
    """Everything that was taken, the way it came."""
    taken = order.ledger.get(kind=LedgerEntry.CAPTURE).amount
    found = _payment_of(order)
    if found is None or found.refunded.amount < taken:
        back = processor(order.processor).refund(
            order.payment_id,
            amount=Money(taken, order.currency),
            key=f"{order.key}:refund",
            now=clock(),
        )
        if back.refunded.amount < taken:
            raise Unavailable("it was not paid back whole")
    entry = book(order, LedgerEntry.REFUND, amount=taken, now=clock())
    attach_receipt(entry, now=clock())


def _payment_of(order: Order) -> Payment | None:
    return processor(order.processor).find(order.payment_id)


def _nothing(order: Order, clock: Clock) -> None:
    """Its time has not come."""


STEPS: dict[Owed, Callable[[Order, Clock], None]] = {
    "": _nothing,
    "look": _look,
    "send": _send,
    "call_off": _call_off,
    "capture": _capture,
    "release": _release,
    "refund": _refund,
}


def settle_order_of(dispatch_id: int, *, now: datetime) -> None:
    """Right after the outcome of a sending; where it fails, the sweeper does it."""
    pk = Order.objects.filter(dispatch=dispatch_id).values_list("pk", flat=True).first()
    if pk is not None:
        settle_order(pk, clock=lambda: now)


def owe_back(dispatch_id: int, *, now: datetime) -> None:
    """A letter that was paid did not go after all: what was taken is to be paid back."""
    Order.objects.filter(
        dispatch=dispatch_id, state=Order.CAPTURED, owed_back_at=None
    ).update(owed_back_at=now)


def pay_back(order: Order, *, now: datetime) -> bool:
    """The operator, or the person by the right to withdraw: everything that was taken goes back. False: nothing was."""
    return bool(
        Order.objects.filter(pk=order.pk, state=Order.CAPTURED).update(
            owed_back_at=now, next_attempt_at=None
        )
    )
