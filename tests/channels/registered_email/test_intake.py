"""New mail of the person's own mailbox: byte-exact, each once, and nothing that is not about a sending."""

import os
import smtplib

import pytest

from duly.channels.registered_email import channel
from duly.channels.registered_email.intake import Cursor, fetch_new, open_mailbox
from duly.channels.registered_email.settings import PREFIX, read_settings
from duly.replies.candidates import is_candidate
from duly.replies.mail import read_mail
from duly.replies.matching import OpenDispatch, marks_of, match
from duly.replies.reading import read_message

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("postfix")]
SECRET = "a secret of the test"


@pytest.fixture
def own(postfixes, imap_port, monkeypatch):
    """Ada's mailbox: our Postfix to send, Dovecot to read."""
    ours, _ = postfixes
    for name, value in {
        "FROM": "ada@sender.test",
        "HOST": "127.0.0.1",
        "PORT": str(ours.port),
        "TLS": "starttls",
        "CA_FILE": str(ours.home / "cert.pem"),
        "PLUS_ADDRESSING": "yes",
        "TOKEN_SECRET": SECRET,
        "PASSWORD": "imap-secret",
        "IMAP_HOST": "127.0.0.1",
        "IMAP_PORT": str(imap_port),
    }.items():
        monkeypatch.setenv(PREFIX + name, value)
    return ours


@pytest.fixture
def box(own):
    opened = open_mailbox(read_settings(os.environ))
    yield opened
    opened.logout()


def post(own, to, text, *, sender="kim@acme.test", **headers):
    lines = [f"From: {sender}", f"To: {to}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    with smtplib.SMTP("127.0.0.1", own.port) as smtp:
        smtp.sendmail(sender, [to], ("\r\n".join(lines) + "\r\n\r\n" + text).encode())
    own.mails("ada", holding=text.strip().encode())


def test_a_report_and_an_answer_come_in_and_private_mail_does_not(
    own, box, letter, now
):
    announced = []
    start = fetch_new(box, name="ada", cursor=None, wanted=lambda _: True)
    channel.send(
        letter, "kim@acme.test", key="intake", now=now, attempt=announced.append
    )
    detail = announced[0].detail
    own.mails("ada", holding=f"Original-Envelope-Id: {detail['envid']}".encode())
    reply_to = f"ada+{detail['reply_token']}@sender.test"
    post(
        own,
        reply_to,
        "We confirm that your contract ends on 31 March 2026.\r\n",
        Subject="Re: Notice",
    )
    post(
        own,
        "ada@sender.test",
        "Private: see you on Sunday.\r\n",
        sender="ben@home.test",
        Subject="Hi",
    )
    known = (
        OpenDispatch(
            key="intake", reference=letter.reference, message_id=detail["message_id"]
        ),
    )

    def wanted(header):
        return is_candidate(header, known, secret=SECRET.encode())

    intake = fetch_new(box, name="ada", cursor=start.cursor, wanted=wanted)
    kinds = {read_message(mail.raw).kind for mail in intake.mails}
    assert kinds == {"dsn", "reply"}
    assert not any(b"Private" in mail.raw for mail in intake.mails)
    (answer,) = [m for m in intake.mails if read_message(m.raw).kind == "reply"]
    found = match(marks_of(read_mail(answer.raw)), known, secret=SECRET.encode())
    assert found.rule == "reply_token"
    assert answer.raw.endswith(
        b"We confirm that your contract ends on 31 March 2026.\r\n"
    )
    again = fetch_new(box, name="ada", cursor=intake.cursor, wanted=wanted)
    assert again.mails == ()
    assert again.cursor == intake.cursor
    assert len({mail.source_id for mail in intake.mails}) == len(intake.mails)


def test_reading_begins_at_the_end_and_marks_nothing_as_read(own, box):
    post(own, "ada@sender.test", "An older mail.\r\n")
    first = fetch_new(box, name="ada", cursor=None, wanted=lambda _: True)
    assert first.mails == ()
    post(own, "ada@sender.test", "A newer mail.\r\n")
    second = fetch_new(box, name="ada", cursor=first.cursor, wanted=lambda _: True)
    assert any(b"A newer mail." in mail.raw for mail in second.mails)
    assert not any(b"An older mail." in mail.raw for mail in second.mails)
    assert box.folder.status("INBOX", ["UNSEEN"])["UNSEEN"] >= 2


def test_after_a_rebuilt_mailbox_the_newest_mails_are_looked_at_again(own, box):
    post(own, "ada@sender.test", "Before the rebuild.\r\n")
    stale = Cursor(uid_validity=1, last_uid=999_999)
    intake = fetch_new(box, name="ada", cursor=stale, wanted=lambda _: True)
    assert any(b"Before the rebuild." in mail.raw for mail in intake.mails)
