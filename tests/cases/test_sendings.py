"""The marks of what was sent are made once, and anew when something has changed."""

from datetime import datetime
from typing import Any

import pytest

from duly.cases import sendings
from duly.cases.models import Dispatch
from duly.cases.record import record_anyway
from duly.cases.sendings import open_sendings
from duly.letters.case_file import BadCaseFile
from tests.cases.test_take_mail import key, report, sent, take, transport

__all__ = ["key", "sent", "take", "transport"]

pytestmark = pytest.mark.django_db

OURS = "ada@sender.test"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sealed drafts that were opened for it, one after the other."""
    found: list[int] = []
    real = sendings.case_file_of

    def counting(case):  # type: ignore[no-untyped-def]
        found.append(case.pk)
        return real(case)

    monkeypatch.setattr(sendings, "case_file_of", counting)
    return found


def test_a_second_mail_opens_no_sealed_draft(
    sent: Dispatch, now: datetime, opened: list[int]
) -> None:
    (first,) = open_sendings(from_address=OURS, now=now)
    (second,) = open_sendings(from_address=OURS, now=now)
    assert first.marks == second.marks
    assert opened == [sent.case_id]


def test_news_of_the_case_and_another_address_make_them_anew(
    sent: Dispatch, now: datetime, opened: list[int]
) -> None:
    (before,) = open_sendings(from_address=OURS, now=now)
    record_anyway(sent.case, "dispatch.noted", at=now)
    open_sendings(from_address=OURS, now=now)
    (other,) = open_sendings(from_address="ben@home.test", now=now)
    assert other.marks.message_id != before.marks.message_id
    assert len(opened) == 3


def test_an_id_of_the_service_is_known_at_once(
    sent: Dispatch, now: datetime, opened: list[int]
) -> None:
    open_sendings(from_address=OURS, now=now)
    Dispatch.objects.filter(pk=sent.pk).update(carrier_id="p-7")
    (after,) = open_sendings(from_address=OURS, now=now)
    assert after.marks.provider_message_ids == {"p-7", "<p-7>"}


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The company has left the catalogue."""

    def gone(*_: object, **__: object) -> None:
        raise BadCaseFile("provider", "there is no catalogue entry")

    monkeypatch.setattr(sendings, "parties_of", gone)
    monkeypatch.setattr("duly.cases.envelope.parties_of", gone)


def test_a_company_that_left_the_catalogue_holds_up_no_mail_of_others(
    sent: Dispatch, left: None, now: datetime
) -> None:
    (found,) = open_sendings(from_address=OURS, now=now)
    assert found.marks.reference == sent.case.reference
    assert "acme.test" not in found.marks.domains


def test_a_report_of_a_company_that_left_the_catalogue_waits_for_a_person(
    sent: Dispatch, take: Any, left: None
) -> None:
    assert take(report(sent)) == "set aside"


def test_no_more_are_kept_than_the_memory_has_room_for(
    sent: Dispatch, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sendings, "MOST_KNOWN", 2)
    for number in range(7):
        open_sendings(from_address=f"a{number}@sender.test", now=now)
    assert len(sendings._known) <= 2
