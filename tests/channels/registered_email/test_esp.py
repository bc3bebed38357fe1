"""Through a sending service: what it answers, what it does not answer, and what it calls back about."""

import base64
import json
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from duly.channels import InDoubt, Refused, Unavailable
from duly.channels.registered_email import channel
from duly.channels.registered_email.settings import ESP_KEYS
from tests.channels.registered_email import calls

PREFIX = "DULY_REGISTERED_EMAIL_"


@pytest.fixture
def esp(monkeypatch):
    for name, value in {
        "TRANSPORT": "esp",
        "FROM": "post@sender.test",
        "ESP": "postmark",
        "ESP_KEY": "k-secret",
        "ESP_WEBHOOK": "duly:hook-secret",
        "TOKEN_SECRET": "a secret of the test",
    }.items():
        monkeypatch.setenv(PREFIX + name, value)
    return lambda name, value: monkeypatch.setenv(PREFIX + name, value)


class Service(HTTPServer):
    """A service's API that answers with `status`, or hangs up when it is 0; `received` are its requests."""

    status = 200
    answer = None

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.received = []


def read(body):
    """Some services take a form instead."""
    try:
        return json.loads(body)
    except ValueError:
        return body


class Answering(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append(read(body))
        if not self.server.status:
            self.connection.close()
            return
        answer = {
            "ErrorCode": 0,
            "Message": "OK",
            "MessageID": "p-1",
            "To": "kim@acme.test",
        }
        answer = self.server.answer or answer
        if self.server.status >= 400:
            answer = {"ErrorCode": 10, "Message": "no"}
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def service(esp):
    served = Service()
    thread = threading.Thread(target=served.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    esp("ESP_URL", f"http://127.0.0.1:{served.server_port}/")
    yield served
    served.shutdown()
    thread.join(5)
    served.server_close()


def send(letter, now):
    try:
        return channel.send(
            letter, "kim@acme.test", key="k", now=now, attempt=lambda _: None
        )
    except (Refused, Unavailable, InDoubt) as reason:
        return reason.sent


@pytest.mark.real
def test_what_the_service_takes_is_a_third_partys_word(service, letter, now):
    sent = send(letter, now)
    assert sent.happened.detail["outcome"] == "accepted_by_provider"
    assert sent.happened.level == "E2"
    assert sent.carrier_id == "p-1"
    (asked,) = service.received
    assert asked["TrackOpens"] is False
    assert asked["TrackLinks"] == "None"
    assert "I end my contract 4711." in asked["TextBody"]
    (attached,) = asked["Attachments"]
    assert base64.b64decode(attached["Content"]) == letter.pdf
    headers = {header["Name"]: header["Value"] for header in asked["Headers"]}
    assert headers["X-Case-Reference"] == letter.reference
    assert "Message-ID" in headers


@pytest.mark.real
@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (401, "refused"),
        (429, "deferred"),
        (500, "in_doubt"),
        (503, "in_doubt"),
        (0, "in_doubt"),
    ],
)
def test_each_answer_has_its_own_outcome(status, outcome, service, letter, now):
    service.status = status
    sent = send(letter, now)
    assert sent.happened.detail["outcome"] == outcome
    assert b"k-secret" not in sent.artefacts[1].content


# Of SendGrid, which anymail's authors no longer try themselves.
OLD_SENDGRID = pytest.mark.filterwarnings(
    "ignore:django-anymail has dropped official support"
)


@pytest.mark.real
@OLD_SENDGRID
@pytest.mark.parametrize("name", sorted(ESP_KEYS))
def test_every_service_that_is_offered_is_really_asked(name, service, esp, letter, now):
    esp("ESP", name)
    esp("ESP_UNTRACKED", "yes")
    service.status = 500
    sent = send(letter, now)
    assert sent.happened.detail["outcome"] == "in_doubt", sent.happened.detail["reply"]
    assert len(service.received) == 1


@pytest.mark.real
def test_a_service_that_gives_it_to_nobody_has_refused_it(service, esp, letter, now):
    esp("ESP", "mandrill")
    service.answer = [{"email": "kim@acme.test", "status": "failed", "_id": "m-1"}]
    assert send(letter, now).happened.detail["outcome"] == "refused"


@pytest.mark.real
def test_a_service_that_cannot_be_set_up_has_provably_sent_nothing(esp, letter, now):
    esp("ESP", "unisender_go")
    assert send(letter, now).happened.detail["outcome"] == "not_sent"


@pytest.mark.real
def test_a_service_that_is_not_there_has_provably_sent_nothing(esp, letter, now):
    esp("ESP_URL", "http://127.0.0.1:1/")
    assert send(letter, now).happened.detail["outcome"] == "not_sent"


def called(event, *, sign_in="duly:hook-secret"):
    authorization = "Basic " + base64.b64encode(sign_in.encode()).decode()
    return json.dumps(event).encode(), {"Authorization": authorization}


DELIVERY = {
    "RecordType": "Delivery",
    "MessageID": "p-1",
    "Recipient": "kim@acme.test",
    "DeliveredAt": "2026-03-02T10:00:00Z",
    "Details": "smtp;250 2.0.0 OK",
}


def test_a_delivery_by_the_service_is_level_three(esp, now):
    (one,) = channel.read_callback(*called(DELIVERY), now=now)
    assert (one.name, one.level) == ("dispatch.delivered", "E3")
    assert one.carrier_id == "p-1"
    assert one.detail["reply"] == "smtp;250 2.0.0 OK"


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (
            {
                "RecordType": "Bounce",
                "Type": "HardBounce",
                "ID": 7,
                "MessageID": "p-1",
                "Email": "kim@acme.test",
                "BouncedAt": "2026-03-02T10:00:00Z",
            },
            "dispatch.bounced",
        ),
        (
            {
                "RecordType": "SpamComplaint",
                "Type": "SpamComplaint",
                "ID": 8,
                "MessageID": "p-1",
                "Email": "kim@acme.test",
                "BouncedAt": "2026-03-02T10:00:00Z",
            },
            "dispatch.noted",
        ),
    ],
    ids=["bounce", "complaint"],
)
def test_each_event_of_the_service_is_told(event, name, esp, now):
    (one,) = channel.read_callback(*called(event), now=now)
    assert one.name == name


def test_openings_are_not_looked_at(esp, now):
    opened = {
        "RecordType": "Open",
        "MessageID": "p-1",
        "Recipient": "kim@acme.test",
        "ReceivedAt": "2026-03-02T10:00:00Z",
    }
    assert channel.read_callback(*called(opened), now=now) == ()


def test_a_call_without_the_secret_is_refused(esp, now):
    with pytest.raises(Refused):
        channel.read_callback(*called(DELIVERY, sign_in="duly:guess"), now=now)
    with pytest.raises(Refused):
        channel.read_callback(json.dumps(DELIVERY).encode(), {}, now=now)


def test_a_call_that_cannot_be_read_is_refused(esp, now):
    _, headers = called(DELIVERY)
    with pytest.raises(Refused):
        channel.read_callback(b"\xff{", headers, now=now)


@OLD_SENDGRID
@pytest.mark.parametrize("name", [*sorted(ESP_KEYS), "amazon_ses"])
@pytest.mark.parametrize(
    "body", [b"[]", b"null", b"{}", b"1", b'"x"', b"[1]", b'{"RecordType": 1}', b"\xff"]
)
def test_a_call_of_no_service_known_changes_nothing_and_breaks_nothing(
    name, body, esp, now
):
    esp("ESP", name)
    esp("ESP_UNTRACKED", "yes")
    _, headers = called({})
    told = ()
    with suppress(Refused):
        told = channel.read_callback(body, headers, now=now)
    assert told == ()


@OLD_SENDGRID
def test_every_service_whose_calls_cannot_be_read_is_named_by_the_doctor(esp):
    deaf = set()
    for name in ESP_KEYS:
        esp("ESP", name)
        esp("ESP_UNTRACKED", "yes")
        (found,) = [
            check for check in channel.examine() if check.name == "incoming mail"
        ]
        if not found.ok:
            assert name in found.detail
            deaf.add(name)
    assert deaf == {"mandrill"}


def test_a_mailbox_takes_no_calls(esp, now):
    esp("TRANSPORT", "submission")
    esp("HOST", "mail.sender.test")
    with pytest.raises(Refused):
        channel.read_callback(*called(DELIVERY), now=now)


@pytest.mark.parametrize(
    ("transport", "ceiling"), [("submission", "E3"), ("direct_mx", "E5"), ("esp", "E3")]
)
def test_each_transport_states_its_ceiling(transport, ceiling, esp):
    esp("TRANSPORT", transport)
    assert channel.ceiling == ceiling


@pytest.mark.parametrize(
    ("transport", "said"),
    [
        ("submission", "E-mail from your own mailbox"),
        ("direct_mx", "E-mail from this site"),
        ("esp", "E-mail from this site"),
    ],
)
def test_the_price_says_whose_mailbox_it_goes_out_of(transport, said, esp, now):
    esp("TRANSPORT", transport)
    quote = channel.quote(letter=None, origin="US", destination="US", today=now.date())
    assert [line.label for line in quote.lines] == [said]


def test_a_signed_call_of_another_service_is_told(esp, now):
    esp("ESP", "mailgun")
    event = {
        "signature": calls.signature(key="k-secret"),
        "event-data": {
            "event": "delivered",
            "recipient": "kim@acme.test",
            "timestamp": 1772452800.5,
            "message": {"headers": {"message-id": "m-1@sender.test"}},
            "delivery-status": {"message": "OK", "code": 250},
        },
    }
    body, headers = called(event)
    headers["Content-Type"] = "application/json"
    (one,) = channel.read_callback(body, headers, now=now)
    assert (one.name, one.level) == ("dispatch.delivered", "E3")
    esp("ESP_SIGNING_KEY", "another")
    with pytest.raises(Refused):
        channel.read_callback(body, headers, now=now)
