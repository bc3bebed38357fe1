"""How often the link may be asked for: one mailbox gets few of these mails a day, whoever types its address."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from duly.cases.actions.draft import open_case
from duly.cases.actions.relink import ask_for_link, send_links
from duly.cases.models import Case
from tests.cases.conftest import DOCUMENT

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1, seconds=1)
DAY = timedelta(days=1, seconds=1)


@pytest.fixture
def mails() -> list[str]:
    return []


@pytest.fixture
def press(mails: list[str]) -> Any:
    """Somebody asks, and the worker looks; how many mails went then."""

    def ask(case: Case, at: datetime) -> int:
        ask_for_link(case, now=at)
        return send_links(mail=lambda to, *_: mails.append(to), now=at)

    return ask


def case_of(email: str, now: datetime) -> Case:
    sender = {**DOCUMENT["sender"], "email": email}
    return open_case({**DOCUMENT, "sender": sender}, now=now).case


def test_one_case_gets_five_links_a_day(
    press: Any, mails: list[str], now: datetime
) -> None:
    case = case_of("ada@example.com", now)
    went = [press(case, now + number * HOUR) for number in range(20)]
    assert went == [1] * 5 + [0] * 15
    assert press(case, now + DAY + HOUR) == 1


def test_one_mailbox_gets_few_links_a_day_however_many_cases_name_it(
    press: Any, mails: list[str], now: datetime
) -> None:
    for number in range(24):
        case = case_of(f"ada+{number}@example.com", now)
        press(case, now + number * HOUR)
    assert len(mails) == 10
    assert press(case_of("ben@example.com", now), now + 3 * HOUR) == 1
