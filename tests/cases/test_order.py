"""An order from the price to the ledger, with the real database, the drop box and vouchers."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.collect import settle_order
from duly.cases.actions.draft import OpenedCase
from duly.cases.actions.order import (
    Agreed,
    place_order,
    start_payment,
)
from duly.cases.actions.seal import review
from duly.cases.models import Case, Dispatch, Order
from duly.kit.money import Money
from duly.payments.offline import processor as offline

pytestmark = pytest.mark.django_db
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


@pytest.fixture
def paid_site(
    home: Path, tmp_path: Path, drop_box: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A site that takes money for the drop box, by voucher."""
    folder = tmp_path / "offline"
    monkeypatch.setenv("DULY_PAYMENTS", "offline")
    monkeypatch.setenv("DULY_OFFLINE_FOLDER", str(folder))
    table = tmp_path / "own" / "prices.toml"
    table.parent.mkdir()
    table.write_text(PRICES)
    monkeypatch.setattr("duly.cases.pricing.own_folder", lambda: table.parent)
    return folder


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


def ordered(case: Case, now: datetime) -> Order:
    order = place_order(case, agreed(case, now), now=now)
    start_payment(order, return_url="http://127.0.0.1/x", now=now)
    order.refresh_from_db()
    return order


def paid(case: Case, now: datetime, clock: Clock) -> Order:
    order = ordered(case, now)
    offline.note_transfer(order.payment_id, now=now)
    settle_order(order.pk, clock=clock)
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


def test_it_is_reserved_then_sent_then_taken(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock
) -> None:
    order = ordered(opened.case, now)
    assert (order.state, ledger(order)) == ("waiting", [])
    assert not Dispatch.objects.exists()
    offline.note_transfer(order.payment_id, now=now)
    assert settle_order(order.pk, clock=clock)
    order.refresh_from_db()
    assert (order.state, ledger(order)) == ("reserved", [("reserve", 298)])
    assert attempt(order, clock) == "accepted"
    order.refresh_from_db()
    assert (order.state, ledger(order)) == (
        "captured",
        [("reserve", 298), ("capture", 298)],
    )
    found = offline.find(order.payment_id)
    assert found is not None
    assert found.captured == PRICE
    assert money_events(opened.case) == ["order.reserved", "order.captured"]
