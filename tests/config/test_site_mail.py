"""The site mails by itself, also where no mail server of its own is named."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.core.mail import EmailMessage, get_connection

from duly.channels.registered_email import short_mail
from duly.channels.registered_email.settings import Settings
from duly.channels.registered_email.short_mail import (
    MaybeTaken,
    NotTaken,
    hurried,
    post,
)
from duly.config.mail import mailbox as site_mailbox
from tests.channels.registered_email.conftest import FaultServer, mailbox, server
from tests.channels.registered_email.test_direct_mx import answering
from tests.channels.registered_email.test_esp import Service

__all__ = ["mailbox", "server"]

pytestmark = pytest.mark.real

OWN = {
    "DULY_REGISTERED_EMAIL_FROM": "notices@duly.test",
    "DULY_REGISTERED_EMAIL_TOKEN_SECRET": "a secret of the test",
}
DIRECT = {
    **OWN,
    "DULY_REGISTERED_EMAIL_TRANSPORT": "direct_mx",
    "DULY_REGISTERED_EMAIL_EHLO_NAME": "mail.duly.test",
}
SERVICE = {
    **OWN,
    "DULY_REGISTERED_EMAIL_TRANSPORT": "esp",
    "DULY_REGISTERED_EMAIL_ESP": "postmark",
    "DULY_REGISTERED_EMAIL_ESP_KEY": "k-secret",
}


@pytest.mark.parametrize(
    ("environ", "is_set_up"),
    [
        ({}, False),
        (OWN, False),
        ({**OWN, "DULY_REGISTERED_EMAIL_HOST": "127.0.0.1"}, True),
        (DIRECT, True),
        (SERVICE, True),
    ],
)
def test_the_site_can_mail_wherever_a_notice_can(
    environ: dict[str, str], is_set_up: bool
) -> None:
    assert (site_mailbox(environ) is not None) == is_set_up


def send(to: str = "kim@acme.test") -> int:
    message = EmailMessage("A code", "It is\n.1234 5678", "notices@duly.test", [to])
    backend = get_connection("duly.config.site_mail.ByTransport")
    return int(backend.send_messages([message]) or 0)


@pytest.fixture
def direct(
    mailbox: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox("TRANSPORT", "direct_mx")
    mailbox("EHLO_NAME", "mail.duly.test")
    mailbox("FROM", "notices@duly.test")
    monkeypatch.setattr(
        "duly.config.site_mail.post", partial(post, lookup=answering("127.0.0.1"))
    )


def test_straight_to_the_server_of_whoever_gets_it(
    direct: None, server: FaultServer
) -> None:
    assert send() == 1
    (stored,) = server.stored
    assert b"\r\n..1234 5678\r\n" in stored
    assert b"Auto-Submitted: auto-generated\r\n" in stored
    assert b"@duly.test>\r\n" in stored.split(b"Message-ID: <")[1]
    assert b"\n" not in stored.replace(b"\r\n", b"")
    assert any(c.lower().startswith("mail from:<notices@") for c in server.commands)


def test_no_report_is_asked_for_that_would_bring_the_secret_back(
    direct: None, server: FaultServer
) -> None:
    server.extensions = ("8BITMIME", "DSN")
    send()
    asked = " ".join(server.commands).upper()
    assert "NOTIFY=NEVER" in asked
    assert "ENVID" not in asked
    assert "ORCPT" not in asked


@pytest.mark.parametrize("fault", ["451:rcpt", "550:rcpt", "drop:ehlo", "drop:body"])
def test_what_was_not_taken_is_told_so_that_it_can_be_tried_again(
    fault: str, direct: None, server: FaultServer
) -> None:
    server.fault = fault
    with pytest.raises(NotTaken):
        send()


def test_a_slow_server_holds_the_others_up_for_seconds_and_not_for_ten_minutes(
    direct: None, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(short_mail, "LAST_PATIENCE_SECONDS", 0.3)
    server.fault = "slow:600"
    with pytest.raises(MaybeTaken):
        send()
    long = hurried(patient(timeout=6000, final_timeout=6000))
    assert (long.timeout, long.final_timeout) == (short_mail.PATIENCE_SECONDS, 0.3)
    assert hurried(patient(timeout=0.1, final_timeout=0.2)).timeout == 0.1


def patient(**waits: float) -> Settings:
    return Settings(transport="direct_mx", from_address="a@duly.test", **waits)


def test_what_is_no_address_is_told_and_nothing_is_asked(
    direct: None, server: FaultServer
) -> None:
    with pytest.raises(NotTaken, match="is not an e-mail address"):
        send("kim at acme")
    assert server.commands == []


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    made = Service()
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    for name, value in SERVICE.items():
        monkeypatch.setenv(name, value)
    url = f"http://127.0.0.1:{made.server_port}/"
    monkeypatch.setenv("DULY_REGISTERED_EMAIL_ESP_URL", url)
    yield made
    made.shutdown()
    made.server_close()


def test_by_a_sending_service_without_its_tracking(service: Any) -> None:
    assert send() == 1
    (received,) = service.received
    assert received["To"] == "kim@acme.test"
    assert received["TrackOpens"] is False
    assert received["TrackLinks"] == "None"


def test_a_service_that_says_no_is_told_so_that_it_can_be_tried_again(
    service: Any,
) -> None:
    service.status = 422
    with pytest.raises(NotTaken):
        send()
