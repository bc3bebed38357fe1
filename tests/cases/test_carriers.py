"""What a carrier says later: by its own call, and when it is asked."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from duly.cases.actions import attempt as attempting
from duly.cases.actions.callback import take_callback
from duly.cases.actions.draft import OpenedCase
from duly.cases.actions.look import due_looks, look_again
from duly.cases.event_words import DROPPED, LATE, UNKNOWN_THERE, sentence_of
from duly.cases.models import Case, Dispatch, Exhibit
from duly.cases.record import broken_link
from duly.channels import Happening, InDoubt, Refused
from duly.channels import channel as find_channel
from tests.cases.test_letter import attempt, names, press_send, raising
from tests.channels.doubles import lob

pytestmark = pytest.mark.django_db

Clock = Callable[[], datetime]


@pytest.fixture
def sent(opened: OpenedCase, drop_box: Path, now: datetime, clock: Clock) -> Dispatch:
    dispatch = press_send(opened.case, now)
    attempt(dispatch, clock)
    dispatch.refresh_from_db()
    return dispatch


def speaking(monkeypatch: pytest.MonkeyPatch, *happenings: Happening) -> None:
    """The drop box says these words in every callback."""
    kind = type(find_channel("drop_box"))
    monkeypatch.setattr(
        kind, "read_callback", lambda self, body, headers, now: happenings
    )


def delivered(dispatch: Dispatch, now: datetime) -> Happening:
    return Happening(
        name="dispatch.delivered",
        at=now,
        raw_code="letter.delivered",
        source_id="evt_1",
        carrier_id=dispatch.carrier_id,
    )


def test_a_callback_is_kept_and_told_once(
    sent: Dispatch, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaking(monkeypatch, delivered(sent, now))
    body = json.dumps({"id": "evt_1"}).encode()
    assert take_callback("drop_box", body, {}, now=now) == 1
    assert take_callback("drop_box", body, {}, now=now) == 0
    case = Case.objects.get(pk=sent.case_id)
    assert case.state == "delivered"
    assert names(case).count("dispatch.delivered") == 1
    assert Exhibit.objects.filter(kind="carrier_report").count() == 1


def test_a_callback_about_a_strangers_letter_changes_nothing(
    sent: Dispatch, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaking(monkeypatch, replace(delivered(sent, now), carrier_id="somebody-else"))
    assert take_callback("drop_box", b"{}", {}, now=now) == 0
    assert Case.objects.get(pk=sent.case_id).state == "sent"


@pytest.mark.parametrize(
    ("path", "status"), [("/callbacks/drop_box", 400), ("/callbacks/pigeon", 404)]
)
def test_a_forged_call_is_refused(
    client: Client, db: None, path: str, status: int
) -> None:
    assert (
        client.post(path, b"{}", content_type="application/json").status_code == status
    )


def test_a_letter_in_doubt_is_looked_up_and_found(
    opened: OpenedCase,
    drop_box: Path,
    now: datetime,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dispatch = press_send(opened.case, now)

    def send_and_lose_the_answer(*words: Any, **named: Any) -> None:
        real_send(*words, **named)
        raise InDoubt("the answer was lost")

    real_send = attempting._send
    monkeypatch.setattr(attempting, "_send", send_and_lose_the_answer)
    assert attempt(dispatch, clock) == "in_doubt"
    later = now + timedelta(hours=1)
    assert due_looks(now=later) == [dispatch.pk]
    assert look_again(dispatch.pk, clock=lambda: later) == "found"
    assert Case.objects.get(pk=opened.case.pk).state == "sent"
    assert len(list(drop_box.glob("*.eml"))) == 1


def test_a_letter_that_nobody_has_stays_in_doubt_and_is_not_sent(
    opened: OpenedCase,
    drop_box: Path,
    now: datetime,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dispatch = press_send(opened.case, now)
    monkeypatch.setattr(attempting, "_send", raising(InDoubt("cut off")))
    attempt(dispatch, clock)
    moment = now
    for _ in range(40):
        moment += timedelta(hours=1)
        for pk in due_looks(now=moment):
            assert look_again(pk, clock=lambda at=moment: at) == "nothing new"
    assert due_looks(now=moment + timedelta(days=9)) == []
    assert list(drop_box.glob("*.eml")) == []
    assert Case.objects.get(pk=opened.case.pk).state == "in_doubt"


def test_a_carrier_that_does_not_answer_is_asked_again_tomorrow(
    sent: Dispatch, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        type(find_channel("drop_box")), "track", raising(Refused("bad key"))
    )
    tomorrow = now + timedelta(days=1)
    assert due_looks(now=tomorrow) == [sent.pk]
    assert look_again(sent.pk, clock=lambda: tomorrow).startswith("not answered")
    assert due_looks(now=tomorrow) == []
    assert due_looks(now=tomorrow + timedelta(days=1)) == [sent.pk]


def test_a_word_that_is_in_no_table_is_kept_and_the_operator_is_told(
    sent: Dispatch,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    unknown = replace(
        delivered(sent, now),
        name="dispatch.noted",
        raw_code="teleported",
        detail={"is_unknown": True},
    )
    speaking(monkeypatch, unknown)
    assert take_callback("drop_box", b"{}", {}, now=now) == 1
    (told,) = [line for line in caplog.records if line.levelname == "ERROR"]
    assert sent.case.reference in told.getMessage()
    assert "teleported" in told.getMessage()
    last = Case.objects.get(pk=sent.case_id).events.order_by("seq").last()
    assert last is not None
    assert last.payload["raw_code"] == "teleported"
    assert take_callback("drop_box", b"{}", {}, now=now) == 0
    assert [r.levelname for r in caplog.records].count("ERROR") == 1


def test_a_word_that_we_know_alarms_nobody(
    sent: Dispatch,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    speaking(monkeypatch, delivered(sent, now))
    take_callback("drop_box", b"{}", {}, now=now)
    assert [line for line in caplog.records if line.levelname == "ERROR"] == []


def test_a_call_that_cannot_be_checked_comes_again_later(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lob.stand_in(find_channel("lob"), monkeypatch, tmp_path)
    monkeypatch.delenv("DULY_LOB_WEBHOOK_SECRET")
    called = client.post("/callbacks/lob", b"{}", content_type="application/json")
    assert called.status_code == 503


@pytest.mark.parametrize("first", ["later report first", "in order"])
def test_what_came_last_counts_in_whatever_order_it_is_told(
    sent: Dispatch, now: datetime, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    early = replace(delivered(sent, now), at=now + timedelta(days=3))
    late = replace(
        early,
        name="dispatch.returned",
        at=now + timedelta(days=9),
        raw_code="letter.returned",
        source_id="evt_2",
    )
    told = (late, early) if first == "later report first" else (early, late)
    for happening in told:
        speaking(monkeypatch, happening)
        body = (happening.source_id or "").encode()
        assert take_callback("drop_box", body, {}, now=now) == 1
        assert take_callback("drop_box", body, {}, now=now) == 0
    case = Case.objects.get(pk=sent.case_id)
    assert case.state == "came_back"
    assert broken_link(case) is None
    last = case.events.order_by("seq").last()
    assert last is not None
    is_late = first == "later report first"
    assert (last.name == "dispatch.noted") is is_late
    assert (sentence_of(last.name, last.payload) == LATE) is is_late


def test_a_letter_that_the_carrier_knows_no_longer_is_said_in_words() -> None:
    words = sentence_of("dispatch.noted", {"raw_code": UNKNOWN_THERE})
    assert words == DROPPED


def test_a_call_that_tells_of_several_things_is_kept_once(
    sent: Dispatch, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = delivered(sent, now)
    first = replace(second, name="dispatch.in_transit", source_id="evt_0")
    speaking(monkeypatch, first, second)
    assert take_callback("drop_box", b"{}", {}, now=now) == 2
    assert Exhibit.objects.filter(kind="carrier_report").count() == 1
