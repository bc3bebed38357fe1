"""The recipient's page: a look proves nothing, an answer with a name is kept and compared."""

from datetime import datetime

import pytest
from django.test import Client

from duly.cases.actions.prepare import message_for
from duly.cases.files import read_file
from duly.cases.models import Dispatch
from duly.channels import channel
from tests.cases.test_take_mail import fresh, last, sent

__all__ = ["sent"]

pytestmark = pytest.mark.django_db

ANSWER = {"verdict": "confirmed", "ends_on": "2026-12-14", "name": "Kim Acme"}


@pytest.fixture
def link(sent: Dispatch, now: datetime, settings: object) -> str:
    """The link as it stands in the mail."""
    settings.BASE_URL = "https://duly.example"  # type: ignore[attr-defined]
    message = message_for(sent, channel("registered_email"), now=now)
    assert message is not None
    flat = message.replace(b"=\r\n", b"").decode()
    token = flat.split("https://duly.example/r/")[1].split()[0]
    return f"/r/{token}"


def test_the_link_is_128_random_bits_of_which_the_hash_is_kept(
    sent: Dispatch, link: str
) -> None:
    token = link.removeprefix("/r/")
    assert len(token) == 22
    sent.refresh_from_db()
    assert len(sent.answer_token_sha256) == 64
    assert token not in str(Dispatch.objects.filter(pk=sent.pk).values().get())


def test_looking_at_the_page_changes_nothing(
    sent: Dispatch, link: str, client: Client
) -> None:
    count = sent.case.events.count()
    response = client.get(link)
    assert response.status_code == 200
    assert "Ada Vale" in response.text
    assert "2210 Fern Street" not in response.text.split("<details")[0]
    assert sent.case.events.count() == count


def test_an_answer_with_a_name_is_kept_and_compared(
    sent: Dispatch, link: str, client: Client
) -> None:
    for _ in range(2):
        assert client.post(link, ANSWER).status_code == 302
    event = last(sent)
    assert (event.name, event.level, event.actor) == (
        "reply.received",
        "E6",
        "recipient",
    )
    assert event.payload["matches"] == "equal"
    assert "Kim" not in str(event.payload)
    assert sent.case.events.filter(name="reply.received").count() == 1
    paper = sent.case.exhibits.get(kind="page_answer")
    assert b"Kim Acme" in read_file(sent.case, paper.sha256)
    assert fresh(sent).state == "answered"


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"verdict": ""}, {"ends_on": ""}, {"verdict": "sent"}]
)
def test_an_answer_without_name_choice_or_day_is_not_taken(
    wrong: dict[str, str], sent: Dispatch, link: str, client: Client
) -> None:
    assert client.post(link, {**ANSWER, **wrong}).status_code == 422
    assert not sent.case.events.filter(name="reply.received").exists()


def test_not_our_customer_is_an_answer(
    sent: Dispatch, link: str, client: Client
) -> None:
    client.post(link, {"verdict": "not_our_customer", "name": "Kim"})
    assert last(sent).payload["verdict"] == "not_our_customer"


def test_a_guessed_link_is_no_page(sent: Dispatch, client: Client) -> None:
    assert client.get("/r/AAAAAAAAAAAAAAAAAAAAAA").status_code == 404
    assert client.get("/r/").status_code == 404
