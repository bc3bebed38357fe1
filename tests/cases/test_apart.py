"""One bad row in the sweep: the others are done, and the log names the case and nobody."""

import logging
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError

from duly.cases import tasks
from duly.cases.actions import follow as following
from duly.cases.actions import take_mail as taking
from duly.cases.actions.attempt import MOST_ATTEMPTS
from duly.cases.actions.conclude import note
from duly.cases.actions.draft import OpenedCase, open_case
from duly.cases.actions.erase import erase_case
from duly.cases.actions.relink import ask_for_link
from duly.cases.actions.track import note_happenings
from duly.cases.apart import each
from duly.cases.files import Damaged
from duly.cases.inbox import count_unread
from duly.cases.models import Case, Deadline, Event
from duly.channels import Happening
from tests.cases.test_letter import press_send
from tests.cases.test_take_mail import key, report, sent, sent_by, take
from tests.cases.test_take_mail import transport as transport

__all__ = ["key", "sent", "take", "transport"]

pytestmark = pytest.mark.django_db
LATER = timedelta(days=400)


class Broken(ValueError):
    """Of a kind that nobody expects; its words name a person."""


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(tasks, "clock", lambda: now + LATER)


def names(case: Case) -> list[str]:
    return list(Event.objects.filter(case=case).values_list("name", flat=True))


def breaks_for(case: Case, step: Any) -> Any:
    def broken(case_id: int, **named: Any) -> Any:
        if case_id == case.pk:
            raise Broken("Ada Vale, 2210 Fern Street")
        return step(case_id, **named)

    return broken


def test_a_case_that_cannot_be_reminded_stops_no_other(
    opened: OpenedCase,
    document: dict[str, Any],
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = open_case(document, now=now).case
    monkeypatch.setattr(tasks, "remind", breaks_for(opened.case, tasks.remind))
    with caplog.at_level(logging.ERROR):
        tasks.sweep()
    assert "deadline.reached" in names(other)
    assert "deadline.reached" not in names(opened.case)
    assert f"{opened.case.reference}: Broken" in caplog.text
    assert "Ada" not in caplog.text


def test_a_case_that_cannot_be_followed_stops_no_other(
    sent: Any, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sent_by(now, identifiers={"account_email": "other@example.com"}).case
    monkeypatch.setattr(tasks, "clock", lambda: now + timedelta(days=7))
    monkeypatch.setattr(following, "follow", breaks_for(sent.case, following.follow))
    tasks.sweep()
    assert "answer.not_received" in names(other)
    assert "answer.not_received" not in names(sent.case)


def test_a_step_that_fails_stops_no_other_step(
    opened: OpenedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tasks, "keep_keys_today", full)
    tasks.sweep()
    assert "deadline.reached" in names(opened.case)


def test_a_database_that_is_away_ends_the_sweep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(**_: object) -> int:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(tasks, "take_over_stale", away)
    with pytest.raises(OperationalError):
        tasks.sweep()


def test_a_link_of_an_erased_case_is_not_mailed_and_stops_no_other(
    opened: OpenedCase,
    document: dict[str, Any],
    now: datetime,
    settings: Any,
    mailoutbox: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.MAIL_IS_SET_UP = True
    monkeypatch.setattr(tasks, "clock", lambda: now)
    other = open_case(document, now=now).case
    ask_for_link(opened.case, now=now)
    ask_for_link(other, now=now)
    erase_case(opened.case, now=now)
    tasks.sweep()
    (mail,) = mailoutbox
    assert other.reference in mail.body
    assert Deadline.objects.get(case=other, kind="link_requested").reached_at == now


def test_a_mail_that_cannot_be_told_waits_and_the_next_one_is_told(
    sent: Any, now: datetime, take: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = take.reader
    take_kept, before = taking.take_kept, count_unread()

    def broken(kept: Any, **named: Any) -> Any:
        if kept.source_id == "imap:1":
            raise Broken
        return take_kept(kept, **named)

    octets = report(sent).encode()
    with monkeypatch.context() as patched:
        patched.setattr(taking, "take_kept", broken)
        taking.take_apart(octets + b"\n", source_id="imap:1", reader=reader, now=now)
        told = taking.take_apart(octets, source_id="imap:2", reader=reader, now=now)
        assert told == 1
        assert count_unread() == before + 1
    assert taking.take_waiting(reader=reader, now=now) == 1
    assert count_unread() == before


def test_each_sums_what_went_well(caplog: pytest.LogCaptureFixture) -> None:
    def ten_by(number: int) -> int:
        return 10 // number

    def numbers() -> Iterator[int]:
        yield from (5, 0, 2)

    assert each(numbers(), ten_by, about=lambda number: f"number {number}") == 7
    assert "number 0: ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    ("earlier", "outcome"), [(False, "refused"), (True, "in_doubt")]
)
def test_a_letter_whose_case_was_erased_before_it_went_is_tried_once(
    earlier: bool,
    outcome: str,
    opened: OpenedCase,
    drop_box: Any,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dispatch = press_send(opened.case, now)
    if earlier:
        note(dispatch, Happening(name="dispatch.attempted", at=now))
    erase_case(opened.case, now=now)
    monkeypatch.setattr(tasks, "clock", lambda: now)
    assert tasks.run_due()[outcome] == 1
    assert outcome not in tasks.run_due()
    dispatch.refresh_from_db()
    assert dispatch.outcome == outcome
    assert not list(drop_box.glob("*"))


def test_an_erased_case_keeps_no_reason_of_its_dates(
    opened: OpenedCase, now: datetime
) -> None:
    assert any(row.because for row in opened.case.deadlines.all())
    erase_case(opened.case, now=now)
    assert not any(row.because for row in opened.case.deadlines.all())


def test_a_letter_whose_file_is_damaged_is_not_tried_for_ever(
    opened: OpenedCase,
    drop_box: Any,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def damaged(*_: object, **__: object) -> None:
        raise Damaged("a file")

    dispatch = press_send(opened.case, now)
    monkeypatch.setattr("duly.cases.actions.attempt.message_for", damaged)
    seen = set()
    for hour in range(MOST_ATTEMPTS + 5):
        at = now + timedelta(hours=hour)
        monkeypatch.setattr(tasks, "clock", lambda at=at: at)
        seen |= tasks.run_due().keys()
    dispatch.refresh_from_db()
    assert dispatch.outcome == "in_doubt"
    assert seen == {"swept", "in_doubt"}


def test_a_letter_that_comes_back_after_its_case_was_erased_is_noted(
    opened: OpenedCase, drop_box: Any, now: datetime
) -> None:
    dispatch = press_send(opened.case, now)
    erase_case(opened.case, now=now)
    told = Happening(name="dispatch.returned", at=now, source_id="r:1")
    fresh = type(dispatch).objects.get(pk=dispatch.pk)
    assert note_happenings(fresh, (told,)) == 1
    assert names(opened.case)[-1] == "dispatch.returned"


def test_the_engine_gets_no_words_of_a_fault_to_store(
    opened: OpenedCase,
    drop_box: Any,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise Broken("Ada Vale, 2210 Fern Street")

    dispatch = press_send(opened.case, now)
    monkeypatch.setattr(tasks, "attempt_dispatch", broken)
    monkeypatch.setattr(tasks, "close_old_connections", lambda: None)
    assert tasks.send.__wrapped__(dispatch.pk, 1) == "failed"  # type: ignore[attr-defined]
    assert f"{opened.case.reference}: Broken" in caplog.text
    assert "Ada" not in caplog.text


def test_a_slow_server_of_one_mail_holds_up_no_lease_and_no_date(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []
    stop = threading.Event()

    def look() -> int:
        done.append("looked")
        stop.set()
        return 0

    def slow() -> int:
        done.append("mailed")
        return 0

    # The test's own connection stays open.
    monkeypatch.setattr(tasks, "connections", SimpleNamespace(close_all=list))
    monkeypatch.setattr(tasks, "close_old_connections", list)
    monkeypatch.setattr(tasks, "SWEEPS", {"looks": look})
    monkeypatch.setattr(tasks, "MAILS", {"links": slow})
    tasks.keep_sweeping(stop)
    assert done == ["looked"]
    tasks.sweep()
    assert done == ["looked", "looked", "mailed"]
