"""A signed event of Stripe: verified over the raw body, within five minutes, and only about our own pages."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from duly.kit.money import Money
from duly.payments import Payment, PaymentNotice, Refused, State

TOLERANCE_SECONDS = 300
STATES: dict[str, State] = {
    "checkout.session.completed": "reserved",
    "checkout.session.async_payment_succeeded": "reserved",
    "checkout.session.async_payment_failed": "declined",
    "checkout.session.expired": "released",
}


def read_report(
    body: bytes, headers: Mapping[str, str], *, secret: str, now: datetime
) -> tuple[PaymentNotice, ...]:
    """Raises Refused when it is forged, stale or no event. An event about something else is an empty answer."""
    verify(body, headers.get("Stripe-Signature", ""), secret=secret, now=now)
    try:
        event = json.loads(body)
        kind, at = str(event["type"]), datetime.fromtimestamp(event["created"], UTC)
        if kind not in STATES:
            return ()
        return (notice(event, kind, at),)
    except (ValueError, KeyError, TypeError, AttributeError) as reason:
        raise Refused("This is no event of Stripe.") from reason


def verify(body: bytes, signature: str, *, secret: str, now: datetime) -> None:
    """The official library compares; the age is judged by our own clock, in both directions."""
    import stripe

    try:
        stripe.WebhookSignature.verify_header(body, signature, secret)
        sent = int(
            next(part[2:] for part in signature.split(",") if part.startswith("t="))
        )
    except (
        stripe.SignatureVerificationError,
        UnicodeDecodeError,
        ValueError,
        StopIteration,
    ) as reason:
        raise Refused("The signature does not hold.") from reason
    if abs(now.timestamp() - sent) > TOLERANCE_SECONDS:
        raise Refused("The event is too old.")


def notice(event: Mapping[str, Any], kind: str, at: datetime) -> PaymentNotice:
    session = event["data"]["object"]
    currency = str(session["currency"]).upper()
    nothing = Money(0, currency)
    return PaymentNotice(
        event_id=str(event["id"]),
        payment=Payment(
            payment_id=str(session["id"]),
            state=STATES[kind],
            amount=Money(int(session["amount_total"]), currency),
            captured=nothing,
            refunded=nothing,
        ),
        at=at,
        raw_code=kind,
    )
