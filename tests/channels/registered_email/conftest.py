"""A mail server that fails on purpose, at a place that the test names."""

import socket
import threading
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from duly.channels import SealedLetter
from duly.kit.address import Address

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass
class FaultServer:
    """`fault` is `drop:STAGE`, `CODE:STAGE`, `slow:SECONDS`, `lie`, `garbage` or empty; `stored` is what it kept."""

    fault: str = ""
    extensions: tuple[str, ...] = ("8BITMIME",)
    stored: list[bytes] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    port: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(0.1)
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        while not self.stop.is_set():
            with suppress(TimeoutError):
                talk, _ = self.listener.accept()
                with closing(talk), closing(talk.makefile("rb")) as lines:
                    talk.settimeout(5)
                    with suppress(OSError):
                        self.talk(talk, lines)

    def end(self) -> None:
        self.stop.set()
        self.thread.join(5)
        self.listener.close()

    def talk(self, talk: socket.socket, lines) -> None:
        if self.answers(talk, "greeting", b"220 mx.test ready"):
            return
        for line in lines:
            self.commands.append(line.decode().strip())
            if self.obey(talk, lines, line.split()[0].decode().lower()):
                return

    def obey(self, talk: socket.socket, lines, verb: str) -> bool:
        """One command; True when the talk is over."""
        if verb == "data":
            if self.fault.endswith(":data"):
                return self.answers(talk, "data", b"")
            talk.sendall(b"354 go on\r\n")
            return self.take_body(talk, lines)
        if verb == "quit":
            talk.sendall(b"221 bye\r\n")
            return True
        listed = "".join(f"250-{name}\r\n" for name in ("mx.test", *self.extensions))
        good = listed + "250 HELP" if verb == "ehlo" else "250 2.1.0 Ok"
        return self.answers(talk, verb, good.encode())

    def answers(self, talk: socket.socket, stage: str, good: bytes) -> bool:
        """True when the talk is over."""
        what, _, where = self.fault.partition(":")
        if where != stage:
            talk.sendall(good + b"\r\n")
            return False
        if what == "drop":
            return True
        text = "4.7.1 Try again later" if what[0] == "4" else "5.7.1 Not wanted"
        talk.sendall(f"{what} {text}\r\n".encode())
        return False

    def take_body(self, talk: socket.socket, lines) -> bool:
        if self.fault == "drop:body":
            lines.readline()
            return True
        body = b""
        for line in iter(lines.readline, b".\r\n"):
            body += line
        what, _, where = self.fault.partition(":")
        if where == "dot_unstored":
            return True
        if self.fault != "lie" and where != "dot":
            self.stored.append(body)
        if where == "dot_stored":
            return True
        if what == "slow":
            self.stop.wait(float(where))
        if self.fault == "garbage":
            talk.sendall(b"999 what?\r\n")
            return True
        return self.answers(talk, "dot", b"250 2.0.0 Ok: queued as 4F2K9A1B")


@pytest.fixture
def server():
    served = FaultServer()
    served.start()
    yield served
    served.end()


@pytest.fixture
def mailbox(server, monkeypatch):
    """The settings of a mailbox whose server is the failing one."""
    prefix = "DULY_REGISTERED_EMAIL_"
    for name, value in {
        "FROM": "ada@example.org",
        "HOST": "127.0.0.1",
        "PORT": str(server.port),
        "TLS": "none",
        "TIMEOUT": "5",
        "FINAL_TIMEOUT": "5",
        "TOKEN_SECRET": "a secret of the test",
    }.items():
        monkeypatch.setenv(prefix + name, value)
    return lambda name, value: monkeypatch.setenv(prefix + name, value)


@pytest.fixture
def letter():
    return SealedLetter(
        reference="C-7F3K-22",
        pdf=b"%PDF-1.7 sealed",
        sha256="0" * 64,
        pages=1,
        language="en",
        subject="Notice of termination",
        text="Dear Acme,\n\n.I end my contract 4711.\n\nAda",
        sender_name="Ada",
        sender_address=Address(country="US", lines=("1 Main St", "Springfield")),
        sender_email="ada@example.org",
        recipient_name="Acme",
    )


@pytest.fixture
def now():
    return NOW
