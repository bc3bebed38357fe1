"""A certified letter from a real browser: ordered, followed by signed reports, signed for, proven."""

import json
import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.channels.doubles import lob
from tests.end_to_end.conftest import (
    Served,
    Site,
    choose_way,
    fill_in_ada,
    inspect,
    sign_and_look,
)
from tests.ports import free_port

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("posting site")]

WAY = [
    ("Mailed", "package_accepted", "The carrier has it under way"),
    ("In Transit", "package_departed", "The carrier has it under way"),
    ("Processed for Delivery", "out_for_delivery", "It is out for delivery"),
    ("Delivered", "delivered", "Delivered, by the carrier’s word"),
]


@pytest.fixture(scope="module")
def carrier() -> lob.LobDouble:
    return lob.LobDouble(start=datetime.now(UTC))


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, carrier: lob.LobDouble
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("posting")
    (folder / "lob.toml").write_text(lob.TARIFF)
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}", folder / "home")
    with carrier.serving() as carrier_url:
        environment = {
            **os.environ,
            **site.environment,
            "DULY_LOB_API_KEY": lob.API_KEY,
            "DULY_LOB_WEBHOOK_SECRET": lob.WEBHOOK_SECRET,
            "DULY_LOB_BASE_URL": carrier_url,
            "DULY_LOB_TARIFF": str(folder / "lob.toml"),
        }
        with Served(environment, port=port, folder=folder):
            yield site


def write_and_send(page: Page, site: Site) -> None:
    """Ada in California leaves a gym in San Mateo by registered letter."""
    page.goto(f"{site.url}/write/")
    page.locator("#provider_name").fill("Test Acme")
    fill_in_ada(page)
    page.locator("#id_contract_number").fill("M-4711")
    page.locator("#end_0").check()
    page.locator("#goals_0").check()
    page.locator("#recipient_name").fill("Test Acme Inc.")
    page.locator("#recipient_lines").fill(
        "400 Cedar Avenue, Suite 4\nSan Mateo, CA 94402"
    )
    page.locator("#recipient_country").select_option("US")
    choose_way(page, "lob")
    sign_and_look(page)
    inspect(page)
    page.locator("#paper").set_input_files(
        {"name": "contract.png", "mimeType": "image/png", "buffer": picture()}
    )
    page.get_by_role("button", name="Add this paper").click()
    expect(page.get_by_role("heading", name="contract.png, 1 page")).to_be_visible()
    inspect(page)
    page.locator("aside input[type=checkbox]").check()
    page.get_by_role("button", name=re.compile("Seal and send")).click()
    page.wait_for_url(re.compile("/case/[^/]+/$"))


def ordered(carrier: lob.LobDouble) -> str:
    """The carrier's id of the one letter, once it has it."""
    for _ in range(240):
        if carrier.letters:
            return next(iter(carrier.letters))
        time.sleep(0.25)
    raise AssertionError("the letter never came to the carrier")


def tell(site: Site, body: bytes, headers: dict[str, str]) -> int:
    """The carrier calls."""
    url = f"{site.url}/callbacks/lob"
    return httpx.post(url, content=body, headers=headers).status_code


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (320, 200), "#c8e6c9").save(out, "PNG")
    return out.getvalue()


def test_certified_with_return_receipt_from_the_browser_to_the_proof(
    page: Page, site: Site, carrier: lob.LobDouble, tmp_path: Path
) -> None:
    write_and_send(page, site)
    carrier_id = ordered(carrier)
    letter = carrier.letters[carrier_id]
    assert letter["extra_service"] == "certified_return_receipt"
    for _ in range(240):
        page.reload()
        if page.get_by_text("It has left").count():
            break
        page.wait_for_timeout(250)
    assert "You can call it off until" in page.inner_text("main")
    inspect(page)

    for number, (name, event, _sentence) in enumerate(WAY, 1):
        carrier.scan(carrier_id, name, event=event, hours=0)
        body, headers = carrier.callback(
            carrier_id, "letter.certified", at=datetime.now(UTC), number=number
        )
        forged = {**headers, "Lob-Signature": "0" * 64}
        assert tell(site, body, forged) == 400
        assert tell(site, body, headers) == 200
        assert tell(site, body, headers) == 200, "a report that comes twice is taken"
    page.reload()
    text = page.inner_text("main").replace("'", "’")
    for _name, _event, sentence in WAY:
        assert sentence in text
    assert text.count("Delivered, by the carrier’s word") == 1
    assert "What that means" in text
    assert "You can call it off until" not in text
    inspect(page)

    page.get_by_role("link", name="The signed card came back").click()
    inspect(page)
    page.locator("#card").set_input_files(
        {"name": "card.png", "mimeType": "image/png", "buffer": picture()}
    )
    page.get_by_role("button", name="Keep this card").click()
    page.wait_for_url(re.compile("/case/[^/]+/$"))
    assert "Delivered and signed for" in page.inner_text("main")

    with page.expect_download() as download:
        page.get_by_role("link", name="Download proof", exact=True).click()
    proof = tmp_path / "proof.asice"
    download.value.save_as(proof)
    holds_the_card(proof)
    verified = site.duly("verify", str(proof), "--roots", str(site.roots))
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert len(carrier.letters) == 1
    assert carrier.orders == 1


def holds_the_card(proof: Path) -> None:
    """The card lies in the bundle byte for byte, and the record of the signature names it."""

    with ZipFile(proof) as bundle:
        (name,) = (n for n in bundle.namelist() if n.endswith("-card.png"))
        content = bundle.read(name)
        records = [
            json.loads(bundle.read(n))
            for n in bundle.namelist()
            if n.startswith("evidence/") and n.endswith(".json")
        ]
    assert content == picture()
    (signed,) = (r for r in records if r["event"] == "dispatch.signed")
    assert signed["rawSource"]["Identifier"] == name
    assert signed["rawSource"]["DigestValue"] == sha256(content).hexdigest()
