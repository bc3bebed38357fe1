"""A real Postfix delivers over LMTP to `duly mail-intake --lmtp`: kept before the yes, brought again after a no."""

import os
import signal
import smtplib
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from duly.cases import inbox
from duly.cases.actions.take_mail import take_waiting
from duly.replies.tokens import mail_token
from tests.cases.test_take_mail import (
    SECRET,
    YES,
    fresh,
    key,
    last,
    sent,
    take,
    transport,
)
from tests.conftest import FROZEN_NOW, ROOT

__all__ = ["key", "sent", "take", "transport"]

pytestmark = [
    pytest.mark.real,
    pytest.mark.django_db,
    pytest.mark.xdist_group("postfix"),
]
ENVIRON = {
    **os.environ,
    "PYTHONPATH": str(ROOT / "src"),
    "DULY_REGISTERED_EMAIL_FROM": "ada@sender.test",
    "DULY_REGISTERED_EMAIL_HOST": "127.0.0.1",
    "DULY_REGISTERED_EMAIL_TLS": "none",
}
AT = FROZEN_NOW + timedelta(minutes=5)


@pytest.fixture
def now():
    return FROZEN_NOW


@contextmanager
def listening(place):
    """The process, and where it says that it listens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "duly", "mail-intake", "--lmtp", place],
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRON,
    )
    try:
        said = process.stderr.readline()
        assert said.startswith("duly: LMTP at "), said + process.stderr.read()
        yield process, said.split(" at ")[1].strip()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        process.stderr.close()


@pytest.fixture(scope="module")
def routed(postfixes, home):
    """Our Postfix hands the mail of case.test over by LMTP, and tries again after a second."""
    ours, _ = postfixes
    before = postconf(ours, "-h", "transport_maps")
    lifetime = postconf(ours, "-h", "maximal_queue_lifetime")
    with listening("127.0.0.1:0") as (_process, place):
        more = f"{before}, inline:{{ {{ case.test = lmtp:inet:{place} }} }}"
        postconf(ours, "-M", "lmtp/unix=lmtp unix - - n - - lmtp")
        postconf(ours, "-e", f"transport_maps={more}", "maximal_queue_lifetime=1h")
        ours.command("reload")
        yield ours
        postconf(
            ours,
            "-e",
            f"transport_maps={before}",
            f"maximal_queue_lifetime={lifetime}",
        )
        ours.command("reload")


def postconf(postfix, *arguments):
    done = subprocess.run(
        ["postconf", "-c", str(postfix.home), *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def _empty_inbox():
    yield
    for mail in list(inbox.waiting()):
        inbox.forget_raw(mail)


def wait_for_mail():
    for _ in range(200):
        if kept := list(inbox.waiting()):
            return kept
        time.sleep(0.1)
    raise AssertionError("no mail came")


def answer_by(postfix, to, *, words=YES):
    with smtplib.SMTP("127.0.0.1", postfix.port) as talk:
        talk.sendmail(
            "kim@acme.test",
            to,
            f"From: Kim <kim@acme.test>\r\nTo: desk@case.test\r\nSubject: Your notice\r\n\r\n{words}\r\n.\r\n",
        )


def test_an_answer_comes_from_postfix_into_its_case(routed, sent, take):
    token = mail_token(SECRET, key=sent.key, purpose="reply")
    answer_by(routed, [f"case+{token}@case.test", "ben@case.test"])
    kept = wait_for_mail()
    assert {one for mail in kept for one in mail.recipients} >= {
        f"case+{token}@case.test"
    }
    assert take_waiting(reader=take.reader, now=AT) >= 1
    assert last(sent).payload["matched_by"] == "reply_token"
    assert fresh(sent).state == "answered"


def test_what_could_not_be_kept_is_brought_again(routed, home):
    folder = home / "files" / "inbox"
    away = folder.with_name("inbox-away")
    folder.mkdir(parents=True, exist_ok=True)
    folder.rename(away)
    folder.write_bytes(b"in the way")
    try:
        answer_by(routed, ["ada@case.test"], words="once more")
        wait_for_line(routed, "451 4.3.0 Not kept, bring it again")
    finally:
        folder.unlink()
        away.rename(folder)
    (mail,) = wait_for_mail()
    assert b"once more" in mail.raw
    assert mail.recipients == ("ada@case.test",)


def wait_for_line(postfix, words):
    log = postfix.home / "log"
    for _ in range(200):
        if log.exists() and words in log.read_text("utf-8", "replace"):
            return
        time.sleep(0.1)
    raise AssertionError(f"the log never says {words}")


def test_at_a_socket_in_a_folder_and_away_with_it_at_the_end(tmp_path):
    place = tmp_path / "lmtp"
    with listening(str(place)) as (process, _):
        with smtplib.LMTP(str(place)) as talk:
            talk.sendmail("kim@acme.test", ["ada@case.test"], "Subject: x\r\n\r\nx\r\n")
        (mail,) = wait_for_mail()
        assert mail.raw == b"Subject: x\r\n\r\nx\r\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert not Path(place).exists()


def test_a_place_that_is_taken_is_said(tmp_path):
    with listening("127.0.0.1:0") as (_, place):
        second = subprocess.run(
            [sys.executable, "-m", "duly", "mail-intake", "--lmtp", place],
            capture_output=True,
            text=True,
            check=False,
            env=ENVIRON,
        )
    assert second.returncode == 2
    assert "nothing can listen" in second.stderr
