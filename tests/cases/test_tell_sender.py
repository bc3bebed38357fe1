"""The mail to the sender after news: when, once, in which words, and what happens when the mail server fails."""

import smtplib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail as django_mail
from django.utils import translation

from duly.cases.actions import tell_sender as telling
from duly.cases.actions.dispatch import settle
from duly.cases.actions.erase import erase_case
from duly.cases.actions.follow import follow_up
from duly.cases.actions.post_news import note_post_news
from duly.cases.actions.receive import close_case, note_answer
from duly.cases.actions.tell_sender import mail_to_sender
from duly.cases.follow_ups import FOLLOW_UPS
from duly.cases.models import Deadline, Dispatch
from duly.cases.sendings import open_sendings
from duly.replies.candidates import is_candidate
from tests.cases.test_follow_ups import Killed, happens
from tests.cases.test_take_mail import SECRET, key, report, sent, sent_by, take
from tests.cases.test_take_mail import answer as answered_by
from tests.cases.test_take_mail import transport as transport

__all__ = ["key", "sent", "take", "transport"]

pytestmark = pytest.mark.django_db

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
Mail = tuple[str, str, str]
Look = Callable[[timedelta], None]


@pytest.fixture(autouse=True)
def with_mail(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True
    settings.DEFAULT_FROM_EMAIL = "ada@sender.test"
    settings.BASE_URL = "https://duly.example.org"


@pytest.fixture
def mails() -> list[Mail]:
    return []


@pytest.fixture
def look(now: datetime, mails: list[Mail]) -> Look:
    def mail(to: str, subject: str, text: str) -> None:
        mails.append((to, subject, text))

    def look_after(past: timedelta) -> None:
        follow_up(clock=lambda: now + past, mail=mail)

    return look_after


def doubt(dispatch: Dispatch, at: datetime) -> None:
    Dispatch.objects.filter(pk=dispatch.pk).update(outcome="in_doubt")
    happens(dispatch, "dispatch.in_doubt", at)
    dispatch.refresh_from_db()


class TestInDoubt:
    def test_the_person_is_asked_after_half_an_hour_and_once(
        self, sent: Dispatch, look: Look, mails: list[Mail], now: datetime
    ) -> None:
        doubt(sent, now)
        look(29 * MINUTE)
        assert mails == []
        look(30 * MINUTE)
        look(31 * MINUTE)
        look(2 * HOUR)
        ((to, _subject, text),) = mails
        assert to == "ada@example.com"
        assert "We do not know if your letter went out" in text

    def test_a_report_within_the_half_hour_spares_the_question(
        self, sent: Dispatch, look: Look, mails: list[Mail], take: Any, now: datetime
    ) -> None:
        doubt(sent, now)
        take(report(sent))
        look(30 * MINUTE)
        assert mails == []

    def test_what_the_person_decided_is_not_asked(
        self, sent: Dispatch, look: Look, mails: list[Mail], now: datetime
    ) -> None:
        doubt(sent, now)
        settle(sent, verdict="not_sent", now=now + 10 * MINUTE)
        look(30 * MINUTE)
        assert mails == [], "nor is it news to them that it did not go"

    def test_a_second_doubt_after_a_press_is_asked_again(
        self, sent: Dispatch, look: Look, mails: list[Mail], now: datetime
    ) -> None:
        doubt(sent, now)
        look(30 * MINUTE)
        settle(sent, verdict="resend", now=now + HOUR)
        doubt(sent, now + HOUR)
        look(HOUR + 30 * MINUTE)
        assert len(mails) == 2


@pytest.mark.parametrize(
    "name",
    [
        "dispatch.bounced",
        "dispatch.refused",
        "dispatch.returned",
        "dispatch.unclaimed",
        "dispatch.declined",
        "dispatch.lost",
    ],
)
def test_what_did_not_arrive_is_told_at_once_and_once(
    name: str, sent: Dispatch, look: Look, mails: list[Mail], now: datetime
) -> None:
    happens(sent, name, now + HOUR)
    look(HOUR)
    look(2 * HOUR)
    ((_, _, text),) = mails
    assert "did not reach them this way" in text


def test_what_the_person_told_us_is_not_told_back(
    sent: Dispatch, look: Look, mails: list[Mail], now: datetime
) -> None:
    note_post_news(sent.case, news="lost", happened_on=now.date(), now=now)
    note_answer(sent.case, verdict="refused", confirmed_end=None, now=now)
    look(HOUR)
    assert mails == []


def test_a_forged_report_of_failure_is_told_to_nobody(
    sent: Dispatch, look: Look, mails: list[Mail], take: Any
) -> None:
    take(report(sent, envid="forged", action="failed", status="5.1.1"))
    look(HOUR)
    assert mails == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("We confirm that your contract ends on 14 December 2026.", 1),
        ("This mailbox is not monitored. Please do not reply to this e-mail.", 1),
    ],
)
def test_an_answer_is_told(
    words: str,
    count: int,
    sent: Dispatch,
    look: Look,
    mails: list[Mail],
    take: Any,
) -> None:
    take(answered_by(sent, words))
    look(HOUR)
    assert len(mails) == count
    assert "An answer came" in mails[0][2]


def test_the_robot_that_gives_a_number_is_not_told(
    sent: Dispatch, look: Look, mails: list[Mail], now: datetime
) -> None:
    told = {"by_machine": True, "verdict": "ticket_opened"}
    happens(sent, "reply.received", now, **told)
    look(HOUR)
    assert mails == []


def test_no_answer_is_told_after_7_and_14_days_and_to_the_sender_only(
    sent: Dispatch, look: Look, mails: list[Mail]
) -> None:
    for days in (6, 7, 8, 14, 15):
        look(days * DAY)
    assert [text.split()[0] for _, _, text in mails] == ["Seven", "Fourteen"]
    assert {to for to, _, _ in mails} == {"ada@example.com"}
    assert sent.case.dispatches.count() == 1


class TestLittleTime:
    @pytest.fixture(autouse=True)
    def last_day(self, sent: Dispatch) -> None:
        sent.case.deadlines.filter(kind__in=("legal_last", "safe_last")).delete()
        Deadline.objects.create(case=sent.case, kind="legal_last", day=date(2026, 3, 6))

    def deferred(self, dispatch: Dispatch, at: datetime) -> None:
        resent = {"dispatch": dispatch.pk, "channel": dispatch.channel}
        dispatch.case.events.filter(name="dispatch.accepted").update(
            name="dispatch.deferred", payload=resent
        )
        happens(dispatch, "dispatch.deferred", at)

    def test_a_mail_put_off_is_told_when_fewer_than_72_hours_are_left_and_once(
        self, sent: Dispatch, look: Look, mails: list[Mail], now: datetime
    ) -> None:
        self.deferred(sent, now + HOUR)
        look(37 * HOUR)  # 2026-03-03 23:00
        assert mails == []
        look(38 * HOUR)
        happens(sent, "dispatch.deferred", now + 39 * HOUR)
        look(40 * HOUR)
        ((_, _, text),) = mails
        assert "fewer than three days are left" in text

    def test_a_mail_that_was_taken_meanwhile_is_not_told(
        self, sent: Dispatch, look: Look, mails: list[Mail], now: datetime
    ) -> None:
        self.deferred(sent, now + HOUR)
        happens(sent, "dispatch.accepted", now + 2 * HOUR)
        look(38 * HOUR)
        assert mails == []


def test_it_names_no_company_no_address_and_no_word_of_the_letter(
    sent: Dispatch, look: Look, mails: list[Mail], now: datetime
) -> None:
    happens(sent, "dispatch.bounced", now, because="550 kim@acme.test unknown")
    look(HOUR)
    ((_, subject, text),) = mails
    assert sent.case.reference in text
    assert "https://duly.example.org/verify/" in text
    for private in ("Acme", "AliExpress", "kim@", "ada@", "Ada", "Fern", "/case/"):
        assert private not in subject + text


@pytest.mark.parametrize("end", [close_case, erase_case])
def test_a_closed_or_erased_case_sends_nothing(
    end: Any, sent: Dispatch, look: Look, mails: list[Mail], now: datetime
) -> None:
    doubt(sent, now)
    end(sent.case, now=now + MINUTE)
    look(HOUR)
    look(8 * DAY)
    assert mails == []


def test_a_case_erased_between_the_news_and_the_mail_sends_nothing(
    sent: Dispatch,
    mails: list[Mail],
    look: Look,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    happens(sent, "dispatch.bounced", now)
    with monkeypatch.context() as patched:
        patched.setattr("duly.cases.actions.follow.tell_waiting", lambda **_: 0)
        look(HOUR)
    erase_case(sent.case, now=now + HOUR)
    look(2 * HOUR)
    assert mails == []


def test_without_a_mailbox_of_the_site_nothing_waits(
    sent: Dispatch, look: Look, mails: list[Mail], now: datetime, settings: Any
) -> None:
    settings.MAIL_IS_SET_UP = False
    happens(sent, "dispatch.bounced", now)
    look(HOUR)
    assert not sent.case.deadlines.filter(kind__startswith="tell:").exists()
    look(8 * DAY)
    settings.MAIL_IS_SET_UP = True
    look(9 * DAY)
    assert mails == [], "old news is not told later"


class TestTheMailServer:
    def run(self, now: datetime, past: timedelta, mail: Any) -> None:
        follow_up(clock=lambda: now + past, mail=mail)

    @pytest.mark.parametrize(
        "reason",
        [
            ConnectionRefusedError(),
            smtplib.SMTPAuthenticationError(535, b"no"),
            smtplib.SMTPConnectError(421, b"busy"),
        ],
    )
    def test_one_that_is_away_is_tried_again_after_an_hour(
        self,
        reason: OSError,
        sent: Dispatch,
        look: Look,
        mails: list[Mail],
        now: datetime,
    ) -> None:
        def away(*_: object) -> None:
            raise reason

        happens(sent, "dispatch.bounced", now)
        for hours in range(1, 6):
            self.run(now, hours * HOUR, away)
        look(5 * HOUR + MINUTE)
        assert mails == []
        look(6 * HOUR)
        look(7 * HOUR)
        assert len(mails) == 1

    def test_one_that_is_away_is_asked_once_for_all_who_wait(
        self, sent: Dispatch, look: Look, mails: list[Mail], now: datetime
    ) -> None:
        tried: list[str] = []

        def away(to: str, *_: object) -> None:
            tried.append(to)
            raise ConnectionRefusedError

        other = sent_by(now, identifiers={"account_email": "other@example.com"})
        for dispatch in (sent, other):
            happens(dispatch, "dispatch.bounced", now)
        self.run(now, HOUR, away)
        self.run(now, HOUR + MINUTE, away)
        assert len(tried) == 1
        look(HOUR + 5 * MINUTE)
        look(2 * HOUR)
        assert len(mails) == 2

    def test_days_later_nobody_tries_any_more(
        self, sent: Dispatch, look: Look, mails: list[Mail], now: datetime
    ) -> None:
        def away(*_: object) -> None:
            raise ConnectionRefusedError

        happens(sent, "dispatch.bounced", now)
        self.run(now, HOUR, away)
        look(5 * DAY)
        look(6 * DAY)
        assert mails == []

    @pytest.mark.parametrize("reason", [smtplib.SMTPServerDisconnected, TimeoutError])
    def test_one_that_hangs_up_costs_one_copy_more_at_most(
        self,
        reason: type[OSError],
        sent: Dispatch,
        now: datetime,
    ) -> None:
        tried: list[Mail] = []

        def lost(to: str, subject: str, text: str) -> None:
            tried.append((to, subject, text))
            raise reason

        happens(sent, "dispatch.bounced", now)
        for hours in range(1, 10):
            self.run(now, hours * HOUR, lost)
        assert len(tried) == 2

    def test_a_crash_after_the_mail_costs_one_copy_more_at_most(
        self, sent: Dispatch, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tried: list[Mail] = []

        def killed(to: str, subject: str, text: str) -> None:
            tried.append((to, subject, text))
            raise Killed

        happens(sent, "dispatch.bounced", now)
        for hours in (1, 2):
            with pytest.raises(Killed):
                self.run(now, hours * HOUR, killed)
        for hours in range(3, 9):
            self.run(now, hours * HOUR, killed)
        assert len(tried) == 2

    def test_an_address_that_is_refused_is_not_tried_again(
        self, sent: Dispatch, now: datetime
    ) -> None:
        tried: list[str] = []

        def refused(to: str, *_: object) -> None:
            tried.append(to)
            raise smtplib.SMTPRecipientsRefused({})

        happens(sent, "dispatch.bounced", now)
        for hours in range(1, 5):
            self.run(now, hours * HOUR, refused)
        assert len(tried) == 1


def test_several_answers_between_two_looks_are_one_mail_and_a_flood_is_capped(
    sent: Dispatch, look: Look, mails: list[Mail], now: datetime
) -> None:
    for number in range(5):
        happens(sent, "reply.received", now, verdict="unknown", source_id=f"m:{number}")
    look(MINUTE)
    assert len(mails) == 1
    for number in range(10):
        at = now + (number + 2) * MINUTE
        happens(sent, "reply.received", at, verdict="unknown")
        look((number + 2) * MINUTE)
    assert len(mails) == telling.MOST_A_DAY
    look(2 * DAY)
    assert len(mails) == telling.MOST_A_DAY + 1, "the rest goes together"


def test_two_workers_at_once_send_one(
    sent: Dispatch, look: Look, mails: list[Mail], now: datetime
) -> None:
    def mail(to: str, subject: str, text: str) -> None:
        look(HOUR)  # the other one, while this one talks to the server
        mails.append((to, subject, text))

    happens(sent, "dispatch.bounced", now)
    follow_up(clock=lambda: now + HOUR, mail=mail)
    assert len(mails) == 1


def test_in_the_mailbox_that_we_read_our_own_mail_is_no_answer(
    sent: Dispatch, now: datetime
) -> None:
    happens(sent, "dispatch.bounced", now)
    follow_up(clock=lambda: now + HOUR, mail=mail_to_sender)
    (letter,) = django_mail.outbox
    assert letter.from_email == "ada@sender.test"
    raw = letter.message()
    assert raw["Auto-Submitted"] == "auto-generated"
    marks = [
        one.marks for one in open_sendings(from_address="ada@sender.test", now=now)
    ]
    assert not is_candidate(raw.as_bytes(), marks, secret=SECRET)


def test_ben_is_told_of_his_letter_and_ada_of_hers(
    sent: Dispatch, look: Look, mails: list[Mail], now: datetime
) -> None:
    sender = {
        "name": "Ben Vale",
        "email": "ben@example.com",
        "address": {
            "country": "US",
            "street_address": "2210 Fern Street, Apt 4",
            "city": "San Diego",
            "country_area": "CA",
            "postal_code": "92104",
        },
    }
    signature = {"kind": "typed", "text": "Ben Vale"}
    bens = sent_by(now, sender=sender, signature=signature)
    happens(bens, "dispatch.bounced", now)
    look(HOUR)
    assert [to for to, _, _ in mails] == ["ben@example.com"]


@pytest.mark.parametrize(
    ("language", "beside", "subject"),
    [
        ("de", "", "Es gibt Neues zu Ihrem Brief"),
        ("de", "en", "There is news of your letter"),
        ("en", "de", "Es gibt Neues zu Ihrem Brief"),
    ],
)
def test_it_speaks_the_language_of_the_person(
    language: str,
    beside: str,
    subject: str,
    look: Look,
    mails: list[Mail],
    sent: Dispatch,
    now: datetime,
) -> None:
    other = sent_by(now, language=language, second_language=beside)
    happens(other, "dispatch.bounced", now)
    look(HOUR)
    assert [said for _, said, _ in mails] == [subject]
    assert other.case.reference in mails[0][2]


def test_every_word_of_the_table_has_its_sentence() -> None:
    assert {one.tells for one in FOLLOW_UPS if one.tells} == set(telling.SENTENCES)


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "nl"])
def test_every_sentence_is_translated(language: str) -> None:
    with translation.override("en"):
        in_english = {word: str(words) for word, words in telling.SENTENCES.items()}
    with translation.override(language):
        same = [
            w for w, said in in_english.items() if str(telling.SENTENCES[w]) == said
        ]
    assert same == []
