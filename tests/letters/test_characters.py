"""What cannot be printed is named, with its field and its place, before anything is drawn."""

import pytest

from duly.letters.case_file import read_case_file
from duly.letters.characters import (
    BODY_MOST,
    NAME_MOST,
    PARAGRAPHS_MOST,
    check_characters,
    clean,
)
from duly.letters.findings import Finding
from tests.letters.sample_cases import case_document


def found(**changes: object) -> tuple[Finding, ...]:
    return check_characters(read_case_file(case_document(**changes)))


def sender(name: str) -> dict[str, object]:
    return {
        "name": name,
        "address": {"country": "US", "lines": ["1 Fern St", "San Diego, CA 92104"]},
    }


def test_ordinary_text_of_many_countries_passes() -> None:
    text = "Žluťoučký kůň, Łódź, Ærø, Ñandú, naïve “quotes” – € £ § … Ελληνικά Кириллица ơ ế ș ț ı İ ẞ №"
    assert found(free_text=text, sender=sender("Zoë Müller-Łukaszewicz")) == ()


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\U0001f600", "GRINNING FACE"),
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\ue000", "U+E000"),
        ("\ufffe", "U+FFFE"),
        ("\U0001d400", "MATHEMATICAL BOLD CAPITAL A"),
        ("中", "CJK"),
    ],
)
def test_a_character_without_a_glyph_is_named_with_field_and_place(
    character: str, name: str
) -> None:
    (finding,) = found(free_text=f"Hello {character} there")
    assert finding.code == "unprintable-character"
    assert finding.where == "free_text"
    assert name in finding.message
    assert "place 7" in finding.message


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("שלום", "Hebrew"),
        ("สวัสดี", "Thai"),
        ("မြန်", ""),
        ("こんにちは", "hiragana"),
        ("नमस्ते", "Devanagari"),
        ("مرحبا", "Arabic"),
    ],
)
def test_a_script_that_we_cannot_set_is_refused_by_name(text: str, script: str) -> None:
    (finding,) = found(sender=sender(text))
    assert finding.where == "sender.name"
    assert script in finding.message
    if script:
        assert "Latin form" in finding.message


@pytest.mark.parametrize(
    "sign",
    list("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"),
)
def test_a_sign_that_reorders_text_is_refused(sign: str) -> None:
    (finding,) = found(identifiers={"contract_number": f"12{sign}34"})
    assert finding.code == "bidi-control"
    assert finding.where == "identifiers.contract_number"


def test_invisible_leftovers_of_word_processors_are_taken_out() -> None:
    assert clean("a\u200bb\ufeffc\u00add") == "abcd"
    assert clean("a\r\nb\rc\u2028d") == "a\nb\nc\nd"
    assert clean("Zoe\u0308") == "Zoë"


@pytest.mark.parametrize(
    "change",
    [
        {"free_text": "x" * (BODY_MOST + 1)},
        {"free_text": "x\n" * PARAGRAPHS_MOST + "x"},
        {"sender": sender("A" * (NAME_MOST + 1))},
        {"identifiers": {"contract_number": "1" * 201}},
        {"recipient": {"country": "US", "lines": ["x"] * 8}},
        {"place": "x" * 121},
    ],
)
def test_what_is_too_long_is_refused(change: dict[str, object]) -> None:
    assert {f.code for f in found(**change)} == {"too-long"}


def test_what_is_just_not_too_long_passes() -> None:
    assert found(free_text="x" * BODY_MOST, sender=sender("A" * NAME_MOST)) == ()


def test_ten_thousand_lines_are_refused_at_once() -> None:
    codes = [f.code for f in found(free_text="line\n" * 10_000)]
    assert codes
    assert set(codes) == {"too-long"}


def test_a_line_break_in_a_name_is_refused() -> None:
    (finding,) = found(sender=sender("Ada\nBen"))
    assert finding.code == "unprintable-character"
