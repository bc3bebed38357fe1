"""Mail of the site that does not go: tried again later each time, and no person gets the same mail a hundred times."""

import smtplib
import time
from datetime import datetime, timedelta
from typing import Any

import pytest

from duly.cases.actions.answer_code import ask_for_code, send_codes, stage_of
from duly.cases.actions.draft import OpenedCase, open_case
from duly.cases.actions.relink import ask_for_link, send_links
from duly.cases.actions.tell_sender import (
    MOST_A_DAY,
    MOST_AT_ONCE,
    tell_later,
    tell_waiting,
)
from duly.cases.follow_ups import Story, moments
from duly.cases.models import Case, Deadline, Event
from duly.channels.registered_email.short_mail import MaybeTaken, NotTaken
from tests.cases.test_allow import Open, opened_by, operator, row

__all__ = ["opened_by", "operator"]

pytestmark = pytest.mark.django_db
SWEEP = timedelta(seconds=20)
ANSWER = "a" * 64
LOST = (smtplib.SMTPServerDisconnected("lost"), TimeoutError(), MaybeTaken("lost"))


class Server:
    """Counts who got a mail, or may have got one."""

    def __init__(self, fault: OSError | None = None, *, only_for: str = "") -> None:
        self.asked: list[str] = []
        self.fault, self.only_for = fault, only_for

    def __call__(self, to: str, _subject: str, _text: str) -> None:
        self.asked.append(to)
        if self.fault and self.only_for in to:
            raise self.fault


def sweeps(send: Any, server: Server, *, at: datetime, hours: int) -> None:
    for number in range(hours * 180):
        send(mail=server, now=at + number * SWEEP)


@pytest.mark.parametrize("fault", LOST)
def test_a_link_that_may_have_gone_goes_three_times_at_most(
    fault: OSError, opened: OpenedCase, now: datetime
) -> None:
    server = Server(fault)
    ask_for_link(opened.case, now=now)
    sweeps(send_links, server, at=now, hours=3)
    assert len(server.asked) == 3
    assert Deadline.objects.get(kind="link_requested").copies == 3
    ask_for_link(opened.case, now=now + timedelta(hours=3))
    assert send_links(mail=Server(), now=now + timedelta(hours=3)) == 1


def test_a_link_that_is_refused_is_tried_ever_more_seldom(
    opened: OpenedCase, now: datetime
) -> None:
    server = Server(NotTaken("refused"))
    ask_for_link(opened.case, now=now)
    sweeps(send_links, server, at=now, hours=3)
    assert len(server.asked) == 7, (
        "twice at once, then after 1, 6, 21, 81 and 141 minutes"
    )


def test_one_address_that_is_refused_holds_no_other_link_up(
    opened: OpenedCase, document: dict[str, Any], now: datetime
) -> None:
    document["sender"] = {**document["sender"], "email": "ben@example.com"}
    other = open_case(document, now=now).case
    ask_for_link(opened.case, now=now)
    ask_for_link(other, now=now)
    server = Server(NotTaken("no such host"), only_for="ada@")
    assert send_links(mail=server, now=now) == 1
    assert server.asked == ["ada@example.com", "ben@example.com"]


def test_a_server_that_is_away_is_asked_once_for_all_links(
    opened: OpenedCase, document: dict[str, Any], now: datetime
) -> None:
    document["sender"] = {**document["sender"], "email": "ben@example.com"}
    other = open_case(document, now=now).case
    ask_for_link(opened.case, now=now)
    ask_for_link(other, now=now)
    server = Server(ConnectionRefusedError())
    assert send_links(mail=server, now=now) == 0
    assert len(server.asked) == 1


@pytest.mark.parametrize("address", ["ada", "ada@example.com\nBcc: cleo@example.com"])
def test_a_link_for_what_is_no_address_is_dropped(
    address: str, opened: OpenedCase, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for_link(opened.case, now=now)
    monkeypatch.setattr("duly.cases.actions.relink._address_of", lambda _case: address)
    server = Server()
    send_links(mail=server, now=now)
    assert server.asked == []
    assert Deadline.objects.get(kind="link_requested").reached_at == now
    assert Case.objects.get().token_sha256 == opened.case.token_sha256


class TestCode:
    @pytest.fixture(autouse=True)
    def site(self, operator: Any, settings: Any) -> None:
        settings.MAIL_IS_SET_UP = True
        operator("REVIEWED", "kim@acme.test")

    @pytest.mark.parametrize("fault", LOST)
    def test_a_code_that_may_have_gone_goes_once_counts_and_holds(
        self, fault: OSError, opened_by: Open, now: datetime, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(
            "duly.cases.actions.answer_code._words", lambda *_: ("subject", "text")
        )
        letter = row(opened_by(), now)
        ask_for_code(letter, answer=ANSWER, now=now)
        server = Server(fault)
        sweeps(send_codes, server, at=now, hours=1)
        assert server.asked == ["kim@acme.test"]
        assert Event.objects.filter(name="reply.code_mailed").count() == 1
        letter.refresh_from_db()
        assert stage_of(letter, now=now) == "mailed"

    def test_a_code_that_is_refused_is_tried_five_times_in_its_half_hour(
        self, opened_by: Open, now: datetime, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(
            "duly.cases.actions.answer_code._words", lambda *_: ("subject", "text")
        )
        ask_for_code(row(opened_by(), now), answer=ANSWER, now=now)
        server = Server(NotTaken("refused"))
        sweeps(send_codes, server, at=now, hours=1)
        assert len(server.asked) == 5


def test_one_senders_dead_address_holds_no_other_news_up(
    opened: OpenedCase, document: dict[str, Any], now: datetime, settings: Any
) -> None:
    settings.MAIL_IS_SET_UP = True
    document["sender"] = {**document["sender"], "email": "ben@example.com"}
    other = open_case(document, now=now).case
    for case in (opened.case, other):
        tell_later(case, kind="tell:failed:1", now=now)
    server = Server(NotTaken("no such host"), only_for="ada@")
    assert tell_waiting(mail=server, now=now) == 1
    assert server.asked == ["ada@example.com", "ben@example.com"]


def test_a_flood_of_news_in_one_case_holds_no_other_news_up(
    opened: OpenedCase, document: dict[str, Any], now: datetime, settings: Any
) -> None:
    settings.MAIL_IS_SET_UP = True
    document["sender"] = {**document["sender"], "email": "ben@example.com"}
    other = open_case(document, now=now).case
    for number in range(MOST_A_DAY):
        told = now - timedelta(hours=number)
        tell_later(opened.case, kind=f"told:failed:{number}", now=told)
        Deadline.objects.filter(kind=f"told:failed:{number}").update(reached_at=told)
    for number in range(3 * MOST_AT_ONCE):
        tell_later(opened.case, kind=f"tell:answered:{number}", now=now)
    tell_later(other, kind="tell:failed:1", now=now)
    server = Server()
    tell_waiting(mail=server, now=now)
    tell_waiting(mail=server, now=now + SWEEP)
    assert server.asked == ["ben@example.com"]


def test_many_answers_in_one_case_are_looked_at_in_no_time(
    opened: OpenedCase, now: datetime
) -> None:
    events = [
        Event(case=opened.case, seq=seq, name="reply.received", at=now, payload={})
        for seq in range(5_000)
    ]
    story = Story(state="answered", events=events, outcomes={}, needs={})
    started = time.process_time()
    assert len(list(moments(story))) == len(events)
    assert time.process_time() - started < 2
