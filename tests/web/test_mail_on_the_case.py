"""The case page of a notice by e-mail: what an answer says beside the computed day, doubt, and the next way."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from duly.cases.actions.follow import follow
from duly.cases.actions.take_mail import take_waiting
from duly.cases.inbox import Kept, keep_raw
from duly.cases.models import Case, Dispatch
from duly.cases.queries import case_page
from duly.cases.record import record_anyway
from duly.web.mail_trouble import doubt_until, mail_trouble
from tests.cases.test_take_mail import (
    answer,
    key,
    report,
    sent,
    take,
    transport,
)

__all__ = ["key", "sent", "take", "transport"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(sent: Dispatch, client: Client) -> Any:
    """The words of Ada's page."""
    from duly.cases.actions.draft import token_digest

    Case.objects.filter(pk=sent.case_id).update(token_sha256=token_digest("secret"))
    return lambda: client.get("/case/secret/").text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("14 December 2026", "The day is the one we worked out."),
        ("14 December 2027", "later than the one we worked out"),
        ("1 April 2026", "earlier than the one we worked out"),
    ],
)
def test_a_confirmed_day_stands_beside_the_computed_one(
    day: str, words: str, sent: Dispatch, take: Any, page: Any
) -> None:
    sentence = f"We confirm that your contract ends on {day}."
    take(answer(sent, sentence))
    text = page()
    assert words in text
    assert sentence in text


def test_an_answer_without_a_day_says_so(sent: Dispatch, take: Any, page: Any) -> None:
    take(answer(sent, "We confirm the termination of your contract."))
    assert "No day to compare" in page()


def test_a_forged_report_stands_there_as_a_hint(
    sent: Dispatch, take: Any, page: Any
) -> None:
    take(report(sent, envid="forged"))
    assert "Only a hint" in page()


def test_after_a_late_bounce_the_next_way_is_offered_with_price_and_not_sent(
    sent: Dispatch, take: Any, page: Any
) -> None:
    take(report(sent, action="failed", status="5.1.1", code="550 no such user"))
    text = page()
    assert "Ready if you want it" in text
    assert "Their mailbox gave it back" in text
    assert "Price:" in text
    assert sent.case.dispatches.count() == 1


def test_nobody_is_asked_before_half_an_hour_and_then_one_press_resends(
    sent: Dispatch, page: Any, now: datetime, client: Client
) -> None:
    Dispatch.objects.filter(pk=sent.pk).update(outcome="in_doubt")
    doubt = {"dispatch": sent.pk, "channel": "registered_email"}
    record_anyway(
        sent.case, "dispatch.in_doubt", at=datetime.now(now.tzinfo), payload=doubt
    )
    assert "A report may still come" in page()
    assert "Send the same message once more" not in page()
    found = case_page(sent.case, today=now.date())
    until = doubt_until(found, sent)
    assert until is not None
    assert until - found.timeline[-1].at == timedelta(minutes=30)


def test_an_old_doubt_is_put_to_the_person(
    sent: Dispatch, page: Any, now: datetime
) -> None:
    Dispatch.objects.filter(pk=sent.pk).update(outcome="in_doubt")
    doubt = {"dispatch": sent.pk, "channel": "registered_email"}
    record_anyway(sent.case, "dispatch.in_doubt", at=now, payload=doubt)
    assert "Send the same message once more" in page()


@pytest.mark.parametrize(
    ("hours", "name", "trouble"),
    [
        (71, "dispatch.deferred", "running_out"),
        (71, "dispatch.in_doubt", "running_out"),
        (100, "dispatch.deferred", ""),
        (71, "dispatch.accepted", ""),
        (-30, "dispatch.deferred", ""),
    ],
)
def test_with_fewer_than_72_hours_the_letter_is_advised_at_once(
    hours: int, name: str, trouble: str, sent: Dispatch, now: datetime
) -> None:
    event = {"dispatch": sent.pk, "channel": "registered_email"}
    record_anyway(sent.case, name, at=now, payload=event)
    case = Case.objects.get(pk=sent.case_id)
    case.deadlines.filter(kind__in=("legal_last", "safe_last")).update(
        day=date(2026, 12, 14)
    )
    at = datetime(2026, 12, 14, 23, 59, tzinfo=now.tzinfo) - timedelta(hours=hours)
    found = case_page(case, today=at.date())
    assert mail_trouble(found, now=at) == trouble


def test_a_mailbox_that_nobody_reads_calls_for_the_letter(
    sent: Dispatch, take: Any, page: Any
) -> None:
    words = "This mailbox is not monitored. Please do not reply to this e-mail."
    take(answer(sent, words))
    assert "nobody reads the mailbox it went to" in page()


@pytest.mark.parametrize(
    ("name", "told", "trouble"),
    [
        ("dispatch.in_doubt", {}, "in_doubt"),
        ("dispatch.refused", {"because": "550 5.7.1 no"}, "mail_refused"),
        (
            "dispatch.refused",
            {"because": "gave up after 48 hours: 450 later"},
            "mail_expired",
        ),
        ("dispatch.noted", {"action": "delayed", "is_hint": False}, ""),
        ("dispatch.deferred", {"because": "450 later"}, ""),
    ],
)
def test_refused_expired_or_in_doubt_calls_for_the_letter_however_long_there_is(
    name: str, told: dict[str, Any], trouble: str, sent: Dispatch, now: datetime
) -> None:
    event = {"dispatch": sent.pk, "channel": "registered_email", **told}
    record_anyway(sent.case, name, at=now, payload=event)
    found = case_page(Case.objects.get(pk=sent.case_id), today=now.date())
    assert mail_trouble(found, now=now) == trouble


@pytest.mark.parametrize(
    ("later", "trouble"),
    [
        (None, "not_moving"),
        ("dispatch.in_transit", ""),
        ("dispatch.returned", ""),
        ("reply.received", ""),
    ],
)
def test_a_letter_that_a_carrier_took_and_never_moved_calls_for_another_way(
    later: str | None, trouble: str, sent: Dispatch, now: datetime
) -> None:
    Dispatch.objects.filter(pk=sent.pk).update(channel="lob")
    event = {"dispatch": sent.pk, "channel": "lob"}
    for name in ("move.not_reported", later):
        if name:
            record_anyway(sent.case, name, at=now, payload=event)
    found = case_page(Case.objects.get(pk=sent.case_id), today=now.date())
    assert mail_trouble(found, now=now) == trouble


def test_that_it_did_not_go_by_the_persons_own_word_is_no_refusal_of_a_server(
    sent: Dispatch, now: datetime
) -> None:
    event = {"dispatch": sent.pk, "verdict": "not_sent"}
    record_anyway(sent.case, "dispatch.refused", at=now, actor="sender", payload=event)
    found = case_page(Case.objects.get(pk=sent.case_id), today=now.date())
    assert mail_trouble(found, now=now) == ""


@pytest.mark.parametrize(
    ("name", "because", "words"),
    [
        ("dispatch.in_doubt", "", "Nobody knows if the mail went"),
        ("dispatch.refused", "550 no", "Their mail server refused it"),
        (
            "dispatch.refused",
            "gave up after 48 hours: 450",
            "No mail server took it in 48 hours",
        ),
    ],
)
def test_the_letter_is_offered_with_reason_price_and_day(
    name: str, because: str, words: str, sent: Dispatch, page: Any
) -> None:
    Dispatch.objects.filter(pk=sent.pk).update(outcome=name.split(".")[1])
    event = {"dispatch": sent.pk, "channel": "registered_email", "because": because}
    record_anyway(
        sent.case, name, at=datetime(2026, 3, 2, 11, tzinfo=UTC), payload=event
    )
    text = page()
    assert "Ready if you want it" in text
    assert words in text
    assert "Price:" in text
    assert "It has to go by" in text
    assert sent.case.dispatches.count() == 1


def test_after_seven_days_the_page_says_ask_once_more_and_after_fourteen_go_on(
    sent: Dispatch, page: Any, now: datetime, client: Client
) -> None:
    assert "without an answer" not in page()
    follow(sent.case_id, now=now + timedelta(days=7))
    assert "Seven days have gone by without an answer. Ask them once more" in page()
    follow(sent.case_id, now=now + timedelta(days=14))
    text = page()
    assert "Fourteen days have gone by without an answer. Go the next way" in text
    assert "This is another way to them" in text
    assert "Seven days" not in text


def test_an_answer_takes_the_question_back(
    sent: Dispatch, page: Any, now: datetime, take: Any
) -> None:
    follow(sent.case_id, now=now + timedelta(days=14))
    take(answer(sent, "We confirm that your contract ends on 14 December 2026."))
    assert "without an answer" not in page()


@pytest.fixture
def asked(sent: Dispatch, take: Any) -> int:
    """A mail from their domain without any of our marks; the number of the question."""
    words = "We confirm that your contract ends on 14 December 2026."
    take(answer(sent, words, to="ada@sender.test"))
    event = sent.case.events.order_by("-seq").first()
    assert event is not None
    return int(event.seq)


def test_a_mail_from_their_domain_is_put_to_the_person(asked: int, page: Any) -> None:
    text = page()
    assert "Is this mail their answer?" in text
    assert "acme.test" in text
    assert "We confirm that your contract ends on 14 December 2026." in text


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("theirs", "The day is the one we worked out."),
        ("not_theirs", "nothing of it is kept"),
    ],
)
def test_one_press_says_what_the_mail_is(
    verdict: str, words: str, asked: int, page: Any, client: Client
) -> None:
    said = {"mail": str(asked), "verdict": verdict}
    assert client.post("/case/secret/mail", said).status_code == 302
    text = page()
    assert words in text
    assert "Is this mail their answer?" not in text
    again = client.post("/case/secret/mail", said)
    assert again.status_code == 409
    assert "You have decided about this mail" in again.text


@pytest.mark.parametrize(
    "said",
    [{}, {"mail": "x", "verdict": "theirs"}, {"mail": "1", "verdict": "perhaps"}],
)
def test_a_press_that_says_nothing_changes_nothing(
    said: dict[str, str], asked: int, page: Any, client: Client, sent: Dispatch
) -> None:
    count = sent.case.events.count()
    assert client.post("/case/secret/mail", said).status_code == 302
    assert sent.case.events.count() == count
    assert "Is this mail their answer?" in page()


def test_nobody_else_says_what_the_mail_is(
    asked: int, page: Any, client: Client
) -> None:
    said = {"mail": str(asked), "verdict": "theirs"}
    assert client.post("/case/cleos-guess/mail", said).status_code == 404
    assert client.get("/case/secret/mail").status_code == 405


def test_a_message_that_the_service_put_together_is_called_so(
    sent: Dispatch, take: Any, page: Any, now: datetime
) -> None:
    kept = Kept(
        source_id="sendgrid:1", raw=answer(sent, "Hello").encode(), is_rebuilt=True
    )
    keep_raw(kept)
    take_waiting(reader=take.reader, now=now)
    text = page()
    assert "not the mail itself" in text
    assert "rebuilt-by-the-service-answer.eml" in text
