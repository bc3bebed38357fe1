"""A flood of mail to one case fills no disk: what is more than a day's mail waits for a person, and none is lost."""

from datetime import datetime, timedelta

import pytest

from duly.cases import inbox
from duly.cases.actions import take_mail
from duly.cases.models import Dispatch
from tests.cases.test_take_mail import Take, answer, key, sent, take, transport

__all__ = ["key", "sent", "take", "transport"]


@pytest.fixture(autouse=True)
def three_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(take_mail, "MOST_A_DAY", 3)


def fill(sent: Dispatch, take: Take) -> list[str]:
    mails = [answer(sent, f"We need your number, letter {n}.") for n in range(3)]
    assert [take(mail) for mail in mails] == ["told"] * 3
    return mails


def test_the_fourth_mail_of_a_day_is_set_aside(sent: Dispatch, take: Take) -> None:
    fill(sent, take)
    events, mail = sent.case.events.count(), answer(sent, "And one more.")
    assert take(mail, source_id="flood:1:4") == "set aside"
    assert sent.case.events.count() == events
    aside = [kept.raw for kept in inbox.waiting(inbox.SET_ASIDE)]
    assert mail.encode() in aside


def test_one_that_was_told_before_is_known_and_not_set_aside(
    sent: Dispatch, take: Take
) -> None:
    mails = fill(sent, take)
    assert take(mails[0]) == "known"


def test_the_next_day_begins_anew(sent: Dispatch, take: Take, now: datetime) -> None:
    fill(sent, take)
    sent.case.exhibits.update(received_at=now - timedelta(days=1, hours=1))
    assert take(answer(sent, "Good morning.")) == "told"


def test_another_case_has_a_day_of_its_own(
    sent: Dispatch, take: Take, now: datetime
) -> None:
    from tests.cases.test_take_mail import sent_by

    fill(sent, take)
    assert take(answer(sent_by(now), "To the other case.")) == "told"
