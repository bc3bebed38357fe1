"""Mail that is made to hurt: it costs little, it is never lost, and nothing is read into it."""

import resource
import subprocess
import sys

import pytest

from duly.replies import limited
from duly.replies.limited import EMPTY, read_forked, read_limited
from duly.replies.reading import Reading, as_document, read_message

HEAD = b"From: kim@acme.test\r\nTo: ada@sender.test\r\nSubject: Re: x\r\nMIME-Version: 1.0\r\n"


def nested(kind: bytes, depth: int) -> bytes:
    raw = HEAD
    for level in range(depth):
        mark = b"b%d" % level
        raw += (
            b"Content-Type: "
            + kind
            + (
                b"; boundary=" + mark + b"\r\n\r\n--" + mark + b"\r\n"
                if b"multipart" in kind
                else b"\r\n\r\n"
            )
        )
    return raw + b"Content-Type: text/plain\r\n\r\nbottom\r\n"


HOSTILE = {
    "3,000 multiparts in each other": nested(b"multipart/mixed", 3000),
    "3,000 mails in each other": nested(b"message/rfc822", 3000),
    "90 multiparts in each other": nested(b"multipart/mixed", 90),
    "100,000 parts": HEAD
    + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    + b"--b\r\n\r\nx\r\n" * 100_000,
    "20,000 addresses": b"To: "
    + b", ".join(b"a%d@b.test" % n for n in range(20_000))
    + b"\r\n"
    + HEAD
    + b"\r\nx",
    "a header of 8 MB": b"X: " + b"a b\r\n " * 1_200_000 + b"\r\n" + HEAD + b"\r\nx",
    "26 MB": HEAD + b"\r\n" + b"x" * 26_000_000,
}
HARMLESS = {
    "a header of 8 MB in a part": HEAD
    + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nX: '
    + b"a b\r\n " * 1_200_000
    + b"\r\n\r\nx\r\n--b--",
    "200,000 nested divs": HEAD
    + b"Content-Type: text/html\r\n\r\n"
    + b"<div>" * 200_000,
    "open tags only": HEAD + b"Content-Type: text/html\r\n\r\n" + b"<" * 400_000,
    "styles without an end": HEAD
    + b"Content-Type: text/html\r\n\r\n"
    + b"<style><!--<script>" * 20_000,
    "one line of 2 MB": HEAD + b"\r\n" + b"confirm " * 250_000,
    "at signs": HEAD + b"\r\n" + b"a@b." * 200_000,
    "a bounce of addresses": b"From: MAILER-DAEMON@x.test\r\nSubject: failure notice\r\n\r\n"
    + b"<a@b.test> " * 50_000,
    "dots and blanks": HEAD + b"\r\n" + b". A " * 100_000,
    "quote marks": HEAD + b"\r\n" + b"> " * 200_000,
    "a digit storm": HEAD + b"\r\n" + b"5.1.1 1.1.2026 " * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bomb_is_unparsed_and_says_why(name):
    document = read_forked(HOSTILE[name])
    assert document["kind"] == "unparsed"
    assert document["why"]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_dangerous_is_read(name):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    document = read_forked(HARMLESS[name])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert document["kind"] != "unparsed"
    assert after.ru_utime - before.ru_utime < 10


@pytest.mark.parametrize(
    "charset",
    [
        b"charset=idna",
        b"charset=undefined",
        b"charset=hex",
        b'charset="a\x00b"',
        b"charset*0*=utf-8''%ff",
        b"charset*=x'y'%ff%fe",
    ],
)
@pytest.mark.parametrize(
    "kind", [b"text/plain", b"text/html", b"application/octet-stream", b"text/x; x=y"]
)
def test_a_charset_that_is_none_is_read_as_well_as_it_goes(kind, charset):
    head = HEAD + b"Content-Type: " + kind + b"; " + charset + b"\r\n\r\n"
    raw = head + b"We confirm that your contract ends on 31 March 2026. \xff\r\n"
    found = read_message(raw)
    assert found.kind == "reply"
    if kind.startswith(b"text/"):
        assert found.answer.verdict == "confirmed"


@pytest.mark.real  # waiting for a process is a sleep
def test_the_process_of_its_own_gives_the_same_document_as_the_fork():
    raw = HEAD + b"\r\nWe confirm that your contract ends on 31 March 2026.\r\n"
    assert read_limited(raw) == read_forked(raw) == as_document(read_message(raw))


def test_the_document_of_an_unread_mail_has_every_field():
    assert as_document(Reading(kind="unparsed")) == EMPTY


def test_the_limit_on_size_is_the_same_before_and_in_the_process():
    from duly.replies import mail

    assert limited.LARGEST_MAIL == mail.LARGEST_MAIL


def test_a_process_that_dies_is_an_unparsed_mail(monkeypatch):
    died = subprocess.CompletedProcess(["x"], -9, b"", b"")
    monkeypatch.setattr(limited.subprocess, "run", lambda *_, **__: died)
    assert read_limited(HEAD)["kind"] == "unparsed"


def test_the_reading_process_loads_no_django():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, duly.replies.worker, duly.replies.reading; print('django' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": limited.SOURCES},
    )
    assert done.stdout.strip() == "False"
