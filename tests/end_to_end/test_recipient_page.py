"""Kim of Acme answers in a browser: the page, the code from the mail, a wrong one first, and nothing from elsewhere."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect

from duly.cases.models import Dispatch
from tests.cases.test_letter import names
from tests.cases.test_take_mail import sent
from tests.web.test_recipient import code_in_mail, link, site, worker, wrong

__all__ = ["link", "sent", "site"]

pytestmark = [pytest.mark.real, pytest.mark.django_db]


HOST = "https://duly.example"


@pytest.fixture
def kim(site: str, client: Client, browser: Browser) -> Iterator[Page]:
    """A browser whose requests are answered in this thread: the test and the pages share one database."""

    of_the_test = connections["default"]

    def answer(route: Route) -> None:
        # The driver calls from a context of its own, where Django would open another connection.
        connections["default"] = of_the_test
        request = route.request
        assert request.url.startswith(f"{HOST}/"), "a page asks another host"
        path = request.url.removeprefix(HOST)
        if request.method == "POST":
            kind = request.headers["content-type"]
            told = client.post(
                path, request.post_data_buffer, content_type=kind, follow=True
            )
        else:
            told = client.get(path)
        route.fulfill(
            status=told.status_code,
            headers=dict(told.headers),
            body=told.getvalue(),
        )

    context = browser.new_context()
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(f"{HOST}{site}")
    yield page
    context.close()


def test_an_answer_and_its_code(kim: Page, sent: Dispatch, site: str) -> None:
    page = kim
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
    page.goto(f"{HOST}{site}")
    expect(page.get_by_role("heading", name="Make it sure")).to_have_count(0)
    assert names(sent.case).count("reply.checked") == 1


def test_a_fresh_code_at_once_is_refused_in_words(kim: Page, sent: Dispatch) -> None:
    page = kim
    page.get_by_label("Your answer").select_option("not_our_customer")
    page.get_by_label("Your name").fill("Kim Acme")
    page.get_by_role("button", name="Give this answer").click()
    worker(timezone.now())
    page.get_by_role("button", name="Send a fresh code").click()
    expect(page.get_by_text("No mail was sent now")).to_be_visible()
    assert worker(timezone.now()) == 0
    assert len(mail.outbox) == 1
