"""The page that checks a proof: each check with its word and its reason, in the language of the reader."""

import io
import re
import zipfile
from datetime import datetime

import pytest
from django.test import Client
from django.utils import translation

from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.draft import OpenedCase
from duly.evidence import check_log, check_records
from duly.evidence.subject import Doubt
from duly.evidence.verify import Check, Verdict, verify_bundle
from duly.kit.said import Said, said
from duly.web.check_answers import answer
from duly.web.spoken import spoken
from tests.web.test_fresh_link import drop, sealed

__all__ = ["sealed"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def proof(sealed: OpenedCase, now: datetime) -> bytes:
    return issue_bundle(sealed.case, now=now)


def with_another_letter(proof: bytes) -> bytes:
    """The last byte of the letter is another one."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(proof)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "letter.pdf":
                content = content[:-1] + bytes([content[-1] ^ 1])
            new.writestr(entry, content)
    return made.getvalue()


def details(page: str) -> list[tuple[str, str]]:
    """Language and text of each reason."""
    found = re.findall(r'<p class="small quiet break"( lang="en")?>(.*?)</p>', page)
    return [("en" if marked else "", text) for marked, text in found]


def test_every_reason_of_a_good_proof_is_in_the_readers_language(
    client: Client, proof: bytes
) -> None:
    client.cookies["language"] = "de"
    page = drop(client, proof)
    assert len(details(page)) == 21
    assert [text for language, text in details(page) if language] == []
    assert "die Aufzeichnungen bilden eine lückenlose Kette" in page
    for text in [text for _, text in details(page)]:
        assert not re.search(r"\b(the|is|of|files)\b", text), text


def test_of_a_broken_proof_the_reason_names_the_file(
    client: Client, proof: bytes
) -> None:
    client.cookies["language"] = "nl"
    page = drop(client, with_another_letter(proof))
    assert ("", "letter.pdf: het bestand is veranderd: de SHA-256 is niet die uit de lijst") in details(page)  # fmt: skip


def test_what_a_library_said_stays_english_and_is_marked() -> None:
    verdict = verify_bundle(b"no zip")
    check = Check(name="digests", ok=False, detail="something cannot be read: 7")
    assert not answer(check, verdict).is_ours
    assert answer(verdict.checks[0], verdict).is_ours
    doubt = Doubt("letter.pdf", ValueError("bad tag"))
    assert not isinstance(doubt.sentence, Said)
    assert doubt.sentence == str(doubt) == "letter.pdf: bad tag"


def test_a_doubt_of_ours_is_the_same_sentence_in_english() -> None:
    doubt = Doubt("letter.pdf", said("the file is missing"))
    assert doubt.sentence == str(doubt) == "letter.pdf: the file is missing"
    with translation.override("fr"):
        assert spoken(doubt.sentence) == "letter.pdf\u00a0: le fichier manque"


@pytest.mark.parametrize(
    "detail", [check_log.NOT_ENTERED, check_log.NO_WITNESS, check_records.NONE]
)
def test_what_is_not_there_never_counts_as_yes(detail: str) -> None:
    verdict = verify_bundle(b"no zip")
    check = Check(name="log-inclusion", ok=True, detail=detail)
    with translation.override("en"):
        assert str(answer(check, verdict).word) == "? Not there"


def test_the_word_beside_a_check(proof: bytes) -> None:
    verdict: Verdict = verify_bundle(proof)
    with translation.override("en"):
        words = {c.name: str(answer(c, verdict).word) for c in verdict.checks}
    assert words["digests"] == "✓ Yes"
    assert words["trust-anchor"] == "~ In part"
    assert words["time-grade"] == "~ In part"
    assert words["witness"] == "? Not there"
