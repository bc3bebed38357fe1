"""Loopback ports for the servers that tests start, so that no two of them ever meet."""

import fcntl
import os
import socket
import tempfile
import urllib.request
from contextlib import suppress

# Below the range from which Linux takes a port for an outgoing connection.
PORTS = range(20_000, 30_000)


def free_port() -> int:
    """Ours until this process ends: a lock keeps the other processes of a parallel run away before the server listens."""
    for port in PORTS:
        with suppress(OSError), socket.socket() as probe:
            # never closed: the lock would end
            lock = os.open(f"{tempfile.gettempdir()}/duly-port-{port}", os.O_CREAT)
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no port is free")


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as page:
            return bool(page.status == 200)
    except OSError:
        return False
