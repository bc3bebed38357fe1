"""The whole letter with the keyboard alone: what takes the focus shows it, and what is missing is led to."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.end_to_end.conftest import (
    Site,
    choose_way,
    fill_in_the_notice,
    in_days,
)

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("site")]

MOST_STEPS = 90
# Where the focus is, whether that can be seen, and whether the bar at the foot of the window lies over it.
FOCUSED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const seen = [at, at.closest(".chan")].some((one) => {
    const style = one && getComputedStyle(one);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const bar = document.querySelector(".plan"), over = bar?.getBoundingClientRect();
  const covered = over && !bar.contains(at) && box.bottom > over.top + 1 && box.top < over.bottom;
  return {
    id: at.id, type: at.type || "", href: at.getAttribute("href") || "",
    name: (at.getAttribute("aria-label") || at.textContent || "").trim().replace(/\\s+/g, " "),
    isSeen: seen || at.type === "date", isCovered: Boolean(covered),
  };
}"""

# A letter that was typed before, and is answered now.
LATE = """([id, words]) => {
  const field = document.getElementById(id);
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""


class Keys:
    """Hands that have no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(FOCUSED)
        return found

    def tab_to(self, *, id: str = "", name: str = "") -> None:
        """On with Tab until there; every stop on the way must be seen."""
        for _ in range(MOST_STEPS):
            self.press("Tab")
            at = self.focused()
            assert at["isSeen"], at
            assert not at["isCovered"], at
            if (id and at["id"] == id) or (name and re.search(name, at["name"])):
                return
        pytest.fail(f"Tab never comes to {id or name}")

    def type_in(self, id: str, words: str) -> None:
        self.tab_to(id=id)
        self.page.keyboard.type(words)


@pytest.fixture(params=[(1280, 900), (390, 700)], ids=["desktop", "phone"])
def keys(
    request: pytest.FixtureRequest, browser: Browser, site: Site
) -> Iterator[Keys]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(f"{site.url}/")
    yield Keys(page)
    context.close()


def write_to_aliexpress(keys: Keys) -> None:
    """From the start page to the form, by the search."""
    keys.press("Tab")
    assert keys.focused()["href"] == "#main", "the first stop skips what is on top"
    keys.type_in("q", "aliexpress vip")
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", level=1)).to_contain_text("Find a service")
    keys.tab_to(name="^AliExpress VIP$")
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", level=1)).to_contain_text("How to leave")
    keys.tab_to(name="^Write the letter$")
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Write your letter")


def test_the_whole_letter_without_a_mouse(keys: Keys) -> None:
    page = keys.page
    write_to_aliexpress(keys)
    keys.tab_to(id="kind_ordinary")
    keys.press("Space")
    keys.type_in("sender_name", "Ada Vale")
    with page.expect_response(re.compile("/write/address")):
        keys.type_in("residence", "California")
    # Each letter typed there chooses a place, and asks for its fields.
    page.wait_for_load_state("networkidle")
    keys.type_in("sender_street_address", "2210 Fern Street")
    keys.type_in("sender_city", "San Diego")
    keys.type_in("sender_country_area", "California")
    keys.type_in("sender_postal_code", "92104")
    keys.type_in("sender_email", "ada@example.com")
    keys.type_in("id_account_email", "ada@example.com")
    year, month, day = in_days(60).split("-")
    keys.type_in("renews", f"{month}{day}{year}")
    keys.tab_to(id="end_0")
    keys.press("Space")
    keys.tab_to(id="goals_0")
    keys.press("Space")
    keys.tab_to(id="channel_self_print")
    keys.press("Space")
    keys.type_in("signature_text", "Ada Vale")
    keys.tab_to(name="^Check the letter$")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Is this what you")
    keys.tab_to(id="agreed")
    keys.press("Space")
    keys.tab_to(name="^Seal it and get the print pack")
    keys.press("Enter")
    expect(page).to_have_url(re.compile(r"/case/[\w-]+/$"))


def test_what_is_missing_takes_the_focus_and_leads_to_its_field(keys: Keys) -> None:
    page = keys.page
    write_to_aliexpress(keys)
    keys.tab_to(name="^Check the letter$")
    keys.press("Enter")
    expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#errors")).to_have_attribute("role", "alert")
    keys.press("Tab", "Enter")
    expect(page.locator("#sender_name")).to_be_focused()
    expect(page.locator("#sender_name")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("label[for=sender_name]")).to_be_in_viewport()
    keys.press("Tab")
    assert keys.focused()["id"] == "residence"


def test_what_is_open_stays_open_and_the_focus_stays_when_the_next_preview_comes(
    browser: Browser, site: Site
) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{site.url}/write/us/aliexpress-vip/")
    for words in ("I have moved.", "I have moved abroad."):
        page.locator("#letter_text summary").focus()
        page.evaluate(LATE, ["free_text", words])
        expect(page.locator("#letter_text")).to_contain_text(
            words, use_inner_text=False
        )
        expect(page.locator("#letter_text summary")).to_be_focused()
        expect(page.locator("#letter_text[open]")).to_have_count(int("abroad" in words))
        page.locator("#letter_text").evaluate("one => { one.open = true }")
    page.context.close()


def test_the_focus_goes_on_to_what_stands_in_the_place_of_what_is_gone(
    browser: Browser, site: Site
) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{site.url}/write/us/aliexpress-vip/")
    fill_in_the_notice(page)
    choose_way(page, "self_print")
    page.locator("#letter_findings summary").focus()
    page.evaluate(LATE, ["signature_text", "Ada Vale"])
    expect(page.locator("#letter_findings")).to_have_count(0)
    expect(page.locator("#letter_text summary")).to_be_focused()
    page.context.close()


# The end of what has the focus just above the bar at the foot of the window.
JUST_ABOVE = """() => {
  const foot = document.querySelector(".plan").getBoundingClientRect().top;
  window.scrollBy(0, document.activeElement.getBoundingClientRect().bottom - foot + 3);
}"""


def test_what_has_the_focus_is_not_pushed_under_the_bar(keys: Keys) -> None:
    page = keys.page
    page.goto(f"{page.url}write/us/aliexpress-vip/")
    fill_in_the_notice(page)
    link = page.locator("#dates").get_by_role("link", name="The steps for")
    link.focus()
    page.evaluate(JUST_ABOVE)
    assert not keys.focused()["isCovered"]
    page.evaluate(LATE, ["renews", in_days(1)])
    expect(page.locator("#dates")).to_contain_text("may come too late")
    expect(link).to_be_focused()
    assert not keys.focused()["isCovered"]
    # Somebody who scrolled away to look at the letter stays there.
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    at = page.evaluate("window.scrollY")
    page.evaluate(LATE, ["renews", in_days(60)])
    expect(page.locator("#dates")).not_to_contain_text("may come too late")
    assert page.evaluate("window.scrollY") > at / 2
