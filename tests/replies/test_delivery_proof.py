"""A report counts with our secret in it; a forged one changes nothing."""

import pytest

from duly.replies.bounces import recipients_of
from duly.replies.delivery_proof import SentMail, prove
from duly.replies.mail import read_mail
from duly.replies.tokens import mail_token

SECRET = b"a secret of the test"
KEY = "case-1:dispatch:1"
SENT = SentMail(key=KEY, rcpt_to="kim@acme.test", level="E2")
ENVID = mail_token(SECRET, key=KEY, purpose="envid")
ORCPT = mail_token(SECRET, key=KEY, purpose="orcpt")


def proof(
    *,
    envid=ENVID,
    action="delivered",
    status="2.0.0",
    sent=SENT,
    to="kim@acme.test",
    diagnostic="",
    original=None,
    reporting="mx.acme.test",
):
    original = original or f"{ORCPT}+3D{to}"
    raw = (
        "From: MAILER-DAEMON@mx.test\nTo: ada@sender.test\nSubject: report\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; {reporting}\nOriginal-Envelope-Id: {envid}\n\n"
        f"Original-Recipient: rfc822;{original}\nFinal-Recipient: rfc822; {to}\nAction: {action}\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; {diagnostic}\n--b--\n"
    )
    mail = read_mail(raw.encode())
    (one,) = recipients_of(mail)
    return prove(one, sent_to=(), sent=sent, secret=SECRET)


def test_a_true_report_of_delivery_is_a_third_partys_word():
    found = proof()
    assert (found.event, found.level) == ("dispatch.delivered", "E3")
    assert found.envid_ok
    assert found.orcpt_ok


@pytest.mark.parametrize(
    "envid",
    [
        "",
        "x" * 20,
        mail_token(SECRET, key="other", purpose="envid"),
        ORCPT,
        mail_token(b"guess", key=KEY, purpose="envid"),
    ],
)
@pytest.mark.parametrize("action", ["delivered", "failed", "relayed", "delayed"])
def test_a_report_without_the_right_identifier_is_a_hint(envid, action):
    found = proof(envid=envid, action=action)
    assert found.event == "hint"
    assert found.level is None
    assert not found.supersedes


def test_a_report_about_somebody_else_is_a_hint():
    assert proof(to="lee@acme.test", original="lee@acme.test").event == "hint"


def test_a_forwarded_recipient_is_known_by_its_original():
    assert (
        proof(to="kim@elsewhere.test", original=f"{ORCPT}=kim@acme.test").event
        == "dispatch.delivered"
    )


def test_the_recipients_own_server_after_an_acceptance_reaches_the_mailbox_level():
    sent = SentMail(
        key=KEY,
        rcpt_to="kim@acme.test",
        level="E4",
        mx_hosts=frozenset({"mx.acme.test"}),
    )
    assert proof(sent=sent).level == "E5"
    assert proof(sent=sent, reporting="relay.else.test").level == "E4"


def test_relayed_is_a_third_partys_word_and_no_delivery():
    found = proof(action="relayed")
    assert (found.event, found.level) == ("dispatch.noted", "E3")


def test_a_late_failure_takes_the_certificate_back():
    found = proof(action="failed", status="5.1.1", diagnostic="550 5.1.1 user unknown")
    assert found.event == "dispatch.bounced"
    assert found.supersedes
    assert "user unknown" in found.because


def test_a_failure_before_any_acceptance_takes_nothing_back():
    sent = SentMail(key=KEY, rcpt_to="kim@acme.test", level="E1")
    assert not proof(action="failed", status="5.1.1", sent=sent).supersedes


LOST = [
    "lost connection with mx.acme.test while sending end of data -- message may be sent more than once",
    "conversation with mx.acme.test timed out while sending end of data -- message may be sent more than once",
    "lost connection with mx.acme.test while sending message body",
    "SMTP timeout after end of data (3312 bytes written)",
    "Remote host closed connection after end of data",
    "timeout waiting for input from mx.acme.test during client DATA status",
    "Connected to 192.0.2.7 but connection died. Possible duplicate! (#4.4.2)",
]
NOT_LOST = [
    "lost connection with mx.acme.test while receiving the initial server greeting",
    "lost connection with mx.acme.test while sending RCPT TO",
    "conversation with mx.acme.test timed out while performing the EHLO handshake",
    "connect to mx.acme.test[192.0.2.7]:25: Connection timed out",
    "SMTP error from remote mail server after end of data: 550 5.7.1 refused",
    "552 5.2.2 mailbox full (in reply to end of DATA command)",
]


@pytest.mark.parametrize("diagnostic", LOST)
def test_a_connection_lost_after_the_message_is_in_doubt_and_no_failure(diagnostic):
    found = proof(action="failed", status="4.4.2", diagnostic=diagnostic)
    assert found.event == "dispatch.in_doubt"
    assert not found.supersedes


@pytest.mark.parametrize("diagnostic", NOT_LOST)
def test_a_connection_lost_before_the_message_is_a_failure(diagnostic):
    found = proof(action="failed", status="4.4.2", diagnostic=diagnostic)
    assert found.event == "dispatch.bounced"


def test_a_delay_defers():
    assert proof(action="delayed", status="4.4.1").event == "dispatch.deferred"
