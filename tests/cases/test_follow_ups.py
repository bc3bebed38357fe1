"""What happens by itself after a sending: what is said when nothing comes, and when nothing is said."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from duly.cases import tasks
from duly.cases.actions import follow as following
from duly.cases.actions.bundle import issue_bundle, last_issued
from duly.cases.actions.erase import erase_case
from duly.cases.actions.follow import due_follow_ups, follow, follow_up
from duly.cases.actions.post_news import note_post_news
from duly.cases.actions.receive import close_case, note_answer
from duly.cases.actions.recipient_answer import PageAnswer, take_page_answer
from duly.cases.actions.track import note_posted
from duly.cases.models import Case, Dispatch, Event
from duly.cases.record import broken_link, record_anyway
from duly.evidence.signers import KeyPastUse
from tests.cases.test_letter import names, press_send
from tests.cases.test_take_mail import (
    key,
    report,
    sent,
    sent_by,
    take,
    transport,
)

__all__ = ["key", "sent", "take", "transport"]

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Look = Callable[[timedelta], None]


@pytest.fixture
def mails() -> list[tuple[str, str, str]]:
    return []


@pytest.fixture
def look(now: datetime, mails: list[tuple[str, str, str]]) -> Look:
    """The worker looks, so long after the sending."""

    def mail(to: str, subject: str, text: str) -> None:
        mails.append((to, subject, text))

    def look_after(past: timedelta) -> None:
        follow_up(clock=lambda: now + past, mail=mail)

    return look_after


@pytest.fixture
def read(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A mailbox that was read just now, long after the frozen day."""
    monkeypatch.setenv("DULY_REGISTERED_EMAIL_IMAP_HOST", "imap.sender.test")
    cursor = home / "mailbox.json"
    cursor.write_text("{}")
    yield cursor
    cursor.unlink()


@pytest.fixture
def with_mail(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True
    settings.DEFAULT_FROM_EMAIL = "site@example.org"


def events(dispatch: Dispatch, name: str) -> list[Event]:
    return list(dispatch.case.events.filter(name=name).order_by("seq"))


def happens(
    dispatch: Dispatch, name: str, at: datetime, *, actor: str = "duly", **told: Any
) -> None:
    payload = {"dispatch": dispatch.pk, "channel": dispatch.channel, **told}
    record_anyway(dispatch.case, name, at=at, actor=actor, payload=payload)


class TestNoReportOfFailure:
    NAME = "failure.not_reported"

    def test_it_is_said_after_72_hours_once_and_without_a_level(
        self, sent: Dispatch, look: Look, read: Path
    ) -> None:
        look(72 * HOUR - timedelta(seconds=1))
        assert events(sent, self.NAME) == []
        look(72 * HOUR)
        look(73 * HOUR)
        (event,) = events(sent, self.NAME)
        assert event.level == ""
        assert event.payload["watched_by"] == "mailbox"
        assert event.payload["hours"] == 72
        assert Case.objects.get(pk=sent.case_id).state == "sent"
        assert broken_link(sent.case) is None

    @pytest.mark.parametrize(
        "name", ["dispatch.bounced", "dispatch.in_doubt", "dispatch.refused"]
    )
    def test_what_came_at_71_hours_is_not_passed_over(
        self, name: str, sent: Dispatch, look: Look, read: Path, now: datetime
    ) -> None:
        happens(sent, name, now + 71 * HOUR)
        look(72 * HOUR)
        assert events(sent, self.NAME) == []

    def test_a_forged_report_of_failure_is_no_report(
        self, sent: Dispatch, look: Look, read: Path, take: Any
    ) -> None:
        take(report(sent, envid="forged", action="failed", status="5.1.1"))
        look(72 * HOUR)
        assert len(events(sent, self.NAME)) == 1

    def test_while_a_server_reports_a_delay_silence_says_nothing(
        self, sent: Dispatch, look: Look, read: Path, now: datetime
    ) -> None:
        happens(sent, "dispatch.noted", now + HOUR, action="delayed", is_hint=False)
        look(72 * HOUR)
        assert events(sent, self.NAME) == []
        happens(sent, "dispatch.delivered", now + 80 * HOUR, action="delivered")
        look(81 * HOUR)
        assert len(events(sent, self.NAME)) == 1

    def test_a_failure_of_another_sending_is_another_matter(
        self, sent: Dispatch, look: Look, read: Path, now: datetime
    ) -> None:
        note_post_news(
            sent.case, news="returned", happened_on=now.date(), now=now + HOUR
        )
        look(72 * HOUR)
        assert len(events(sent, self.NAME)) == 1

    def test_nothing_is_said_until_the_mailbox_has_been_read_after_the_72_hours(
        self, sent: Dispatch, look: Look, read: Path, now: datetime
    ) -> None:
        import os

        stopped = (now + 70 * HOUR).timestamp()
        os.utime(read, (stopped, stopped))
        look(72 * HOUR)
        assert events(sent, self.NAME) == []
        read.touch()
        look(72 * HOUR + timedelta(minutes=30))
        assert events(sent, self.NAME) == [], "it looks again after an hour"
        look(73 * HOUR)
        assert len(events(sent, self.NAME)) == 1

    def test_where_nobody_looks_for_reports_nothing_is_said(
        self, sent: Dispatch, look: Look
    ) -> None:
        look(72 * HOUR)
        assert events(sent, self.NAME) == []

    def test_a_paper_letter_has_no_such_silence(
        self, sent: Dispatch, look: Look, read: Path
    ) -> None:
        accepted = sent.case.events.get(name="dispatch.accepted")
        Event.objects.filter(pk=accepted.pk).update(
            payload={**accepted.payload, "channel": "lob"}
        )
        look(72 * HOUR)
        assert events(sent, self.NAME) == []

    @pytest.mark.parametrize("end", [close_case, erase_case])
    def test_a_closed_or_erased_case_is_left_alone(
        self, end: Any, sent: Dispatch, look: Look, read: Path, now: datetime
    ) -> None:
        look(HOUR)
        end(sent.case, now=now + 2 * HOUR)
        look(72 * HOUR)
        look(20 * DAY)
        assert (
            set(names(sent.case))
            & {
                self.NAME,
                "answer.not_received",
                "page.not_claimed",
            }
            == set()
        )

    def test_a_proof_that_somebody_holds_is_issued_again(
        self, sent: Dispatch, look: Look, read: Path, now: datetime
    ) -> None:
        issue_bundle(sent.case, now=now + HOUR)
        first = last_issued(sent.case)
        look(72 * HOUR)
        second = last_issued(sent.case)
        assert first is not None
        assert second is not None
        assert second.payload["manifest_sha256"] != first.payload["manifest_sha256"]
        assert second.actor == "duly"
        look(73 * HOUR)
        assert last_issued(sent.case) == second

    @pytest.mark.parametrize(
        "reason", [OSError("no room"), ValueError("damaged"), KeyPastUse("rotate")]
    )
    def test_a_proof_that_cannot_be_issued_now_holds_no_other_case_up(
        self,
        reason: Exception,
        sent: Dispatch,
        look: Look,
        read: Path,
        now: datetime,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise reason

        issue_bundle(sent.case, now=now + HOUR)
        monkeypatch.setattr(following, "issue_bundle", fail)
        look(72 * HOUR)
        assert len(events(sent, self.NAME)) == 1
        assert sent.case.reference in caplog.text

    def test_a_proof_that_nobody_asked_for_is_not_made(
        self, sent: Dispatch, look: Look, read: Path
    ) -> None:
        look(72 * HOUR)
        assert last_issued(sent.case) is None


class TestTakenBack:
    @pytest.mark.parametrize("name", ["dispatch.bounced", "dispatch.in_doubt"])
    def test_a_proof_that_somebody_holds_is_issued_again_when_the_acceptance_is_taken_back(
        self, name: str, sent: Dispatch, look: Look, now: datetime
    ) -> None:
        issue_bundle(sent.case, now=now + HOUR)
        first = last_issued(sent.case)
        happens(sent, name, now + 2 * HOUR)
        look(3 * HOUR)
        second = last_issued(sent.case)
        assert first is not None
        assert second is not None
        assert second.seq > first.seq
        assert second.actor == "duly"
        look(4 * HOUR)
        look(8 * HOUR)
        assert last_issued(sent.case) == second

    def test_a_crash_before_the_new_proof_is_made_good_an_hour_later(
        self,
        sent: Dispatch,
        look: Look,
        now: datetime,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def die(*_: object, **__: object) -> None:
            raise Killed

        issue_bundle(sent.case, now=now)
        first = last_issued(sent.case)
        happens(sent, "dispatch.bounced", now + HOUR)
        with monkeypatch.context() as patched:
            patched.setattr(following, "_issue_again", die)
            with pytest.raises(Killed):
                look(HOUR)
        look(3 * HOUR)
        assert last_issued(sent.case) != first

    def test_a_hint_and_a_proof_from_before_the_sending_make_no_new_one(
        self, sent: Dispatch, look: Look, take: Any, now: datetime
    ) -> None:
        issue_bundle(sent.case, now=now)
        first = last_issued(sent.case)
        take(report(sent, envid="forged", action="failed", status="5.1.1"))
        look(HOUR)
        assert last_issued(sent.case) == first


class TestNoAnswer:
    NAME = "answer.not_received"

    def days(self, dispatch: Dispatch) -> list[int]:
        return [one.payload["hours"] // 24 for one in events(dispatch, self.NAME)]

    def test_it_is_said_after_7_and_after_14_days_and_then_no_more(
        self, sent: Dispatch, look: Look
    ) -> None:
        look(7 * DAY - HOUR)
        assert self.days(sent) == []
        look(7 * DAY)
        look(8 * DAY)
        assert self.days(sent) == [7]
        look(14 * DAY)
        look(15 * DAY)
        look(40 * DAY)
        assert self.days(sent) == [7, 14]
        assert not any(one.level for one in events(sent, self.NAME))

    def test_an_answer_on_the_sixth_day_ends_the_waiting(
        self, sent: Dispatch, look: Look, now: datetime
    ) -> None:
        note_answer(sent.case, verdict="refused", confirmed_end=None, now=now + 6 * DAY)
        look(7 * DAY)
        look(14 * DAY)
        assert self.days(sent) == []

    def test_a_robots_answer_is_none(
        self, sent: Dispatch, look: Look, take: Any
    ) -> None:
        happens(
            sent,
            "reply.received",
            sent.intent_at + HOUR,
            by_machine=True,
            verdict="ticket_opened",
        )
        look(7 * DAY)
        assert self.days(sent) == [7]

    def test_after_a_bounce_nobody_is_waited_for(
        self, sent: Dispatch, look: Look, now: datetime
    ) -> None:
        happens(sent, "dispatch.bounced", now + HOUR)
        look(7 * DAY)
        assert self.days(sent) == []

    def test_a_worker_that_stood_still_for_two_weeks_says_the_later_one_only(
        self, sent: Dispatch, look: Look
    ) -> None:
        look(14 * DAY + HOUR)
        look(15 * DAY)
        assert self.days(sent) == [14]

    def test_a_later_delivery_begins_the_days_anew(
        self, sent: Dispatch, look: Look, now: datetime
    ) -> None:
        happens(sent, "dispatch.delivered", now + 5 * DAY)
        look(7 * DAY)
        assert self.days(sent) == []
        look(12 * DAY)
        assert self.days(sent) == [7]

    def test_a_letter_that_was_posted_by_hand_is_waited_for_too(
        self, opened: Any, look: Look, now: datetime
    ) -> None:
        note_posted(opened.case, tracking_number=None, posted_on=now.date(), now=now)
        look(7 * DAY)
        assert self.NAME in names(opened.case)

    def test_the_drop_box_passes_it_to_nobody_so_nobody_is_waited_for(
        self, opened: Any, drop_box: Path, look: Look, now: datetime
    ) -> None:
        dispatch = press_send(opened.case, now)
        happens(dispatch, "dispatch.accepted", now)
        look(7 * DAY)
        look(14 * DAY)
        assert events(dispatch, self.NAME) == []

    def test_when_the_mail_bounced_the_letter_on_paper_is_still_waited_for(
        self, sent: Dispatch, look: Look, now: datetime
    ) -> None:
        note_posted(sent.case, tracking_number=None, posted_on=now.date(), now=now)
        happens(sent, "dispatch.bounced", now + HOUR)
        look(7 * DAY)
        assert self.days(sent) == [7]

    def test_a_copy_in_the_drop_box_does_not_end_the_waiting_for_the_posted_letter(
        self, opened: Any, drop_box: Path, look: Look, now: datetime
    ) -> None:
        dispatch = press_send(opened.case, now)
        note_posted(opened.case, tracking_number=None, posted_on=now.date(), now=now)
        happens(dispatch, "dispatch.accepted", now + HOUR)
        look(7 * DAY)
        assert self.days(dispatch) == [7]


class TestNoStepOfTheWay:
    NAME = "move.not_reported"

    @pytest.fixture
    def posted(self, sent: Dispatch) -> Dispatch:
        """The same letter, as if a carrier of paper had taken it."""
        Dispatch.objects.filter(pk=sent.pk).update(channel="lob")
        for event in sent.case.events.filter(payload__channel="registered_email"):
            payload = {**event.payload, "channel": "lob"}
            Event.objects.filter(pk=event.pk).update(payload=payload)
        sent.refresh_from_db()
        return sent

    def test_a_letter_that_never_moved_is_told_after_six_days_once(
        self,
        posted: Dispatch,
        look: Look,
        with_mail: None,
        mails: list[tuple[str, str, str]],
    ) -> None:
        look(6 * DAY - HOUR)
        assert events(posted, self.NAME) == []
        look(6 * DAY)
        look(6 * DAY + HOUR)
        (event,) = events(posted, self.NAME)
        assert event.level == ""
        assert Case.objects.get(pk=posted.case_id).state == "sent"
        (told,) = [text for _, _, text in mails]
        assert "has reported no step of its way" in told

    @pytest.mark.parametrize(
        "name",
        ["dispatch.in_transit", "dispatch.pickup_available", "dispatch.returned"],
    )
    def test_one_step_is_enough(
        self, name: str, posted: Dispatch, look: Look, now: datetime
    ) -> None:
        happens(posted, name, now + 5 * DAY)
        look(6 * DAY)
        assert events(posted, self.NAME) == []

    def test_a_word_that_is_no_step_is_not_enough(
        self, posted: Dispatch, look: Look, now: datetime
    ) -> None:
        happens(posted, "dispatch.noted", now + DAY, raw_code="letter.rendered_pdf")
        look(6 * DAY)
        assert len(events(posted, self.NAME)) == 1

    @pytest.mark.parametrize(
        ("service", "times"),
        [("certified", 1), ("registered", 0), ("first_class", 0)],
    )
    def test_silence_says_something_only_where_steps_are_reported(
        self, service: str, times: int, posted: Dispatch, look: Look
    ) -> None:
        accepted = posted.case.events.get(name="dispatch.accepted")
        payload = {**accepted.payload, "service": service}
        Event.objects.filter(pk=accepted.pk).update(payload=payload)
        look(6 * DAY)
        assert len(events(posted, self.NAME)) == times

    def test_a_mail_moves_at_once(self, sent: Dispatch, look: Look) -> None:
        look(6 * DAY)
        assert events(sent, self.NAME) == []


class TestThePageOfTheRecipient:
    NAME = "page.not_claimed"

    @pytest.fixture(autouse=True)
    def public(self, settings: Any, sent: Dispatch) -> None:
        settings.BASE_URL = "https://duly.example.org"
        Dispatch.objects.filter(pk=sent.pk).update(answer_token_sha256="a" * 64)

    def test_after_15_days_it_says_not_answered_and_never_received(
        self, sent: Dispatch, look: Look
    ) -> None:
        look(15 * DAY - HOUR)
        assert events(sent, self.NAME) == []
        look(15 * DAY)
        look(16 * DAY)
        (event,) = events(sent, self.NAME)
        assert event.level == ""
        assert Case.objects.get(pk=sent.case_id).state == "sent"

    def test_an_answer_there_before_leaves_nothing_to_say(
        self, sent: Dispatch, look: Look, now: datetime
    ) -> None:
        said = PageAnswer(verdict="refused", name="Kim")
        take_page_answer(sent, said, now=now + 14 * DAY)
        look(15 * DAY)
        assert events(sent, self.NAME) == []

    def test_an_answer_after_it_is_taken_all_the_same(
        self, sent: Dispatch, look: Look, now: datetime
    ) -> None:
        look(15 * DAY)
        said = PageAnswer(verdict="confirmed", name="Kim", ends_on=date(2026, 12, 14))
        take_page_answer(sent, said, now=now + 16 * DAY)
        (event,) = events(sent, "reply.received")
        assert event.payload["matched_by"] == "page"
        assert Case.objects.get(pk=sent.case_id).state == "answered"

    def test_a_mail_without_the_link_has_no_page(
        self, sent: Dispatch, look: Look, settings: Any
    ) -> None:
        settings.BASE_URL = "http://127.0.0.1:8000"
        look(15 * DAY)
        assert events(sent, self.NAME) == []


class Killed(BaseException):
    """As by kill -9."""


@pytest.mark.parametrize("step", ["record", "_issue_again"])
def test_a_crash_in_between_says_it_once_all_the_same(
    step: str,
    sent: Dispatch,
    look: Look,
    read: Path,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def die(*_: object, **__: object) -> None:
        raise Killed

    issue_bundle(sent.case, now=now)
    with monkeypatch.context() as patched:
        patched.setattr(following, step, die)
        with pytest.raises(Killed):
            look(72 * HOUR)
    look(72 * HOUR)
    look(73 * HOUR)
    assert len(events(sent, "failure.not_reported")) == 1


def test_a_long_look_leaves_the_rest_to_the_next_sweep(
    sent: Dispatch, now: datetime
) -> None:
    other = sent_by(now, identifiers={"account_email": "other@example.com"})
    ticks = iter([now, now + timedelta(seconds=6)])
    follow_up(clock=lambda: next(ticks))
    assert due_follow_ups(now=now) == [other.case_id]


def test_the_worker_looks_with_every_sweep(
    sent: Dispatch, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "clock", lambda: now + 7 * DAY)
    tasks.sweep()
    tasks.sweep()
    assert names(sent.case).count("answer.not_received") == 1


def test_a_draft_and_a_case_without_news_cost_no_look(
    opened: Any, sent: Dispatch, now: datetime
) -> None:
    assert due_follow_ups(now=now) == [sent.case_id]
    follow(sent.case_id, now=now)
    assert due_follow_ups(now=now + DAY) == []
    assert due_follow_ups(now=now + 7 * DAY) == [sent.case_id]


def test_a_case_from_before_is_not_flooded_with_old_moments(
    sent: Dispatch, look: Look, read: Path, with_mail: None, mails: list[Any]
) -> None:
    look(timedelta(days=60))
    assert set(names(sent.case)) & {"failure.not_reported", "answer.not_received"} == (
        set()
    )
    assert mails == []
