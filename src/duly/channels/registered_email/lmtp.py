"""LMTP (RFC 2033) for an own mail server: what it brings is kept before any recipient is told so."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

LARGEST_MAIL = 25_000_000
MOST_RECIPIENTS = 100
MOST_FAULTS = 20
MOST_TALKS = 10
LONGEST_LINE = 2_048
CHUNK = 65_536
# RFC 5321 section 4.5.3.2.7: a server waits at least five minutes for the next command.
PATIENCE_SECONDS = 300.0
END = b"\r\n.\r\n"
PATH = re.compile(rb"(?:FROM|TO):\s*<([^<>\r\n]*)>((?:\s+\S+)*)\s*", re.IGNORECASE)
SIZE = re.compile(rb"\bSIZE=(\d{1,18})\b", re.IGNORECASE)

Keep = Callable[[bytes, tuple[str, ...]], Awaitable[None]]
Reply = tuple[str, ...]

GREETING = "220 duly LMTP"
EXTENSIONS = (
    "250-duly",
    "250-PIPELINING",
    "250-ENHANCEDSTATUSCODES",
    "250-8BITMIME",
    "250-SMTPUTF8",
    f"250 SIZE {LARGEST_MAIL}",
)
GO_ON = "354 End with a line that holds a single dot"
TOO_LARGE = "552 5.3.4 Larger than what is kept here"
NOT_KEPT = "451 4.3.0 Not kept, bring it again"
EMPTY = "554 5.6.0 There is no message"
STOPPING = "421 4.3.2 Stopping, bring it again"
TOO_MANY = "421 4.3.2 Too many talks at once"
WRONG_ORDER = "503 5.5.1 Not in this order"
BAD_PATH = "501 5.5.4 An address in angle brackets is needed"


class HungUp(Exception):
    """The other side is gone, or has been silent for too long."""


@dataclass(slots=True, kw_only=True)
class Octets:
    """What came in and is not read yet."""

    reader: asyncio.StreamReader
    held: bytearray = field(default_factory=bytearray)

    async def more(self) -> bytes:
        try:
            came = await asyncio.wait_for(self.reader.read(CHUNK), PATIENCE_SECONDS)
        except (TimeoutError, ConnectionError) as reason:
            raise HungUp from reason
        if not came:
            raise HungUp
        return came

    async def line(self) -> bytes:
        """Without its end; of a line that is too long, the beginning."""
        kept = bytearray()
        while (end := self.held.find(b"\n")) < 0:
            kept += self.held[: LONGEST_LINE - len(kept)]
            self.held.clear()
            self.held += await self.more()
        kept += self.held[:end]
        del self.held[: end + 1]
        return bytes(kept[:LONGEST_LINE]).rstrip(b"\r")

    async def message(self) -> bytes | None:
        """To the line with the single dot, the added dots taken off (RFC 5321 section 4.5.2); None when too large."""
        came = bytearray(b"\r\n") + self.held
        self.held.clear()
        start, is_too_large = 0, False
        while (end := came.find(END, start)) < 0:
            if len(came) > LARGEST_MAIL + CHUNK:
                is_too_large = True
                del came[: -len(END)]
            start = max(0, len(came) - len(END))
            came += await self.more()
        self.held += came[end + len(END) :]
        del came[end + 2 :]
        raw = bytes(came).replace(b"\r\n.", b"\r\n")[2:]
        return None if is_too_large or len(raw) > LARGEST_MAIL else raw


@dataclass(slots=True, kw_only=True)
class Talk:
    """One connection. `is_waiting` between commands, when it may be ended without harm."""

    octets: Octets
    writer: asyncio.StreamWriter
    keep: Keep
    greeted: bool = False
    sender: bytes | None = None
    recipients: list[str] = field(default_factory=list)
    faults: int = 0
    is_waiting: bool = False
    is_over: bool = False

    async def hold(self) -> None:
        """To its end, whoever ends it."""
        try:
            await self.say(GREETING)
            while not self.is_over:
                await self.say(*await self.obey(await self.command()))
        except asyncio.CancelledError:
            with suppress(ConnectionError):
                await self.say(STOPPING)
        except (HungUp, ConnectionError):
            pass
        finally:
            self.writer.close()
            with suppress(ConnectionError):
                await self.writer.wait_closed()

    async def say(self, *lines: str) -> None:
        self.writer.write("".join(f"{line}\r\n" for line in lines).encode())
        await self.writer.drain()

    async def command(self) -> bytes:
        self.is_waiting = True
        try:
            return await self.octets.line()
        finally:
            self.is_waiting = False

    async def obey(self, line: bytes) -> Reply:
        verb, _, rest = line.partition(b" ")
        name = verb.decode("ascii", "replace").upper()
        if name == "DATA":
            return await self.data()
        answered = getattr(self, f"on_{name.lower()}", None) if name in VERBS else None
        reply: Reply = answered(rest) if answered else ("500 5.5.1 Not known here",)
        self.faults += reply[0].startswith("5")
        if self.faults > MOST_FAULTS:
            self.is_over = True
            return ("421 4.7.0 Too many faults",)
        return reply

    def on_lhlo(self, _rest: bytes) -> Reply:
        self.greeted = True
        self.forget()
        return EXTENSIONS

    def on_mail(self, rest: bytes) -> Reply:
        if not self.greeted or self.sender is not None:
            return (WRONG_ORDER,)
        read = PATH.fullmatch(rest)
        if read is None or not rest.upper().startswith(b"FROM"):
            return (BAD_PATH,)
        announced = SIZE.search(read[2])
        if announced and int(announced[1]) > LARGEST_MAIL:
            return (TOO_LARGE,)
        self.sender = read[1]
        return ("250 2.1.0 Ok",)

    def on_rcpt(self, rest: bytes) -> Reply:
        if self.sender is None:
            return (WRONG_ORDER,)
        read = PATH.fullmatch(rest)
        if read is None or not read[1] or not rest.upper().startswith(b"TO"):
            return (BAD_PATH,)
        if len(self.recipients) >= MOST_RECIPIENTS:
            return ("452 4.5.3 Too many recipients at once",)
        self.recipients.append(read[1].decode("utf-8", "replace"))
        return ("250 2.1.5 Ok",)

    def on_rset(self, _rest: bytes) -> Reply:
        self.forget()
        return ("250 2.0.0 Ok",)

    def on_noop(self, _rest: bytes) -> Reply:
        return ("250 2.0.0 Ok",)

    def on_vrfy(self, _rest: bytes) -> Reply:
        return ("252 2.5.0 Send some mail and see",)

    def on_quit(self, _rest: bytes) -> Reply:
        self.is_over = True
        return ("221 2.0.0 Bye",)

    async def data(self) -> Reply:
        """One answer for each recipient (RFC 2033 section 4.2): all the same, since one mail is kept for all."""
        if not self.recipients:
            return (WRONG_ORDER,)
        await self.say(GO_ON)
        raw = await self.octets.message()
        said = await self.kept(raw)
        replies = tuple(f"{said} <{one}>" for one in self.recipients)
        self.forget()
        return replies

    async def kept(self, raw: bytes | None) -> str:
        if raw is None:
            return TOO_LARGE
        if not raw.strip():
            return EMPTY
        try:
            await self.keep(raw, tuple(self.recipients))
        except OSError:
            return NOT_KEPT
        return "250 2.0.0 Kept"

    def forget(self) -> None:
        self.sender = None
        self.recipients.clear()


VERBS = ("LHLO", "MAIL", "RCPT", "RSET", "NOOP", "VRFY", "QUIT")


@dataclass(slots=True, kw_only=True)
class Listener:
    """All connections of one server."""

    keep: Keep
    talks: dict[asyncio.Task[None], Talk] = field(default_factory=dict)

    async def meet(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        talk = Talk(octets=Octets(reader=reader), writer=writer, keep=self.keep)
        if len(self.talks) >= MOST_TALKS:
            await talk.say(TOO_MANY)
            writer.close()
            return
        task = asyncio.create_task(talk.hold())
        self.talks[task] = talk
        task.add_done_callback(self.talks.pop)

    async def end(self, *, patience: float) -> None:
        """A mail under way may come in to its end; who waits for a next command is sent away."""
        for task, talk in list(self.talks.items()):
            talk.is_over = True
            if talk.is_waiting:
                task.cancel()
        if self.talks:
            _, late = await asyncio.wait(list(self.talks), timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
