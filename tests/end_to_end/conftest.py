"""The real thing: `duly serve` on loopback with a data folder of its own, and Debian's Chromium."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.conftest import require
from tests.ports import answers, free_port

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

    @property
    def environment(self) -> dict[str, str]:
        return {
            "DULY_HOME": str(self.home),
            "DULY_BASE_URL": self.url,
            "DULY_PREVIEWS_PER_SECOND": "100",
        }

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


class Served:
    """`duly serve` for as long as the block lasts; its log lies in `folder`."""

    def __init__(self, environment: dict[str, str], *, port: int, folder: Path) -> None:
        self.environment, self.port, self.folder = environment, port, folder
        self.log = (folder / "serve.log").open("wb")
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "duly", "serve", "--port", str(self.port)],
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        until = time.monotonic() + 60
        while not answers(f"http://127.0.0.1:{self.port}/healthz"):
            if self.process.poll() is not None or time.monotonic() > until:
                pytest.fail((self.folder / "serve.log").read_text()[-3000:])
            time.sleep(0.2)

    def kill(self) -> None:
        """SIGKILL for the web and the worker at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)

    def __enter__(self) -> "Served":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}", folder / "home")
    environment = {**os.environ, **site.environment, "DULY_SENDS_PER_DAY": "1000"}
    with Served(environment, port=port, folder=folder):
        yield site


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {
        "executable_path": require("chromium", "chromium"),
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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A telephone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, accept_downloads=True
    )
    yield context.new_page()
    context.close()


def inspect(page: Page) -> None:
    """axe finds nothing. Without motion: a word that is just fading in has no contrast yet."""
    page.emulate_media(reduced_motion="reduce")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def in_days(count: int) -> str:
    return (datetime.now(UTC) + timedelta(days=count)).date().isoformat()


def choose_residence(page: Page, place: str) -> None:
    """The address fields of that country come in place of the others."""
    with page.expect_response(re.compile("/write/address")):
        page.locator("#residence").select_option(place)
    page.locator("#sender_street_address:enabled").wait_for()


def fill_in_ada(page: Page) -> None:
    """Ada, who lives in California."""
    page.locator("#sender_name").fill("Ada Vale")
    choose_residence(page, "US-CA")
    page.locator("#sender_street_address").fill("2210 Fern Street, Apt 4")
    page.locator("#sender_city").fill("San Diego")
    page.locator("#sender_country_area").select_option("CA")
    page.locator("#sender_postal_code").fill("92104")
    page.locator("#sender_email").fill("ada@example.com")


def fill_in_the_notice(page: Page) -> None:
    """Ada leaves AliExpress VIP at the end of its term."""
    fill_in_ada(page)
    page.locator("#id_account_email").fill("ada@example.com")
    page.locator("#renews").fill(in_days(60))
    page.locator("#end_1").check()
    page.locator("#goals_0").check()


def choose_way(page: Page, channel: str) -> None:
    page.locator(f"input[name=channel][value={channel}]").check()


def sign_and_look(page: Page) -> None:
    """From the filled form to the letter as it will go."""
    page.locator("#signature_text").fill("Ada Vale")
    look(page)


def look(page: Page) -> None:
    page.get_by_role("button", name="Check the letter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Is this what you want to send?"
    )
