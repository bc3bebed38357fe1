"""`duly mail-intake`: the mail server's pipe is told when to bring a mail again, and no mail is lost."""

import io
import json

import pytest

from duly.cases import inbox
from duly.cli.stored import mail_intake
from tests.cases.test_take_mail import answer, report, sent

__all__ = ["sent"]

# The mail is read in a process of its own, and that is waited for.
pytestmark = [pytest.mark.django_db, pytest.mark.real]


@pytest.fixture
def piped(monkeypatch, capsys):
    monkeypatch.setattr(mail_intake, "is_initialised", lambda: True)

    def run(text):
        stdin = type("Stdin", (), {"buffer": io.BytesIO(text.encode())})()
        monkeypatch.setattr("sys.stdin", stdin)
        code = mail_intake.run(["--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return run


def test_a_report_on_the_pipe_is_told_once(sent, piped):
    text = report(sent)
    code, document = piped(text)
    assert (code, document["outcome"], document["kind"]) == (0, "told", "dsn")
    assert document["reference"] == sent.case.reference
    assert piped(text)[1]["outcome"] == "known"


def test_mail_of_no_case_is_kept(sent, piped):
    before = inbox.count_set_aside()
    text = answer(sent, "Hello", from_address="a@stranger.test", to="b@other.test")
    assert piped(text)[1]["outcome"] == "set aside"
    assert inbox.count_set_aside() == before + 1


def test_without_a_mailbox_the_server_keeps_the_mail(piped, monkeypatch):
    assert piped("From: a@b.test\n\nx")[0] == 75


def test_a_full_disk_makes_the_server_bring_it_again(sent, piped, monkeypatch):
    def full(*_, **__):
        raise OSError("no space left")

    monkeypatch.setattr("duly.cases.actions.take_mail.keep_raw", full)
    assert piped(report(sent))[0] == 75


def test_nothing_on_the_pipe_is_wrong_use(piped):
    assert piped("")[0] == 2
