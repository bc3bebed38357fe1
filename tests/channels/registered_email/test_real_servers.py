"""With real mail servers: what we hold ourselves and what comes back; every case by transport is in test_table_of_servers."""

import json
import smtplib
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256

import pytest

from duly.channels import InDoubt, Refused, Unavailable
from duly.channels.registered_email import channel
from duly.channels.registered_email.direct_mx import deliver
from duly.channels.registered_email.dns_answers import MxAnswer
from duly.replies.delivery_proof import SentMail, prove
from duly.replies.reading import read_message

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("postfix")]

PREFIX = "DULY_REGISTERED_EMAIL_"
SECRET = "a secret of the test"


@pytest.fixture
def own_mailbox(postfixes, monkeypatch):
    """Ada's own mailbox at a Postfix with STARTTLS and a certificate that we trust."""
    ours, _ = postfixes
    for name, value in {
        "FROM": "ada@sender.test",
        "HOST": "127.0.0.1",
        "PORT": str(ours.port),
        "TLS": "starttls",
        "CA_FILE": str(ours.home / "cert.pem"),
        "PLUS_ADDRESSING": "yes",
        "TOKEN_SECRET": SECRET,
        "TIMEOUT": "20",
        "FINAL_TIMEOUT": "20",
    }.items():
        monkeypatch.setenv(PREFIX + name, value)
    return ours


@pytest.fixture
def straight(own_mailbox, postfixes, monkeypatch):
    """Straight to the recipient's Postfix, as if its domain's MX pointed there."""
    _, theirs = postfixes
    monkeypatch.setenv(PREFIX + "TRANSPORT", "direct_mx")
    monkeypatch.setenv(PREFIX + "EHLO_NAME", "mail.sender.test")
    monkeypatch.setenv(PREFIX + "PORT", str(theirs.port))

    def lookup(domain):
        return MxAnswer(
            domain=domain,
            hosts=("127.0.0.1",),
            answers=("10 127.0.0.1.",),
            ad=False,
            resolver="none",
        )

    monkeypatch.setattr(
        "duly.channels.registered_email.sending.deliver",
        partial(deliver, lookup=lookup),
    )
    return theirs


def send(letter, now, *, key, to="kim@acme.test"):
    announced = []
    try:
        sent = channel.send(letter, to, key=key, now=now, attempt=announced.append)
    except (Refused, Unavailable, InDoubt) as reason:
        sent = reason.sent
    return sent, announced[0].detail


def report_for(ours, detail, *, sent, to="kim@acme.test"):
    """The report that came to Ada's mailbox for this sending, and what it proves."""
    marks = f"Original-Envelope-Id: {detail['envid']}".encode()
    (raw,) = ours.mails("ada", holding=marks)[:1]
    reading = read_message(raw)
    (recipient,) = reading.recipients
    proof = prove(
        recipient,
        sent_to=(),
        sent=SentMail(key=detail["key"], rcpt_to=to, level=sent.happened.level),
        secret=SECRET.encode(),
    )
    return reading, recipient, proof


def test_delivered_through_the_own_mailbox(own_mailbox, postfixes, letter, now):
    _, theirs = postfixes
    sent, detail = send(letter, now, key="delivered")
    assert sent.happened.detail["outcome"] == "accepted_by_provider"
    assert sent.happened.level == "E2"
    assert sent.happened.detail["dsn_offered"] is True
    talk = json.loads(sent.artefacts[1].content)
    assert talk["tls"]["version"] == "TLSv1.3"
    assert talk["tls"]["verified"] == "pkix"
    assert len(talk["tls"]["certificate_sha256"]) == 64
    assert talk["tls"]["chain_sha256"][0] == talk["tls"]["certificate_sha256"]
    assert any(line.startswith("DSN") for line in talk["ehlo"])
    reading, recipient, proof = report_for(
        own_mailbox, detail | {"key": "delivered"}, sent=sent
    )
    assert reading.kind == "dsn"
    assert (recipient.action, recipient.status[0]) == ("delivered", "2")
    assert (proof.event, proof.level) == ("dispatch.delivered", "E3")
    assert proof.envid_ok
    assert proof.orcpt_ok
    (arrived,) = theirs.mails("kim", holding=detail["message_id"].encode())
    stored = sent.artefacts[0].content.replace(b"\r\n", b"\n")
    assert arrived.endswith(stored)
    assert detail["envid"].encode() not in arrived


def test_accepted_by_the_recipients_server(straight, letter, now):
    sent, detail = send(letter, now, key="straight")
    assert sent.happened.detail["outcome"] == "accepted_by_mx"
    assert (sent.happened.level, sent.happened.detail["by"]) == ("E4", "mx")
    talk = json.loads(sent.artefacts[1].content)
    assert talk["tls"]["verified"] == "none"
    assert talk["dns"]["hosts"] == ["127.0.0.1"]
    assert sent.happened.detail["queue_id"]
    assert (
        sent.happened.detail["message_sha256"]
        == sha256(sent.artefacts[0].content).hexdigest()
    )
    assert straight.mails("kim", holding=detail["message_id"].encode())


def test_a_certificate_that_is_not_trusted_stops_the_sending(
    own_mailbox, monkeypatch, letter, now
):
    monkeypatch.delenv(PREFIX + "CA_FILE")
    sent, _ = send(letter, now, key="untrusted")
    assert sent.happened.detail["outcome"] == "not_sent"
    assert sent.happened.detail["stage"] == "tls"


def test_a_forged_report_changes_nothing(own_mailbox, postfixes, letter, now):
    _, detail = send(letter, now, key="forged", to="nobody@acme.test")
    forged = (
        f"From: MAILER-DAEMON@mx.acme.test\r\nTo: ada+{detail['reply_token']}@sender.test\r\nSubject: Success\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.acme.test\r\n\r\n"
        "Final-Recipient: rfc822; nobody@acme.test\r\nAction: delivered\r\nStatus: 2.0.0\r\nX-Forged: yes\r\n--b--\r\n"
    )
    with smtplib.SMTP("127.0.0.1", own_mailbox.port) as eve:
        eve.sendmail("", [f"ada+{detail['reply_token']}@sender.test"], forged.encode())
    (raw,) = own_mailbox.mails("ada", holding=b"X-Forged: yes")
    (recipient,) = read_message(raw).recipients
    proof = prove(
        recipient,
        sent_to=(),
        sent=SentMail(key="forged", rcpt_to="nobody@acme.test", level="E2"),
        secret=SECRET.encode(),
    )
    assert recipient.action == "delivered"
    assert (proof.event, proof.level) == ("hint", None)


def test_twenty_sendings_at_once_are_twenty_mails(own_mailbox, postfixes, letter, now):
    _, theirs = postfixes
    with ThreadPoolExecutor(20) as workers:
        sent = list(
            workers.map(
                lambda number: send(letter, now, key=f"crowd {number}"), range(20)
            )
        )
    assert {one.happened.detail["outcome"] for one, _ in sent} == {
        "accepted_by_provider"
    }
    for _, detail in sent:
        assert len(theirs.mails("kim", holding=detail["message_id"].encode())) == 1
