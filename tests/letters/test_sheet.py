"""What stands on the sheet: labels, dates and lines, in the language of the letter."""

from typing import Any

import pytest

from duly.knowledge.prose import letter_languages, vocabulary
from duly.knowledge.providers import providers
from duly.letters.case_file import read_case_file
from duly.letters.drafting import draft_letter
from duly.letters.sheet import Sheet
from tests.letters.sample_cases import case_document


def sheet(country: str = "DE", **changes: Any) -> Sheet:
    return draft_letter(
        read_case_file(case_document(country, **changes)), answer=None
    ).sheet


@pytest.mark.parametrize(
    ("country", "date_line"),
    [
        ("US", "San Diego, March 2, 2026"),
        ("GB", "Bristol, 2 March 2026"),
        ("DE", "Berlin, 2. März 2026"),
        ("FR", "Lyon, le 2 mars 2026"),
    ],
)
def test_the_date_is_written_as_in_the_country(country: str, date_line: str) -> None:
    written = "".join(run.text for run in sheet(country).date_line)
    assert written.replace("\u00a0", " ") == date_line


def test_an_identifier_has_its_name_in_the_language_of_the_letter() -> None:
    (label,) = sheet("DE").references
    assert label.text == "Vertragsnummer: AC-4471-2290"
    (unknown,) = sheet("FR", identifiers={"loyalty_card": "9"}).references
    assert unknown.text == "Numéro de référence\u202f: 9"


def test_what_a_service_of_the_catalogue_asks_for_has_a_name_in_every_language() -> (
    None
):
    asked = {one.key for found in providers() for one in found.identifiers}
    assert "home_club" in asked
    for language in letter_languages():
        assert (language, asked - vocabulary(language).identifiers.keys()) == (
            language,
            set(),
        )


def test_a_country_abroad_is_named_in_the_language_of_the_letter() -> None:
    recipient = {
        "name": "Acme Ltd",
        "address": {"country": "GB", "lines": ["1 Park Row", "Leeds", "LS1 5AB"]},
    }
    assert (
        sheet("DE", recipient=recipient).recipient_lines[-1] == "VEREINIGTES KÖNIGREICH"
    )
    assert sheet("FR", recipient=recipient).recipient_lines[-1] == "ROYAUME-UNI"


def test_a_letter_abroad_names_the_senders_country_too() -> None:
    recipient = {
        "name": "Acme Ltd",
        "address": {"country": "HK", "lines": ["25/F Tower One", "1 Matheson Street"]},
    }
    lines = [run.text for run in sheet("US", recipient=recipient).sender]
    assert lines[-2:] == ["UNITED STATES", "ada@example.org"]
    assert "UNITED STATES" not in [run.text for run in sheet("US").sender]


def test_the_small_line_above_the_address_leaves_out_a_name_that_is_too_long() -> None:
    assert sheet("DE").return_line == "Ada Lindqvist · Lindenstraße 12 · 10969 Berlin"
    sender = {
        "name": "Ada " * 30,
        "address": {"country": "DE", "lines": ["Lindenstraße 12", "10969 Berlin"]},
    }
    assert sheet("DE", sender=sender).return_line == "Lindenstraße 12 · 10969 Berlin"


def test_a_typed_signature_stands_above_the_name_and_a_missing_one_leaves_room() -> (
    None
):
    signed = sheet("DE", signature={"kind": "typed", "text": "A. Lindqvist"})
    assert (signed.signature_text, signed.name.text) == (
        "A. Lindqvist",
        "Ada Lindqvist",
    )
    unsigned = sheet("DE", signature={"kind": "none"})
    assert (unsigned.signature_text, unsigned.signature_svg) == ("", "")


def test_missing_words_are_gaps_in_the_language_of_the_letter() -> None:
    empty = sheet("FR", sender={}, provider={"name": "Acme"})
    gaps = [run.text for run in (*empty.sender, *empty.recipient) if run.is_gap]
    assert gaps == ["votre nom", "votre adresse", "l’adresse de la société"]
    assert "l’adresse de la société" not in empty.recipient_lines
