"""One contract for every way to pay: whatever folder stands in payments/, it keeps these promises."""

import inspect
from pathlib import Path

import pytest

import duly.payments
from duly.kit.money import Money
from duly.payments import Processor, Refused, processor, processor_names

CALLS = ("configured", "start", "capture", "release", "refund", "find", "parse_webhook")
each = pytest.mark.parametrize("name", processor_names())


def test_the_default_is_there_and_an_unknown_name_is_a_key_error():
    assert "pay_nothing" in processor_names()
    with pytest.raises(KeyError):
        processor("barter")


@each
def test_it_declares_what_it_is(name):
    assert processor(name).name == name
    assert isinstance(processor(name).takes_money, bool)
    assert (Path(duly.payments.__file__).parent / name / "README.md").exists()


@each
@pytest.mark.parametrize("call", CALLS)
def test_its_calls_take_what_the_contract_says(name, call):
    asked = inspect.signature(getattr(Processor, call)).parameters
    given = inspect.signature(getattr(type(processor(name)), call)).parameters
    assert list(given) == list(asked)
    assert [p.kind for p in given.values()] == [p.kind for p in asked.values()]


@each
def test_no_call_subscribes_or_stores_a_card(name):
    words = "".join(
        path.read_text("utf-8").lower()
        for path in (Path(duly.payments.__file__).parent / name).rglob("*.py")
    )
    for forbidden in ("subscription", "setup_future_usage", "recurring", "trial"):
        assert forbidden not in words


@each
@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b'{"id": "evt_1"}'])
def test_a_callback_that_nobody_signed_is_refused(name, body, now):
    with pytest.raises(Refused):
        processor(name).parse_webhook(body, {}, now=now)


def start(now, *, key="k1"):
    return processor("pay_nothing").start(
        reference="D-7K3M-9Q2T",
        amount=Money(1499, "USD"),
        key=key,
        return_url="https://duly.example/",
        now=now,
    )


def test_nothing_is_reserved_taken_released_and_given_back(now):
    here, payment = processor("pay_nothing"), start(now)
    nothing = Money(0, "USD")
    assert (payment.state, payment.amount, payment.page_url) == (
        "reserved",
        nothing,
        None,
    )
    assert start(now) == payment
    assert start(now, key="k2") != payment
    taken = here.capture(payment.payment_id, amount=nothing, key="c", now=now)
    assert (taken.state, taken.captured) == ("captured", nothing)
    assert here.release(payment.payment_id, key="r", now=now).state == "released"
    back = here.refund(payment.payment_id, amount=nothing, key="b", now=now)
    assert (back.state, back.refunded) == ("refunded", nothing)


def test_more_than_nothing_is_refused(now):
    here, payment = processor("pay_nothing"), start(now)
    for call in (here.capture, here.refund):
        with pytest.raises(Refused):
            call(payment.payment_id, amount=Money(1, "USD"), key="k", now=now)


@pytest.mark.parametrize("payment_id", ["", "pi_123", "nothing-USD", "nothing--k"])
def test_a_payment_of_another_processor_is_not_known(payment_id, now):
    here = processor("pay_nothing")
    assert here.find(payment_id) is None
    with pytest.raises(Refused):
        here.release(payment_id, key="k", now=now)
