"""Our processor against localstripe, a Stripe of somebody else's: real requests, real signatures."""

import http.server
import queue
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest

from duly.kit.money import Money
from duly.payments import Payment, Refused
from duly.payments.stripe import processor as here
from tests.payments.localstripe import LocalStripe, running

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("localstripe")]
PRICE = Money(1420, "USD")
GOOD, DECLINED, SECURE = "4242424242424242", "4000000000000341", "4000002500003155"
SECRET = "whsec_loopback"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStripe]:
    with running(tmp_path_factory.mktemp("localstripe")) as found:
        yield found


@pytest.fixture(autouse=True)
def account(server: LocalStripe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DULY_STRIPE_SECRET_KEY", "sk_test_12345")
    monkeypatch.setenv("DULY_STRIPE_WEBHOOK_SECRET", SECRET)
    monkeypatch.setenv("DULY_STRIPE_BASE_URL", server.url)


def start(key: str) -> Payment:
    return here.start(
        reference="P-7K3M-9Q2T",
        amount=PRICE,
        key=key,
        return_url="http://127.0.0.1:9/paid/P-7K3M-9Q2T",
        now=datetime.now(UTC),
    )


def pay(payment: Payment, **fields: str) -> httpx.Response:
    return httpx.post(str(payment.page_url), data=fields)


def test_authorised_taken_and_paid_back(server: LocalStripe) -> None:
    now, before = datetime.now(UTC), server.figures()
    payment = start("whole way")
    assert payment.state == "waiting"
    assert pay(payment, card=GOOD).status_code == 303
    found = here.find(payment.payment_id)
    assert found is not None
    assert (found.state, found.amount) == ("reserved", PRICE)
    assert (
        here.capture(payment.payment_id, amount=PRICE, key="c", now=now).captured
        == PRICE
    )
    assert (
        here.capture(payment.payment_id, amount=PRICE, key="c2", now=now).captured
        == PRICE
    )
    with pytest.raises(Refused):
        here.release(payment.payment_id, key="r", now=now)
    back = here.refund(payment.payment_id, amount=PRICE, key="b", now=now)
    assert (back.state, back.refunded) == ("refunded", PRICE)
    assert here.refund(payment.payment_id, amount=PRICE, key="b2", now=now) == back
    with pytest.raises(Refused):
        # localstripe itself would pay back more than it took
        here.refund(payment.payment_id, amount=Money(1, "USD"), key="b3", now=now)
    after = server.figures()
    assert after["taken"] - before["taken"] == 1420
    assert after["paid_back"] - before["paid_back"] == 1420


def test_an_authorisation_is_let_go(server: LocalStripe) -> None:
    payment = start("let go")
    pay(payment, card=GOOD)
    held = server.figures()["held"]
    assert (
        here.release(payment.payment_id, key="r", now=datetime.now(UTC)).state
        == "released"
    )
    assert server.figures()["held"] == held - 1420


def test_an_abandoned_page_is_closed(server: LocalStripe) -> None:
    payment = start("abandoned")
    assert (
        here.release(payment.payment_id, key="r", now=datetime.now(UTC)).state
        == "released"
    )


def test_a_declined_card_reserves_nothing_and_another_may_follow() -> None:
    payment = start("declined")
    assert "declined" in pay(payment, card=DECLINED).text
    found = here.find(payment.payment_id)
    assert found is not None
    assert found.state == "waiting"
    assert pay(payment, card=GOOD).status_code == 303


def test_3d_secure_reserves_only_after_the_person_said_yes() -> None:
    payment = start("3-D Secure")
    assert "It is me" in pay(payment, card=SECURE).text
    waiting = here.find(payment.payment_id)
    assert waiting is not None
    assert waiting.state == "waiting"
    pay(payment, authenticated="1")
    found = here.find(payment.payment_id)
    assert found is not None
    assert found.state == "reserved"


def test_3d_secure_refused_reserves_nothing() -> None:
    payment = start("3-D Secure, no")
    pay(payment, card=SECURE)
    pay(payment, authenticated="0")
    found = here.find(payment.payment_id)
    assert found is not None
    assert found.state == "waiting"


def test_a_press_twice_is_one_page() -> None:
    assert start("twice").payment_id == start("twice").payment_id


def test_its_signed_event_is_verified(server: LocalStripe) -> None:
    with Listener() as listener:
        server.report_to(listener.url, secret=SECRET)
        payment = start("event")
        pay(payment, card=GOOD)
        body, headers = listener.wait_for(payment.payment_id)
    (notice,) = here.parse_webhook(body, headers, now=datetime.now(UTC))
    assert notice.payment.payment_id == payment.payment_id
    forged = body.replace(b"1420", b"1421")
    assert forged != body
    with pytest.raises(Refused):
        here.parse_webhook(forged, headers, now=datetime.now(UTC))


class Listener:
    """Keeps every report, byte for byte."""

    def __enter__(self) -> "Listener":
        self.heard: queue.Queue[tuple[bytes, dict[str, str]]] = queue.Queue()
        heard = self.heard

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                heard.put((body, dict(self.headers.items())))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        return self

    def wait_for(self, session_id: str) -> tuple[bytes, dict[str, str]]:
        """The report about this page; those of other pages come in between."""
        while True:
            body, headers = self.heard.get(timeout=15)
            if session_id.encode() in body and b"checkout.session.completed" in body:
                return body, headers

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
