"""Stripe through the official library, against a stand-in that fails in every way."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import stripe as library

from duly.kit.money import Money
from duly.payments import InDoubt, Payment, Refused, Unavailable
from duly.payments.stripe import processor as here
from tests.conftest import shared_data
from tests.payments.doubles.stripe import SECRET, StripeDouble

PRICE = Money(1420, "USD")
BACK = "https://duly.example/paid/P-7K3M-9Q2T"


def start(now: datetime, *, key: str = "k1", amount: Money = PRICE) -> Payment:
    return here.start(
        reference="P-7K3M-9Q2T", amount=amount, key=key, return_url=BACK, now=now
    )


def reserved(double: StripeDouble, now: datetime) -> str:
    payment_id = start(now).payment_id
    double.authorise(payment_id)
    return payment_id


def test_it_waits_is_reserved_taken_and_paid_back(
    stripe_double: StripeDouble, now: datetime
) -> None:
    payment = start(now)
    assert (payment.state, payment.amount) == ("waiting", PRICE)
    assert payment.page_url
    stripe_double.authorise(payment.payment_id)
    found = here.find(payment.payment_id)
    assert found == replace(payment, state="reserved", page_url=None)
    assert stripe_double.taken == 0
    taken = here.capture(payment.payment_id, amount=PRICE, key="c", now=now)
    assert (taken.state, taken.captured) == ("captured", PRICE)
    assert stripe_double.taken == 1420
    back = here.refund(payment.payment_id, amount=PRICE, key="r", now=now)
    assert (back.state, back.refunded) == ("refunded", PRICE)


def test_the_request_takes_one_payment_by_hand_and_keeps_nothing(
    stripe_double: StripeDouble, now: datetime
) -> None:
    start(now)
    (_, path, asked), *_ = stripe_double.requests
    assert path == "/v1/checkout/sessions"
    assert asked["mode"] == "payment"
    assert asked["payment_intent_data[capture_method]"] == "manual"
    for word in ("customer", "future", "subscription", "recurring", "saved", "invoice"):
        assert not [name for name in asked if word in name], word


def test_they_learn_nothing_of_the_letter_nor_the_secret_link(
    stripe_double: StripeDouble, now: datetime
) -> None:
    start(now)
    words = json.dumps(stripe_double.requests)
    assert "/case/" not in words
    assert "AliExpress" not in words


def test_the_same_key_is_the_same_page(
    stripe_double: StripeDouble, now: datetime
) -> None:
    assert start(now) == start(now + timedelta(hours=1))
    assert len(stripe_double.sessions) == 1
    assert start(now, key="k2").payment_id != start(now).payment_id


@pytest.mark.parametrize("fault", ["lost after", "500 after"])
def test_a_lost_answer_is_in_doubt_and_never_taken_twice(
    stripe_double: StripeDouble, now: datetime, fault: str
) -> None:
    payment_id = reserved(stripe_double, now)
    stripe_double.fault = lambda _m, path: fault if "capture" in path else ""
    with pytest.raises(InDoubt):
        here.capture(payment_id, amount=PRICE, key="c", now=now)
    stripe_double.fault = lambda _m, _p: ""
    again = here.capture(payment_id, amount=PRICE, key="another key", now=now)
    assert again.captured == PRICE
    assert [p for _, p, _ in stripe_double.requests if "capture" in p] == [
        f"/v1/payment_intents/pi_{payment_id[-24:]}/capture"
    ]


@pytest.mark.parametrize(
    ("fault", "said"), [("429", Unavailable), ("500", InDoubt), ("down", InDoubt)]
)
def test_each_failure_is_told_apart(
    stripe_double: StripeDouble, now: datetime, fault: str, said: type[Exception]
) -> None:
    stripe_double.fault = lambda _m, _p: fault
    with pytest.raises(said):
        start(now)
    assert not stripe_double.sessions


def test_a_wrong_key_of_the_account_is_no_refusal_of_the_person(
    stripe_double: StripeDouble, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DULY_STRIPE_SECRET_KEY", "sk_test_wrong")
    with pytest.raises(Unavailable):
        start(now)


def test_more_than_was_taken_is_never_paid_back(
    stripe_double: StripeDouble, now: datetime
) -> None:
    payment_id = reserved(stripe_double, now)
    with pytest.raises(Refused):
        here.refund(payment_id, amount=PRICE, key="r", now=now)
    here.capture(payment_id, amount=PRICE, key="c", now=now)
    with pytest.raises(Refused):
        here.refund(payment_id, amount=Money(1421, "USD"), key="r", now=now)
    here.refund(payment_id, amount=PRICE, key="r1", now=now)
    here.refund(payment_id, amount=PRICE, key="r2", now=now)
    assert stripe_double.paid_back == 1420


def test_another_amount_than_the_reserved_is_never_taken(
    stripe_double: StripeDouble, now: datetime
) -> None:
    payment_id = reserved(stripe_double, now)
    for amount in (Money(1421, "USD"), Money(1419, "USD"), Money(1420, "EUR")):
        with pytest.raises(Refused):
            here.capture(payment_id, amount=amount, key="c", now=now)
    assert stripe_double.taken == 0


def test_an_open_page_is_closed_and_an_authorisation_let_go(
    stripe_double: StripeDouble, now: datetime
) -> None:
    first = start(now).payment_id
    assert here.release(first, key="r", now=now).state == "released"
    assert stripe_double.sessions[first]["status"] == "expired"
    second = start(now, key="k2").payment_id
    stripe_double.authorise(second)
    assert here.release(second, key="r2", now=now).state == "released"
    assert here.release(second, key="r2", now=now).state == "released"
    assert stripe_double.held == 0


def test_paid_in_the_moment_of_letting_go_is_let_go_too(
    stripe_double: StripeDouble, now: datetime
) -> None:
    payment_id = start(now).payment_id

    def pay_just_now(_method: str, path: str) -> str:
        if path.endswith("/expire"):
            stripe_double.authorise(payment_id)
        return ""

    stripe_double.fault = pay_just_now
    assert here.release(payment_id, key="r", now=now).state == "released"
    assert stripe_double.held == 0


def test_what_was_taken_is_not_let_go(
    stripe_double: StripeDouble, now: datetime
) -> None:
    payment_id = reserved(stripe_double, now)
    here.capture(payment_id, amount=PRICE, key="c", now=now)
    with pytest.raises(Refused):
        here.release(payment_id, key="r", now=now)


def test_an_unknown_payment_is_none(stripe_double: StripeDouble) -> None:
    assert here.find("cs_test_unknown") is None
    assert here.find("pi_123") is None
    assert here.find("") is None


def test_a_signed_event_is_read(stripe_double: StripeDouble, now: datetime) -> None:
    payment_id = reserved(stripe_double, now)
    body, headers = stripe_double.event(
        payment_id, "checkout.session.completed", at=int(now.timestamp())
    )
    (notice,) = here.parse_webhook(body, headers, now=now)
    assert notice.payment.payment_id == payment_id
    assert notice.payment.state == "reserved"
    assert notice.event_id.startswith("evt_")


def test_an_event_about_something_else_is_nothing(
    stripe_double: StripeDouble, now: datetime
) -> None:
    payment_id = reserved(stripe_double, now)
    body, headers = stripe_double.event(
        payment_id, "charge.updated", at=int(now.timestamp())
    )
    assert here.parse_webhook(body, headers, now=now) == ()


@pytest.mark.parametrize("seconds", [-301, 301, -86_400])
def test_an_old_event_and_one_from_the_future_are_refused(
    stripe_double: StripeDouble, now: datetime, seconds: int
) -> None:
    payment_id = reserved(stripe_double, now)
    at = int(now.timestamp()) + seconds
    body, headers = stripe_double.event(payment_id, "checkout.session.expired", at=at)
    with pytest.raises(Refused):
        here.parse_webhook(body, headers, now=now)


@pytest.mark.parametrize("wrong", ["body", "secret", "header", "no secret here"])
def test_a_forged_event_is_refused(
    stripe_double: StripeDouble,
    now: datetime,
    wrong: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    payment_id = reserved(stripe_double, now)
    at = int(now.timestamp())
    body, headers = stripe_double.event(payment_id, "checkout.session.completed", at=at)
    if wrong == "body":
        body = body.replace(b"1420", b"1")
    if wrong == "secret":
        header = library.WebhookSignature.generate_signature_header(
            body.decode(), "whsec_of_a_stranger", at
        )
        headers = {"Stripe-Signature": header}
    if wrong == "header":
        headers = {"Stripe-Signature": f"t={at}"}
    if wrong == "no secret here":
        monkeypatch.setenv("DULY_STRIPE_WEBHOOK_SECRET", "")
    with pytest.raises(Refused):
        here.parse_webhook(body, headers, now=now)


@pytest.mark.parametrize("url", ["http://pay.example", "ftp://x", "pay.example"])
def test_a_base_address_without_tls_is_named(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DULY_STRIPE_SECRET_KEY", "sk_test_x")
    monkeypatch.setenv("DULY_STRIPE_BASE_URL", url)
    assert "DULY_STRIPE_BASE_URL" in (here.configured() or "")


def test_without_a_key_it_says_which_setting_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DULY_STRIPE_SECRET_KEY", raising=False)
    assert "DULY_STRIPE_SECRET_KEY" in (here.configured() or "")


def test_the_stand_in_has_no_field_that_theirs_has_not(
    stripe_double: StripeDouble, now: datetime
) -> None:
    """Their published sample objects name every field that we read or send back."""
    path = shared_data("stripe/fixtures3.json")
    theirs = json.loads(path.read_text("utf-8"))["resources"]
    payment_id = reserved(stripe_double, now)
    here.capture(payment_id, amount=PRICE, key="c", now=now)
    here.refund(payment_id, amount=PRICE, key="r", now=now)
    session = dict(stripe_double.sessions[payment_id])
    del session["capture"]  # our own note of what was asked for
    assert set(session) <= set(theirs["checkout.session"])
    (intent,) = stripe_double.intents.values()
    assert set(intent) <= set(theirs["payment_intent"])
    assert set(stripe_double.refunds[0]) <= set(theirs["refund"])


def test_a_report_in_the_shape_of_their_sample_is_read(
    stripe_double: StripeDouble, now: datetime
) -> None:
    path = shared_data("stripe/fixtures3.json")
    theirs = json.loads(path.read_text("utf-8"))["resources"]
    at = int(now.timestamp())
    session = {**theirs["checkout.session"], "amount_total": 1420, "currency": "usd"}
    event = {
        **theirs["event"],
        "type": "checkout.session.completed",
        "created": at,
        "data": {"object": session},
    }
    body = json.dumps(event)
    header = library.WebhookSignature.generate_signature_header(body, SECRET, at)
    (notice,) = here.parse_webhook(body.encode(), {"Stripe-Signature": header}, now=now)
    assert notice.payment.payment_id == session["id"]
    assert notice.payment.amount == PRICE
    dispute = {**event, "type": "charge.dispute.created"}
    dispute["data"] = {"object": theirs["dispute"]}
    body = json.dumps(dispute)
    header = library.WebhookSignature.generate_signature_header(body, SECRET, at)
    assert (
        here.parse_webhook(body.encode(), {"Stripe-Signature": header}, now=now) == ()
    )
