"""The proof on one page: what stands in the file, in plain words, and no word more."""

import subprocess
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.test import Client

from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.draft import OpenedCase
from duly.cases.actions.summary import summary_of
from duly.cases.models import Case
from duly.cases.record import record
from duly.evidence.container import read_container
from duly.evidence.keys import open_keys
from tests.cases.test_letter import Clock, attempt, press_send
from tests.conftest import require

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(opened: OpenedCase, drop_box: Path, now: datetime, clock: Clock) -> Case:
    attempt(press_send(opened.case, now), clock)
    return Case.objects.get(pk=opened.case.pk)


def text_of(pdf: bytes, folder: Path) -> str:
    tool = require("pdftotext", "poppler-utils")
    (folder / "summary.pdf").write_bytes(pdf)
    done = subprocess.run(
        [tool, "-layout", folder / "summary.pdf", "-"], capture_output=True, check=True
    )
    return done.stdout.decode().replace("\u200b", "")


def summary(case: Case, home: Path, now: datetime) -> bytes:
    letter = case.letters.get()
    keys = open_keys(home / "keys", now=now)
    return summary_of(case, letter, keys=keys, now=now).content


def test_the_page_says_what_the_proof_holds(
    sent: Case, home: Path, now: datetime, tmp_path: Path
) -> None:
    files = read_container(issue_bundle(sent, now=now))
    text = text_of(files["sources/summary.pdf"], tmp_path)
    together = "".join(text.split())
    for words in (
        sent.reference,
        "Ada Vale",
        "2 Mar 2026, 10:00:00 UTC",
        "Sealed: the letter cannot change any more",
        "It has left: the next carrier took it",
        "grade: self",
        "README.txt",
    ):
        assert words in text, text
    assert sent.letters.get().letter_sha256 in together
    for claim in ("certified", "qualified", "legally", "guarantee"):
        assert claim not in text.lower()


def test_it_is_one_page_however_long_the_story(
    sent: Case, home: Path, now: datetime, tmp_path: Path
) -> None:
    for hours in range(40):
        record(
            sent,
            "dispatch.delivered",
            at=now + timedelta(hours=hours),
            payload={"channel": "drop_box"},
        )
    pdf = summary(sent, home, now + timedelta(days=3))
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1
    assert "27 more events in between" in text_of(pdf, tmp_path)


def test_the_same_moment_gives_the_same_page(
    sent: Case, home: Path, now: datetime
) -> None:
    assert summary(sent, home, now) == summary(sent, home, now)


def test_the_case_page_offers_the_page_of_the_very_proof(
    opened: OpenedCase, sent: Case, now: datetime
) -> None:
    client = Client()
    url = f"/case/{opened.token}/summary.pdf"
    assert url in client.get(f"/case/{opened.token}/").content.decode()
    answer = client.get(url)
    assert answer["Content-Type"] == "application/pdf"
    proof = b"".join(client.get(f"/case/{opened.token}/proof"))
    assert answer.content == read_container(proof)["sources/summary.pdf"]


def test_before_the_seal_there_is_no_page(opened: OpenedCase) -> None:
    assert Client().get(f"/case/{opened.token}/summary.pdf").status_code == 404


def test_cleo_finds_no_summary(sent: Case) -> None:
    assert Client().get(f"/case/{'x' * 22}/summary.pdf").status_code == 404
