"""What a record says in another language, and in English where nobody has said it yet."""

import os
from pathlib import Path

import pytest

from duly.knowledge.law import packs
from duly.knowledge.provider_words import (
    LANGUAGES,
    BadWords,
    Told,
    categories,
    read_words,
    shared_words,
    told,
)
from duly.knowledge.providers import providers

ACME = """
languages = ["de"]

[[words]]
en = "A gym for tests."
de = "Ein Fitnessstudio für Versuche."
"""


def written(home: Path, name: str, text: str) -> Path:
    path = home / "words" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_sentence_of_a_record_is_said_in_the_language_and_says_which() -> None:
    summary = "Mostly 12 months"
    assert told(summary, language="de", slug="de/mcfit") == Told(
        text="Meist 12 Monate", language="de"
    )


def test_what_is_not_translated_stays_english_and_says_so() -> None:
    assert told("Mostly 12 months", language="fr", slug="de/mcfit") == Told(
        text="Mostly 12 months", language="en"
    )


def test_an_english_page_shows_the_record_itself() -> None:
    assert told("Gym", language="en", slug="de/mcfit").text == "Gym"


def test_words_of_another_record_are_not_borrowed() -> None:
    assert told("Mostly 12 months", language="de", slug="de/adac").language == "en"


@pytest.mark.parametrize("slug", ["", "de/mcfit", "us/nobody", "../../etc/passwd"])
def test_shared_words_are_known_for_every_record(slug: str) -> None:
    assert told("Notice period", language="nl", slug=slug).text == "Opzegtermijn"


def test_the_operators_own_words_stand_before_ours(tmp_path: Path) -> None:
    written(tmp_path, "us/acme", ACME)
    found = told("A gym for tests.", language="de", slug="us/acme", overlay=tmp_path)
    assert found.text == "Ein Fitnessstudio für Versuche."
    assert told("Gym", language="de", slug="us/acme", overlay=tmp_path).language == "de"


def test_a_changed_file_of_the_operator_is_read_again(tmp_path: Path) -> None:
    path = written(tmp_path, "us/acme", ACME)
    told("A gym for tests.", language="de", slug="us/acme", overlay=tmp_path)
    written(tmp_path, "us/acme", ACME.replace("Versuche", "Proben"))
    os.utime(path, ns=(1, 1))
    again = told("A gym for tests.", language="de", slug="us/acme", overlay=tmp_path)
    assert again.text == "Ein Fitnessstudio für Proben."


def test_a_damaged_file_of_the_operator_leaves_the_page_english(tmp_path: Path) -> None:
    written(tmp_path, "us/acme", "languages = ")
    found = told("A gym for tests.", language="de", slug="us/acme", overlay=tmp_path)
    assert found == Told(text="A gym for tests.", language="en")


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({}, "languages"),
        ({"languages": "de"}, "languages"),
        ({"languages": [1]}, "languages"),
        ({"languages": ["de"], "words": {}}, "words"),
        ({"languages": ["de"], "words": [{"de": "Ja"}]}, "words[0]"),
        ({"languages": ["de"], "words": [{"en": "Yes", "de": 1}]}, "words[0]"),
        ({"languages": ["de"], "words": ["Yes"]}, "words[0]"),
        ({"languages": ["de"], "asides": {"de": ["kündigen"]}}, "asides"),
    ],
)
def test_a_file_of_another_shape_is_refused_by_its_place(
    document: dict[str, object], field: str
) -> None:
    with pytest.raises(BadWords) as refused:
        read_words(document)
    assert refused.value.field == field


def test_every_kind_of_service_is_named_in_every_language() -> None:
    used = {found.category for found in providers() if found.category}
    assert used <= categories()
    for category in used:
        for language in LANGUAGES:
            assert told(category, language=language).language == language


def test_every_law_pack_but_a_countrys_has_its_name_in_every_language() -> None:
    parts = [pack for pack in packs() if "." in pack.id or pack.id == "eu"]
    assert len(parts) > 15
    known = shared_words().by_text
    assert [pack.title for pack in parts if pack.title not in known] == []


@pytest.mark.parametrize(
    "slug", ["adobe", "aliexpress-vip", "amazon-prime", "netflix", "spotify", "tinder"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_services_used_everywhere_are_told_in_every_language(
    slug: str, language: str
) -> None:
    found = next(one for one in providers() if one.slug == f"us/{slug}")
    assert told(found.summary, language=language, slug=found.slug).language == language
