"""Serve the pages (web process only)."""

import argparse
import os

from duly.cli.answer import port


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="duly web", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=port, default=8000)
    options = parser.parse_args(arguments)
    # The parent only watches its child: it must not load what the child loads.
    os.umask(0o077)
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "duly.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=int(os.environ.get("DULY_WEB_THREADS", "4")),
        backpressure=64,
        log_access=False,  # request paths hold secret links
        log_enabled=True,
        respawn_failed_workers=True,
    ).serve()
    return 0
