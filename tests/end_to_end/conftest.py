"""The real thing: `duly serve` on loopback with a data folder of its own, and Debian's Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

# A busy machine may take its time; what never comes still fails.
expect.set_options(timeout=20_000)


@dataclass(frozen=True)
class Site:
    url: str
    home: Path

    @property
    def drop_box(self) -> Path:
        return self.home / "drop_box"

    @property
    def roots(self) -> Path:
        return self.home / "roots.pem"

    def duly(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command on the site's own data folder."""
        return subprocess.run(
            [sys.executable, "-m", "duly", *words],
            env={**os.environ, "DULY_HOME": str(self.home)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as page:
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("site") / "home"
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "DULY_HOME": str(home),
        "DULY_BASE_URL": url,
        "DULY_PREVIEWS_PER_SECOND": "100",
        "DULY_SENDS_PER_DAY": "1000",
    }
    log = (home.parent / "serve.log").open("wb")
    served = subprocess.Popen(
        [sys.executable, "-m", "duly", "serve", "--port", str(port)],
        env=environment,
        stderr=log,
        stdout=log,
    )
    until = time.monotonic() + 60
    while not answers(f"{url}/healthz"):
        if served.poll() is not None or time.monotonic() > until:
            pytest.fail((home.parent / "serve.log").read_text()[-3000:])
        time.sleep(0.2)
    yield Site(url, home)
    served.terminate()
    served.wait(timeout=30)
    log.close()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = shutil.which("chromium")
    if path is None:
        message = "chromium is not here: install chromium"
        if os.environ.get("DULY_TEST_REQUIRE") == "all":
            pytest.fail(message)
        pytest.skip(message)
    return {
        "executable_path": path,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }
