"""The certificate of a whole sending in each language: one page, named for what it speaks, nothing replaced."""

import io
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest

from duly.cases.actions.draft import open_case
from duly.cases.actions.follow import follow
from duly.cases.certificates import certificates
from tests.channels.registered_email.test_whole_way import (
    DOCUMENT,
    attempt,
    decide,
    now,
)

__all__ = ["now"]

pytestmark = [pytest.mark.django_db, pytest.mark.real]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "E-Mail mit Nachweis"),
        ("fr", "E-mail avec preuve"),
        ("es", "Correo electrónico con prueba"),
        ("it", "E-mail con prova"),
        ("nl", "E-mail met bewijs"),
    ],
)
def test_it_speaks_the_language_of_the_letter_on_one_page(
    language, title, server, mailbox, home, now, monkeypatch, db
):
    monkeypatch.setenv("DULY_REGISTERED_EMAIL_IMAP_HOST", "imap.sender.test")
    (home / "mailbox.json").write_text("{}")
    case = open_case({**DOCUMENT, "language": language}, now=now).case
    dispatch = decide(case, now)
    server.fault = "450:rcpt"
    attempt(dispatch, now)
    server.fault = ""
    attempt(dispatch, now + timedelta(minutes=1))
    follow(case.pk, now=now + timedelta(hours=73))
    (home / "mailbox.json").unlink()
    ((_, content),) = certificates(case)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.Lang == language
    with pypdfium2.PdfDocument(content) as pdf:
        assert len(pdf) == 1
        text = " ".join(pdf[0].get_textpage().get_text_bounded().split())
    assert title in text
    assert "250 2.0.0 Ok: queued as" in text
    assert "?" not in text.replace(" ?", "")
