"""A Postfix policy service that greylists: the first try from a sender to `later…@` is put off, one a while after is taken."""

import socketserver
import threading
import time

WHILE_SECONDS = 1.5
ANSWERS = {
    True: b"action=450 4.7.1 greylisted, come back later\n\n",
    False: b"action=dunno\n\n",
}


class Greylist(socketserver.ThreadingTCPServer):
    """`first_seen` by (sender, recipient), since the client's host is always the same here."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.first_seen: dict[tuple[str, str], float] = {}
        self.thread = threading.Thread(
            target=self.serve_forever, args=(0.05,), daemon=True
        )
        self.thread.start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def is_put_off(self, asked: dict[str, str]) -> bool:
        sender, recipient = asked.get("sender", ""), asked.get("recipient", "")
        if not recipient.startswith("later"):
            return False
        first = self.first_seen.setdefault((sender, recipient), time.monotonic())
        return time.monotonic() - first < WHILE_SECONDS

    def end(self) -> None:
        self.shutdown()
        self.thread.join(5)
        self.server_close()


class Asked(socketserver.StreamRequestHandler):
    """Postfix asks by lines of `name=value`, ended by an empty one, as often as it likes on one connection."""

    server: Greylist

    def handle(self) -> None:
        asked: dict[str, str] = {}
        for line in self.rfile:
            name, _, value = line.decode().strip().partition("=")
            if name:
                asked[name] = value
                continue
            self.wfile.write(ANSWERS[self.server.is_put_off(asked)])
            asked = {}
