"""The certificate of a sending by e-mail: its versions, what silence proves, and in which language it speaks."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.utils.translation import trans_real

from duly.cases.actions.follow import follow
from duly.cases.certificates import certificates
from duly.cases.languages import language_of
from duly.cases.models import Dispatch
from duly.cases.proven import reached
from tests.cases.test_follow_ups import happens, read
from tests.cases.test_take_mail import sent, sent_by

__all__ = ["read", "sent"]

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SILENCE = "no report of failure came to us within 72 hours"
NO_PROOF = "that it arrived because no report of failure came"


def page(dispatch: Dispatch) -> tuple[str, str]:
    """The words of the certificate, and the language that it names."""
    ((_, content),) = certificates(dispatch.case)
    with pypdfium2.PdfDocument(content) as pdf:
        assert len(pdf) == 1
        text = pdf[0].get_textpage().get_text_bounded()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        language = str(pdf.Root.Lang)
    return " ".join(text.split()), language


def after_72_hours(dispatch: Dispatch, now: datetime) -> None:
    follow(dispatch.case_id, now=now + 72 * HOUR)


def test_the_first_acceptance_is_version_1_and_says_nothing_of_silence(
    sent: Dispatch,
) -> None:
    text, _ = page(sent)
    assert "Version 1, as of 2026-03-02 10:00:00 UTC" in text
    assert SILENCE not in text
    assert NO_PROOF not in text


def test_after_72_hours_version_2_says_that_none_came_and_what_that_does_not_prove(
    sent: Dispatch, read: Any, now: datetime
) -> None:
    after_72_hours(sent, now)
    text, _ = page(sent)
    assert "Version 2, as of 2026-03-05 10:00:00 UTC" in text
    assert SILENCE in text
    assert NO_PROOF in text
    assert "Level reached: E2" in text


def test_silence_raises_no_level(sent: Dispatch, read: Any, now: datetime) -> None:
    before = reached(sent.case.events.order_by("seq"))
    after_72_hours(sent, now)
    assert reached(sent.case.events.order_by("seq")) == before == "E2"


def test_a_bounce_after_it_takes_back_the_acceptance_and_the_silence(
    sent: Dispatch, read: Any, now: datetime
) -> None:
    after_72_hours(sent, now)
    happens(sent, "dispatch.bounced", now + 100 * HOUR, because="550 no such user")
    text, _ = page(sent)
    assert "Version 3" in text
    assert "Level reached: E1" in text
    assert "taken back by a later report" in text
    assert SILENCE not in text
    assert NO_PROOF not in text


def test_what_is_sent_once_more_begins_its_own_72_hours(
    sent: Dispatch, read: Any, now: datetime
) -> None:
    after_72_hours(sent, now)
    happens(sent, "dispatch.accepted", now + 100 * HOUR)
    assert SILENCE not in page(sent)[0]
    follow(sent.case_id, now=now + 172 * HOUR)
    assert SILENCE in page(sent)[0]


def test_the_same_events_give_the_same_bytes(
    sent: Dispatch, read: Any, now: datetime
) -> None:
    after_72_hours(sent, now)
    assert certificates(sent.case) == certificates(sent.case)


GERMAN = {
    "E-mail with proof: certificate": "E-Mail mit Nachweis: Zertifikat",
    "It has left: the next carrier took it": "Abgeschickt: Müßiges „Öl“ für Ämter",
    "Recipient": "Empfänger",
}


@dataclass
class Catalogue:
    """As gettext gives one, without its file."""

    _catalog: dict[str, str]
    plural: Callable[[int], int]


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if our words had been translated; afterwards they are read anew."""
    spoken = trans_real.DjangoTranslation("de")
    spoken._catalog.update(Catalogue(GERMAN, spoken.plural))
    held = trans_real._translations.pop("de", None)
    trans_real._translations["de"] = spoken
    yield
    trans_real._translations.pop("de", None)
    if held:
        trans_real._translations["de"] = held


@pytest.mark.parametrize(
    ("letter", "beside", "speaks"),
    [("de", "", "de"), ("de", "en", "en"), ("en", "de", "de"), ("en", "", "en")],
)
def test_it_speaks_the_language_of_the_person(
    letter: str,
    beside: str,
    speaks: str,
    sent: Dispatch,
    german: None,
    now: datetime,
) -> None:
    other = sent_by(now, language=letter, second_language=beside)
    text, language = page(other)
    assert language == speaks
    assert ("Empfänger" in text) == (speaks == "de")


def test_accented_letters_are_set_and_not_replaced(
    sent: Dispatch, german: None, now: datetime
) -> None:
    other = sent_by(now, language="de")
    happens(other, "dispatch.accepted", now + HOUR, source_id="m:1")
    text, _ = page(other)
    assert "Müßiges „Öl“ für Ämter" in text
    assert "?" not in text.split("Müßiges")[1][:20]


def test_a_language_that_the_site_does_not_speak_is_not_claimed(
    sent: Dispatch, now: datetime, settings: Any
) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    other = sent_by(now, language="nl")
    assert language_of(other.case) == "en"
    assert page(other)[1] == "en"


def test_the_servers_words_stay_as_they_came_but_for_what_could_mislead(
    sent: Dispatch, now: datetime
) -> None:
    said = "550 user gesperrt \u202etxet\u202c für immer"
    happens(sent, "dispatch.bounced", now + HOUR, because=said)
    assert "550 user gesperrt ?txet? f?r immer" in page(sent)[0]
