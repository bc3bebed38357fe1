"""In every language of the pages: nothing runs out of a narrow window, and what is pressed can be hit."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from tests.end_to_end.conftest import Site

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("site")]

PAGES = (
    "/",
    "/search?q=zzzzzz",
    "/s/us/aliexpress-vip/?renews=2027-01-20",
    "/write/us/aliexpress-vip/?kind=refund_demand",
    "/prices/",
    "/verify/",
    "/check-a-letter/",
    "/my-cases/",
    "/privacy/",
    "/terms/",
    "/nowhere",
)
NARROW = {"width": 320, "height": 640}
# What reaches over the edge of the window, and buttons lower than a finger needs.
OUTSIDE = """() => {
  const edge = document.documentElement.clientWidth;
  const found = [];
  for (const one of document.querySelectorAll("main *, header *, footer *")) {
    const box = one.getBoundingClientRect();
    const isDrawn = one.closest("svg, .letter, .skip");
    if (box.width && box.right > edge + 1 && !isDrawn) found.push(one.textContent.trim().slice(0, 60));
  }
  for (const one of document.querySelectorAll(".btn")) {
    const high = one.getBoundingClientRect().height;
    if (high > 0 && high < 40) found.push(one.textContent.trim());
  }
  return found;
}"""


def spoken(browser: Browser, site: Site, language: str) -> Page:
    context = browser.new_context(viewport=NARROW)
    context.add_cookies([{"name": "language", "value": language, "url": site.url}])
    return context.new_page()


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_page_fits_a_narrow_window(
    browser: Browser, site: Site, language: str
) -> None:
    page = spoken(browser, site, language)
    for path in PAGES:
        page.goto(f"{site.url}{path}")
        assert page.locator("html").get_attribute("lang") == language
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert (path, wide) == (path, 0)
        assert (path, page.evaluate(OUTSIDE)) == (path, [])
    page.context.close()
