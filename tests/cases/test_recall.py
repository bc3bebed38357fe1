"""A letter that the carrier has, and has not printed yet, is called off; a letter that came back is remembered."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.callback import take_callback
from duly.cases.actions.draft import OpenedCase, draft_of
from duly.cases.actions.look import look_again
from duly.cases.actions.post_news import UnknownNews, note_post_news
from duly.cases.actions.recall import TooLate, recall, recall_open
from duly.cases.models import Case, Dispatch
from duly.channels import Refused, Unavailable, channel
from duly.knowledge.providers import provider
from duly.knowledge.returned import last_return, returned
from tests.cases.test_letter import names, press_send, raising
from tests.channels.doubles import lob
from tests.channels.lob.test_whole_way import DOCUMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> lob.LobDouble:
    return lob.stand_in(channel("lob"), monkeypatch, tmp_path)


@pytest.fixture
def document() -> dict[str, object]:
    return {**DOCUMENT}


@pytest.fixture
def at_the_carrier(
    opened: OpenedCase, double: lob.LobDouble, now: datetime
) -> Dispatch:
    dispatch = press_send(opened.case, now, channel="lob")
    attempt_dispatch(dispatch.pk, attempt_no=1, owner="test", clock=lambda: now)
    dispatch.refresh_from_db()
    return dispatch


def test_until_the_cut_off_it_can_be_called_off_and_then_no_more(
    at_the_carrier: Dispatch, now: datetime
) -> None:
    case = at_the_carrier.case
    found = recall_open(case, now=now)
    assert found is not None
    assert found.until == now + timedelta(minutes=5)
    assert recall_open(case, now=now + timedelta(minutes=5)) is None
    with pytest.raises(TooLate):
        recall(case, dispatch_id=at_the_carrier.pk, now=now + timedelta(minutes=6))


def test_it_is_called_off_at_the_carrier_and_may_be_sent_anew(
    at_the_carrier: Dispatch, double: lob.LobDouble, now: datetime
) -> None:
    case = at_the_carrier.case
    assert recall(case, dispatch_id=at_the_carrier.pk, now=now)
    (letter,) = double.letters.values()
    assert letter["deleted"]
    case = Case.objects.get(pk=case.pk)
    assert case.state == "sealed"
    assert names(case)[-1] == "dispatch.called_off"
    with pytest.raises(TooLate):
        recall(case, dispatch_id=at_the_carrier.pk, now=now)
    again = press_send(case, now, key="press-2", channel="lob")
    assert again.pk != at_the_carrier.pk


def test_the_carriers_own_report_of_it_tells_nothing_twice(
    at_the_carrier: Dispatch, double: lob.LobDouble, now: datetime
) -> None:
    recall(at_the_carrier.case, dispatch_id=at_the_carrier.pk, now=now)
    body, headers = double.callback(at_the_carrier.carrier_id, "letter.deleted", at=now)
    assert take_callback("lob", body, headers, now=now) == 0
    assert names(at_the_carrier.case).count("dispatch.called_off") == 1


def test_a_carrier_that_gives_it_up_frees_the_way(
    at_the_carrier: Dispatch, double: lob.LobDouble, now: datetime
) -> None:
    body, headers = double.callback(at_the_carrier.carrier_id, "letter.failed", at=now)
    assert take_callback("lob", body, headers, now=now) == 1
    case = Case.objects.get(pk=at_the_carrier.case_id)
    assert case.state == "refused"
    assert recall_open(case, now=now) is None
    again = press_send(case, now, key="press-2", channel="lob")
    assert again.pk != at_the_carrier.pk


def test_the_carrier_says_too_late_and_nothing_changes(
    at_the_carrier: Dispatch, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    monkeypatch.setattr(channel("lob"), "call_off", raising(Refused("printed")))
    with pytest.raises(TooLate, match="printed"):
        recall(at_the_carrier.case, dispatch_id=at_the_carrier.pk, now=now)
    monkeypatch.setattr(channel("lob"), "call_off", raising(Unavailable("no answer")))
    with pytest.raises(Unavailable):
        recall(at_the_carrier.case, dispatch_id=at_the_carrier.pk, now=now)
    assert Case.objects.get(pk=at_the_carrier.case_id).state == "sent"


def test_a_carrier_that_only_takes_the_wish_is_asked_once(
    at_the_carrier: Dispatch, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    way = channel("lob")
    monkeypatch.setattr(way, "call_off", lambda carrier_id: False)
    monkeypatch.setattr(way, "recall_until", lambda accepted_at: None)
    case = at_the_carrier.case
    assert not recall(case, dispatch_id=at_the_carrier.pk, now=now)
    assert names(case)[-1] == "dispatch.recall_asked"
    assert Case.objects.get(pk=case.pk).state == "sent"
    assert recall_open(case, now=now) is None


def test_a_letter_on_its_way_cannot_be_called_off(
    at_the_carrier: Dispatch, double: lob.LobDouble, now: datetime
) -> None:
    double.scan(at_the_carrier.carrier_id, "Mailed")
    body, headers = double.callback(
        at_the_carrier.carrier_id, "letter.certified.mailed", at=now
    )
    assert take_callback("lob", body, headers, now=now) == 1
    assert recall_open(at_the_carrier.case, now=now) is None


def test_a_letter_that_the_carrier_dropped_is_told_once(
    at_the_carrier: Dispatch, double: lob.LobDouble, now: datetime
) -> None:
    double.letters.clear()
    for days in (1, 2):
        later = now + timedelta(days=days)
        look_again(at_the_carrier.pk, clock=lambda at=later: at)  # type: ignore[misc]
    case = at_the_carrier.case
    assert names(case).count("dispatch.noted") == 1
    assert case.events.get(name="dispatch.noted").payload["raw_code"] == (
        "unknown to the carrier"
    )


@pytest.fixture
def own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    return tmp_path / "data"


class TestACatalogueAddress:
    @pytest.fixture
    def document(self) -> dict[str, object]:
        from tests.cases.conftest import DOCUMENT as TO_ALIEXPRESS

        return {**TO_ALIEXPRESS}

    def test_a_letter_that_comes_back_is_noted_against_it_once(
        self, opened: OpenedCase, own_data: Path, now: datetime
    ) -> None:
        note_post_news(
            opened.case, news="returned", happened_on=date(2026, 3, 9), now=now
        )
        note_post_news(
            opened.case, news="returned", happened_on=date(2026, 3, 9), now=now
        )
        (found,) = returned(own_data)
        assert found.on == date(2026, 3, 9)
        contact = provider("us/aliexpress-vip").postal_recipient
        assert contact is not None
        assert contact.address is not None
        assert last_return(
            own_data, slug="us/aliexpress-vip", address=contact.address
        ) == date(2026, 3, 9)
        assert last_return(own_data, slug="us/netflix", address=contact.address) is None
        kept = (own_data / "returned.jsonl").read_text()
        assert draft_of(opened.case)["sender"]["name"] not in kept
        assert opened.case.reference not in kept

    def test_a_letter_that_nobody_wanted_says_nothing_about_the_address(
        self, opened: OpenedCase, own_data: Path, now: datetime
    ) -> None:
        for news in ("unclaimed", "declined", "lost", "delivered"):
            note_post_news(
                opened.case, news=news, happened_on=date(2026, 3, 9), now=now
            )
        assert list(returned(own_data)) == []
        assert Case.objects.get(pk=opened.case.pk).state == "delivered"


def test_an_address_that_the_person_typed_is_not_noted(
    opened: OpenedCase, own_data: Path, now: datetime
) -> None:
    note_post_news(opened.case, news="returned", happened_on=date(2026, 3, 9), now=now)
    assert list(returned(own_data)) == []


def test_there_is_no_such_news(opened: OpenedCase, now: datetime) -> None:
    with pytest.raises(UnknownNews):
        note_post_news(opened.case, news="eaten", happened_on=now.date(), now=now)
