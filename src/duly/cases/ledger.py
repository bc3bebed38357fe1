"""The only writer of the ledger: money that moved, its event, and the number of its document."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from duly.cases.models import Case, LedgerEntry, Order
from duly.cases.record import record

STATES = {
    LedgerEntry.RESERVE: Order.RESERVED,
    LedgerEntry.CAPTURE: Order.CAPTURED,
    LedgerEntry.RELEASE: Order.RELEASED,
    LedgerEntry.REFUND: Order.REFUNDED,
}
EVENTS = {
    LedgerEntry.RESERVE: "order.reserved",
    LedgerEntry.CAPTURE: "order.captured",
    LedgerEntry.RELEASE: "order.released",
    LedgerEntry.REFUND: "order.refunded",
}
NUMBERED = (LedgerEntry.CAPTURE, LedgerEntry.REFUND)
TRIES = 50


@transaction.atomic
def book(
    order: Order, kind: str, *, amount: int, now: datetime, actor: str = "duly"
) -> LedgerEntry:
    """Write one movement, its event and the new state, together or not at all. The same one again changes nothing.

    The database raises IntegrityError for a movement that may not be (migration 0003).
    """
    case = Case.objects.select_for_update().get(pk=order.case_id)
    key = f"{order.reference}:{kind}"
    written = LedgerEntry.objects.filter(key=key).first()
    if written is not None:
        return written
    entry = _entered(order, kind, amount=amount, key=key, now=now)
    Order.objects.filter(pk=order.pk).update(
        state=STATES[kind],
        lease_until=None,
        next_attempt_at=None,
        attempts=0,
        **({"owed_back_at": None} if kind == LedgerEntry.REFUND else {}),
    )
    event = record(
        case, EVENTS[kind], at=now, actor=actor, payload=_payload(order, entry)
    )
    if kind == LedgerEntry.RESERVE:
        consent = case.exhibits.filter(source="order")
        consent.filter(source_id=f"{order.reference}:consent").update(
            event_seq=event.seq
        )
    order.refresh_from_db()
    return entry


def _entered(
    order: Order, kind: str, *, amount: int, key: str, now: datetime
) -> LedgerEntry:
    fields = {"order": order, "kind": kind, "amount": amount, "key": key, "at": now}
    if kind not in NUMBERED:
        return LedgerEntry.objects.create(**fields)
    for _ in range(TRIES):
        number = next_document_no()
        try:
            with transaction.atomic():
                return LedgerEntry.objects.create(**fields, document_no=number)
        except IntegrityError:
            # Somebody took the number in this moment. A rolled-back writer gives its number back, so that
            # the series has no gap: therefore no sequence of the database, which never goes back.
            if next_document_no() == number:
                raise
    raise IntegrityError("no number for the document")


def next_document_no() -> int:
    last = LedgerEntry.objects.aggregate(last=Max("document_no"))["last"]
    return (last or 0) + 1


def _payload(order: Order, entry: LedgerEntry) -> dict[str, object]:
    payload: dict[str, object] = {
        "order": order.reference,
        "amount": entry.amount,
        "currency": order.currency,
        "by": order.processor,
    }
    if entry.kind == LedgerEntry.RESERVE:
        payload["consent_sha256"] = order.consent_sha256
    if entry.document_no:
        payload["document_no"] = entry.document_no
    return payload


def moved(order: Order, kind: str) -> int:
    """The sum of one kind of movement, in the smallest unit."""
    return sum(entry.amount for entry in order.ledger.all() if entry.kind == kind)
