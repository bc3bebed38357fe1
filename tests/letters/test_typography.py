"""Our own words as they are set: spaces that hold, and no ß in Switzerland."""

import pytest

from duly.knowledge.prose import vocabulary
from duly.letters.case_file import read_case_file
from duly.letters.compose import compose
from duly.letters.drafting import draft_letter
from duly.letters.typography import local_words, plain, spelled
from tests.letters.sample_cases import case_document


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("fr", "Le motif : « oui » ; non ?", "Le motif\u202f: «\u202foui\u202f»\u202f; non\u202f?"),
        ("en_GB", "The reason : yes", "The reason : yes"),
        ("de", "innerhalb von 14 Tagen", "innerhalb von 14\u00a0Tagen"),
        ("de", "Mit freundlichen Grüßen", "Mit freundlichen Grüßen"),
        ("de_CH", "Mit freundlichen Grüßen", "Mit freundlichen Grüssen"),
        ("es", "3 - 4", "3 - 4"),
    ],
)  # fmt: skip
def test_our_words_are_set_as_the_place_sets_them(
    locale: str, text: str, expected: str
) -> None:
    assert spelled(text, locale=locale) == expected
    assert "\u00a0" not in plain(expected)
    assert "\u202f" not in plain(expected)


def test_an_american_letter_closes_as_one() -> None:
    english = vocabulary("en")
    assert local_words(english, locale="en_US").labels["closing"] == "Sincerely,"
    assert local_words(english, locale="en_GB").labels["closing"] == "Yours faithfully,"


def test_what_a_person_typed_is_left_as_it_is() -> None:
    case = read_case_file(
        case_document("FR", free_text="Motif : 14 jours", language="fr")
    )
    sheet = draft_letter(case, answer=None).sheet
    typed = [run.text for line in sheet.lines for run in line.runs if run.from_form]
    assert "Motif : 14 jours" in typed


def test_a_swiss_letter_has_no_sharp_s_of_ours() -> None:
    address = {"country": "CH", "lines": ["Straße 1", "8008 Zürich"]}
    sender = {"name": "Ada Groß", "address": address, "email": "ada@example.org"}
    case = read_case_file(case_document("DE", sender=sender))
    text = compose(case, answer=None, format="txt").text
    assert "Grüssen" in text
    assert "Groß" in text


@pytest.mark.parametrize(
    ("language", "country", "day", "expected"),
    [
        ("fr", "FR", "2026-10-01", "1er octobre 2026"),
        ("fr", "FR", "2026-10-11", "11 octobre 2026"),
        ("it", "DE", "2026-10-01", "1º ottobre 2026"),
        ("es", "DE", "2026-10-01", "1 de octubre de 2026"),
        ("en", "US", "2026-10-01", "October 1, 2026"),
        ("en", "GB", "2026-10-01", "1 October 2026"),
    ],
)
def test_the_first_of_a_month_is_written_as_in_the_language(
    language: str, country: str, day: str, expected: str
) -> None:
    case = read_case_file(case_document(country, language=language, date=day, place=""))
    date_line = draft_letter(case, answer=None).sheet.date_line
    assert plain("".join(run.text for run in date_line)).endswith(expected)
