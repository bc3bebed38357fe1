"""A person pays for a registered letter in a browser: the carrier takes it and it is paid, or refuses and it is not."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.channels.doubles import lob
from tests.end_to_end.conftest import Site, answers, free_port
from tests.end_to_end.test_the_whole_letter import choose_residence, in_days
from tests.payments.localstripe import LocalStripe, running

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("paid site")]
SECRET = "whsec_of_the_browser_test"
PRICES = "[tax]\nregistered = true\n[tax.rates]\nUS = 0\n[fees]\nlob = { USD = 250 }\n"
PRICE = "$27.79"  # 25.29 for two pages to Hong Kong by the double, and 2.50 for us


@dataclass
class PaidSite:
    site: Site
    bank: LocalStripe
    carrier: lob.LobDouble
    environment: dict[str, str]
    served: "served"

    def duly(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command of the operator, with the settings of the site."""
        return subprocess.run(
            [sys.executable, "-m", "duly", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def orders(self) -> list[dict[str, Any]]:
        found = self.duly("orders", "list", "--json")
        orders: list[dict[str, Any]] = json.loads(found.stdout)["orders"]
        return orders

    def settled(self, state: str) -> dict[str, Any]:
        """The newest order, once it is in this state."""
        for _ in range(60):
            newest = self.orders()[0]
            if newest["state"] == state:
                return newest
            time.sleep(0.5)
        raise AssertionError(newest)


@pytest.fixture(scope="module")
def paid_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaidSite]:
    folder = tmp_path_factory.mktemp("paid")
    home = folder / "home"
    (home / "data" / "operator").mkdir(parents=True)
    (home / "data" / "operator" / "prices.toml").write_text(PRICES)
    (folder / "lob.toml").write_text(lob.TARIFF)
    carrier = lob.LobDouble()
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with running(folder) as bank, carrier.serving() as carrier_url:
        bank.report_to(f"{url}/reports/stripe", secret=SECRET)
        environment = {
            **os.environ,
            "DULY_HOME": str(home),
            "DULY_BASE_URL": url,
            "DULY_PREVIEWS_PER_SECOND": "100",
            "DULY_PAYMENTS": "stripe",
            "DULY_STRIPE_SECRET_KEY": "sk_test_12345",
            "DULY_STRIPE_WEBHOOK_SECRET": SECRET,
            "DULY_STRIPE_BASE_URL": bank.url,
            "DULY_LOB_API_KEY": lob.API_KEY,
            "DULY_LOB_BASE_URL": carrier_url,
            "DULY_LOB_TARIFF": str(folder / "lob.toml"),
        }
        with served(environment, port, folder) as running_site:
            yield PaidSite(Site(url, home), bank, carrier, environment, running_site)


class served:  # noqa: N801 # reads as a word at its one call
    """`duly serve` for as long as the block lasts."""

    def __init__(self, environment: dict[str, str], port: int, folder: Path) -> None:
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

    def __enter__(self) -> "served":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def inspect(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def write_and_look(page: Page, site: Site) -> None:
    """Ada in California leaves AliExpress VIP by registered letter."""
    page.goto(f"{site.url}/write/us/aliexpress-vip/")
    page.locator("#sender_name").fill("Ada Vale")
    choose_residence(page, "US-CA")
    page.locator("#sender_street_address").fill("2210 Fern Street, Apt 4")
    page.locator("#sender_city").fill("San Diego")
    page.locator("#sender_country_area").select_option("CA")
    page.locator("#sender_postal_code").fill("92104")
    page.locator("#sender_email").fill("ada@example.com")
    page.locator("#id_account_email").fill("ada@example.com")
    page.locator("#renews").fill(in_days(60))
    page.locator("#end_1").check()
    page.locator("#goals_0").check()
    page.locator("#recipient_to_0").check()
    page.locator("input[name=channel][value=lob]").check()
    page.locator("#signature_text").fill("Ada Vale")
    page.get_by_role("button", name="Check the letter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Is this what")


def order(page: Page) -> None:
    """The whole price, two boxes, one press; then the card on the stand-in's page."""
    inspect(page)
    assert PRICE in page.inner_text("main")
    page.get_by_role("link", name=re.compile("Go on to order")).click()
    inspect(page)
    words = page.inner_text("main")
    assert PRICE in words
    assert "$2.50" in words
    assert page.locator("input:checked").count() == 0
    for box in page.locator("form input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name=f"Order and pay {PRICE}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not paid yet")
    inspect(page)


def pay(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Go to the payment page")).click()
    page.locator("input[name=card]").fill("4242 4242 4242 4242")
    page.get_by_role("button", name=re.compile("Pay 27.79 USD")).click()
    page.wait_for_url(re.compile("/case/[^/]+/$"))


def kinds(found: dict[str, Any]) -> list[tuple[str, int]]:
    return [(entry["kind"], entry["amount"]) for entry in found["ledger"]]


def test_paid_when_the_carrier_has_it(paid_site: PaidSite, page: Page) -> None:
    write_and_look(page, paid_site.site)
    order(page)
    assert paid_site.bank.figures()["held"] == 0
    pay(page)
    found = paid_site.settled("captured")
    assert kinds(found) == [("reserve", 2779), ("capture", 2779)]
    assert len(paid_site.carrier.letters) == 1
    figures = paid_site.bank.figures()
    assert (figures["held"], figures["taken"], figures["paid_back"]) == (0, 2779, 0)
    page.reload()
    assert "Paid: the carrier has accepted the letter" in page.inner_text("main")
    inspect(page)
    agreed = paid_site.duly("orders", "reconcile", "--json")
    assert agreed.returncode == 0, agreed.stdout


def test_nothing_is_taken_when_the_carrier_refuses(
    paid_site: PaidSite, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        paid_site.carrier,
        "accept",
        lambda _request: lob.refusal(422, "invalid", "there is no such street"),
    )
    before = paid_site.bank.figures()
    write_and_look(page, paid_site.site)
    order(page)
    pay(page)
    found = paid_site.settled("released")
    assert kinds(found) == [("reserve", 2779), ("release", 2779)]
    after = paid_site.bank.figures()
    assert after["taken"] == before["taken"]
    assert after["held"] == 0
    page.reload()
    assert "The reserved price was let go" in page.inner_text("main")


def minutes_later(home: Path) -> None:
    """The leases that the dead processes held are over."""
    with sqlite3.connect(home / "duly.sqlite3", timeout=30) as database:
        for table in ("cases_order", "cases_dispatch"):
            database.execute(
                f"UPDATE {table} SET lease_until = '2026-01-01 00:00:00' WHERE lease_until IS NOT NULL"  # noqa: S608 # two names of ours
            )
    database.close()


def test_killed_between_acceptance_and_capture_it_is_taken_once(
    paid_site: PaidSite, page: Page
) -> None:
    """kill -9 while the capture is under way: asked for, perhaps done, and not written down."""
    before, sent = paid_site.bank.figures(), len(paid_site.carrier.letters)
    write_and_look(page, paid_site.site)
    order(page)
    paid_site.bank.be_slow(3)
    try:
        pay(page)
        for _ in range(100):
            if paid_site.bank.figures()["under_way"] > before["under_way"]:
                break
            time.sleep(0.1)
        paid_site.served.kill()
        assert len(paid_site.carrier.letters) == sent + 1
        assert paid_site.orders()[0]["state"] == "reserved"
        time.sleep(3.5)  # the bank goes on with what it was asked for
    finally:
        paid_site.bank.be_slow(0)
        minutes_later(paid_site.site.home)
        paid_site.served.start()
    found = paid_site.settled("captured")
    assert kinds(found) == [("reserve", 2779), ("capture", 2779)]
    after = paid_site.bank.figures()
    assert after["taken"] == before["taken"] + 2779
    assert after["held"] == 0
    assert len(paid_site.carrier.letters) == sent + 1
    assert paid_site.duly("orders", "reconcile").returncode == 0


def test_printing_it_oneself_costs_nothing_and_shows_no_step(
    paid_site: PaidSite, page: Page
) -> None:
    page.goto(f"{paid_site.site.url}/prices/")
    assert "$12.49" in page.inner_text("main"), "one page, at home"
    assert "Free" in page.inner_text("main")


def test_a_report_that_nobody_signed_changes_nothing(paid_site: PaidSite) -> None:
    url = f"{paid_site.site.url}/reports/stripe"
    body = json.dumps({"type": "checkout.session.completed"})
    assert httpx.post(url, content=body).status_code == 400
