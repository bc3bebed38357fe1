"""No server holds the talk up for ever, whatever it says and however slowly."""

import base64
import json
import socket
import threading
import time

import pytest

from duly.channels import Refused
from duly.channels.registered_email import channel
from duly.channels.registered_email.reply_lines import EndlessReply, ReplyLines

pytestmark = pytest.mark.real


@pytest.fixture
def ends():
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


def test_lines_come_one_by_one_however_they_were_cut(ends):
    ours, theirs = ends
    lines = ReplyLines(ours)
    theirs.sendall(b"250-a\r\n250")
    assert lines.readline(100) == b"250-a\r\n"
    theirs.sendall(b" b\r\n")
    assert lines.readline(100) == b"250 b\r\n"
    theirs.close()
    assert lines.readline(100) == b""


def test_a_line_that_is_too_long_comes_in_pieces(ends):
    ours, theirs = ends
    theirs.sendall(b"x" * 150)
    assert ReplyLines(ours).readline(100) == b"x" * 100


def test_one_octet_at_a_time_does_not_begin_the_wait_anew(ends):
    ours, theirs = ends
    ours.settimeout(0.5)
    stop = threading.Event()

    def drip():
        while not stop.wait(0.05):
            theirs.send(b"2")

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    try:
        with pytest.raises(TimeoutError):
            ReplyLines(ours).readline(10_000)  # the whole line would take minutes
    finally:
        stop.set()
        thread.join(5)
    assert ours.gettimeout() == 0.5


def test_a_reply_without_end_is_broken_off(ends):
    ours, theirs = ends
    lines = ReplyLines(ours)

    def read_on():
        for _ in range(20_000):
            theirs.sendall(b"250-more\r\n")
            lines.readline(8_193)

    with pytest.raises(EndlessReply):
        read_on()


@pytest.mark.parametrize("stage", ["greeting", "mail", "dot"])
def test_a_server_that_talks_without_end_ends_the_attempt(
    stage, server, mailbox, letter, now, monkeypatch
):
    def answers(talk, at, good):
        if at == stage:
            talk.sendall(b"250-on and on\r\n" * 20_000)
            return True
        talk.sendall(good + b"\r\n")
        return False

    monkeypatch.setattr(server, "answers", answers)
    wanted = "in_doubt" if stage == "dot" else "not_sent"
    try:
        sent = channel.send(
            letter, "kim@acme.test", key="k", now=now, attempt=lambda _: None
        )
    except Exception as reason:  # noqa: BLE001 # whichever it is, it has the outcome
        sent = reason.sent
    assert sent.happened.detail["outcome"] == wanted
    assert len(sent.artefacts[1].content) < 1_000_000


PASSWORD = "hunter2-secret"
SAID_BACK = [
    PASSWORD,
    base64.b64encode(PASSWORD.encode()).decode(),
    base64.b64encode(f"\0ada@example.org\0{PASSWORD}".encode()).decode(),
]


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN", "CRAM-MD5"])
@pytest.mark.parametrize("said_back", SAID_BACK)
def test_no_mechanism_leaves_the_password_in_the_record_even_when_it_is_said_back(
    mechanism, said_back, server, mailbox, letter, now, monkeypatch
):
    server.extensions = (f"AUTH {mechanism}",)
    mailbox("USER", "ada@example.org")
    mailbox("PASSWORD", PASSWORD)
    came = []

    def obey(talk, lines, verb):
        if verb != "auth":
            return usual(talk, lines, verb)
        came.append(server.commands[-1])
        asks = 0 if mechanism == "PLAIN" else 2 - len(came[0].split()[2:])
        if mechanism == "CRAM-MD5":
            asks = 1
        for _ in range(asks):
            talk.sendall(b"334 " + base64.b64encode(b"<1.2@mx>") + b"\r\n")
            came.append(lines.readline().decode().strip())
        talk.sendall(f"535 5.7.8 no entry for {said_back}\r\n".encode())
        return False

    usual = server.obey
    monkeypatch.setattr(server, "obey", obey)
    with pytest.raises(Refused) as refused:
        channel.send(letter, "a@acme.test", key="k", now=now, attempt=lambda _: None)
    sent = refused.value.sent
    record = (
        sent.artefacts[1].content.decode() + str(sent.happened) + str(refused.value)
    )
    assert len(came) > 1 or mechanism == "PLAIN"
    for secret in (*SAID_BACK, *(line.split()[-1] for line in came)):
        if secret not in ("LOGIN", "CRAM-MD5"):
            assert secret not in record
    lines = [
        line.get("line", "") for line in json.loads(sent.artefacts[1].content)["lines"]
    ]
    assert f"AUTH {mechanism} [redacted]" in lines
    assert "535 5.7.8 no entry for [redacted]" in lines


def test_a_large_message_may_take_longer_than_one_answer(
    server, mailbox, letter, now, monkeypatch
):
    """A slow line: the server reads nothing for longer than a command may take."""
    mailbox("TIMEOUT", "5")
    mailbox("FINAL_TIMEOUT", "60")
    big = type(letter)(
        **{name: getattr(letter, name) for name in letter.__slots__}
        | {"pdf": b"%PDF-1.7 " + b"x" * 12_000_000}
    )

    def slow(talk, lines):
        time.sleep(6)
        tail = b""
        while not tail.endswith(b"\r\n.\r\n"):
            tail = tail[-5:] + lines.read1(65_536)
        return server.answers(talk, "dot", b"250 2.0.0 Ok")

    monkeypatch.setattr(server, "take_body", slow)
    sent = channel.send(big, "a@acme.test", key="k", now=now, attempt=lambda _: None)
    assert sent.happened.detail["outcome"] == "accepted_by_provider"
