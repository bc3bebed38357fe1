"""A closed window loses nothing: what was typed comes back in this browser, and is gone once the case is opened."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.end_to_end.conftest import Site, choose_residence

pytestmark = pytest.mark.real
PATH = "/write/us/aliexpress-vip/"


@pytest.fixture
def person(browser: Browser) -> Iterator[BrowserContext]:
    """A browser with a store of its own."""
    context = browser.new_context()
    yield context
    context.close()


def type_half_a_letter(page: Page, site: Site) -> None:
    page.goto(site.url + PATH)
    page.locator("#sender_name").fill("Ada Vale")
    choose_residence(page, "DE")
    page.locator("#sender_city").fill("Berlin")
    page.locator("#goals_0").check()


def test_a_draft_is_back_after_the_window_was_closed(
    site: Site, person: BrowserContext
) -> None:
    page = person.new_page()
    type_half_a_letter(page, site)
    page.close()
    page = person.new_page()
    page.goto(site.url + PATH)
    expect(page.get_by_text("Your draft is back.")).to_be_visible()
    expect(page.locator("#draft-back")).to_contain_text("in this browser only")
    expect(page.locator("#sender_name")).to_have_value("Ada Vale")
    expect(page.locator("#sender_city")).to_have_value("Berlin")
    expect(page.locator("#goals_0")).to_be_checked()
    expect(page.locator("#goals_1")).not_to_be_checked()
    page.goto(f"{site.url}/write/")
    expect(page.locator("#sender_name")).to_have_value("")


def test_start_again_empties_the_form_for_good(
    site: Site, person: BrowserContext
) -> None:
    page = person.new_page()
    type_half_a_letter(page, site)
    page.goto(site.url + PATH)
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("#draft-back")).to_be_hidden()
    expect(page.locator("#sender_name")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_a_form_that_was_refused_keeps_its_draft_and_an_opened_case_drops_it(
    site: Site, person: BrowserContext
) -> None:
    page = person.new_page()
    type_half_a_letter(page, site)
    page.get_by_role("button", name="Check the letter").click()
    expect(page.locator("#errors")).to_be_visible()
    assert page.evaluate("localStorage.length") == 1
    page.locator("#sender_street_address").fill("Lindenstraße 12")
    page.locator("#sender_postal_code").fill("10969")
    page.locator("#sender_email").fill("ada@example.org")
    for box in page.get_by_label(re.compile("do not have it")).all():
        box.check()
    page.locator("#end_0").check()
    page.locator("#channel_self_print").check()
    page.locator("#signature_text").fill("Ada Vale")
    page.get_by_role("button", name="Check the letter").click()
    page.wait_for_url(re.compile("/review$"), wait_until="load")
    assert page.evaluate("localStorage.length") == 0
