"""Starts localstripe as a process of its own, in an environment of its own, on loopback."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.ports import answers, free_port

PACKAGE = "localstripe==1.15.10"
LAUNCHER = Path(__file__).parent / "doubles" / "localstripe_checkout.py"
ENVIRONMENT = Path(__file__).resolve().parents[2] / "var" / "localstripe"


@dataclass(frozen=True)
class LocalStripe:
    url: str

    def figures(self) -> dict[str, int]:
        found: dict[str, int] = httpx.get(f"{self.url}/_config/figures").json()
        return found

    def hold_captures(self) -> None:
        """Every capture from now on waits to be let go."""
        httpx.post(f"{self.url}/_config/hold").raise_for_status()

    def let_go(self) -> None:
        httpx.post(f"{self.url}/_config/let_go").raise_for_status()

    def report_to(self, url: str, *, secret: str) -> None:
        words = {"url": url, "secret": secret}
        httpx.post(f"{self.url}/_config/webhooks/duly", data=words).raise_for_status()


def python_of_localstripe() -> Path:
    """Installed once under var/; without a package index the test is skipped and says what to install."""
    python = ENVIRONMENT / "bin" / "python"
    if not has_localstripe(python):
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        installed = subprocess.run(
            [python, "-m", "pip", "install", "-q", PACKAGE],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        if not has_localstripe(python):
            give_up(installed.stderr)
    return python


def has_localstripe(python: Path) -> bool:
    return python.exists() and not subprocess.call(
        [python, "-c", "import localstripe"], stderr=subprocess.DEVNULL
    )


def give_up(why: str) -> None:
    """A broken package fails where everything is required; an index that cannot be reached is no fault of ours."""
    message = f"localstripe is not here: pip install {PACKAGE} into {ENVIRONMENT}"
    cannot_reach = "No matching distribution" in why or "connection" in why.lower()
    if os.environ.get("DULY_TEST_REQUIRE") == "all" and not cannot_reach:
        pytest.fail(f"{message}\n{why[-2000:]}")
    pytest.skip(message)


@contextmanager
def running(folder: Path) -> Iterator[LocalStripe]:
    """`folder` takes its store: the same port would read the payments of another run."""
    port = free_port()
    env = {**os.environ, "TMPDIR": str(folder), "HOME": str(folder)}
    process = subprocess.Popen(
        [python_of_localstripe(), LAUNCHER, str(port)], cwd=folder, env=env
    )
    url = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 20
    while not answers(f"{url}/_config/figures"):
        if process.poll() is not None or time.monotonic() > until:
            pytest.fail("localstripe did not start")
        time.sleep(0.1)
    try:
        yield LocalStripe(url)
    finally:
        process.terminate()
        process.wait(timeout=10)
