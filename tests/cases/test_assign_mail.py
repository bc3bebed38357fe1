"""A person decides about a mail: theirs, of another case, or nobody's; it closes nothing."""

import json
from datetime import datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from duly.cases import inbox
from duly.cases.actions.assign_mail import (
    NoSuchCase,
    NothingAsked,
    assign_mail,
    decide_suggestion,
)
from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.draft import open_case
from duly.cases.actions.erase import erase_case
from duly.cases.files import read_file
from duly.cases.models import Case, Dispatch
from tests.cases.conftest import DOCUMENT
from tests.cases.test_letter import names
from tests.cases.test_take_mail import (
    YES,
    answer,
    fresh,
    key,
    last,
    report,
    sent,
    signed,
    take,
    transport,
)

__all__ = ["key", "sent", "take", "transport"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_waits() -> None:
    for mail in list(inbox.waiting(inbox.SET_ASIDE)):
        inbox.forget_raw(mail, folder=inbox.SET_ASIDE)


def stranger(sent: Dispatch, words: str = YES) -> str:
    return answer(sent, words, from_address="desk@stranger.test", to="ada@sender.test")


def the_waiting() -> inbox.Kept:
    (mail,) = inbox.waiting(inbox.SET_ASIDE)
    return mail


def test_a_mail_given_to_a_case_is_told_there_and_waits_no_more(
    sent: Dispatch, take: Any, now: datetime
) -> None:
    take(stranger(sent))
    mail = the_waiting()
    assert (mail.kind, mail.from_domain) == ("reply", "stranger.test")
    assert assign_mail(mail, sent.case.reference, reader=take.reader, now=now)
    event = last(sent)
    assert (event.name, event.payload["matched_by"]) == ("reply.received", "person")
    assert event.payload["matches"] == "equal"
    assert fresh(sent).state == "answered"
    (paper,) = sent.case.exhibits.filter(kind="mail")
    assert read_file(sent.case, paper.sha256) == mail.raw
    assert not list(inbox.waiting(inbox.SET_ASIDE))


def test_the_same_mail_given_twice_is_one_event(
    sent: Dispatch, take: Any, now: datetime
) -> None:
    take(stranger(sent))
    mail = the_waiting()
    assign_mail(mail, sent.case.reference, reader=take.reader, now=now)
    count = sent.case.events.count()
    assert not assign_mail(mail, sent.case.reference, reader=take.reader, now=now)
    assert sent.case.events.count() == count


def test_a_signed_confirmation_that_a_person_brings_closes_nothing_and_raises_no_level(
    sent: Dispatch, take: Any, now: datetime, key: rsa.RSAPrivateKey
) -> None:
    raw = signed(answer(sent, YES, to="other@sender.test"), key)
    kept = inbox.Kept(source_id="x", raw=raw)
    assign_mail(kept, sent.case.reference, reader=take.reader, now=now)
    assert (last(sent).name, last(sent).level) == ("reply.received", "")
    assert fresh(sent).state == "answered"


def test_a_report_that_a_person_brings_still_needs_our_secret(
    sent: Dispatch, take: Any, now: datetime
) -> None:
    kept = inbox.Kept(source_id="x", raw=report(sent, envid="forged").encode())
    assign_mail(kept, sent.case.reference, reader=take.reader, now=now)
    assert last(sent).name == "dispatch.noted"
    assert fresh(sent).state == "sent"


def test_an_answer_to_a_letter_on_paper_can_be_given_to_its_case(
    take: Any, now: datetime, sent: Dispatch
) -> None:
    case = open_case(DOCUMENT, now=now).case
    kept = inbox.Kept(source_id="x", raw=stranger(sent).encode())
    assert assign_mail(kept, case.reference.lower(), reader=take.reader, now=now)
    assert not assign_mail(kept, case.reference, reader=take.reader, now=now)
    event = case.events.order_by("-seq").first()
    assert event is not None
    assert event.payload["verdict"] == "confirmed"
    assert Case.objects.get(pk=case.pk).state == "answered"


def test_a_mail_that_nobody_can_read_can_be_given_to_a_case(
    sent: Dispatch, take: Any, now: datetime
) -> None:
    bomb = stranger(sent) + "\nContent-Type: multipart/mixed\n" * 2000
    kept = inbox.Kept(source_id="x", raw=bomb.encode())
    assert assign_mail(kept, sent.case.reference, reader=take.reader, now=now)
    assert last(sent).payload["verdict"] == "unparsed"


def test_no_mail_goes_to_a_case_that_is_not_there(
    sent: Dispatch, take: Any, now: datetime
) -> None:
    take(stranger(sent))
    for reference in ("C-NONE-00", ""):
        with pytest.raises(NoSuchCase):
            assign_mail(the_waiting(), reference, reader=take.reader, now=now)
    erase_case(fresh(sent), now=now)
    with pytest.raises(NoSuchCase):
        assign_mail(the_waiting(), sent.case.reference, reader=take.reader, now=now)
    assert the_waiting()


@pytest.fixture
def suggested(sent: Dispatch, take: Any) -> int:
    """The number of the question."""
    take(answer(sent, YES, to="ada@sender.test"))
    assert last(sent).name == "reply.suggested"
    return int(last(sent).seq)


def test_their_answer_is_told_as_found_by_a_person(
    suggested: int, sent: Dispatch, take: Any, now: datetime
) -> None:
    settings = take.reader.settings
    decide_suggestion(
        fresh(sent), suggested, is_theirs=True, settings=settings, now=now
    )
    event = last(sent)
    assert (event.name, event.payload["matched_by"]) == ("reply.received", "person")
    assert event.payload["decides"] == suggested
    assert fresh(sent).state == "answered"
    reading = sent.case.exhibits.get(event_seq=event.seq)
    assert json.loads(read_file(sent.case, reading.sha256))["reply"]["spans"]


def test_of_a_mail_that_is_not_theirs_nothing_is_kept(
    suggested: int, sent: Dispatch, take: Any, now: datetime
) -> None:
    digests = list(sent.case.exhibits.filter(source="mail").values_list("sha256"))
    assert digests
    settings = take.reader.settings
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("django.db.transaction.on_commit", lambda run: run())
        decide_suggestion(
            fresh(sent), suggested, is_theirs=False, settings=settings, now=now
        )
    assert last(sent).name == "reply.dismissed"
    assert fresh(sent).state == "sent"
    assert not sent.case.exhibits.filter(source="mail").exists()
    for (digest,) in digests:
        with pytest.raises(FileNotFoundError):
            read_file(sent.case, digest)
    assert issue_bundle(fresh(sent), now=now)


@pytest.mark.parametrize("is_theirs", [True, False])
def test_a_question_is_answered_once(
    suggested: int, is_theirs: bool, sent: Dispatch, take: Any, now: datetime
) -> None:
    settings = take.reader.settings
    decide_suggestion(
        fresh(sent), suggested, is_theirs=is_theirs, settings=settings, now=now
    )
    count = sent.case.events.count()
    for again in (True, False):
        with pytest.raises(NothingAsked):
            decide_suggestion(
                fresh(sent), suggested, is_theirs=again, settings=settings, now=now
            )
    assert sent.case.events.count() == count


def test_what_was_not_asked_cannot_be_answered(
    sent: Dispatch, take: Any, now: datetime
) -> None:
    with pytest.raises(NothingAsked):
        decide_suggestion(
            fresh(sent), 1, is_theirs=True, settings=take.reader.settings, now=now
        )


def test_a_suggestion_that_is_brought_again_asks_no_second_time(
    suggested: int, sent: Dispatch, take: Any, now: datetime
) -> None:
    decide_suggestion(
        fresh(sent), suggested, is_theirs=False, settings=take.reader.settings, now=now
    )
    take(answer(sent, YES, to="ada@sender.test"), source_id="ada:2:9")
    assert names(fresh(sent)).count("reply.suggested") == 1
    assert not sent.case.exhibits.filter(source="mail").exists()
