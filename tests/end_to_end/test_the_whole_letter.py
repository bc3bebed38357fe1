"""A person leaves AliExpress VIP from California, and a German gym in German, in a real browser."""

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.end_to_end.conftest import (
    Site,
    choose_residence,
    choose_way,
    fill_in_the_notice,
    inspect,
    look,
    sign_and_look,
)

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("site")]

# htmx says so when a newer keystroke takes the place of a request under way.
REPLACED = ("htmx:afterRequest", "htmx:sendAbort")
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@dataclass
class Visitor:
    """A browser window that notes what must never happen."""

    page: Page
    site: Site
    strange: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.site.url + path)
        self.inspect()

    def inspect(self) -> None:
        """axe finds nothing on the page as it stands, and it does not scroll sideways."""
        inspect(self.page)
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} is {wide} px too wide"


@pytest.fixture(params=list(SIZES))
def visitor(
    request: pytest.FixtureRequest, browser: Browser, site: Site
) -> Iterator[Visitor]:
    width, height = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        accept_downloads=True,
        color_scheme="light" if request.param == "desktop" else "dark",
    )
    found = Visitor(context.new_page(), site)

    def note(asked: Request) -> None:
        if not asked.url.startswith((site.url, "data:", "blob:")):
            found.strange.append(asked.url)

    found.page.on("request", note)
    found.page.on(
        "console",
        lambda said: (
            found.spoken.append(said.text)
            if said.type == "error" and not said.text.startswith(REPLACED)
            else None
        ),
    )
    found.page.on("pageerror", lambda error: found.spoken.append(str(error)))
    yield found
    context.close()
    assert found.strange == [], "a page asked another host"
    assert found.spoken == [], "a page complained in the console"


def save_proof(visitor: Visitor, folder: Path) -> Path:
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role(
            "link", name=re.compile("^download proof", re.I)
        ).last.click()
    target = folder / "proof.asice"
    download.value.save_as(target)
    return target


def readme_commands(text: str) -> list[str]:
    """The lines of the README that a reader is told to run: they stand indented."""
    lines = [line for line in text.splitlines() if line.startswith("    ")]
    return [line.strip() for line in lines if line.strip()]


def check_with_openssl(proof: Path, roots: Path, folder: Path) -> int:
    """Run the README's own lines in the unpacked folder; returns how many there were."""
    inside = folder / "unpacked"
    with zipfile.ZipFile(proof) as files:
        files.extractall(inside)
    shutil.copy(roots, inside / "roots.pem")
    commands = readme_commands((inside / "README.txt").read_text("utf-8"))
    for command in commands:
        done = subprocess.run(
            command,
            shell=True,
            cwd=inside,
            env={**os.environ, "TMPDIR": str(folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return len([command for command in commands if command.startswith("openssl")])


def follow_to_the_case(visitor: Visitor, wait_for: str) -> None:
    """The worker does its part; the page is asked again as a person would."""
    page = visitor.page
    page.wait_for_url(re.compile("/case/[^/]+/$"), wait_until="load")
    for _ in range(120):
        page.reload()
        if page.get_by_text(re.compile(wait_for)).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(page.inner_text("main"))


def test_aliexpress_from_california(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    visitor.go("/")
    page.get_by_role("searchbox").fill("aliexpress")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=re.compile("AliExpress VIP")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("AliExpress VIP")
    visitor.inspect()
    text = page.inner_text("main")
    assert text.index("own page") < text.index("letter that you can prove"), (
        "the free way comes first"
    )
    assert "San Mateo" in text
    page.get_by_role("link", name="Write the letter").click()
    page.wait_for_url(re.compile("/write/"), wait_until="load")

    assert page.locator("input:checked").count() == 0, (
        "nothing is chosen for the person"
    )
    assert "San Mateo" not in page.locator("form").last.inner_text()
    fill_in_the_notice(page)
    page.locator("#goals_1").check()
    page.locator("#recipient_to_0").check()
    choose_way(page, "drop_box")
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.locator("canvas").scroll_into_view_if_needed()
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 60)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(box["x"] + 20 + step * 9, box["y"] + 60 - (step % 4) * 9)
    page.mouse.up()
    expect(page.locator("#letter svg").first).to_be_visible()
    visitor.inspect()
    look(page)

    visitor.inspect()
    shown = page.inner_text("main")
    reviewed = "".join(re.findall(r"\b[0-9a-f]{8}\b", shown))
    assert len(reviewed) == 64, "the fingerprint of the very PDF"
    assert "0.00" in shown or "Free" in shown
    for tick in page.locator("aside input[type=checkbox]").all():
        tick.check()
    page.get_by_role("button", name=re.compile("[Ss]end")).click()

    follow_to_the_case(visitor, "has left")
    visitor.inspect()
    reference = re.search(r"D-[0-9A-Z]{4}-[0-9A-Z]{4}", page.inner_text("main"))
    assert reference
    proof = save_proof(visitor, tmp_path)
    verified = visitor.site.duly(
        "verify", str(proof), "--roots", str(visitor.site.roots)
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert check_with_openssl(proof, visitor.site.roots, tmp_path) >= 3
    assert any(
        reference[0].encode() in mail.read_bytes()
        for mail in visitor.site.drop_box.glob("*.eml")
    )

    visitor.go("/my-cases/")
    expect(page.locator("main")).to_contain_text("AliExpress VIP")
    visitor.go("/verify/")
    page.locator("input[type=file]").set_input_files(proof)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("main")).to_contain_text(reference[0])
    visitor.inspect()
    visitor.go(f"/v/{reference[0]}")
    assert "Ada" not in page.inner_text("main")


def test_a_german_gym_in_german(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    visitor.go("/s/de/mcfit/")
    page.get_by_role("link", name="Write the letter").click()
    page.wait_for_url(re.compile("/write/"), wait_until="load")
    page.locator("#sender_name").fill("Ada Vale")
    choose_residence(page, "DE")
    page.locator("#sender_street_address").fill("Lindenweg 4")
    page.locator("#sender_postal_code").fill("50667")
    page.locator("#sender_city").fill("Köln")
    page.locator("#sender_email").fill("ada@example.com")
    page.locator("#id_member_number").fill("4711")
    page.locator("#end_0").check()
    page.locator("#goals_0").check()
    page.locator("#language").select_option("de")
    if page.locator("#recipient_to_1").count():
        page.locator("#recipient_to_1").check()
    page.locator("#recipient_name").fill("McFIT Köln")
    page.locator("#recipient_lines").fill("Beispielallee 10\n50667 Köln")
    page.locator("#recipient_country").select_option("DE")
    choose_way(page, "self_print")
    sign_and_look(page)
    visitor.inspect()
    for tick in page.locator("aside input[type=checkbox]").all():
        tick.check()
    page.locator("aside").get_by_role("button").last.click()
    follow_to_the_case(visitor, "print pack is ready|[Pp]rint it")
    visitor.inspect()
    proof = save_proof(visitor, tmp_path)
    assert check_with_openssl(proof, visitor.site.roots, tmp_path) >= 3


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=netflix",
        "/search?q=zzzzzz",
        "/prices/",
        "/verify/",
        "/check-a-letter/",
        "/my-cases/",
        "/about/",
        "/privacy/",
        "/accessibility/",
        "/write/",
        "/v/D-7K3M-9Q2T",
        "/nowhere",
    ],
)
def test_axe_finds_nothing(visitor: Visitor, path: str) -> None:
    visitor.page.goto(visitor.site.url + path)
    visitor.inspect()
    visitor.spoken.clear()  # a 404 is said in the console too
    assert visitor.page.get_by_role("heading", level=1).count() == 1


def test_without_script_the_whole_form_works(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/write/us/aliexpress-vip/")
    page.locator("#sender_name").fill("Ada Vale")
    page.get_by_role("button", name=re.compile("[Uu]pdate")).first.click()
    assert page.locator("#sender_name").input_value() == "Ada Vale"
    assert "Ada Vale" in page.content()
    context.close()
