"""Start everything: pages and worker in one process group."""

import argparse
import signal
import subprocess
import sys
import time
from types import FrameType

from duly.cli.answer import port
from duly.cli.stored._home import home

GRACE_SECONDS = 15.0
RESTART_SECONDS = 2.0
Child = subprocess.Popen[bytes]


class Stopped(Exception):
    """Somebody asked us to stop."""


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="duly serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=port, default=8000)
    options = parser.parse_args(arguments)
    # Not in this process: the parent stays small, the children hold what they need.
    made = subprocess.run([sys.executable, "-m", "duly", "init"], check=False)
    if made.returncode:
        return made.returncode
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    commands = {
        "web": ["web", "--host", options.host, "--port", str(options.port)],
        "worker": ["worker"],
    }
    print(
        f"duly: http://{options.host}:{options.port}/  (data in {home()}; stop with Ctrl+C)",
        file=sys.stderr,
    )
    return _watch(commands)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _watch(commands: dict[str, list[str]]) -> int:
    """Keep each child running until we are asked to stop; then end both and wait for them."""
    running: dict[str, Child] = {}
    try:
        while True:
            for name, words in commands.items():
                _keep_running(running, name, words)
            time.sleep(0.5)
    except Stopped:
        return _end(running)


def _keep_running(running: dict[str, Child], name: str, words: list[str]) -> None:
    child = running.get(name)
    if child is not None and child.poll() is None:
        return
    if child is not None:
        said = f"duly: {name} ended ({child.returncode}), starting it again"
        print(said, file=sys.stderr)
        time.sleep(RESTART_SECONDS)
    # S603: our own command, with words of our own
    running[name] = subprocess.Popen([sys.executable, "-m", "duly", *words])  # noqa: S603


def _end(running: dict[str, Child]) -> int:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in running.values():
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + GRACE_SECONDS
    for child in running.values():
        try:
            child.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    return 0
