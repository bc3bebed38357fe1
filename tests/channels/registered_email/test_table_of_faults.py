"""The fault matrix: seven faults by three transports, what each allows to be said and what was stored."""

import socket
import threading
from contextlib import suppress
from functools import partial

import pytest

from duly.channels import InDoubt, Refused, Unavailable
from duly.channels.registered_email import channel
from duly.channels.registered_email.direct_mx import deliver
from tests.channels.registered_email.test_direct_mx import answering

pytestmark = pytest.mark.real

NOT_SENT = ("not_sent", "dispatch.deferred", "E1")
IN_DOUBT = ("in_doubt", "dispatch.in_doubt", "E1")
DEFERRED = ("deferred", "dispatch.deferred", "E1")
# A yes is believed, at the level of whoever says it; the level of a lie is the same.
BY_PROVIDER = ("accepted_by_provider", "dispatch.accepted", "E2")
BY_MX = ("accepted_by_mx", "dispatch.accepted", "E4")

FOR_EVER = "slow:600"  # until the server is ended

MATRIX = [
    # fault, at the mail server, stored, by submission, direct to the MX
    ("dropped before 354", "drop:data", 0, NOT_SENT, NOT_SENT),
    ("dropped in mid-body", "drop:body", 0, IN_DOUBT, IN_DOUBT),
    ("dropped after the dot, unstored", "drop:dot_unstored", 0, IN_DOUBT, IN_DOUBT),
    ("dropped after the dot, stored", "drop:dot_stored", 1, IN_DOUBT, IN_DOUBT),
    ("last reply slower than the wait", FOR_EVER, 1, IN_DOUBT, IN_DOUBT),
    ("last reply slow, and waited for", "slow:0.5", 1, BY_PROVIDER, BY_MX),
    ("a lying 250", "lie", 0, BY_PROVIDER, BY_MX),
    ("4xx at the greeting", "421:greeting", 0, DEFERRED, DEFERRED),
    ("4xx at MAIL", "451:mail", 0, DEFERRED, DEFERRED),
    ("4xx at RCPT", "450:rcpt", 0, DEFERRED, DEFERRED),
    ("4xx at DATA", "451:data", 0, DEFERRED, DEFERRED),
    ("4xx after the dot", "452:dot", 0, DEFERRED, DEFERRED),
]
ROWS = [
    (fault, transport, there, stored, told)
    for fault, there, stored, by_submission, direct in MATRIX
    for transport, told in (("submission", by_submission), ("direct_mx", direct))
]


def patience(fault):
    """Short only where the answer never comes, so that a busy machine is waited for."""
    return "2" if fault == FOR_EVER else "30"


def send(letter, now):
    try:
        sent = channel.send(
            letter, "kim@acme.test", key="k", now=now, attempt=lambda _: None
        )
    except (Refused, Unavailable, InDoubt) as reason:
        sent = reason.sent
    told = sent.happened
    return told.detail["outcome"], told.name, told.level


@pytest.mark.parametrize(
    ("fault", "transport", "there", "stored", "told"),
    ROWS,
    ids=[f"{row[0]} - {row[1]}" for row in ROWS],
)
def test_a_mail_server_with_a_fault(
    fault, transport, there, stored, told, server, mailbox, monkeypatch, letter, now
):
    mailbox("TRANSPORT", transport)
    mailbox("EHLO_NAME", "mail.sender.test")
    mailbox("FINAL_TIMEOUT", patience(there))
    lookup = answering("127.0.0.1")
    monkeypatch.setattr(
        "duly.channels.registered_email.sending.deliver",
        partial(deliver, lookup=lookup),
    )
    server.fault = there
    assert send(letter, now) == told
    server.end()  # a slow one stores before it answers
    assert len(server.stored) == stored


class Service:
    """The API of a sending service over plain sockets, so that it can hang up anywhere; `stored` are whole requests."""

    def __init__(self, fault: str) -> None:
        self.fault, self.stored = fault, 0
        self.stop = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                talk, _ = self.listener.accept()
                with talk, suppress(OSError):
                    self.talk(talk)

    def talk(self, talk: socket.socket) -> None:
        if self.fault == "drop:before":
            return
        octets = talk.recv(65536)
        if self.fault == "drop:body":
            return
        while not octets.endswith(b"}"):
            octets += talk.recv(65536)
        if self.fault == "drop:unstored":
            return
        status = self.fault.partition(":")[2]
        self.stored += self.fault != "lie" and not self.fault.startswith("status:")
        if self.fault == "drop:stored":
            return
        if self.fault.startswith("slow:"):
            self.stop.wait(float(status))
            status = "200"
        body = b'{"ErrorCode": 0, "Message": "OK", "MessageID": "p-1", "To": "kim@acme.test"}'
        head = f"HTTP/1.1 {status if status.isdigit() else 200} x\r\nContent-Length: {len(body)}\r\nContent-Type: application/json\r\n\r\n"
        talk.sendall(head.encode() + body)

    def end(self) -> None:
        self.stop.set()
        self.listener.shutdown(socket.SHUT_RDWR)
        self.thread.join(5)
        self.listener.close()


SERVICE_ROWS = [
    # fault, at the service, stored there, what may be said
    ("dropped before it asked anything", "drop:before", 0, IN_DOUBT),
    ("dropped in mid-body", "drop:body", 0, IN_DOUBT),
    ("dropped after the request, unstored", "drop:unstored", 0, IN_DOUBT),
    ("dropped after the request, stored", "drop:stored", 1, IN_DOUBT),
    ("last reply slower than the wait", FOR_EVER, 1, IN_DOUBT),
    ("last reply slow, and waited for", "slow:0.5", 1, BY_PROVIDER),
    ("a lying 200", "lie", 0, BY_PROVIDER),
    ("429", "status:429", 0, DEFERRED),
    ("500", "status:500", 0, IN_DOUBT),
    ("a true 200", "", 1, BY_PROVIDER),
]


@pytest.fixture
def esp(monkeypatch):
    """Started with its fault; the channel is set up to ask it."""
    started = []

    def start(fault):
        served = Service(fault)
        started.append(served)
        for name, value in {
            "TRANSPORT": "esp",
            "FROM": "post@sender.test",
            "ESP": "postmark",
            "ESP_KEY": "k-secret",
            "ESP_URL": f"http://127.0.0.1:{served.port}/",
            "TOKEN_SECRET": "a secret of the test",
            "TIMEOUT": patience(fault),
        }.items():
            monkeypatch.setenv(f"DULY_REGISTERED_EMAIL_{name}", value)
        return served

    yield start
    for served in started:
        served.end()


@pytest.mark.parametrize(
    ("fault", "there", "stored", "told"),
    SERVICE_ROWS,
    ids=[f"{row[0]} - esp" for row in SERVICE_ROWS],
)
def test_a_sending_service_with_a_fault(fault, there, stored, told, esp, letter, now):
    service = esp(there)
    assert send(letter, now) == told
    assert service.stored == stored


def test_a_sending_service_that_is_not_there_was_provably_told_nothing(
    esp, letter, now
):
    service = esp("")
    service.end()
    service.listener = socket.create_server(("127.0.0.1", 0))  # for the fixture's end
    assert send(letter, now) == NOT_SENT
