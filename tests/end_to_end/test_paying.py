"""A person pays for a registered letter in a browser: the carrier takes it and it is paid, or refuses and it is not."""

import json
import os
import re
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
from playwright.sync_api import Page, expect

from tests.channels.doubles import lob
from tests.end_to_end.conftest import (
    Served,
    Site,
    choose_way,
    fill_in_the_notice,
    inspect,
    sign_and_look,
)
from tests.payments.localstripe import LocalStripe, running
from tests.ports import free_port

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
    served: Served

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

    def wait_for_captures(self, count: int) -> None:
        """Until so many are under way at the bank."""
        for _ in range(600):
            if self.bank.figures()["under_way"] == count:
                return
            time.sleep(0.1)
        raise AssertionError(self.bank.figures())


@pytest.fixture(scope="module")
def paid_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaidSite]:
    folder = tmp_path_factory.mktemp("paid")
    home = folder / "home"
    (home / "data" / "operator").mkdir(parents=True)
    (home / "data" / "operator" / "prices.toml").write_text(PRICES)
    (folder / "lob.toml").write_text(lob.TARIFF)
    carrier = lob.LobDouble()
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}", home)
    with running(folder) as bank, carrier.serving() as carrier_url:
        bank.report_to(f"{site.url}/reports/stripe", secret=SECRET)
        environment = {
            **os.environ,
            **site.environment,
            "DULY_PAYMENTS": "stripe",
            "DULY_STRIPE_SECRET_KEY": "sk_test_12345",
            "DULY_STRIPE_WEBHOOK_SECRET": SECRET,
            "DULY_STRIPE_BASE_URL": bank.url,
            "DULY_LOB_API_KEY": lob.API_KEY,
            "DULY_LOB_BASE_URL": carrier_url,
            "DULY_LOB_TARIFF": str(folder / "lob.toml"),
        }
        with Served(environment, port=port, folder=folder) as served:
            yield PaidSite(site, bank, carrier, environment, served)


def write_and_look(page: Page, site: Site) -> None:
    """Ada in California leaves AliExpress VIP by registered letter."""
    page.goto(f"{site.url}/write/us/aliexpress-vip/")
    fill_in_the_notice(page)
    page.locator("#recipient_to_0").check()
    choose_way(page, "lob")
    sign_and_look(page)


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
    paid_site.bank.hold_captures()
    try:
        pay(page)
        paid_site.wait_for_captures(1)
        paid_site.served.kill()
        assert len(paid_site.carrier.letters) == sent + 1
        assert paid_site.orders()[0]["state"] == "reserved"
    finally:
        paid_site.bank.let_go()
        paid_site.wait_for_captures(0)  # the bank goes on with what it was asked for
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
