"""Two hundred orders while everything fails: what was taken is what was accepted, to the cent."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from duly.cases.actions import attempt as attempting
from duly.cases.actions import collect
from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.collect import settle_due_orders
from duly.cases.actions.draft import open_case
from duly.cases.actions.order import Agreed, place_order, start_payment
from duly.cases.actions.reconcile import differences, take_report
from duly.cases.leases import take_over_stale
from duly.cases.ledger import book
from duly.cases.models import Case, LedgerEntry, Letter, Order
from duly.cases.queries import due_dispatches
from duly.channels import Happening, InDoubt, Refused, Sent, Unavailable
from duly.kit.money import Money
from duly.payments import InDoubt as PaymentInDoubt
from duly.payments import Refused as PaymentRefused
from duly.payments import Unavailable as PaymentUnavailable
from duly.payments.stripe import processor as stripe_processor
from tests.cases.paying import open_paid_site
from tests.payments.doubles.stripe import KEY, SECRET, StripeDouble

pytestmark = pytest.mark.django_db
ORDERS = 200
PROCESSOR_FAULTS = ("down", "500", "429", "lost after", "500 after")


class Killed(BaseException):
    """The process is gone in this moment."""


class World:
    """The carrier, the processor and the clock, with a dice of their own."""

    def __init__(self, start: datetime, double: StripeDouble, seed: int) -> None:
        self.now, self.double = start, double
        self.dice = random.Random(seed)
        self.accepted: dict[str, int] = {}
        self.calm = False
        double.fault = self.processor_fault

    def clock(self) -> datetime:
        return self.now

    def chance(self, of: float) -> bool:
        return not self.calm and self.dice.random() < of

    def processor_fault(self, _method: str, _path: str) -> str:
        return self.dice.choice(PROCESSOR_FAULTS) if self.chance(0.25) else ""

    def send(self, dispatch: Any, _channel: Any, *, now: datetime, **_: Any) -> Sent:
        """The carrier: idempotent, counts what it took, and answers what it likes."""
        if dispatch.key not in self.accepted:
            if self.chance(0.15):
                raise Refused("no such address")
            if self.chance(0.2):
                raise Unavailable("busy")
            if self.chance(0.05):
                raise InDoubt("cut off before it arrived")
            self.accepted[dispatch.key] = dispatch.order.amount
            if self.chance(0.1):
                raise Killed
        return Sent(
            carrier_id=dispatch.key,
            happened=Happening(name="dispatch.accepted", at=now, level="E2"),
        )

    def book(self, *args: Any, **more: Any) -> LedgerEntry:
        """The ledger, in a process that dies before or after it has written."""
        if self.chance(0.1):
            raise Killed
        entry = book(*args, **more)
        if self.chance(0.1):
            raise Killed
        return entry

    def survive(self, step: Callable[[], object]) -> None:
        with suppress(Killed, PaymentInDoubt, PaymentUnavailable, PaymentRefused):
            step()


@pytest.fixture
def world(
    tmp_path: Path, drop_box: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> World:
    open_paid_site(tmp_path, monkeypatch, payments="stripe")
    monkeypatch.setenv("DULY_STRIPE_SECRET_KEY", KEY)
    monkeypatch.setenv("DULY_STRIPE_WEBHOOK_SECRET", SECRET)
    double = StripeDouble()
    monkeypatch.setattr(stripe_processor, "http_client", double)
    made = World(now, double, seed=7)
    monkeypatch.setattr(attempting, "_send", made.send)
    monkeypatch.setattr(collect, "book", made.book)
    # The letters themselves are not what is tried here: each is sealed already.
    monkeypatch.setattr("duly.cases.actions.order.seal_letter", sealed)
    monkeypatch.setattr("duly.cases.actions.dispatch.seal_letter", sealed)
    return made


def sealed(case: Case, *, reviewed_sha256: str, now: datetime) -> Letter:
    return case.letters.get(reviewed_sha256=reviewed_sha256)


def letter_of(case: Case, now: datetime) -> Letter:
    return Letter.objects.create(
        case=case,
        reviewed_sha256=f"{case.pk:064d}",
        letter_sha256=f"{case.pk:064d}",
        pages=1,
        size=1,
        language="en",
        profile="us-10",
        composed_at=now,
        sealed_at=now,
    )


def press(case: Case, world: World) -> None:
    """The person presses, perhaps twice; perhaps the payment page does not answer."""
    agreed = Agreed(
        channel="drop_box",
        processor="stripe",
        amount=Money(298, "USD"),
        quoted_at=world.now,
        reviewed_sha256=f"{case.pk:064d}",
        key="press-1",
    )
    for _ in range(1 + world.dice.randrange(2)):
        order = place_order(case, agreed, now=world.now)
        world.survive(
            lambda order=order: start_payment(
                order, return_url="https://x.example/", now=world.now
            )
        )


def pay(order: Order, world: World) -> None:
    """Most pay; the report comes not at all, once or twice, before the browser or long after."""
    if not order.payment_id or world.dice.random() < 0.1:
        return
    world.double.authorise(order.payment_id)
    at = int(world.now.timestamp())
    body, headers = world.double.event(
        order.payment_id, "checkout.session.completed", at=at
    )
    for _ in range(world.dice.randrange(3)):
        world.survive(lambda: take_report("stripe", body, headers, clock=world.clock))


def work(world: World) -> None:
    """One round of the worker: relay, sweeper, and the money."""
    take_over_stale(now=world.now)
    for _case, pk, attempt_no in due_dispatches(now=world.now):
        world.survive(
            lambda pk=pk, attempt_no=attempt_no: attempt_dispatch(
                pk, attempt_no=attempt_no, owner="w", clock=world.clock
            )
        )
    for pk in collect.due_orders(now=world.now):
        world.survive(lambda pk=pk: collect.settle_order(pk, clock=world.clock))


def test_taken_is_what_was_accepted_to_the_cent(
    world: World, document: dict[str, Any]
) -> None:
    for _ in range(ORDERS):
        case = open_case(document, now=world.now).case
        letter_of(case, world.now)
        press(case, world)
    for order in Order.objects.order_by("pk"):
        pay(order, world)
    for _ in range(60):
        work(world)
        world.now += timedelta(minutes=20)
    world.calm = True
    for _ in range(40):
        work(world)
        world.now += timedelta(hours=10)

    entries = LedgerEntry.objects.all()
    taken = sum(each.amount for each in entries if each.kind == "capture")
    back = sum(each.amount for each in entries if each.kind == "refund")
    doubtful = Order.objects.filter(dispatch__outcome="in_doubt")
    doubtful_keys = {order.dispatch.key for order in doubtful if order.dispatch}
    clear = {
        key: sum_ for key, sum_ in world.accepted.items() if key not in doubtful_keys
    }
    assert taken - back == sum(clear.values())
    assert world.double.taken - world.double.paid_back == sum(clear.values())
    assert world.double.held == sum(order.amount for order in doubtful)
    assert differences(now=world.now) == []
    states = set(Order.objects.values_list("state", flat=True))
    assert states == {"captured", "released", "abandoned", "reserved"}
    assert len(clear) > ORDERS / 4, "the world was not that bad"
    reserved = {each.order_id for each in entries if each.kind == "reserve"}
    ended = {each.order_id for each in entries if each.kind in ("capture", "release")}
    assert reserved - ended == {order.pk for order in doubtful}
    numbers = sorted(each.document_no for each in entries if each.document_no)
    assert numbers == list(range(1, len(numbers) + 1)), "a gap in the documents"


def test_a_report_twice_forged_late_and_before_the_row(
    world: World, document: dict[str, Any]
) -> None:
    world.calm = True
    case = open_case(document, now=world.now).case
    letter_of(case, world.now)
    press(case, world)
    order = Order.objects.get()
    world.double.authorise(order.payment_id)
    body, headers = world.double.event(
        order.payment_id, "checkout.session.completed", at=int(world.now.timestamp())
    )
    with pytest.raises(PaymentRefused):
        take_report("stripe", body + b" ", headers, clock=world.clock)
    assert take_report("stripe", body, headers, clock=world.clock) == 1
    assert take_report("stripe", body, headers, clock=world.clock) == 0
    late = world.now + timedelta(days=2)
    with pytest.raises(PaymentRefused):
        take_report("stripe", body, headers, clock=lambda: late)
    assert order.reports.count() == 1
    assert [each.kind for each in order.ledger.all()] == ["reserve"]


def test_paid_in_another_window_after_it_was_called_off_is_let_go(
    world: World, document: dict[str, Any]
) -> None:
    world.calm = True
    case = open_case(document, now=world.now).case
    letter_of(case, world.now)
    press(case, world)
    order = Order.objects.get()
    Order.objects.update(state=Order.ABANDONED)
    world.double.authorise(order.payment_id)
    body, headers = world.double.event(
        order.payment_id, "checkout.session.completed", at=int(world.now.timestamp())
    )
    take_report("stripe", body, headers, clock=world.clock)
    assert world.double.held == 0
    assert not order.ledger.exists()


def test_an_expired_page_ends_the_order(world: World, document: dict[str, Any]) -> None:
    world.calm = True
    case = open_case(document, now=world.now).case
    letter_of(case, world.now)
    press(case, world)
    order = Order.objects.get()
    world.double.sessions[order.payment_id]["status"] = "expired"
    world.now += timedelta(hours=25)
    settle_due_orders(clock=world.clock)
    order.refresh_from_db()
    assert order.state == "abandoned"
