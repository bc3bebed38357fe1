"""A lost link does not lose the case."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.draft import OpenedCase, open_case
from duly.cases.actions.relink import send_links
from duly.cases.models import Case
from duly.cases.queries import case_by_token
from duly.cases.tasks import mail as mail_to_sender
from tests.cases.conftest import DOCUMENT
from tests.cases.test_letter import press_send
from tests.web.test_story import changed_copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> OpenedCase:
    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(tmp_path / "drop"))
    opened = open_case(DOCUMENT, now=now)
    dispatch = press_send(opened.case, now)
    attempt_dispatch(dispatch.pk, attempt_no=1, owner="test", clock=lambda: now)
    return opened


def drop(client: Client, content: bytes) -> str:
    upload = SimpleUploadedFile("proof.asice", content)
    return client.post("/verify/", {"proof": upload}).content.decode()


def mark_in(page: str) -> str | None:
    found = re.search(r'name="for" value="([^"]+)"', page)
    return found[1] if found else None


@pytest.fixture
def with_mail(settings: Any, home: Path) -> None:
    settings.MAIL_IS_SET_UP = True
    settings.DEFAULT_FROM_EMAIL = "site@example.org"
    roots = home / "roots.pem"
    assert roots.exists()


def test_the_proof_brings_a_fresh_link_to_the_senders_mailbox(
    client: Client, sealed: OpenedCase, with_mail: None, now: datetime
) -> None:
    mark = mark_in(drop(client, issue_bundle(sealed.case, now=now)))
    assert mark
    page = client.post("/verify/link", {"for": mark}).content.decode()
    assert "on its way" in page
    assert "/case/" not in page
    assert send_links(mail=mail_to_sender, now=now) == 1
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.com"]
    assert sealed.case.reference not in letter.subject, "it would pass for an answer"
    token = re.search(r"/case/([^/]+)/", letter.body)
    assert token
    assert case_by_token(token[1]) == Case.objects.get(pk=sealed.case.pk)
    assert case_by_token(sealed.token) is None
    client.post("/verify/link", {"for": mark})
    assert send_links(mail=mail_to_sender, now=now) == 0, "once an hour"


def test_a_mail_server_that_is_away_leaves_the_old_link_good(
    client: Client, sealed: OpenedCase, with_mail: None, now: datetime
) -> None:
    mark = mark_in(drop(client, issue_bundle(sealed.case, now=now)))
    client.post("/verify/link", {"for": mark})

    def away(_to: str, _subject: str, _text: str) -> None:
        raise ConnectionRefusedError

    assert send_links(mail=away, now=now) == 0
    assert case_by_token(sealed.token) is not None
    assert send_links(mail=mail_to_sender, now=now) == 1


def test_without_a_mailbox_no_link_is_offered(
    client: Client, sealed: OpenedCase, now: datetime
) -> None:
    assert mark_in(drop(client, issue_bundle(sealed.case, now=now))) is None


def test_a_damaged_proof_brings_no_link(
    client: Client, sealed: OpenedCase, with_mail: None, now: datetime
) -> None:
    proof = issue_bundle(sealed.case, now=now)
    assert mark_in(drop(client, changed_copy(proof, name="letter.pdf"))) is None


@pytest.mark.parametrize("mark", ["", "forged", "D-7K3M-9Q2T:1x:y"])
def test_a_made_up_mark_is_refused(client: Client, db: None, mark: str) -> None:
    assert client.post("/verify/link", {"for": mark}).status_code == 422
    assert mail.outbox == []
