"""A carrier that says yes, in a process of its own: what is measured is our side, over real HTTP on loopback."""

import hashlib
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ANSWERED: dict[str, dict[str, Any]] = {}  # by idempotency key


class Carrier(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body in one packet

    def do_POST(self) -> None:  # the name is given by http.server
        self.rfile.read(int(self.headers["Content-Length"]))
        key = self.headers["Idempotency-Key"]
        self.say(ANSWERED.setdefault(key, letter(key)))

    def do_GET(self) -> None:  # the name is given by http.server
        """How many letters there are."""
        self.say({"object": "list", "data": [], "count": len(ANSWERED)})

    def say(self, document: dict[str, Any]) -> None:
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """It has nothing to say."""


def letter(key: str) -> dict[str, Any]:
    return {
        "id": f"ltr_{hashlib.sha256(key.encode()).hexdigest()[:16]}",
        "object": "letter",
        "status": "processed",
        "extra_service": "certified_return_receipt",
        "tracking_number": "9407300000000000000003",
        "date_created": "2026-11-24T12:00:00.000Z",
    }


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Carrier)
    print(server.server_port, flush=True)
    sys.stdin.close()
    server.serve_forever()


if __name__ == "__main__":
    main()
