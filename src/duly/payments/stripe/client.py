"""The calls to Stripe, with its errors told apart: never, later, or unknown."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from duly.payments import InDoubt, Refused, Unavailable
from duly.payments.stripe.settings import Settings

if TYPE_CHECKING:
    import stripe

Answer = TypeVar("Answer")
PAYMENT = {"expand": ["payment_intent"]}


def make_client(
    settings: Settings, http_client: "stripe.HTTPClient | None"
) -> "stripe.StripeClient":
    """No retries of its own: the caller looks first and then decides, with the key it stored before."""
    import stripe

    return stripe.StripeClient(
        settings.secret_key,
        base_addresses={"api": settings.base_url},
        http_client=http_client
        or stripe.RequestsClient(timeout=settings.timeout_seconds),
        max_network_retries=0,
    )


@contextmanager
def told_apart() -> Iterator[None]:
    """Stripe's errors as the contract's three. A lost answer is in doubt, whatever the library calls it."""
    import stripe

    try:
        yield
    except (
        stripe.RateLimitError,
        stripe.AuthenticationError,
        stripe.PermissionError,
    ) as reason:
        raise Unavailable(f"Stripe: {reason.code or type(reason).__name__}") from reason
    except (stripe.InvalidRequestError, stripe.CardError) as reason:
        raise Refused(f"Stripe: {reason.code or type(reason).__name__}") from reason
    except stripe.StripeError as reason:
        raise InDoubt(f"Stripe: {reason.code or type(reason).__name__}") from reason


def session(client: "stripe.StripeClient", session_id: str) -> Any:
    """The checkout session with its payment; None when Stripe has none."""
    import stripe

    with told_apart():
        try:
            return client.v1.checkout.sessions.retrieve(session_id, params=PAYMENT)  # type: ignore[arg-type]
        except stripe.InvalidRequestError as reason:
            if reason.http_status == 404:
                return None
            raise


def refunded(client: "stripe.StripeClient", intent_id: str) -> int:
    """What went back or is on its way back, in the smallest unit."""
    with told_apart():
        found = client.v1.refunds.list(
            params={"payment_intent": intent_id, "limit": 100}
        )
    return sum(
        each.amount for each in found.data if each.status not in ("failed", "canceled")
    )


def called(call: Callable[[], Answer]) -> Answer:
    with told_apart():
        return call()
