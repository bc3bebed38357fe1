"""The print pack bears the secret link on its slip; and only a person closes a case."""

import io
from datetime import datetime

import pytest
from django.test import Client
from pypdfium2 import PdfDocument
from zxingcpp import read_barcodes

from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.draft import open_case
from duly.cases.actions.receive import note_answer
from duly.cases.models import Case
from tests.cases.conftest import DOCUMENT
from tests.cases.test_letter import press_send

pytestmark = pytest.mark.django_db


def codes_of(pdf: bytes) -> set[str]:
    found = set()
    for page in PdfDocument(io.BytesIO(pdf)):
        picture = page.render(scale=3).to_pil()
        found |= {code.text for code in read_barcodes(picture)}
    return found


def test_the_slip_carries_the_secret_link_and_the_letter_does_not(
    client: Client, now: datetime
) -> None:
    opened = open_case({**DOCUMENT, "channel": "self_print"}, now=now)
    dispatch = press_send(opened.case, now, channel="self_print")
    attempt_dispatch(dispatch.pk, attempt_no=1, owner="test", clock=lambda: now)
    pack = client.get(f"/case/{opened.token}/print-pack.pdf")
    assert pack.status_code == 200
    links = codes_of(pack.content)
    assert f"http://127.0.0.1:8000/case/{opened.token}/" in links
    letter = client.get(f"/case/{opened.token}/letter.pdf").content
    assert not [link for link in codes_of(letter) if opened.token in link]


def test_without_a_print_pack_there_is_none(client: Client, now: datetime) -> None:
    opened = open_case(DOCUMENT, now=now)
    assert client.get(f"/case/{opened.token}/print-pack.pdf").status_code == 404


def test_the_person_closes_the_case(client: Client, now: datetime) -> None:
    opened = open_case(DOCUMENT, now=now)
    press_send(opened.case, now)
    note_answer(opened.case, verdict="confirmed", confirmed_end=None, now=now)
    assert "close the case" in client.get(f"/case/{opened.token}/").content.decode()
    assert client.get(f"/case/{opened.token}/close").status_code == 405
    client.post(f"/case/{opened.token}/close")
    assert Case.objects.get(pk=opened.case.pk).state == "closed"
