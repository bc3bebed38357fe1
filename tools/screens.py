"""Every page at 390 and 1280 px, light and dark, as PNG: `make screens`, in English or `LANGUAGES="es it"`.

Starts a site of its own in a temporary data folder, with one sealed and sent letter in it.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from duly.cli.bench import CASE_FILE
from tests.end_to_end.conftest import fill_in_the_notice
from tests.ports import answers, free_port

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
PAGES = {
    "home": "/",
    "search": "/search?q=netflix",
    "search-empty": "/search?q=zzzzzz",
    "provider": "/s/us/aliexpress-vip/?renews=2027-01-20",
    "provider-de": "/s/de/mcfit/",
    "write-empty": "/write/us/aliexpress-vip/",
    "write-any": "/write/",
    "write-bank": "/write/us/aliexpress-vip/?kind=stop_payment",
    "write-refund": "/write/us/aliexpress-vip/?kind=refund_demand",
    "prices": "/prices/",
    "verify": "/verify/",
    "check-a-letter": "/check-a-letter/",
    "my-cases": "/my-cases/",
    "about": "/about/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "public": "/v/{reference}",
    "case": "/case/{token}/",
    "posted": "/case/{token}/posted",
    "answer": "/case/{token}/answer",
    "charged": "/case/{token}/charged",
    "further": "/case/{token}/further/reminder",
    "delete": "/case/{token}/delete",
    "review": "/case/{draft}/review",
    "edit": "/case/{draft}/edit",
    "not-found": "/nowhere",
}


@contextmanager
def site() -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a running site, and the words that the paths above need."""
    with tempfile.TemporaryDirectory(prefix="duly-screens-") as home:
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        environment = {**os.environ, "DULY_HOME": home, "DULY_BASE_URL": url}
        words = [sys.executable, "-m", "duly", "serve", "--port", str(port)]
        served = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL)
        try:
            wait_for(f"{url}/healthz")
            yield url, letters(environment)
        finally:
            served.terminate()
            served.wait(timeout=30)


def wait_for(url: str) -> None:
    for _ in range(150):
        if answers(url):
            return
        time.sleep(0.2)
    raise SystemExit("the site did not start")


def letters(environment: dict[str, str]) -> dict[str, str]:
    """One letter that was sent and one in the making."""

    def duly(*words: str) -> dict[str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "duly", *words, "--json"],
            env=environment,
            input=json.dumps({**CASE_FILE, "carrier": "drop_box"}),
            capture_output=True,
            text=True,
            check=True,
        )
        answer: dict[str, str] = json.loads(done.stdout)
        return answer

    sent, draft = duly("case", "new", "-"), duly("case", "new", "-")
    duly("case", "send", sent["reference"], "--channel", "drop_box")
    duly("case", "sweep")
    return {
        "reference": sent["reference"],
        "token": sent["token"],
        "draft": draft["token"],
    }


def fill(page: Page, url: str) -> None:
    """The write page as a person leaves it, half done."""
    page.goto(f"{url}/write/us/aliexpress-vip/", wait_until="load")
    fill_in_the_notice(page)
    page.locator("#signature_text").fill("Ada Vale")
    page.wait_for_timeout(1200)
    page.evaluate("window.scrollTo(0, 0)")


def windows(
    browser: Browser, url: str, languages: Sequence[str]
) -> Iterator[tuple[str, Page]]:
    """Each window, and what the names of its pictures end in."""
    for language, width, scheme in product(languages, WIDTHS, SCHEMES):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        context.add_cookies([{"name": "language", "value": language, "url": url}])
        spoken = "" if language == "en" else f"{language}-"
        yield f"{spoken}{width}-{scheme}.png", context.new_page()
        context.close()


def shoot(page: Page, url: str, words: dict[str, str], folder: Path, end: str) -> int:
    for name, path in PAGES.items():
        page.goto(url + path.format(**words), wait_until="load")
        page.wait_for_timeout(150)
        page.screenshot(path=folder / f"{name}-{end}", full_page=True)
    fill(page, url)
    page.screenshot(path=folder / f"write-{end}")
    return len(PAGES) + 1


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "var/screens")
    languages = sys.argv[2:] or ["en"]
    folder.mkdir(parents=True, exist_ok=True)
    with site() as (url, words), sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        count = sum(
            shoot(page, url, words, folder, end)
            for end, page in windows(browser, url, languages)
        )
        print(f"{count} pictures in {folder}")
        browser.close()


main()
