"""Kim of Acme answers in a browser: the page, the code from the mail, a wrong one first, and nothing from elsewhere."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from duly.cases.models import Dispatch
from tests.cases.test_letter import names
from tests.cases.test_take_mail import sent
from tests.web.test_recipient import code_in_mail, link, site, worker, wrong

__all__ = ["link", "sent", "site"]

pytestmark = [pytest.mark.real, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def served(transactional_db: None) -> Iterator[str]:
    """The pages in a thread of this process, on the database of the test."""
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture
def page_of_the_letter(served: str, site: str, browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}{site}")
    assert asked
    assert all(url.startswith((served, "data:")) for url in asked)
    yield page
    context.close()


def test_an_answer_and_its_code(
    page_of_the_letter: Page, sent: Dispatch, now: datetime
) -> None:
    page = page_of_the_letter
    before = names(sent.case)
    expect(page.get_by_role("heading", level=1)).to_have_text("A letter to you")
    assert names(sent.case) == before
    page.get_by_label("Your answer").select_option("confirmed")
    page.get_by_label("The day on which the contract ends").fill("2026-12-14")
    page.get_by_label("Your name").fill("Kim Acme")
    page.get_by_role("button", name="Give this answer").click()
    expect(page.get_by_role("heading", name="Make it sure")).to_be_visible()
    worker(timezone.now())
    code = code_in_mail()
    page.get_by_label("The code from the mail").fill(wrong(code))
    page.get_by_role("button", name="It was us").click()
    expect(page.get_by_text("That is not the code")).to_be_visible()
    assert "reply.checked" not in names(sent.case)
    page.get_by_label("The code from the mail").fill(code)
    page.get_by_role("button", name="It was us").click()
    expect(page.get_by_text("Your answer is made sure")).to_be_visible()
    assert names(sent.case)[-1] == "reply.checked"
    page.reload()
    expect(page.get_by_role("heading", name="Make it sure")).to_have_count(0)
    assert names(sent.case).count("reply.checked") == 1


def test_a_fresh_code_at_once_is_refused_in_words(
    page_of_the_letter: Page, sent: Dispatch
) -> None:
    page = page_of_the_letter
    page.get_by_label("Your answer").select_option("not_our_customer")
    page.get_by_label("Your name").fill("Kim Acme")
    page.get_by_role("button", name="Give this answer").click()
    worker(timezone.now())
    page.get_by_role("button", name="Send a fresh code").click()
    expect(page.get_by_text("No mail was sent now")).to_be_visible()
    assert worker(timezone.now()) == 0
    assert len(mail.outbox) == 1
