"""The ways to pay: one folder each, found by name; the contract they share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol

from duly.kit.environment import BadSetting, word
from duly.kit.money import Money

OFFERED = "DULY_PAYMENTS"

State = Literal["waiting", "reserved", "captured", "released", "refunded", "declined"]


class Refused(Exception):
    """Will never be done: the processor said no, or it is not allowed (a refund above what was taken)."""


class Unavailable(Exception):
    """Provably not done; may be tried again later with the same key."""


class InDoubt(Exception):
    """The request left and the answer is unknown; ask `find` before anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment as the processor sees it now. `page_url`: where the person goes to authorise, while `waiting`.

    `amount` is what was reserved, `captured` and `refunded` what was taken and given back of it.
    """

    payment_id: str
    state: State
    amount: Money
    captured: Money
    refunded: Money
    page_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentNotice:
    """What a processor reports by itself; `(processor, event_id)` is unique, a second one changes nothing."""

    event_id: str
    payment: Payment
    at: datetime
    raw_code: str


class Processor(Protocol):
    """One way to pay. Authorise first, capture when the carrier has accepted the letter, else release.

    `takes_money` False: there is no step to show and nothing to owe. Every `key` is an idempotency key made
    and stored before the call. Each call may raise Refused, Unavailable or InDoubt.
    """

    name: str
    takes_money: bool

    def configured(self) -> str | None:
        """None when it can work; otherwise the sentence that says which setting is missing."""

    def start(
        self, *, reference: str, amount: Money, key: str, return_url: str, now: datetime
    ) -> Payment:
        """Ask the person to authorise `amount`, once; nothing is taken yet, no card is stored."""

    def capture(
        self, payment_id: str, *, amount: Money, key: str, now: datetime
    ) -> Payment:
        """Take at most what was reserved, once."""

    def release(self, payment_id: str, *, key: str, now: datetime) -> Payment:
        """Let go of what was reserved and not captured."""

    def refund(
        self, payment_id: str, *, amount: Money, key: str, now: datetime
    ) -> Payment:
        """Give back at most what was captured and not yet given back."""

    def find(self, payment_id: str) -> Payment | None:
        """What the processor knows of it; None when nothing."""

    def parse_webhook(
        self, body: bytes, headers: Mapping[str, str], *, now: datetime
    ) -> tuple[PaymentNotice, ...]:
        """Verified over the raw body before anything is parsed. Raises Refused when it is forged or stale."""


@lru_cache(maxsize=1)
def processor_names() -> tuple[str, ...]:
    """Every folder here that holds a processor, in alphabetical order."""
    return tuple(
        sorted(path.parent.name for path in Path(__file__).parent.glob("*/README.md"))
    )


def processor(name: str) -> Processor:
    """The processor in folder `name`; KeyError when there is none."""
    if name not in processor_names():
        raise KeyError(name)
    found: Processor = import_module(f"duly.payments.{name}").processor
    return found


def offered(environ: Mapping[str, str]) -> tuple[Processor, ...]:
    """The processors named in DULY_PAYMENTS that take money; none by default, and then there is no step.

    Raises BadSetting for a name without a folder.
    """
    names = word(environ, OFFERED, "pay_nothing").split()
    unknown = [name for name in names if name not in processor_names()]
    if unknown:
        raise BadSetting(
            f"{OFFERED}: {unknown[0]} is none of {', '.join(processor_names())}"
        )
    found = (processor(name) for name in dict.fromkeys(names))
    return tuple(each for each in found if each.takes_money)
