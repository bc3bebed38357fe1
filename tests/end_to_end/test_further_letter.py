"""Nobody answers: the reminder is written from the case of the first letter, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.end_to_end.conftest import (
    choose_way,
    fill_in_the_notice,
    in_days,
    sign_and_look,
)
from tests.end_to_end.test_the_whole_letter import (
    Visitor,
    follow_to_the_case,
    visitor,
)

__all__ = ["visitor"]
pytestmark = [pytest.mark.real, pytest.mark.xdist_group("site")]

REFERENCE = re.compile(r"D-[0-9A-Z]{4}-[0-9A-Z]{4}")


def sign_and_send(visitor: Visitor) -> str:
    """From the filled form to the case; its reference."""
    page = visitor.page
    choose_way(page, "drop_box")
    visitor.inspect()
    sign_and_look(page)
    visitor.inspect()
    page.locator("#agreed").check()
    page.get_by_role("button", name=re.compile("[Ss]end")).click()
    follow_to_the_case(visitor, "has left")
    visitor.inspect()
    found = REFERENCE.search(page.inner_text("main"))
    assert found
    return found[0]


def test_the_choice_of_a_letter_shows_its_fields_and_keeps_every_word(
    visitor: Visitor,
) -> None:
    page = visitor.page
    visitor.go("/write/us/aliexpress-vip/")
    page.locator("#renews").fill(in_days(60))
    expect(page.locator("#first_letter_on")).to_be_hidden()
    page.get_by_text("I wrote to them before").click()
    page.get_by_label("Ask back what they took after the end").check()
    expect(page.locator("#end_0")).to_be_hidden()
    expect(page.locator("#cause")).to_be_hidden()
    page.locator("#charged_on").fill(in_days(-3))
    page.locator("#amount").fill("12.99 USD")
    expect(page.locator("#letter")).to_contain_text("12.99 USD", use_inner_text=False)
    visitor.inspect()
    page.get_by_label("Have my bank stop the payments").check()
    expect(page.locator("#renews")).to_be_hidden()
    expect(page.locator("#recipient_lines")).to_be_visible()
    expect(page.locator("#amount")).to_have_value("12.99 USD")
    visitor.inspect()
    page.get_by_label("End my contract", exact=True).check()
    expect(page.locator("#amount")).to_be_hidden()
    expect(page.locator("#renews")).to_have_value(in_days(60))


def test_a_reminder_follows_the_notice_with_a_proof_of_its_own(
    visitor: Visitor,
) -> None:
    page = visitor.page
    visitor.go("/write/us/aliexpress-vip/")
    fill_in_the_notice(page)
    first = sign_and_send(visitor)
    page.get_by_role("link", name="Remind them of a letter").click()
    page.wait_for_url(re.compile("/further/reminder"), wait_until="load")
    visitor.inspect()
    expect(page.locator("#sender_name")).to_have_value("Ada Vale")
    expect(page.locator("#first_reference")).to_have_value(first)
    expect(page.locator("#signature_text")).to_have_value("")
    second = sign_and_send(visitor)
    assert second != first
    page.get_by_role("link", name=first).click()
    expect(page.locator("main")).to_contain_text(
        "You began a further letter about this"
    )
    visitor.inspect()
    page.get_by_role("link", name=second).click()
    expect(page.locator("main")).to_contain_text("It follows your letter")
    sent = [mail.read_bytes() for mail in visitor.site.drop_box.glob("*.eml")]
    assert any(second.encode() in mail and first.encode() in mail for mail in sent)
