"""The recipient's page: a look proves nothing, an answer with a name is kept, and the mailed code makes it sure."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.test import Client

from duly.cases.actions.answer_code import NoCode, WrongCode, send_codes, take_code
from duly.cases.actions.erase import erase_case
from duly.cases.actions.prepare import message_for
from duly.cases.certificates import certificate_words
from duly.cases.files import read_file
from duly.cases.models import Deadline, Dispatch
from duly.channels import channel
from tests.cases.test_letter import names
from tests.cases.test_take_mail import TO, fresh, last, sent, sent_by

__all__ = ["sent"]

pytestmark = pytest.mark.django_db

ANSWER = {"verdict": "confirmed", "ends_on": "2026-12-14", "name": "Kim Acme"}


@pytest.fixture
def link(sent: Dispatch, now: datetime, settings: object) -> str:
    """The link as it stands in the mail."""
    settings.BASE_URL = "https://duly.example"  # type: ignore[attr-defined]
    return link_of(sent, now)


def link_of(dispatch: Dispatch, now: datetime) -> str:
    message = message_for(dispatch, channel("registered_email"), now=now)
    assert message is not None
    flat = message.replace(b"=\r\n", b"").decode()
    token = flat.split("https://duly.example/r/")[1].split()[0]
    return f"/r/{token}"


def test_the_link_is_128_random_bits_of_which_the_hash_is_kept(
    sent: Dispatch, link: str
) -> None:
    token = link.removeprefix("/r/")
    assert len(token) == 22
    sent.refresh_from_db()
    assert len(sent.answer_token_sha256) == 64
    assert token not in str(Dispatch.objects.filter(pk=sent.pk).values().get())


@pytest.mark.parametrize("how", ["get", "head", "options"])
def test_a_program_that_tries_links_before_a_person_leaves_no_trace(
    how: str, sent: Dispatch, link: str, client: Client
) -> None:
    before = (sent.case.events.count(), Deadline.objects.count())
    for headers in ({}, {"HTTP_SEC_PURPOSE": "prefetch"}, {"HTTP_PURPOSE": "prefetch"}):
        for path in (link, f"{link}?kept", f"{link}?sure", f"{link}/code"):
            getattr(client, how)(path, **headers)
    assert (sent.case.events.count(), Deadline.objects.count()) == before
    assert client.get(f"{link}/code").status_code == 405


def test_looking_at_the_page_changes_nothing(
    sent: Dispatch, link: str, client: Client
) -> None:
    count = sent.case.events.count()
    response = client.get(link)
    assert response.status_code == 200
    assert "Ada Vale" in response.text
    assert "2210 Fern Street" not in response.text.split("<details")[0]
    assert sent.case.events.count() == count


def test_an_answer_with_a_name_is_kept_and_compared(
    sent: Dispatch, link: str, client: Client
) -> None:
    for _ in range(2):
        assert client.post(link, ANSWER).status_code == 302
    event = last(sent)
    assert (event.name, event.level, event.actor) == (
        "reply.received",
        "",
        "recipient",
    )
    assert "not checked" in event.payload["because"]
    assert event.payload["matches"] == "equal"
    assert "Kim Acme" not in str(event.payload)
    assert sent.case.events.filter(name="reply.received").count() == 1
    paper = sent.case.exhibits.get(kind="page_answer")
    assert b"Kim Acme" in read_file(sent.case, paper.sha256)
    assert fresh(sent).state == "answered"


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"verdict": ""}, {"ends_on": ""}, {"verdict": "sent"}]
)
def test_an_answer_without_name_choice_or_day_is_not_taken(
    wrong: dict[str, str], sent: Dispatch, link: str, client: Client
) -> None:
    assert client.post(link, {**ANSWER, **wrong}).status_code == 422
    assert not sent.case.events.filter(name="reply.received").exists()


def test_not_our_customer_is_an_answer(
    sent: Dispatch, link: str, client: Client
) -> None:
    client.post(link, {"verdict": "not_our_customer", "name": "Kim"})
    assert last(sent).payload["verdict"] == "not_our_customer"


def test_a_guessed_link_is_no_page(sent: Dispatch, client: Client) -> None:
    assert client.get("/r/AAAAAAAAAAAAAAAAAAAAAA").status_code == 404
    assert client.get("/r/").status_code == 404


def test_ten_answers_are_kept_and_the_eleventh_is_sent_to_the_mail(
    sent: Dispatch, link: str, client: Client
) -> None:
    for number in range(10):
        answer = {"verdict": "refused", "name": f"Kim {number}"}
        assert client.post(link, answer).status_code == 302
    again = client.post(link, {"verdict": "refused", "name": "Kim 3"})
    assert again.status_code == 302, "the same answer again is no further one"
    page = client.post(link, {"verdict": "refused", "name": "Kim 10"})
    assert page.status_code == 422
    assert "Answer the mail instead" in page.text
    assert sent.case.events.filter(name="reply.received").count() == 10


# --- through the sender's own mailbox


def test_through_the_own_mailbox_no_code_is_mailed_since_the_sender_would_read_it(
    sent: Dispatch, link: str, client: Client, settings: Any, now: datetime
) -> None:
    settings.MAIL_IS_SET_UP = True
    page = client.post(link, ANSWER, follow=True).text
    assert "cannot tell who typed it" in page
    assert "Make it sure" not in page
    assert worker(now) == 0
    assert mail.outbox == []
    assert not sent.case.events.exclude(level="").filter(actor="recipient").exists()


# --- from a domain of the operator's: the code


@pytest.fixture
def site(
    sent: Dispatch, link: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> str:
    """The operator's own domain; the same letter and link."""
    monkeypatch.setenv("DULY_REGISTERED_EMAIL_TRANSPORT", "direct_mx")
    monkeypatch.setenv("DULY_REGISTERED_EMAIL_EHLO_NAME", "mail.duly.test")
    settings.MAIL_IS_SET_UP = True
    return link


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> Any:
    """The clock of the pages, put on by hand."""

    class Clock:
        at = now

        def on(self, **by: float) -> datetime:
            self.at += timedelta(**by)
            return self.at

    made = Clock()
    monkeypatch.setattr("duly.web.views.recipient.timezone.now", lambda: made.at)
    return made


def worker(now: datetime) -> int:
    def post(to: str, subject: str, text: str) -> None:
        send_mail(subject, text, "notices@duly.test", [to])

    return send_codes(mail=post, now=now)


def code_in_mail(number: int = -1) -> str:
    found = re.search(r"^(\d{4} \d{4})$", mail.outbox[number].body, re.MULTILINE)
    assert found is not None
    return found[1]


def wrong(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 10**8:08d}"


def test_with_the_code_the_answer_is_sure(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    assert "Make it sure" in client.post(site, ANSWER, follow=True).text
    assert worker(clock.at) == 1
    assert worker(clock.at) == 0
    (message,) = mail.outbox
    assert message.to == [TO]
    assert "We confirm: the contract ends (Dec. 14, 2026)" in message.body
    assert "Kim" not in message.body, "we carry no words of a stranger to others"
    assert "/r/" not in message.body
    page = client.post(f"{site}/code", {"code": code_in_mail()}, follow=True)
    assert "Your answer is made sure" in page.text
    event = last(sent)
    assert (event.name, event.level, event.actor) == (
        "reply.checked",
        "E6",
        "recipient",
    )
    assert event.payload["verdict"] == "confirmed"
    assert event.payload["confirmed_end"] == "2026-12-14"
    assert event.payload["matches"] == "equal"
    assert fresh(sent).state == "answered", "only the sender closes the case"
    assert "Make it sure" not in client.get(site).text


def test_the_code_is_stored_nowhere(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, ANSWER)
    worker(clock.at)
    code = code_in_mail().replace(" ", "")
    stored = str(Dispatch.objects.values().get()) + str(list(Deadline.objects.values()))
    stored += str(list(sent.case.events.values_list("payload")))
    assert code not in stored
    assert Dispatch.objects.get().answer_code_sha256


def test_a_wrong_code_raises_nothing_and_the_fifth_ends_it(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, ANSWER)
    worker(clock.at)
    code = code_in_mail()
    for said in ["That is not the code"] * 4 + ["The code holds no longer"]:
        page = client.post(f"{site}/code", {"code": wrong(code)})
        assert page.status_code == 422
        assert said in page.text
    page = client.post(f"{site}/code", {"code": code})
    assert "The code holds no longer" in page.text
    assert "reply.checked" not in names(sent.case)


def test_four_wrong_tries_leave_one(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, ANSWER)
    worker(clock.at)
    for _ in range(4):
        client.post(f"{site}/code", {"code": wrong(code_in_mail())})
    client.post(f"{site}/code", {"code": code_in_mail()})
    assert names(sent.case)[-1] == "reply.checked"


@pytest.mark.parametrize(
    "typed", ["", " ", "abcdefgh", "1234567", "0" * 21, "١٢٣٤٥٦٧٨"]
)
def test_what_is_no_code_is_refused(
    typed: str, sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, ANSWER)
    worker(clock.at)
    assert client.post(f"{site}/code", {"code": typed}).status_code == 422
    assert "reply.checked" not in names(sent.case)


def test_after_30_minutes_the_code_holds_no_longer(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, ANSWER)
    worker(clock.at)
    clock.on(minutes=30, seconds=1)
    page = client.post(f"{site}/code", {"code": code_in_mail()})
    assert "holds no longer" in page.text
    assert "reply.checked" not in names(sent.case)


def test_just_before_30_minutes_it_holds(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, ANSWER)
    worker(clock.at)
    clock.on(minutes=30)
    client.post(f"{site}/code", {"code": code_in_mail()})
    assert names(sent.case)[-1] == "reply.checked"


def test_a_code_counts_once(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, ANSWER)
    worker(clock.at)
    for status in (302, 422):
        answer = client.post(f"{site}/code", {"code": code_in_mail()})
        assert answer.status_code == status
    assert names(sent.case).count("reply.checked") == 1


def test_two_presses_at_once_count_once(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    """Both have read the row before either wrote."""
    client.post(site, ANSWER)
    worker(clock.at)
    first, second = (Dispatch.objects.select_related("case").get() for _ in range(2))
    take_code(first, code_in_mail(), now=clock.at)
    with pytest.raises(NoCode):
        take_code(second, code_in_mail(), now=clock.at)
    assert names(sent.case).count("reply.checked") == 1


def test_the_code_of_another_case_is_a_wrong_one(
    sent: Dispatch, site: str, client: Client, clock: Any, monkeypatch: Any
) -> None:
    """Both mails lie in the same mailbox."""
    monkeypatch.setenv("DULY_REGISTERED_EMAIL_REVIEWED", TO)
    monkeypatch.setenv("DULY_REGISTERED_EMAIL_TRANSPORT", "submission")
    ben = sent_by(
        clock.at, sender={**sent_sender(), "name": "Ben Vale"}, identifiers={"n": "2"}
    )
    monkeypatch.setenv("DULY_REGISTERED_EMAIL_TRANSPORT", "direct_mx")
    other = link_of(ben, clock.at)
    client.post(site, ANSWER)
    client.post(other, ANSWER)
    assert worker(clock.at) == 2
    codes = [code_in_mail(number) for number in (0, 1)]
    swapped = codes if ben.case.reference in mail.outbox[0].body else codes[::-1]
    for page, code in zip((site, other), swapped, strict=True):
        assert client.post(f"{page}/code", {"code": code}).status_code == 422
    assert "reply.checked" not in names(sent.case) + names(ben.case)
    for page, code in zip((other, site), swapped, strict=True):
        assert client.post(f"{page}/code", {"code": code}).status_code == 302


def sent_sender() -> dict[str, Any]:
    from tests.cases.conftest import DOCUMENT

    sender: dict[str, Any] = DOCUMENT["sender"]
    return sender


def test_a_code_makes_only_the_answer_sure_that_stands_in_its_mail(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    """The company refuses; somebody else with the link types that they confirm."""
    client.post(site, {"verdict": "refused", "name": "Kim"})
    worker(clock.at)
    client.post(site, ANSWER)
    client.post(f"{site}/code", {"code": code_in_mail()})
    assert last(sent).payload["verdict"] == "refused"


def test_a_later_answer_ends_the_code_of_the_earlier_one(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, {"verdict": "refused", "name": "Kim"})
    worker(clock.at)
    clock.on(minutes=3)
    client.post(site, ANSWER)
    old = code_in_mail()
    assert client.post(f"{site}/code", {"code": old}).status_code == 422
    worker(clock.at)
    assert client.post(f"{site}/code", {"code": old}).status_code == 422
    client.post(f"{site}/code", {"code": code_in_mail()})
    assert last(sent).payload["verdict"] == "confirmed"


def test_one_mail_in_two_minutes_and_five_a_day(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, ANSWER)
    worker(clock.at)
    page = client.post(f"{site}/fresh-code", follow=True)
    assert "No mail was sent now" in page.text
    clock.on(seconds=119)
    client.post(f"{site}/fresh-code")
    assert worker(clock.at) == 0
    clock.on(seconds=-119)
    for _ in range(6):
        clock.on(minutes=2)
        client.post(f"{site}/fresh-code")
        worker(clock.at)
    assert len(mail.outbox) == 5
    assert len({code_in_mail(number) for number in range(5)}) > 1
    clock.on(hours=24)
    client.post(f"{site}/fresh-code")
    assert worker(clock.at) == 1


def test_a_fresh_code_gives_fresh_tries_and_ends_the_old_one(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, ANSWER)
    worker(clock.at)
    old = code_in_mail()
    for _ in range(5):
        client.post(f"{site}/code", {"code": wrong(old)})
    clock.on(minutes=2)
    client.post(f"{site}/fresh-code")
    worker(clock.at)
    assert client.post(f"{site}/code", {"code": old}).status_code == 422
    client.post(f"{site}/code", {"code": code_in_mail()})
    assert names(sent.case)[-1] == "reply.checked"


def test_after_a_crash_between_answer_and_code_the_same_answer_asks_for_the_code(
    sent: Dispatch,
    site: str,
    client: Client,
    clock: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Killed(BaseException):
        """As by kill -9."""

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("duly.cases.actions.recipient_answer.ask_for_code", die)
        with pytest.raises(Killed):
            client.post(site, ANSWER)
    assert worker(clock.at) == 0
    client.post(site, ANSWER)
    assert worker(clock.at) == 1
    client.post(f"{site}/code", {"code": code_in_mail()})
    assert names(sent.case)[-1] == "reply.checked"
    clock.on(hours=1)
    client.post(site, ANSWER)
    assert worker(clock.at) == 0, "it is sure already"


def test_a_mail_server_that_is_down_gets_it_the_next_time(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, ANSWER)

    def down(*_: str) -> None:
        raise OSError

    assert send_codes(mail=down, now=clock.at) == 0
    assert "reply.code_mailed" not in names(sent.case)
    assert worker(clock.at) == 1
    assert worker(clock.on(minutes=1)) == 0


def test_a_request_that_waited_too_long_is_dropped(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, ANSWER)
    assert worker(clock.on(hours=1)) == 0


def test_an_erased_case_mails_no_code_and_has_no_page(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, ANSWER)
    erase_case(sent.case, now=clock.at)
    assert worker(clock.at) == 0
    assert client.get(site).status_code == 404
    assert client.post(f"{site}/code", {"code": "12345678"}).status_code == 404


def test_no_code_before_an_answer(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(f"{site}/fresh-code")
    assert worker(clock.at) == 0
    with pytest.raises(NoCode):
        take_code(sent, "", now=clock.at)


def test_a_wrong_code_is_told_from_none(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, ANSWER)
    worker(clock.at)
    dispatch = Dispatch.objects.select_related("case").get()
    with pytest.raises(WrongCode):
        take_code(dispatch, wrong(code_in_mail()), now=clock.at)


def test_not_our_customer_without_the_code_is_the_word_of_whoever_had_the_link(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, {"verdict": "not_our_customer", "name": "Kim"})
    assert Dispatch.objects.get().complaint == Dispatch.TYPED
    worker(clock.at)
    client.post(f"{site}/code", {"code": code_in_mail()})
    assert Dispatch.objects.get().complaint == Dispatch.THEIRS


def test_any_other_answer_is_no_complaint(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    client.post(site, {"verdict": "refused", "name": "Kim"})
    worker(clock.at)
    client.post(f"{site}/code", {"code": code_in_mail()})
    assert Dispatch.objects.get().complaint == ""


def test_the_sender_sees_which_answer_was_checked(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    from duly.cases.actions.draft import token_digest
    from duly.cases.models import Case

    Case.objects.filter(pk=sent.case_id).update(token_sha256=token_digest("secret"))
    client.post(site, ANSWER)
    assert "Who wrote it was not checked" in client.get("/case/secret/").text
    assert "somebody there signed or answered" not in client.get("/case/secret/").text
    worker(clock.at)
    client.post(f"{site}/code", {"code": code_in_mail()})
    page = client.get("/case/secret/").text
    assert "made sure with the mailed code" in page
    assert "somebody there signed or answered" in page


def test_the_certificate_calls_a_typed_answer_unchecked_and_the_code_raises_it(
    sent: Dispatch, site: str, client: Client, clock: Any
) -> None:
    def words() -> dict[str, Any]:
        events = sent.case.events.filter(payload__dispatch=sent.pk).order_by("seq")
        return certificate_words(sent, list(events), language="en")

    client.post(site, ANSWER)
    before = words()
    assert "Level reached: E2" in before["level"]
    assert "who wrote it was not checked" in str(before["later"])
    worker(clock.at)
    client.post(f"{site}/code", {"code": code_in_mail()})
    after = words()
    assert "Level reached: E6" in after["level"]
    assert "made sure with the mailed code: E6, confirmed" in str(after["later"])
