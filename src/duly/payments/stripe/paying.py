"""One payment through Checkout: reserved on Stripe's page, taken when the carrier has the letter."""

import os
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from duly.kit.environment import BadSetting
from duly.kit.money import Money
from duly.payments import Payment, PaymentNotice, Refused, State, Unavailable
from duly.payments.stripe.settings import Settings, read_settings

if TYPE_CHECKING:
    import stripe

RESERVED = "requires_capture"
ENDED = ("canceled",)


class Unknown(Refused):
    """Stripe has no such session; any other refusal says nothing about that."""


class Stripe:
    """The id of a payment is that of its checkout session. No customer, nothing kept for a next time."""

    name = "stripe"
    takes_money = True

    def __init__(self) -> None:
        self.http_client: stripe.HTTPClient | None = None  # the double, in tests
        self._client: tuple[Settings, Any, stripe.StripeClient] | None = None

    def configured(self) -> str | None:
        try:
            read_settings(os.environ)
        except BadSetting as reason:
            return str(reason)
        return None

    def start(
        self,
        *,
        reference: str,
        amount: Money,
        key: str,
        return_url: str,
        now: datetime,  # noqa: ARG002 # the session lasts 24 hours by their own rule
    ) -> Payment:
        """They learn the amount and the reference of the order, and nothing about the letter."""
        from duly.payments.stripe.client import called

        if amount.amount <= 0:
            raise Refused("There is nothing to pay.")
        client = self.client()
        params = session_request(reference, amount, return_url)
        made = called(
            lambda: client.v1.checkout.sessions.create(
                params=params,  # type: ignore[arg-type] # their own TypedDict
                options={"idempotency_key": key},
            )
        )
        return self.payment(made.id)

    def capture(
        self,
        payment_id: str,
        *,
        amount: Money,
        key: str,
        now: datetime,  # noqa: ARG002 # the contract's signature
    ) -> Payment:
        """Looked up first: what was taken before is never taken again."""
        from duly.payments.stripe.client import called

        payment, intent = self.seen(payment_id)
        if payment.captured.amount:
            if payment.captured == amount:
                return payment
            raise Refused("It was taken already, with another amount.")
        if payment.state != "reserved" or amount != payment.amount:
            raise Refused("Only what is reserved can be taken, once and whole.")
        client = self.client()
        called(
            lambda: client.v1.payment_intents.capture(
                intent,
                params={"amount_to_capture": amount.amount},
                options={"idempotency_key": key},
            )
        )
        return self.payment(payment_id)

    def release(
        self,
        payment_id: str,
        *,
        key: str,
        now: datetime,  # noqa: ARG002 # the contract's signature
    ) -> Payment:
        """Closes the page while it is open, and cancels what was authorised on it meanwhile."""
        from duly.payments.stripe.client import called

        client = self.client()
        payment, intent = self.seen(payment_id)
        if payment.state == "waiting":
            try:
                called(lambda: client.v1.checkout.sessions.expire(payment_id))
            except Refused:  # the person paid in this very moment
                payment, intent = self.seen(payment_id)
        if payment.captured.amount:
            raise Refused("It was taken already; it can only be paid back.")
        if payment.state == "reserved":
            called(
                lambda: client.v1.payment_intents.cancel(
                    intent, options={"idempotency_key": key}
                )
            )
        return self.payment(payment_id)

    def refund(
        self,
        payment_id: str,
        *,
        amount: Money,
        key: str,
        now: datetime,  # noqa: ARG002 # the contract's signature
    ) -> Payment:
        """Our own sum decides: a processor that would pay back more than it took is not asked."""
        from duly.payments.stripe.client import called

        payment, intent = self.seen(payment_id)
        if payment.refunded == amount:
            return payment
        if payment.refunded.amount + amount.amount > payment.captured.amount:
            raise Refused("Only what was taken can be paid back.")
        client = self.client()
        called(
            lambda: client.v1.refunds.create(
                params={"payment_intent": intent, "amount": amount.amount},
                options={"idempotency_key": key},
            )
        )
        return self.payment(payment_id)

    def find(self, payment_id: str) -> Payment | None:
        try:
            return self.payment(payment_id)
        except Unknown:
            return None

    def parse_webhook(
        self, body: bytes, headers: Mapping[str, str], *, now: datetime
    ) -> tuple[PaymentNotice, ...]:
        from duly.payments.stripe.reports import read_report

        try:
            settings = settings_now()
        except Unavailable as reason:
            raise Refused(str(reason)) from reason
        return read_report(body, headers, secret=settings.webhook_secret, now=now)

    def payment(self, payment_id: str) -> Payment:
        """Raises Unknown when Stripe has none."""
        return self.seen(payment_id)[0]

    def seen(self, payment_id: str) -> tuple[Payment, str]:
        """The payment as it is now, and the id of its payment intent (empty while there is none)."""
        from duly.payments.stripe.client import refunded, session

        if not payment_id.startswith("cs_"):
            raise Unknown("There is no such payment.")
        client = self.client()
        found = session(client, payment_id)
        if found is None:
            raise Unknown("There is no such payment.")
        intent = found.payment_intent
        back = refunded(client, intent.id) if intent and received(intent) else 0
        return payment_of(found, intent, back=back), intent.id if intent else ""

    def client(self) -> "stripe.StripeClient":
        """One client for the settings as they are now."""
        from duly.payments.stripe.client import make_client

        settings = settings_now()
        held = self._client
        if held is None or held[0] != settings or held[1] is not self.http_client:
            held = (settings, self.http_client, make_client(settings, self.http_client))
            self._client = held
        return held[2]


def settings_now() -> Settings:
    try:
        return read_settings(os.environ)
    except BadSetting as reason:
        raise Unavailable(str(reason)) from reason


def session_request(
    reference: str, amount: Money, return_url: str
) -> dict[str, object]:
    """One payment, authorised by hand, by card. Nothing in it depends on the clock: the same key, the same words."""
    line = {
        "quantity": 1,
        "price_data": {
            "currency": amount.currency.lower(),
            "unit_amount": amount.amount,
            "product_data": {"name": f"Sending one letter, order {reference}"},
        },
    }
    return {
        "mode": "payment",
        "payment_method_types": ["card"],
        "line_items": [line],
        "payment_intent_data": {
            "capture_method": "manual",
            "metadata": {"order": reference},
        },
        "client_reference_id": reference,
        "success_url": return_url,
        "cancel_url": return_url,
    }


def payment_of(found: Any, intent: Any, *, back: int) -> Payment:
    currency = str(found.currency).upper()
    taken = received(intent) if intent else 0
    state = state_of(found, intent, back=back)
    return Payment(
        payment_id=found.id,
        state=state,
        amount=Money(found.amount_total, currency),
        captured=Money(taken, currency),
        refunded=Money(back, currency),
        page_url=found.url if state == "waiting" else None,
    )


def received(intent: Any) -> int:
    return int(getattr(intent, "amount_received", None) or 0)


def state_of(found: Any, intent: Any, *, back: int) -> State:
    """The intent says it; the session only whether its page is still open."""
    status = intent.status if intent else ""
    if status == "succeeded":
        return "refunded" if back >= received(intent) else "captured"
    if status == RESERVED:
        return "reserved"
    if status in ENDED or found.status == "expired":
        return "released"
    return "waiting"
