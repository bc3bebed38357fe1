"""A mail server that takes every message and thinks for a while before it says so, in a process of its own."""

import socketserver
import sys
import time

THINKING_SECONDS = 2.0


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64


class Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 mail.test ready")
        for line in self.rfile:
            verb = line.split()[0].upper() if line.strip() else b""
            if verb == b"QUIT":
                return self.say("221 bye")
            if verb == b"DATA":
                self.take()
            else:
                self.say("250 Ok")
        return None

    def take(self) -> None:
        self.say("354 go on")
        for line in self.rfile:
            if line == b".\r\n":
                time.sleep(THINKING_SECONDS)
                return self.say("250 2.0.0 Ok: queued as 4F2K9A1B")
        return None

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


def main() -> None:
    server = Server(("127.0.0.1", 0), Talk)
    print(server.server_address[1], flush=True)
    sys.stdin.close()
    server.serve_forever()


if __name__ == "__main__":
    main()
