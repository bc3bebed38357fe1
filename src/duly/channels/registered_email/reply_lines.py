"""A server's reply, read within one wait: one octet a minute, or lines without end, hold nobody for ever."""

import socket
from time import monotonic

# RFC 5321 section 4.5.3.1.5 allows 512 octets a line; the longest list of abilities seen has some thirty.
MOST_OCTETS = 100_000
CHUNK = 8_192


class EndlessReply(ConnectionError):
    """More than any honest server says at once."""


class ReplyLines:
    """Stands in for the file that smtplib reads from: the timeout of the socket is that of the whole reply."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.held = bytearray()
        self.begin()

    def begin(self) -> None:
        """A reply is waited for."""
        wait = self.sock.gettimeout()
        self.until = None if wait is None else monotonic() + wait
        self.read = 0

    def readline(self, most: int) -> bytes:
        """As of a file: empty when the server has hung up. Raises TimeoutError, EndlessReply."""
        while (end := self.held.find(b"\n")) < 0 and len(self.held) < most:
            came = self._more()
            if not came:
                break
            self.held += came
        line = bytes(self.held[: end + 1 if end >= 0 else most])
        del self.held[: len(line)]
        self.read += len(line)
        if self.read > MOST_OCTETS:
            raise EndlessReply("the server does not come to the end of its reply")
        return line

    def _more(self) -> bytes:
        if self.until is None:
            return self.sock.recv(CHUNK)
        wait = self.sock.gettimeout()
        left = self.until - monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        try:
            self.sock.settimeout(left)
            return self.sock.recv(CHUNK)
        finally:
            self.sock.settimeout(wait)

    def close(self) -> None:
        """The socket is closed by whoever opened it."""
