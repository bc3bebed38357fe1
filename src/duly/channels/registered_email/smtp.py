"""An SMTP client that keeps evidence: every command and reply with its time, secrets left out."""

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import cast

from duly.channels.registered_email.reply_lines import ReplyLines
from duly.channels.registered_email.transcript import Encryption, Transcript
from duly.replies.tokens import token_mark

LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
REDACTED = "[redacted]"
# A shorter word stands in many a reply by chance.
SHORTEST_SECRET = 6
# Many servers have several addresses, and some of them are asleep.
CONNECT_SECONDS = 30.0


class EvidenceSMTP(smtplib.SMTP):
    """stdlib's client, one command at a time. `transcript.stage` always names the step under way."""

    def __init__(
        self,
        *,
        transcript: Transcript,
        context: ssl.SSLContext,
        implicit_tls: bool,
        ehlo_name: str,
        timeout: float,
    ) -> None:
        self.transcript = transcript
        self.context = context
        self.implicit_tls = implicit_tls
        self.is_secret = False
        self.secrets: tuple[bytes, ...] = ()
        self.marks: dict[str, str] = {}
        super().__init__(local_hostname=ehlo_name, timeout=timeout)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """smtplib's own seam for a socket of another kind (its SMTP_SSL uses the same)."""
        wait = min(timeout, CONNECT_SECONDS)
        plain = socket.create_connection((host, port), wait)
        plain.settimeout(timeout)
        self.transcript.peer = "{}:{}".format(*plain.getpeername()[:2])
        if not self.implicit_tls:
            return plain
        self.transcript.stage = "tls"
        wrapped = self.context.wrap_socket(plain, server_hostname=host)
        self.transcript.encryption = seen_encryption(wrapped)
        return wrapped

    def send(self, s: str | bytes) -> None:  # type: ignore[override] # any buffer there
        line = s if isinstance(s, str) else s.decode("ascii", "replace")
        self.transcript.ours(self.shown(line.rstrip("\r\n")))
        super().send(s)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = ReplyLines(self.sock)
        if isinstance(self.file, ReplyLines):
            self.file.begin()
        code, text = super().getreply()
        for secret in self.secrets:  # a server may say back what it was told
            text = text.replace(secret, REDACTED.encode())
        for token, mark in self.marks.items():
            text = text.replace(token.encode(), mark.encode())
        *more, last = text.decode("utf-8", "replace").split("\n")
        for line in more:
            self.transcript.theirs(f"{code}-{line}")
        self.transcript.theirs(f"{code} {last}")
        return code, text

    def shown(self, line: str) -> str:
        if not self.is_secret:
            for token, mark in self.marks.items():
                line = line.replace(token, mark)
            return line
        mechanism = line.split()[:2] if line.upper().startswith("AUTH ") else []
        return " ".join([*mechanism, REDACTED])

    def mark(self, tokens: Iterable[str]) -> None:
        """Their digests stand for them in the record."""
        self.marks = {token: token_mark(token) for token in tokens}

    def encrypt(self) -> None:
        """STARTTLS, then EHLO anew: what was offered before is forgotten (RFC 3207 section 4.2)."""
        self.transcript.stage = "tls"
        self.starttls(context=self.context)
        self.transcript.encryption = seen_encryption(cast(ssl.SSLSocket, self.sock))

    def sign_in(self, user: str, password: str) -> None:
        self.transcript.stage = "auth"
        self.is_secret = True
        self.secrets = tuple(
            one for one in written(user, password) if len(one) >= SHORTEST_SECRET
        )
        try:
            self.login(user, password)
        finally:
            self.is_secret = False

    def deliver_body(self, raw: bytes, *, final_timeout: float) -> tuple[int, bytes]:
        """The message after a 354, its dots doubled, the final dot as a write of its own.

        So the transcript knows whether the final dot was ever handed to the network.
        """
        sock = cast(socket.socket, self.sock)
        wire = LEADING_DOT.sub(b"..", raw)
        if not wire.endswith(b"\r\n"):
            wire += b"\r\n"
        self.transcript.stage = "body"
        self.transcript.body(raw, wire_octets=len(wire))
        # For the whole of it: a large enclosure takes minutes on a slow line.
        sock.settimeout(final_timeout)
        sock.sendall(wire)
        self.transcript.stage = "end_of_data"
        self.transcript.ours(".")
        sock.sendall(b".\r\n")
        self.transcript.end_of_data_sent = True
        return self.getreply()


def written(user: str, password: str) -> Iterator[bytes]:
    """The forms in which a password goes to a server: PLAIN, LOGIN, and as it is."""
    plain = password.encode()
    both = b"\0" + user.encode() + b"\0" + plain
    yield from (base64.b64encode(both), base64.b64encode(plain), plain)


def sent_chain(sock: ssl.SSLSocket) -> list[bytes]:
    """DER of each certificate that the server sent. Public since Python 3.13; before, the same under the hood."""
    if hasattr(sock, "get_unverified_chain"):
        return list(sock.get_unverified_chain())
    inner = getattr(sock, "_sslobj", None)
    sent = inner.get_unverified_chain() if inner else None
    return [ssl.PEM_cert_to_DER_cert(one.public_bytes()) for one in sent or ()]


def seen_encryption(sock: ssl.SSLSocket) -> Encryption:
    der = sock.getpeercert(binary_form=True) or b""
    cipher = sock.cipher()
    return Encryption(
        version=sock.version() or "",
        cipher=cipher[0] if cipher else "",
        certificate_sha256=sha256(der).hexdigest(),
        certificate_der_hex=der.hex(),
        chain_sha256=tuple(sha256(one).hexdigest() for one in sent_chain(sock)),
        verified="pkix" if sock.context.verify_mode is ssl.CERT_REQUIRED else "none",
    )
