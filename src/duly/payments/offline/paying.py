"""A payment outside of any processor: waits until the operator sees the transfer or a voucher is given."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from duly.kit.money import Money
from duly.payments import Payment, PaymentNotice, Refused, State, Unavailable
from duly.payments.offline import vouchers
from duly.payments.offline.folder import Settings, read, read_settings, write_once


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What was agreed at the start."""

    reference: str
    amount: Money
    page_url: str


class Offline:
    """Every payment is a folder: `started`, `reserved`, then one of capture and release in `settled`, `refunded`."""

    name = "offline"
    takes_money = True

    def configured(self) -> str | None:
        folder = settings_now().folder
        standing = next(p for p in (folder, *folder.absolute().parents) if p.exists())
        if standing.is_dir() and os.access(standing, os.W_OK):
            return None
        return (
            f"DULY_OFFLINE_FOLDER: {folder} cannot be written. Name a folder that can."
        )

    def start(
        self, *, reference: str, amount: Money, key: str, return_url: str, now: datetime
    ) -> Payment:
        """Waits for the transfer; the page with the account and the reference is our own."""
        if amount.amount <= 0:
            raise Refused("There is nothing to pay.")
        payment_id = f"offline-{sha256(key.encode()).hexdigest()[:32]}"
        write_once(
            folder_of(payment_id) / "started.json",
            {
                "reference": reference,
                "amount": amount.amount,
                "currency": amount.currency,
                "page_url": return_url,
                "at": now.isoformat(),
            },
        )
        return payment_of(payment_id)

    def note_transfer(self, payment_id: str, *, now: datetime) -> Payment:
        """The operator saw the whole amount on the account. Raises Refused when the payment was let go."""
        return reserve(payment_id, {"by": "transfer"}, now=now)

    def redeem(self, payment_id: str, *, code: str, now: datetime) -> Payment:
        """A voucher pays the whole price. Raises Refused with the sentence for the person."""
        started = started_of(payment_id)
        if payment_of(payment_id).state != "waiting":
            raise Refused("This order does not wait for a payment any more.")
        folder = settings_now().folder
        vouchers.use(folder, code, payment_id=payment_id, price=started.amount)
        digest = vouchers.file_of(folder, code).stem
        return reserve(payment_id, {"by": "voucher", "voucher": digest}, now=now)

    def capture(
        self,
        payment_id: str,
        *,
        amount: Money,
        key: str,
        now: datetime,
    ) -> Payment:
        payment = payment_of(payment_id)
        if payment.state == "captured" and payment.captured == amount:
            return payment
        if payment.state != "reserved" or amount != payment.amount:
            raise Refused("Only what is reserved can be taken, once and whole.")
        settle(payment_id, "capture", key=key, now=now)
        return payment_of(payment_id)

    def release(self, payment_id: str, *, key: str, now: datetime) -> Payment:
        """Nothing is moved: a transfer is sent back by the operator, a voucher is good again."""
        payment = payment_of(payment_id)
        if payment.state in ("captured", "refunded"):
            raise Refused("It was taken already; it can only be paid back.")
        settle(payment_id, "release", key=key, now=now)
        give_voucher_back(payment_id)
        return payment_of(payment_id)

    def refund(
        self, payment_id: str, *, amount: Money, key: str, now: datetime
    ) -> Payment:
        """Written down whole; the operator sends the transfer back, a voucher is good again."""
        payment = payment_of(payment_id)
        if payment.state == "refunded" and payment.refunded == amount:
            return payment
        if payment.state != "captured" or amount != payment.captured:
            raise Refused("Only what was taken can be paid back, once and whole.")
        write_once(
            folder_of(payment_id) / "refunded.json", {"key": key, "at": now.isoformat()}
        )
        give_voucher_back(payment_id)
        return payment_of(payment_id)

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
        """Nobody calls back: the operator says it with `duly orders paid`."""
        raise Refused("This processor has no callbacks.")


def settings_now() -> Settings:
    return read_settings(os.environ)


def folder_of(payment_id: str) -> Path:
    """Raises Refused for an id that was not made here: a file name from outside is never trusted."""
    digest = payment_id.removeprefix("offline-")
    if payment_id == digest or len(digest) != 32 or not digest.isalnum():
        raise Refused("There is no such payment.")
    return settings_now().folder / "payments" / digest


def started_of(payment_id: str) -> Started:
    document = read(folder_of(payment_id) / "started.json")
    if document is None:
        raise Refused("There is no such payment.")
    return Started(
        reference=document["reference"],
        amount=Money(document["amount"], document["currency"]),
        page_url=document["page_url"],
    )


def payment_of(payment_id: str) -> Payment:
    """The payment as the files tell it. Raises Refused when there is none."""
    started = started_of(payment_id)
    nothing = Money(0, started.amount.currency)
    state = state_of(payment_id)
    taken = state in ("captured", "refunded")
    return Payment(
        payment_id=payment_id,
        state=state,
        amount=started.amount,
        captured=started.amount if taken else nothing,
        refunded=started.amount if state == "refunded" else nothing,
        page_url=started.page_url if state == "waiting" else None,
    )


def state_of(payment_id: str) -> State:
    folder = folder_of(payment_id)
    if (folder / "refunded.json").exists():
        return "refunded"
    settled = read(folder / "settled.json")
    if settled is not None:
        return "captured" if settled["kind"] == "capture" else "released"
    return "reserved" if (folder / "reserved.json").exists() else "waiting"


def reserve(payment_id: str, by: dict[str, Any], *, now: datetime) -> Payment:
    payment = payment_of(payment_id)
    if payment.state not in ("waiting", "reserved"):
        raise Refused("This order does not wait for a payment any more.")
    write_once(folder_of(payment_id) / "reserved.json", {**by, "at": now.isoformat()})
    return payment_of(payment_id)


def settle(payment_id: str, kind: str, *, key: str, now: datetime) -> None:
    """Taken or let go: one file for both, so that never both."""
    path = folder_of(payment_id) / "settled.json"
    write_once(path, {"kind": kind, "key": key, "at": now.isoformat()})
    settled = read(path)
    if settled is None:
        raise Unavailable("The folder of payments lost what was written.")
    if settled["kind"] != kind:
        raise Refused(f"It was settled as a {settled['kind']} already.")


def give_voucher_back(payment_id: str) -> None:
    reserved = read(folder_of(payment_id) / "reserved.json") or {}
    if reserved.get("voucher"):
        vouchers.give_back(
            settings_now().folder, reserved["voucher"], payment_id=payment_id
        )
