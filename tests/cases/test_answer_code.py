"""Codes for the recipient's page: who gets them, and how many. The page itself: tests/web/test_recipient.py."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from duly.cases.actions.answer_code import ask_for_code, can_mail_codes, send_codes
from duly.cases.models import Deadline
from duly.cases.vault import wrapping_key
from tests.cases.test_allow import Open, opened_by, operator, row

__all__ = ["opened_by", "operator"]

pytestmark = pytest.mark.django_db
ANSWER = "a" * 64


@pytest.fixture(autouse=True)
def site(operator: Any, settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True
    operator("REVIEWED", "kim@acme.test lee@acme.test")


@pytest.mark.parametrize(
    ("transport", "is_set_up", "can"),
    [
        ("direct_mx", True, True),
        ("direct_mx", False, False),
        ("esp", True, True),
        ("submission", True, False),
        ("pigeon", True, False),
    ],
)
def test_only_a_site_that_mails_by_itself_mails_codes(
    transport: str, is_set_up: bool, can: bool, operator: Any, settings: Any
) -> None:
    for name in ("HOST", "ESP", "ESP_KEY"):
        operator(name, "postmark")
    operator("TRANSPORT", transport)
    settings.MAIL_IS_SET_UP = is_set_up
    assert can_mail_codes() == can


def test_ten_letters_an_hour_ask_for_codes_at_one_address(
    opened_by: Open, now: datetime
) -> None:
    letters = [row(opened_by(f"p{n}@example.com"), now) for n in range(11)]
    asked = [ask_for_code(letter, answer=ANSWER, now=now) for letter in letters]
    assert asked == [True] * 10 + [False]
    elsewhere = row(opened_by("ben@example.com", to="lee@acme.test"), now)
    assert ask_for_code(elsewhere, answer=ANSWER, now=now)
    later = now + timedelta(hours=1, seconds=1)
    assert ask_for_code(letters[-1], answer=ANSWER, now=later)


def test_a_company_that_left_the_catalogue_gets_no_code_and_the_others_do(
    opened_by: Open, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from duly.channels import Refused

    letter = row(opened_by(), now)
    ask_for_code(letter, answer=ANSWER, now=now)

    def gone(*_: object, **__: object) -> str:
        raise Refused("there is no e-mail address of the recipient")

    monkeypatch.setattr("duly.cases.actions.answer_code.destination_of", gone)
    assert send_codes(mail=lambda *_: None, now=now) == 0
    assert Deadline.objects.get(kind="answer_code").reached_at == now


def test_without_the_key_of_the_installation_a_code_cannot_be_tried_out(
    opened_by: Open, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from duly.cases.actions import answer_code

    letter = row(opened_by(), now)
    made = answer_code._digest(letter, ANSWER, "12345678")
    assert made == answer_code._digest(letter, ANSWER, "12345678")
    other_key = bytes(reversed(wrapping_key()))
    monkeypatch.setattr("duly.cases.counted.wrapping_key", lambda: other_key)
    assert made != answer_code._digest(letter, ANSWER, "12345678")
