"""The mailbox is read on, whatever a stranger puts into it."""

import imaplib
import re
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import pytest
from imap_tools import MailboxLogoutError

from duly.cases.actions.poll_mail import poll_mail
from duly.channels.registered_email import intake
from duly.channels.registered_email.intake import Cursor, fetch_new
from duly.replies.tokens import mail_token
from tests.cases.test_take_mail import SECRET, key, sent, take, transport

__all__ = ["key", "sent", "take", "transport"]

pytestmark = pytest.mark.django_db

ANSWER = b"Subject: Re\r\n\r\nWe confirm that your contract ends on 31 March 2026.\r\n"


@dataclass
class Box:
    """An INBOX of these mails, the first with the UID 1, as imap-tools shows it. `asked` are the FETCHes."""

    mails: list[bytes]
    goodbye: Exception | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def folder(self):
        status = {"UIDVALIDITY": 7, "UIDNEXT": len(self.mails) + 1}
        return SimpleNamespace(set=lambda _: None, status=lambda *_: status)

    @property
    def client(self):
        return SimpleNamespace(uid=self.fetch)

    def uids(self, _criteria):
        return [str(number) for number in range(1, len(self.mails) + 1)]

    def fetch(self, _verb, uid, part):
        self.asked.append((uid, part))
        most = int(re.search(r"<0\.(\d+)>", part)[1])
        raw = self.mails[int(uid) - 1]
        if "HEADER" in part:
            raw = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        return "OK", [(b"1 (BODY[] {1}", raw[:most]), b")"]

    def logout(self):
        if self.goodbye:
            raise self.goodbye


@pytest.fixture
def poll(take, now, settings, tmp_path):
    """Look into the box, after a first look that began at its end."""
    settings.HOME = tmp_path
    reader = replace(
        take.reader, settings=replace(take.reader.settings, imap_host="imap.test")
    )

    def look(box):
        (tmp_path / "mailbox.json").write_text('{"uid_validity": 7, "last_uid": 0}')
        return poll_mail(clock=lambda: now, reader=reader, open_box=lambda _: box)

    return look


def to_the_case(dispatch, raw=ANSWER):
    token = mail_token(SECRET, key=dispatch.key, purpose="reply")
    return f"To: ada+{token}@sender.test\r\n".encode() + raw


@pytest.mark.parametrize(
    "hostile",
    [
        b"From: " + b"(" * 5000,
        b"To: " + b":" * 5000,
        b"Content-Type: text/plain; charset=idna\r\nSubject: \xff",
        b"\x00" * 5000,
    ],
    ids=["comments", "groups", "charset", "NUL"],
)
def test_a_header_that_no_parser_survives_holds_up_no_mail_behind_it(
    hostile, poll, sent
):
    box = Box([hostile + b"\r\n\r\nhello\r\n", to_the_case(sent)])
    assert poll(box) == 1
    assert sent.case.events.filter(name="reply.received").count() == 1


def test_a_header_that_no_parser_survives_is_kept_where_it_bears_our_mark(poll, sent):
    box = Box([to_the_case(sent, b"From: " + b"(" * 5000 + b"\r\n\r\nhello\r\n")])
    assert poll(box) == 1


def test_the_cursor_goes_past_a_header_that_cannot_be_read(poll, sent, tmp_path):
    poll(Box([b"From: " + b"(" * 5000 + b"\r\n\r\nhello\r\n"]))
    assert '"last_uid": 1' in (tmp_path / "mailbox.json").read_text()


@pytest.mark.parametrize(
    "goodbye",
    [
        imaplib.IMAP4.abort("socket error: EOF"),
        MailboxLogoutError(("NO", [b""]), "BYE"),
        ConnectionResetError(),
    ],
    ids=["gone", "no BYE", "reset"],
)
def test_a_server_that_hangs_up_before_the_goodbye_takes_no_mail_back(
    goodbye, poll, sent
):
    assert poll(Box([to_the_case(sent)], goodbye=goodbye)) == 1
    assert sent.case.events.filter(name="reply.received").count() == 1


def test_large_mails_are_not_all_held_at_once(monkeypatch):
    monkeypatch.setattr(intake, "MOST_OCTETS", 2_000)
    box = Box([b"A: b\r\n\r\n" + b"x" * 1_500] * 5)
    cursor = Cursor(uid_validity=7, last_uid=0)
    taken = []
    while got := fetch_new(box, name="ada", cursor=cursor, wanted=lambda _: True).mails:
        assert len(got) <= 2
        taken += [mail.source_id for mail in got]
        cursor = Cursor(uid_validity=7, last_uid=int(taken[-1].split(":")[2]))
    assert taken == [f"ada:7:{uid}" for uid in range(1, 6)]


def test_a_mail_that_is_cut_off_does_not_pass_for_a_whole_one(monkeypatch):
    monkeypatch.setattr(intake, "LARGEST_MAIL", 100)
    box = Box([b"A: b\r\n\r\n" + b"x" * 500])
    cursor = Cursor(uid_validity=7, last_uid=0)
    (mail,) = fetch_new(box, name="ada", cursor=cursor, wanted=lambda _: True).mails
    assert len(mail.raw) == 101
