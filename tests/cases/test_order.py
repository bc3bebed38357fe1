"""An order from the price to the ledger, with the real database, the drop box and a transfer."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from duly.cases.actions import attempt as attempting
from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.collect import pay_back, settle_due_orders, settle_order
from duly.cases.actions.conclude import note
from duly.cases.actions.dispatch import NotPaid, NotUnderWay, send_case, settle
from duly.cases.actions.draft import OpenedCase, draft_of, open_case
from duly.cases.actions.erase import erase_case
from duly.cases.actions.order import (
    AlreadyUnderWay,
    NothingToPay,
    PriceChanged,
    call_off_order,
    place_order,
)
from duly.cases.actions.reconcile import differences
from duly.cases.actions.seal import Blocked
from duly.cases.ledger import book
from duly.cases.models import Case, Dispatch, LedgerEntry, Order
from duly.cases.record import broken_link
from duly.channels import Happening, InDoubt, Refused, Unavailable
from duly.evidence.keys import open_keys
from duly.evidence.verify import verify_bundle
from duly.kit.money import Money
from duly.payments import Unavailable as NotNow
from duly.payments.offline import processor as offline
from tests.cases.paying import (
    PRICE,
    Clock,
    agreed,
    attempt,
    ledger,
    money_events,
    open_paid_site,
    ordered,
    paid,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid_site(tmp_path: Path, drop_box: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return open_paid_site(tmp_path, monkeypatch)


def failing(failure: BaseException) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise failure

    return fail


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
    assert broken_link(opened.case) is None
    assert differences(now=now) == []


def test_a_refused_letter_costs_nothing(
    opened: OpenedCase,
    paid_site: Path,
    now: datetime,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = paid(opened.case, now, clock)
    monkeypatch.setattr(attempting, "_send", failing(Refused("no such address")))
    assert attempt(order, clock) == "refused"
    assert ledger(order) == [("reserve", 298), ("release", 298)]
    assert money_events(opened.case) == ["order.reserved", "order.released"]
    found = offline.find(order.payment_id)
    assert found is not None
    assert found.state == "released"


@pytest.mark.parametrize("failure", [Unavailable("busy"), InDoubt("cut off")])
def test_while_it_is_not_clear_nothing_is_taken_and_nothing_let_go(
    opened: OpenedCase,
    paid_site: Path,
    now: datetime,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    failure: Exception,
) -> None:
    order = paid(opened.case, now, clock)
    monkeypatch.setattr(attempting, "_send", failing(failure))
    attempt(order, clock)
    settle_due_orders(clock=clock)
    assert ledger(order) == [("reserve", 298)]


@pytest.mark.parametrize(
    ("verdict", "kind"), [("sent", "capture"), ("not_sent", "release")]
)
def test_the_person_settles_a_doubt_and_the_price_follows(
    opened: OpenedCase,
    paid_site: Path,
    now: datetime,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    verdict: str,
    kind: str,
) -> None:
    order = paid(opened.case, now, clock)
    monkeypatch.setattr(attempting, "_send", failing(InDoubt("cut off")))
    attempt(order, clock)
    order.refresh_from_db()
    assert order.dispatch is not None
    settle(order.dispatch, verdict=verdict, now=now)
    settle_due_orders(clock=clock)
    assert ledger(order) == [("reserve", 298), (kind, 298)]


def test_taken_and_refused_later_is_paid_back_by_itself(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock
) -> None:
    """The carrier took the order and threw the letter out before the press."""
    order = paid(opened.case, now, clock)
    attempt(order, clock)
    order.refresh_from_db()
    assert order.dispatch is not None
    note(order.dispatch, Happening(name="dispatch.refused", at=now))
    settle_due_orders(clock=clock)
    settle_due_orders(clock=clock)
    assert ledger(order)[1:] == [("capture", 298), ("refund", 298)]
    assert money_events(opened.case)[-1] == "order.refunded"
    assert differences(now=now) == []


def test_the_operator_pays_back_once(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock
) -> None:
    order = paid(opened.case, now, clock)
    assert not pay_back(order, now=now), "nothing was taken yet"
    attempt(order, clock)
    assert pay_back(order, now=now)
    settle_due_orders(clock=clock)
    order.refresh_from_db()
    assert order.state == "refunded"
    assert not pay_back(order, now=now)


def test_nothing_goes_before_the_price_is_reserved(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock
) -> None:
    order = ordered(opened.case, now)
    settle_due_orders(clock=lambda: now + timedelta(hours=1))
    with pytest.raises(NotPaid):
        send_case(
            opened.case,
            channel="drop_box",
            key="a way round",
            reviewed_sha256=order.letter.reviewed_sha256,
            now=now,
        )
    assert not Dispatch.objects.exists()


def test_two_presses_and_two_windows_are_one_order(
    opened: OpenedCase, paid_site: Path, now: datetime
) -> None:
    press = agreed(opened.case, now)
    first = place_order(opened.case, press, now=now)
    assert place_order(opened.case, press, now=now) == first
    with pytest.raises(AlreadyUnderWay):
        place_order(opened.case, agreed(opened.case, now, key="window-2"), now=now)
    assert Order.objects.count() == 1


def test_a_letter_that_went_is_not_sold_again(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock
) -> None:
    order = paid(opened.case, now, clock)
    press = agreed(opened.case, now, key="again")
    attempt(order, clock)
    with pytest.raises(AlreadyUnderWay):
        place_order(opened.case, press, now=now)


@pytest.mark.parametrize(
    "amount", [Money(297, "USD"), Money(298, "EUR"), Money(1, "USD")]
)
def test_another_price_than_the_shown_one_is_asked_again(
    opened: OpenedCase, paid_site: Path, now: datetime, amount: Money
) -> None:
    with pytest.raises(PriceChanged) as told:
        place_order(opened.case, agreed(opened.case, now, amount=amount), now=now)
    assert told.value.quote.total == PRICE
    assert not opened.case.letters.filter(sealed_at__isnull=False).exists()


def test_nothing_is_ordered_for_a_letter_that_may_not_go_that_way(
    opened: OpenedCase,
    paid_site: Path,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It calls itself a registered letter, and a message in a box is none."""
    draft = {**draft_of(opened.case), "channel": "registered_post"}
    monkeypatch.setattr("duly.cases.actions.dispatch.draft_of", lambda _: draft)
    with pytest.raises(Blocked, match="registered letter"):
        place_order(opened.case, agreed(opened.case, now), now=now)
    assert not Order.objects.exists()


def test_a_price_stands_for_an_hour_and_no_longer(
    opened: OpenedCase, paid_site: Path, now: datetime
) -> None:
    shown_at = now - timedelta(minutes=61)
    with pytest.raises(PriceChanged):
        place_order(opened.case, agreed(opened.case, now, quoted_at=shown_at), now=now)
    shown_at = now - timedelta(minutes=59)
    assert place_order(
        opened.case, agreed(opened.case, now, quoted_at=shown_at), now=now
    )


def test_where_nothing_is_taken_there_is_no_order(
    opened: OpenedCase, drop_box: Path, now: datetime
) -> None:
    with pytest.raises(NothingToPay):
        place_order(opened.case, agreed(opened.case, now), now=now)
    assert not Order.objects.exists()


def test_called_off_before_it_goes_is_let_go(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock
) -> None:
    order = paid(opened.case, now, clock)
    call_off_order(order, now=now)
    settle_due_orders(clock=clock)
    assert ledger(order) == [("reserve", 298), ("release", 298)]
    with pytest.raises(NotUnderWay):
        call_off_order(Order.objects.get(), now=now)


def test_deleting_the_case_before_it_goes_lets_the_price_go(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock
) -> None:
    order = paid(opened.case, now, clock)
    erase_case(opened.case, now=now)
    settle_due_orders(clock=clock)
    order.refresh_from_db()
    assert (order.state, ledger(order)[1:]) == ("released", [("release", 298)])


def test_deleting_the_case_closes_the_page_of_the_payment(
    opened: OpenedCase, paid_site: Path, now: datetime
) -> None:
    order = ordered(opened.case, now)
    offline.note_transfer(order.payment_id, now=now)
    erase_case(opened.case, now=now)
    settle_due_orders(clock=lambda: now + timedelta(minutes=5))
    order.refresh_from_db()
    assert (order.state, ledger(order)) == ("abandoned", [])
    found = offline.find(order.payment_id)
    assert found is not None
    assert found.state == "released"


def test_the_proof_of_a_paid_letter_holds(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock, home: Path
) -> None:
    attempt(paid(opened.case, now, clock), clock)
    case = Case.objects.get()
    verdict = verify_bundle(
        issue_bundle(case, now=now), roots=open_keys(home / "keys", now=now).roots
    )
    assert verdict.ok, [check for check in verdict.checks if not check.ok]


def test_an_abandoned_order_ends_by_itself_and_owes_nothing(
    opened: OpenedCase, paid_site: Path, now: datetime
) -> None:
    order = ordered(opened.case, now)
    for days in range(1, 17):
        settle_due_orders(clock=lambda days=days: now + timedelta(days=days))
    order.refresh_from_db()
    assert (order.state, ledger(order)) == ("abandoned", [])
    assert place_order(opened.case, agreed(opened.case, now, key="later"), now=now)


def test_the_processor_is_down_at_the_moment_of_taking(
    opened: OpenedCase,
    paid_site: Path,
    now: datetime,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The letter stays sent; the price is taken later, once."""
    order = paid(opened.case, now, clock)
    with monkeypatch.context() as down:
        down.setattr(type(offline), "capture", failing(NotNow("down")))
        assert attempt(order, clock) == "accepted"
        assert ledger(order) == [("reserve", 298)]
        assert settle_due_orders(clock=clock) == 0, "not asked again at once"
    later = now + timedelta(minutes=2)
    assert settle_due_orders(clock=lambda: later) == 1
    assert settle_due_orders(clock=lambda: later) == 0
    assert ledger(order) == [("reserve", 298), ("capture", 298)]


class Killed(BaseException):
    """The worker is gone in this moment."""


@pytest.mark.parametrize(
    "place",
    ["duly.cases.actions.conclude.settle_order_of", "duly.cases.actions.collect.book"],
)
def test_a_worker_killed_between_acceptance_and_ledger_takes_it_once(
    opened: OpenedCase,
    paid_site: Path,
    now: datetime,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
) -> None:
    """Before the processor was asked, and after it has taken but before we wrote it down."""
    order = paid(opened.case, now, clock)
    with monkeypatch.context() as dying:
        dying.setattr(place, failing(Killed()))
        with pytest.raises(Killed):
            attempt(order, clock)
    order.refresh_from_db()
    assert (order.state, ledger(order)) == ("reserved", [("reserve", 298)])
    settle_due_orders(clock=lambda: now + timedelta(minutes=10))
    order.refresh_from_db()
    assert (order.state, ledger(order)) == (
        "captured",
        [("reserve", 298), ("capture", 298)],
    )
    assert differences(now=now) == []


def test_a_reservation_that_lapsed_is_shown_to_the_operator(
    opened: OpenedCase,
    paid_site: Path,
    now: datetime,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = paid(opened.case, now, clock)
    offline.release(order.payment_id, key="their own", now=now)
    assert attempt(order, clock) == "accepted"
    order.refresh_from_db()
    assert order.state == "uncollected"
    (found,) = differences(now=now)
    assert (found.order, found.what) == (order.reference, "sent and not paid")


def test_a_difference_with_the_processor_is_found(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock
) -> None:
    order = paid(opened.case, now, clock)
    offline.capture(order.payment_id, amount=PRICE, key="by hand", now=now)
    found = {(each.what, each.ours, each.theirs) for each in differences(now=now)}
    assert found == {("captured", 0, 298), ("held", 298, 0)}


# The database itself.


def entry(
    order: Order, kind: str, amount: int, *, key: str, no: int | None = None
) -> None:
    with transaction.atomic():
        LedgerEntry.objects.create(
            order=order,
            kind=kind,
            amount=amount,
            key=key,
            document_no=no,
            at=order.placed_at,
        )


@pytest.mark.parametrize(
    ("kind", "amount", "no"),
    [
        ("capture", 298, 99),  # a second one
        ("capture", 1, 99),
        ("release", 298, None),  # after it was taken
        ("refund", 299, 99),  # more than was taken
        ("reserve", 298, None),
        ("refund", 298, None),  # without a number
        ("gift", 298, None),
        ("refund", 0, 99),
    ],
)
def test_the_database_refuses(
    opened: OpenedCase,
    paid_site: Path,
    now: datetime,
    clock: Clock,
    kind: str,
    amount: int,
    no: int | None,
) -> None:
    order = paid(opened.case, now, clock)
    attempt(order, clock)
    with pytest.raises(IntegrityError):
        entry(order, kind, amount, key="forged", no=no)
    assert len(ledger(order)) == 2


def test_the_database_adds_refunds_up(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock
) -> None:
    order = paid(opened.case, now, clock)
    attempt(order, clock)
    entry(order, "refund", 200, key="r1", no=11)
    with pytest.raises(IntegrityError):
        entry(order, "refund", 99, key="r2", no=12)
    entry(order, "refund", 98, key="r3", no=13)


@pytest.mark.parametrize("kind", ["capture", "release", "refund"])
def test_the_database_moves_nothing_that_is_not_reserved(
    opened: OpenedCase, paid_site: Path, now: datetime, kind: str
) -> None:
    order = ordered(opened.case, now)
    with pytest.raises(IntegrityError):
        entry(order, kind, 298, key="early", no=None if kind == "release" else 9)
    with pytest.raises(IntegrityError):
        entry(order, "reserve", 299, key="more than agreed")


@pytest.mark.parametrize(
    "words",
    ["UPDATE cases_ledgerentry SET amount = 1", "DELETE FROM cases_ledgerentry"],
)
def test_an_entry_is_never_changed_and_never_removed(
    opened: OpenedCase, paid_site: Path, now: datetime, clock: Clock, words: str
) -> None:
    paid(opened.case, now, clock)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(words)


def taken_back(order: Order, now: datetime) -> None:
    """The number is given and the transaction fails after it."""
    with transaction.atomic():
        book(order, "capture", amount=298, now=now)
        transaction.set_rollback(True)


def test_a_rolled_back_writer_leaves_no_gap_in_the_numbers(
    opened: OpenedCase,
    paid_site: Path,
    now: datetime,
    clock: Clock,
    document: dict[str, Any],
) -> None:
    first = paid(opened.case, now, clock)
    taken_back(first, now)
    first.refresh_from_db()
    attempt(first, clock)
    second = paid(open_case(document, now=now).case, now, clock)
    attempt(second, clock)
    pay_back(first, now=now)
    settle_due_orders(clock=clock)
    numbers = LedgerEntry.objects.exclude(document_no=None).values_list(
        "document_no", flat=True
    )
    assert sorted(numbers) == [1, 2, 3]
