"""LMTP for an own mail server: no recipient is told yes before the mail is kept, and none is told so twice."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from duly.channels.registered_email import lmtp
from duly.channels.registered_email.lmtp import LARGEST_MAIL, MOST_RECIPIENTS, Listener

pytestmark = pytest.mark.real


class Side:
    """The mail server's side of one talk."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    async def hear(self):
        """One reply, of as many lines as it has."""
        lines = []
        while True:
            line = (await asyncio.wait_for(self.reader.readline(), 10)).decode()
            lines.append(line.rstrip("\r\n"))
            if line[3:4] != "-":
                return "\n".join(lines)

    async def say(self, octets):
        self.writer.write(octets)
        await self.writer.drain()

    async def ask(self, line):
        await self.say(line.encode() + b"\r\n")
        return await self.hear()

    async def begin(self, *recipients):
        await self.hear()
        await self.ask("LHLO mx.test")
        await self.ask("MAIL FROM:<kim@acme.test> BODY=8BITMIME")
        for one in recipients or ("ada@sender.test",):
            assert (await self.ask(f"RCPT TO:<{one}>")).startswith("250")
        assert (await self.ask("DATA")).startswith("354")


def talk(story, *, keep=None):
    """Runs the story against a listener; what was kept."""
    kept = []

    async def note(raw, recipients):
        kept.append((raw, recipients))

    async def hold():
        listener = Listener(keep=keep or note)
        server = await asyncio.start_server(listener.meet, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]

        sides = []

        async def connect():
            sides.append(Side(*await asyncio.open_connection("127.0.0.1", port)))
            return sides[-1]

        try:
            await story(connect, listener)
        finally:
            server.close()
            await listener.end(patience=5)
            for side in sides:
                side.writer.close()
                await side.writer.wait_closed()

    # In a thread of its own: another test may have left its loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, hold()).result()
    return kept


RAW = b"From: kim@acme.test\r\nSubject: x\r\n\r\n.leading\r\n..two\r\n\xff\x80\r\n"
STUFFED = RAW.replace(b"\r\n.", b"\r\n..")


def test_the_octets_are_kept_as_they_were_and_each_recipient_is_answered():
    async def story(connect, _):
        side = await connect()
        await side.begin("ada+t@sender.test", "ben@sender.test")
        await side.say(STUFFED + b".\r\n")
        assert await side.hear() == "250 2.0.0 Kept <ada+t@sender.test>"
        assert await side.hear() == "250 2.0.0 Kept <ben@sender.test>"
        assert (await side.ask("QUIT")).startswith("221")
        assert await side.reader.read() == b""

    assert talk(story) == [(RAW, ("ada+t@sender.test", "ben@sender.test"))]


def test_the_mail_may_come_octet_by_octet_and_the_next_right_behind_it():
    async def story(connect, _):
        side = await connect()
        await side.begin()
        for octet in STUFFED + b".\r":
            await side.say(bytes([octet]))
        await side.say(b"\nNOOP\r\nMAIL FROM:<>\r\n")
        assert [(await side.hear())[:3] for _ in range(3)] == ["250", "250", "250"]

    assert talk(story)[0][0] == RAW


def test_a_mail_that_could_not_be_kept_is_to_be_brought_again():
    async def full(_raw, _recipients):
        raise OSError("no space left")

    async def story(connect, _):
        side = await connect()
        await side.begin("ada@sender.test", "ben@sender.test")
        await side.say(STUFFED + b".\r\n")
        assert (await side.hear()).startswith("451 4.3.0")
        assert (await side.hear()).startswith("451 4.3.0")
        assert (await side.ask("NOOP")).startswith("250")

    talk(story, keep=full)


def test_the_yes_comes_after_the_keeping():
    steps = []

    async def slow(_raw, _recipients):
        await asyncio.sleep(0.05)
        steps.append("kept")

    async def story(connect, _):
        side = await connect()
        await side.begin()
        await side.say(STUFFED + b".\r\n")
        await side.hear()
        steps.append("answered")

    talk(story, keep=slow)
    assert steps == ["kept", "answered"]


def test_a_connection_lost_in_the_message_keeps_nothing():
    async def story(connect, listener):
        side = await connect()
        await side.begin()
        await side.say(STUFFED)
        side.writer.close()
        while listener.talks:
            await asyncio.sleep(0.01)

    assert talk(story) == []


def test_a_mail_that_is_too_large_is_refused_to_the_last_octet():
    async def story(connect, _):
        side = await connect()
        await side.begin()
        await side.say(b"x" * (LARGEST_MAIL + 200_000) + b"\r\n.\r\n")
        assert (await side.hear()).startswith("552 5.3.4")
        assert (await side.ask("NOOP")).startswith("250")
        assert (await side.ask(f"MAIL FROM:<> SIZE={LARGEST_MAIL + 1}"))[:3] == "552"

    assert talk(story) == []


def test_the_largest_mail_is_kept():
    raw = b"x" * (LARGEST_MAIL - 2) + b"\r\n"

    async def story(connect, _):
        side = await connect()
        await side.begin()
        await side.say(raw + b".\r\n")
        assert (await side.hear()).startswith("250")

    assert talk(story)[0][0] == raw


def test_a_bare_line_feed_does_not_end_the_mail():
    async def story(connect, _):
        side = await connect()
        await side.begin()
        await side.say(b"a\n.\nMAIL FROM:<x@y.test>\n\r\n.\r\n")
        await side.hear()

    assert talk(story)[0][0] == b"a\n.\nMAIL FROM:<x@y.test>\n\r\n"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["MAIL FROM:<a@b.test>"], "503"),
        (["EHLO x"], "500"),
        (["HELO x"], "500"),
        (["LHLO x", "RCPT TO:<a@b.test>"], "503"),
        (["LHLO x", "MAIL FROM:<>", "MAIL FROM:<>"], "503"),
        (["LHLO x", "MAIL FROM:a@b.test"], "501"),
        (["LHLO x", "MAIL TO:<a@b.test>"], "501"),
        (["LHLO x", "MAIL FROM:<>", "RCPT TO:<>"], "501"),
        (["LHLO x", "MAIL FROM:<>", "DATA"], "503"),
        (["LHLO x", "MAIL FROM:<>", "RSET", "MAIL FROM:<>"], "250"),
        (["__init__ x"], "500"),
        (["HOLD"], "500"),
        (["x" * 9_000], "500"),
        (["VRFY ada"], "252"),
    ],
)
def test_each_command_has_its_place(lines, code):
    async def story(connect, _):
        side = await connect()
        await side.hear()
        answered = [await side.ask(line) for line in lines]
        assert answered[-1][:3] == code

    talk(story)


def test_an_empty_message_is_none():
    async def story(connect, _):
        side = await connect()
        await side.begin()
        await side.say(b".\r\n")
        assert (await side.hear()).startswith("554")

    assert talk(story) == []


def test_one_talk_has_a_bounded_number_of_recipients_and_faults():
    async def story(connect, _):
        side = await connect()
        await side.hear()
        for line in ("LHLO x", "MAIL FROM:<>"):
            await side.ask(line)
        for number in range(MOST_RECIPIENTS):
            await side.ask(f"RCPT TO:<{number}@b.test>")
        assert (await side.ask("RCPT TO:<more@b.test>")).startswith("452")
        said = [await side.ask("FOO") for _ in range(lmtp.MOST_FAULTS + 1)]
        assert said[-1].startswith("421")

    talk(story)


def test_too_many_talks_are_sent_away():
    async def story(connect, _):
        sides = [await connect() for _ in range(lmtp.MOST_TALKS + 1)]
        said = [await side.hear() for side in sides]
        assert sorted(line[:3] for line in said)[-1] == "421"

    talk(story)


def test_silence_ends_the_talk(monkeypatch):
    monkeypatch.setattr(lmtp, "PATIENCE_SECONDS", 0.05)

    async def story(connect, _):
        side = await connect()
        await side.hear()
        assert await asyncio.wait_for(side.reader.read(), 5) == b""

    talk(story)


def test_stopping_lets_a_mail_come_in_and_sends_the_waiting_away():
    async def story(connect, listener):
        waits, brings = await connect(), await connect()
        await waits.hear()
        await brings.begin()
        await brings.say(STUFFED)
        ending = asyncio.create_task(listener.end(patience=5))
        assert (await waits.hear()).startswith("421")
        await brings.say(b".\r\n")
        assert (await brings.hear()).startswith("250")
        assert await brings.reader.read() == b""
        await ending

    assert talk(story) == [(RAW, ("ada@sender.test",))]
