"""A carrier's double behind a real HTTP server on loopback: one way to serve them, and one to be impatient with them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from tests.channels.faulty import Cut, Late, Lost

Answer = Callable[[httpx.Request], httpx.Response]
LONGEST_WAIT = 60


class Server(ThreadingHTTPServer):
    """`broken`: what went wrong in the double itself, which is no fault that it plays."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.broken: list[str] = []


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body of an answer in one packet
    server: Server

    def any_method(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        request = httpx.Request(
            self.command,
            f"http://{self.headers['Host']}{self.path}",
            headers=list(self.headers.items()),
            content=self.rfile.read(length),
        )
        try:
            self.say(self.server.answer(request))
        except Lost:
            self.close_connection = True
        except Late:
            self.wait_for_the_other_side()
        except Cut as cut:
            self.say(cut.response, least=len(cut.response.content) // 2)
            self.close_connection = True
        except Exception as reason:  # noqa: BLE001 # whatever it is, the test must fail by it
            self.server.broken.append(f"{request.method} {request.url}: {reason!r}")
            self.close_connection = True

    def say(self, response: httpx.Response, *, least: int | None = None) -> None:
        self.send_response(response.status_code)
        for name in ("Content-Type", "Location", "Content-Encoding"):
            if name in response.headers:
                self.send_header(name, response.headers[name])
        self.send_header("Content-Length", str(len(response.content)))
        self.end_headers()
        self.wfile.write(response.content[:least])

    def wait_for_the_other_side(self) -> None:
        """Says nothing until it has hung up."""
        self.connection.settimeout(LONGEST_WAIT)
        self.connection.recv(1)
        self.close_connection = True

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self.any_method
        raise AttributeError(name)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """Gives the base URL. A test ends badly when the double broke, whatever the other side made of that."""
    server = Server(answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert not server.broken, server.broken


def impatient(way: Any, *, seconds: float) -> None:
    """The channel waits so long for the answer to an order, and as long as ever for all other answers."""

    def hurry(request: httpx.Request) -> None:
        if "Idempotency-Key" in request.headers:
            request.extensions["timeout"]["read"] = seconds

    way.client().http.event_hooks = {"request": [hurry]}
