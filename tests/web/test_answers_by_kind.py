"""What they answered, in the words that fit the letter: an end with its day, money, or data."""

from typing import Any

import pytest
from django.core import mail

from duly.cases.actions.answer_code import answers_to
from duly.cases.actions.draft import open_case
from duly.cases.actions.seal import review, seal_letter
from duly.cases.models import Case
from duly.cases.tasks import run_due
from duly.web.forms.after import ANSWERS, AnswerForm
from duly.web.forms.kinds import ASKING_FOR_THE_END, KINDS
from duly.web.forms.recipient import RecipientForm
from duly.web.state_words import ANSWER, ANY_ANSWER, state_words
from tests.cases.conftest import DOCUMENT
from tests.cases.test_letter import press_send
from tests.cases.test_take_mail import sent_by
from tests.web.test_kinds import LETTERS, WRITE, of_kind, plain, send
from tests.web.test_recipient import link_of, worker

__all__ = ["of_kind"]

ALL = [name for name, _label in KINDS]


@pytest.fixture
def gone(visitor, of_kind):
    """A letter of that kind that lies in the drop box; the secret part of its address."""

    def made(kind: str) -> str:
        typed = of_kind(kind, channel="drop_box", recipient_email="a@b.example")
        token: str = visitor.post(WRITE, typed).url.split("/")[2]
        assert send(visitor, token).status_code == 302
        run_due()
        return token

    return made


def test_every_kind_has_its_yes_on_both_pages():
    assert set(ANSWERS) == set(LETTERS) == set(ALL)


@pytest.mark.parametrize("kind", ALL)
def test_the_yes_of_the_recipient_speaks_of_an_end_only_where_one_is_asked_for(
    kind: str,
):
    speaks = "the contract ends" in answers_to(kind)["confirmed"]
    assert speaks == (kind in ASKING_FOR_THE_END)


@pytest.mark.parametrize("kind", ALL)
def test_only_a_letter_about_the_end_asks_for_its_day(kind: str):
    asks = kind in ASKING_FOR_THE_END
    assert ("confirmed_end" in AnswerForm(kind=kind).fields) == asks
    assert ("ends_on" in RecipientForm(kind=kind).fields) == asks
    answer = AnswerForm({"verdict": "confirmed"}, kind=kind)
    assert answer.is_valid() == (not asks)
    theirs = RecipientForm({"verdict": "confirmed", "name": "Kim"}, kind=kind)
    assert theirs.is_valid() == (not asks)


@pytest.mark.parametrize("kind", ALL)
def test_a_word_that_this_letter_does_not_offer_is_refused(kind: str):
    offered = {"offer"} if kind in ASKING_FOR_THE_END else set()
    offered |= {"partly"} if kind in ("refund_demand", "erasure") else set()
    for word in ("offer", "partly"):
        form = AnswerForm({"verdict": word}, kind=kind)
        assert form.is_valid() == (word in offered), word


@pytest.mark.django_db
def test_money_comes_back_without_a_day(visitor, gone):
    token = gone("refund_demand")
    form = plain(visitor.get(f"/case/{token}/answer"))
    assert "Yes, they pay it back" in form
    assert "Yes, it ends" not in form
    answer = visitor.post(f"/case/{token}/answer", {"verdict": "confirmed"})
    assert answer.status_code == 302
    page = plain(visitor.get(f"/case/{token}/"))
    assert "They say yes." in page
    assert "Ask them for the day" not in page
    assert "not yet a yes with a day" not in page
    assert "close the case" in page


@pytest.mark.django_db
def test_a_part_of_the_data_is_an_answer_of_its_own(visitor, gone):
    token = gone("erasure")
    assert "I was charged" not in plain(visitor.get(f"/case/{token}/"))
    visitor.post(f"/case/{token}/answer", {"verdict": "partly"})
    assert "They agree to a part." in plain(visitor.get(f"/case/{token}/"))


@pytest.mark.django_db
def test_a_notice_still_waits_for_the_day(visitor, gone):
    token = gone("ordinary")
    visitor.post(f"/case/{token}/answer", {"verdict": "refused"})
    page = plain(visitor.get(f"/case/{token}/"))
    assert "They say no. Download the proof" in page
    assert "which day" in page
    assert "I was charged" in page


def test_the_words_of_a_state_follow_the_letter():
    about_data = state_words("answered", asks_for_the_end=False)
    assert about_data.waits == ""
    assert about_data.can_answer
    assert state_words("answered").waits == ANSWER
    assert state_words("delivered", asks_for_the_end=False).waits == ANY_ANSWER


@pytest.mark.django_db
def test_my_cases_names_the_letter_and_calls_no_file_sent(
    visitor, gone, django_assert_num_queries
):
    gone("erasure")
    with django_assert_num_queries(3):
        page = plain(visitor.get("/my-cases/"))
    assert "Have my data erased" in page
    assert "In the drop box" in page
    assert "It has left" not in page


@pytest.mark.django_db
def test_my_cases_lists_a_case_that_was_never_sent(visitor, of_kind):
    visitor.post(WRITE, of_kind("stop_payment"))
    page = plain(visitor.get("/my-cases/"))
    assert "Have my bank stop the payments" in page
    assert "Draft" in page


@pytest.mark.django_db
def test_the_recipient_of_a_letter_about_data_confirms_no_end(
    client, now, monkeypatch: pytest.MonkeyPatch, tmp_path
):
    from duly.cases.actions.draft import token_digest
    from duly.cases.models import Dispatch

    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(tmp_path))
    document: dict[str, Any] = {**DOCUMENT, "kind": "erasure", "goals": ["erase_data"]}
    case = open_case(document, now=now).case
    dispatch = press_send(case, now)
    token = "a" * 22
    Dispatch.objects.filter(pk=dispatch.pk).update(
        answer_token_sha256=token_digest(token)
    )
    page = plain(client.get(f"/r/{token}"))
    assert "We have erased the data" in page
    assert "the contract ends" not in page
    answer = client.post(f"/r/{token}", {"verdict": "confirmed", "name": "Kim"})
    assert answer.status_code == 302
    told = Case.objects.get().events.get(name="reply.received").payload
    assert told["verdict"] == "confirmed"
    assert "confirmed_end" not in told


@pytest.mark.django_db
def test_the_mailed_code_says_the_yes_of_that_letter(
    client, now, settings, monkeypatch: pytest.MonkeyPatch
):
    for name, value in {
        "FROM": "ada@sender.test",
        "HOST": "127.0.0.1",
        "TLS": "none",
        "TOKEN_SECRET": "a secret of the test",
    }.items():
        monkeypatch.setenv(f"DULY_REGISTERED_EMAIL_{name}", value)
    settings.MAIL_IS_SET_UP = True
    settings.BASE_URL = "https://duly.example"
    monkeypatch.setattr("duly.web.views.recipient.timezone.now", lambda: now)
    link = link_of(sent_by(now, kind="erasure", goals=["erase_data"]), now)
    # The code is mailed only by a site that sends from a domain of its own.
    monkeypatch.setenv("DULY_REGISTERED_EMAIL_TRANSPORT", "direct_mx")
    monkeypatch.setenv("DULY_REGISTERED_EMAIL_EHLO_NAME", "mail.duly.test")
    client.post(link, {"verdict": "confirmed", "name": "Kim"})
    assert worker(now) == 1
    (message,) = mail.outbox
    assert "We have erased the data" in message.body
    assert "the contract ends" not in message.body


@pytest.mark.django_db
def test_a_sealed_letter_that_was_not_sent_needs_the_person(visitor, now):
    opened = open_case(DOCUMENT, now=now)
    looked = review(opened.case, now=now)
    assert looked.letter
    seal_letter(opened.case, reviewed_sha256=looked.letter.reviewed_sha256, now=now)
    visitor.get(f"/case/{opened.token}/")
    page = plain(visitor.get("/my-cases/"))
    assert "Needs you AliExpress VIP · Sealed" in page
    assert "it has not been sent" in page
