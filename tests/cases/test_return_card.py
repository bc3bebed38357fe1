"""The signed card of a letter on paper comes back."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.draft import OpenedCase
from duly.cases.actions.receive import NotAnExhibit
from duly.cases.actions.return_card import keep_return_card
from duly.cases.files import read_file
from duly.cases.models import Case
from duly.evidence.keys import open_keys
from duly.evidence.verify import verify_bundle
from tests.cases.test_letter import names, press_send

pytestmark = pytest.mark.django_db

CARD = b"\xff\xd8\xff\xe0 a photograph"


@pytest.fixture
def sealed(opened: OpenedCase, drop_box: Path, now: datetime) -> Case:
    press_send(opened.case, now)
    return Case.objects.get(pk=opened.case.pk)


def keep(case: Case, now: datetime, content: bytes = CARD) -> object:
    return keep_return_card(
        case, name="card.jpg", content=content, signed_on=date(2026, 3, 9), now=now
    )


def test_the_card_makes_the_letter_signed_for(sealed: Case, now: datetime) -> None:
    exhibit = keep_return_card(
        sealed, name="card.jpg", content=CARD, signed_on=date(2026, 3, 9), now=now
    )
    case = Case.objects.get(pk=sealed.pk)
    assert case.state == "delivered"
    event = case.events.get(name="dispatch.signed")
    assert (event.level, event.actor) == ("E6", "sender")
    assert event.payload["signed_on"] == "2026-03-09"
    assert exhibit.event_seq == event.seq
    assert read_file(case, exhibit.sha256) == CARD


def test_the_same_card_twice_is_one_card(sealed: Case, now: datetime) -> None:
    assert keep(sealed, now) == keep(sealed, now)
    assert names(sealed).count("dispatch.signed") == 1
    keep(sealed, now, CARD + b" the other side")
    assert names(sealed).count("dispatch.signed") == 2


def test_a_spreadsheet_is_no_card(sealed: Case, now: datetime) -> None:
    with pytest.raises(NotAnExhibit, match="PDF, JPEG and PNG"):
        keep(sealed, now, b"PK\x03\x04")
    assert "dispatch.signed" not in names(sealed)


def test_the_card_lies_in_a_proof_that_verifies(
    sealed: Case, now: datetime, home: Path
) -> None:
    keep(sealed, now)
    proof = issue_bundle(sealed, now=now)
    with ZipFile(BytesIO(proof)) as bundle:
        (name,) = (n for n in bundle.namelist() if n.endswith("card.jpg"))
        assert bundle.read(name) == CARD
    assert verify_bundle(proof, roots=open_keys(home / "keys", now=now).roots).ok
