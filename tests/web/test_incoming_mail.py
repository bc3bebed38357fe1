"""A sending service brings a mail: the right answer for each call, and yes only when the mail is kept."""

from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from duly.cases import inbox
from duly.cases.actions.take_mail import take_waiting
from duly.cases.models import Dispatch
from tests.cases.test_take_mail import (
    YES,
    answer,
    fresh,
    key,
    last,
    sent,
    take,
    transport,
)
from tests.channels.registered_email import calls

__all__ = ["key", "sent", "take", "transport"]

pytestmark = pytest.mark.django_db

PATH = "/callbacks/registered_email/incoming"
Bring = Callable[..., Any]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def choose(name: str) -> None:
        for setting, value in {
            "FROM": "ada@sender.test",
            "TRANSPORT": "esp",
            "ESP": name,
            "ESP_KEY": "k",
            "ESP_WEBHOOK": calls.SIGN_IN,
            "ESP_SIGNING_KEY": calls.SIGNING_KEY,
        }.items():
            monkeypatch.setenv(f"DULY_REGISTERED_EMAIL_{setting}", value)

    choose("postmark")
    return choose


@pytest.fixture
def bring(service: Any) -> Bring:
    """As the service does: with no cookie, and with forms protected."""
    client = Client(enforce_csrf_checks=True)

    def post(body: bytes, headers: dict[str, str], *, path: str = PATH) -> Any:
        kind = headers.get("Content-Type", "application/json")
        rest = {
            name: value for name, value in headers.items() if name != "Content-Type"
        }
        return client.post(path, body, content_type=kind, headers=rest)

    return post


def kept() -> list[inbox.Kept]:
    return list(inbox.waiting())


@pytest.fixture(autouse=True)
def _empty_inbox() -> Iterator[None]:
    yield
    for mail in kept():
        inbox.forget_raw(mail)


def test_a_mail_is_kept_before_the_yes_and_told_in_the_case(
    sent: Dispatch, bring: Bring, take: Any, now: datetime
) -> None:
    raw = answer(sent, YES).encode()
    assert bring(*calls.postmark(raw, to="ada@sender.test")).status_code == 200
    (mail,) = kept()
    assert mail.raw == raw
    assert take_waiting(reader=take.reader, now=now) == 1
    assert fresh(sent).state == "answered"
    assert last(sent).payload["matched_by"] == "reply_token"
    assert not kept()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("mailgun", calls.mailgun),
        ("sendgrid", calls.sendgrid),
        ("amazon_ses", calls.amazon_ses),
    ],
)
def test_each_service_is_understood(
    name: str, made: Any, service: Any, bring: Bring
) -> None:
    service(name)
    body, headers = made(b"From: a@b.test\r\n\r\nx\r\n")
    assert bring(body, headers, path=f"{PATH}-mime").status_code == 200
    assert [mail.raw for mail in kept()] == [b"From: a@b.test\r\n\r\nx\r\n"]


def test_the_same_call_again_is_one_mail_and_one_event(
    sent: Dispatch, bring: Bring, take: Any, now: datetime
) -> None:
    call = calls.postmark(answer(sent, YES).encode())
    assert [bring(*call).status_code for _ in range(2)] == [200, 200]
    assert len(kept()) == 1
    take_waiting(reader=take.reader, now=now)
    count = sent.case.events.count()
    assert bring(*call).status_code == 200
    assert take_waiting(reader=take.reader, now=now) == 0
    assert sent.case.events.count() == count


def test_a_call_without_the_secret_is_asked_for_it(bring: Bring) -> None:
    body, headers = calls.postmark(b"From: a@b.test\n\nx")
    del headers["Authorization"]
    answered = bring(body, headers)
    assert answered.status_code == 401
    assert answered["WWW-Authenticate"].startswith("Basic")
    assert not kept()


def test_a_forged_call_is_refused_before_its_body_is_read(
    bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> bytes:
        raise AssertionError("read")

    monkeypatch.setattr("django.core.handlers.wsgi.WSGIRequest.read", read)
    body, headers = calls.postmark(b"From: a@b.test\n\nx")
    assert bring(body, headers | calls.secret("duly:guess")).status_code == 401


def test_a_forged_signature_is_refused(service: Any, bring: Bring) -> None:
    service("mailgun")
    forged = calls.signature(key="another")
    answered = bring(*calls.mailgun(b"From: a@b.test\n\nx", **forged))
    assert answered.status_code == 401
    assert not kept()


def test_a_broken_call_is_not_readable(bring: Bring) -> None:
    assert bring(b"\xff{", calls.secret()).status_code == 400
    assert not kept()


def test_a_message_that_nobody_can_read_is_kept(bring: Bring) -> None:
    bomb = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n" * 3000
    assert bring(*calls.postmark(bomb)).status_code == 200
    assert [mail.raw for mail in kept()] == [bomb]


def test_a_mail_of_more_than_25_megabytes_is_refused(
    service: Any, bring: Bring
) -> None:
    service("sendgrid")
    assert bring(*calls.sendgrid(b"x" * 25_000_001)).status_code == 413
    assert not kept()


def test_a_call_over_every_limit_is_refused_by_its_length(bring: Bring) -> None:
    body, headers = calls.postmark(b"x")
    client = Client()
    answered = client.generic(
        "POST", PATH, body, headers=headers, CONTENT_LENGTH="60000001"
    )
    assert answered.status_code == 413


def test_a_call_that_was_cut_short_is_not_kept(bring: Bring) -> None:
    body, headers = calls.postmark(b"From: a@b.test\n\nx")
    answered = Client().generic(
        "POST",
        PATH,
        headers=headers,
        CONTENT_LENGTH=str(len(body) + 5),
        **{"wsgi.input": BytesIO(body)},
    )
    assert answered.status_code == 400
    assert not kept()


def test_a_full_disk_makes_the_service_bring_it_again(
    bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("duly.cases.actions.keep_call.keep_raw", full)
    answered = bring(*calls.postmark(b"From: a@b.test\n\nx"))
    assert answered.status_code == 503


@pytest.mark.parametrize(
    ("setting", "value"),
    [("ESP_WEBHOOK", ""), ("ESP", "resend"), ("FROM", "")],
)
def test_where_no_service_brings_mail_there_is_no_such_page(
    setting: str, value: str, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"DULY_REGISTERED_EMAIL_{setting}", value)
    assert bring(*calls.postmark(b"From: a@b.test\n\nx")).status_code == 404


def test_only_a_post_brings_mail(bring: Bring) -> None:
    assert Client().get(PATH).status_code == 405
