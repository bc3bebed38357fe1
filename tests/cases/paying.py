"""A paid site for tests: the drop box costs 2.98, and what the steps of an order need."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.collect import settle_order
from duly.cases.actions.order import Agreed, place_order, start_payment
from duly.cases.actions.seal import review
from duly.cases.models import Case, Order
from duly.kit.money import Money
from duly.payments.offline import processor as offline

Clock = Callable[[], datetime]
PRICE = Money(298, "USD")  # a fee of 2.50 and 19 % on it, rounded half up
PRICES = """
valid_minutes = 60
[tax]
registered = true
number = "DE123456789"
[tax.rates]
US = 1900
[fees]
drop_box = { USD = 250 }
"""


def open_paid_site(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, payments: str = "offline"
) -> Path:
    """The folder of the operator's own prices."""
    monkeypatch.setenv("DULY_PAYMENTS", payments)
    monkeypatch.setenv("DULY_OFFLINE_FOLDER", str(folder / "offline"))
    own = folder / "own"
    own.mkdir()
    (own / "prices.toml").write_text(PRICES)
    monkeypatch.setattr("duly.cases.pricing.own_folder", lambda: own)
    monkeypatch.setattr("duly.cases.consent.own_folder", lambda: own)
    return own


def agreed(case: Case, now: datetime, **changes: object) -> Agreed:
    looked = review(case, now=now)
    assert looked.letter is not None, looked.findings
    given: dict[str, object] = {
        "channel": "drop_box",
        "processor": "offline",
        "amount": PRICE,
        "quoted_at": now,
        "reviewed_sha256": looked.letter.reviewed_sha256,
        "key": "press-1",
        **changes,
    }
    return Agreed(**given)  # type: ignore[arg-type]


def ordered(case: Case, now: datetime, **changes: object) -> Order:
    order = place_order(case, agreed(case, now, **changes), now=now)
    start_payment(order, return_url="http://127.0.0.1/x", now=now)
    order.refresh_from_db()
    return order


def paid(case: Case, now: datetime, clock: Clock) -> Order:
    """Reserved by bank transfer, and the letter decided."""
    order = ordered(case, now)
    offline.note_transfer(order.payment_id, now=now)
    assert settle_order(order.pk, clock=clock)
    order.refresh_from_db()
    return order


def attempt(order: Order, clock: Clock) -> str:
    order.refresh_from_db()
    assert order.dispatch is not None
    return attempt_dispatch(
        order.dispatch.pk,
        attempt_no=order.dispatch.attempt_no,
        owner="test",
        clock=clock,
    )


def ledger(order: Order) -> list[tuple[str, int]]:
    return list(order.ledger.order_by("pk").values_list("kind", "amount"))


def money_events(case: Case) -> list[str]:
    found = case.events.filter(name__startswith="order.").order_by("seq")
    return list(found.values_list("name", flat=True))
