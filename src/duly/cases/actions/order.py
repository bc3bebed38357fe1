"""After the review and before the sending: the price is agreed, and the processor is asked to reserve it.

Nothing is taken here. The letter goes out when the price is reserved, and `actions/collect.py` takes it
when the carrier has accepted, or lets it go.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from duly.cases.actions.dispatch import (
    NotConfigured,
    NotUnderWay,
    call_off,
    check_claim,
)
from duly.cases.actions.receive import keep_exhibit
from duly.cases.actions.seal import Changed, seal_letter
from duly.cases.consent import Consent, consent_text, terms_sha256
from duly.cases.envelope import case_file_of
from duly.cases.models import Case, Dispatch, Letter, Order
from duly.cases.pricing import home_of, quote_as_document, quote_letter
from duly.channels import Quote
from duly.kit.money import Money
from duly.kit.references import new_reference
from duly.payments import Payment, processor

REFERENCE_BYTES = 5
FIRST_LOOK = timedelta(minutes=2)


class PriceChanged(Exception):
    """The price is no longer the one that was agreed to; `quote` is the price now. Nothing was ordered."""

    def __init__(self, quote: Quote) -> None:
        super().__init__(str(quote.total))
        self.quote = quote


class NothingToPay(Exception):
    """This way costs nothing, so there is no order."""


class AlreadyUnderWay(Exception):
    """The letter is already on its way by this way, or another order for it is being paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What the person pressed: by which way, through which processor, at which price, for which letter, once."""

    channel: str
    processor: str
    amount: Money
    quoted_at: datetime
    reviewed_sha256: str
    key: str


def place_order(case: Case, agreed: Agreed, *, now: datetime) -> Order:
    """Seal the reviewed letter and write the order down, once for each key. No network.

    Raises PriceChanged, NothingToPay, AlreadyUnderWay, NotConfigured, and what `seal_letter` and `quote` raise.
    """
    digest = hashlib.sha256(f"{case.reference}:{agreed.key}".encode()).hexdigest()
    existing = Order.objects.filter(key=digest).first()
    if existing is not None:
        return existing
    reviewed = case.letters.filter(reviewed_sha256=agreed.reviewed_sha256).first()
    if reviewed is None:
        raise Changed(case.reference)
    check_claim(case, channel=agreed.channel)
    quote = quote_letter(case, reviewed, channel=agreed.channel, now=now)
    check_price(quote, agreed, now=now)
    missing = processor(agreed.processor).configured()
    if missing:
        raise NotConfigured(missing)
    letter = seal_letter(case, reviewed_sha256=agreed.reviewed_sha256, now=now)
    try:
        return _written(case, letter, agreed, quote, digest, now=now)
    except IntegrityError:
        same = Order.objects.filter(key=digest).first()  # the other of two presses
        if same is None:
            raise AlreadyUnderWay(case.reference) from None
        return same


def check_price(quote: Quote, agreed: Agreed, *, now: datetime) -> None:
    """Raises NothingToPay, or PriceChanged for another amount or one that no longer stands."""
    if quote.total.amount == 0:
        raise NothingToPay
    lasts = (quote.valid_until - now) if quote.valid_until else timedelta(0)
    if quote.total != agreed.amount or now > agreed.quoted_at + lasts:
        raise PriceChanged(quote)


@transaction.atomic
def _written(
    case: Case,
    letter: Letter,
    agreed: Agreed,
    quote: Quote,
    digest: str,
    *,
    now: datetime,
) -> Order:
    case = Case.objects.select_for_update().get(pk=case.pk)
    if under_way(letter, channel=agreed.channel):
        raise AlreadyUnderWay(case.reference)
    reference = new_order_reference()
    consent = Consent(
        order=reference,
        case=case.reference,
        letter_sha256=letter.letter_sha256,
        channel=agreed.channel,
        quote=quote,
        processor=agreed.processor,
        language=case.language,
    )
    words = consent_text(consent, now=now)
    order = Order.objects.create(
        case=case,
        letter=letter,
        reference=reference,
        key=digest,
        channel=agreed.channel,
        processor=agreed.processor,
        amount=quote.total.amount,
        currency=quote.total.currency,
        country=home_of(case_file_of(case)),
        quote=quote_as_document(quote),
        terms_sha256=terms_sha256(case.language),
        consent_sha256=hashlib.sha256(words).hexdigest(),
        placed_at=now,
        valid_until=quote.valid_until or now,
        next_attempt_at=now + FIRST_LOOK,
    )
    kept = keep_exhibit(
        case,
        kind="consent",
        name=f"order-{reference}.txt",
        media_type="text/plain",
        content=words,
        source="order",
        source_id=f"{reference}:consent",
        now=now,
    )
    # It belongs to the reservation, which has not come yet, and not to the event before.
    case.exhibits.filter(pk=kept.pk).update(event_seq=None)
    return order


def under_way(letter: Letter, *, channel: str) -> Dispatch | None:
    """The sending of this letter by this way that was not refused and not called off."""
    return (
        letter.dispatches.filter(channel=channel)
        .exclude(outcome__in=("refused", "called_off"))
        .first()
    )


def new_order_reference() -> str:
    """Like that of a case, with a P: it stands in a bank transfer and is read out on the telephone."""
    return "P" + new_reference(secrets.token_bytes(REFERENCE_BYTES))[1:]


def start_payment(order: Order, *, return_url: str, now: datetime) -> Payment:
    """Ask the processor for the place where the person authorises; again is the same payment.

    Raises Refused, Unavailable, InDoubt of `duly.payments`: the order stays, the same press tries again.
    """
    payment = processor(order.processor).start(
        reference=order.reference,
        amount=Money(order.amount, order.currency),
        key=order.key,
        return_url=return_url,
        now=now,
    )
    Order.objects.filter(pk=order.pk, payment_id="").update(
        payment_id=payment.payment_id
    )
    order.refresh_from_db()
    return payment


def redeem_voucher(order: Order, *, code: str, now: datetime) -> None:
    """A voucher pays the whole price. Raises Refused with the sentence for the person, Unavailable."""
    from duly.payments.offline import processor as offline

    offline.redeem(order.payment_id, code=code, now=now)


def note_transfer(order: Order, *, now: datetime) -> None:
    """The operator saw the money on the account. Raises Refused when the order waits for none."""
    from duly.payments.offline import processor as offline

    offline.note_transfer(order.payment_id, now=now)


def open_order(case: Case) -> Order | None:
    """The order that waits for its payment, or whose letter has not gone yet."""
    return case.orders.filter(state__in=Order.OPEN).first()


def call_off_order(order: Order, *, now: datetime) -> None:
    """The person takes it back before anything was taken; what was reserved is let go by the next step.

    Raises NotUnderWay when the letter is going out, and Refused, Unavailable, InDoubt of the processor.
    """
    if order.state == Order.RESERVED and order.dispatch is not None:
        call_off(order.dispatch, now=now)
        return
    if order.state != Order.WAITING:
        raise NotUnderWay(order.reference)
    if order.payment_id:
        # The page of the processor is closed first: nothing may be reserved for an order that is no more.
        processor(order.processor).release(
            order.payment_id, key=f"{order.key}:release", now=now
        )
    Order.objects.filter(pk=order.pk, state=Order.WAITING).update(
        state=Order.ABANDONED, next_attempt_at=None
    )
    order.refresh_from_db()
