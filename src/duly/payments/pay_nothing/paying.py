"""Whoever runs duly for themselves pays the carrier directly: every payment here is of nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from duly.kit.money import Money
from duly.payments import Payment, PaymentNotice, Refused

PREFIX = "nothing"


class PayNothing:
    """Keeps no state: the id of a payment says all there is to know."""

    name = "pay_nothing"
    takes_money = False

    def configured(self) -> str | None:
        return None

    def start(
        self,
        *,
        reference: str,  # noqa: ARG002 # the contract's signature
        amount: Money,
        key: str,
        return_url: str,  # noqa: ARG002 # there is no page to come back from
        now: datetime,  # noqa: ARG002 # the contract's signature
    ) -> Payment:
        """Reserved at once, whatever the carrier's price: the amount is nothing in its currency."""
        return payment_of(f"{PREFIX}-{amount.currency}-{key}")

    def capture(
        self,
        payment_id: str,
        *,
        amount: Money,
        key: str,  # noqa: ARG002 # the contract's signature
        now: datetime,  # noqa: ARG002 # the contract's signature
    ) -> Payment:
        check_nothing(amount)
        return replace(payment_of(payment_id), state="captured")

    def release(
        self,
        payment_id: str,
        *,
        key: str,  # noqa: ARG002 # the contract's signature
        now: datetime,  # noqa: ARG002 # the contract's signature
    ) -> Payment:
        return replace(payment_of(payment_id), state="released")

    def refund(
        self,
        payment_id: str,
        *,
        amount: Money,
        key: str,  # noqa: ARG002 # the contract's signature
        now: datetime,  # noqa: ARG002 # the contract's signature
    ) -> Payment:
        check_nothing(amount)
        return replace(payment_of(payment_id), state="refunded")

    def find(self, payment_id: str) -> Payment | None:
        try:
            return payment_of(payment_id)
        except Refused:
            return None

    def parse_webhook(
        self,
        body: bytes,  # noqa: ARG002 # the contract's signature
        headers: Mapping[str, str],  # noqa: ARG002 # the contract's signature
        *,
        now: datetime,  # noqa: ARG002 # the contract's signature
    ) -> tuple[PaymentNotice, ...]:
        """Nobody calls back."""
        raise Refused("This processor has no callbacks.")


def payment_of(payment_id: str) -> Payment:
    """Raises Refused for an id that was not made here."""
    words = payment_id.split("-", maxsplit=2)
    if len(words) != 3 or words[0] != PREFIX or len(words[1]) != 3:
        raise Refused("There is no such payment.")
    nothing = Money(0, words[1])
    return Payment(
        payment_id=payment_id,
        state="reserved",
        amount=nothing,
        captured=nothing,
        refunded=nothing,
    )


def check_nothing(amount: Money) -> None:
    if amount.amount != 0:
        raise Refused("Nothing was reserved, so nothing can be taken or given back.")
