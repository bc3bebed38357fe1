"""The catalogue on a page in another language: said in it, or marked as English."""

import re

import pytest
from django.test import Client
from django.utils import translation

from duly.knowledge.law import packs
from duly.web.templatetags.catalogue import pack_name, told_here

pytestmark = pytest.mark.django_db

# Words that only an English sentence has.
ENGLISH = re.compile(
    r"\b(the|their|which|you|your|with|does not|from|and|say|says)\b", re.IGNORECASE
)


def page_of(visitor: Client, path: str, language: str) -> str:
    return visitor.get(path, headers={"accept-language": language}).content.decode()


def texts_in_page_language(page: str, language: str) -> list[str]:
    """Every text of the page but for what says that it is English, and names of languages and scripts."""
    body = page[page.index("<main") :]
    body = re.sub(r"<script.*?</script>", "", body, flags=re.DOTALL)
    body = re.sub(r'<(span|label|p)[^>]*lang="en"[^>]*>.*?</\1>', "", body)
    assert f'lang="{language}"' in page
    return [" ".join(text.split()) for text in re.findall(r">([^<]+)<", body)]


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/s/de/mcfit/", "de"),
        ("/s/de/adac/", "de"),
        ("/s/de/bahncard/", "de"),
        ("/s/de/telekom/", "de"),
        ("/s/de/vodafone/", "de"),
        ("/s/fr/orange/", "fr"),
        ("/s/fr/canal-plus/", "fr"),
        ("/s/fr/deezer/", "fr"),
        ("/s/fr/bouygues-telecom/", "fr"),
    ],
)
def test_a_page_of_the_readers_country_has_no_english_sentence(
    visitor: Client, path: str, language: str
) -> None:
    page = page_of(visitor, path, language)
    assert [
        t for t in texts_in_page_language(page, language) if ENGLISH.search(t)
    ] == []
    # titles of sources may be English, and then say so
    body = page[page.index("<main") :]
    english = re.findall(r'<span lang="en">([^<]+)</span>', body)
    assert [text for text in english if f">{text}</span></a>" not in body] == []


def test_the_same_page_in_a_language_without_words_says_what_is_english(
    visitor: Client,
) -> None:
    page = page_of(visitor, "/s/de/mcfit/", "es")
    assert '<span lang="es">Plazo de preaviso</span>' in page
    assert '<span lang="en">Mostly 12 months</span>' in page


def test_an_english_page_shows_the_record_as_it_is(visitor: Client) -> None:
    page = page_of(visitor, "/s/de/mcfit/", "en")
    assert '<span lang="en">Mostly 12 months</span>' in page
    assert "Meist 12 Monate" not in page


@pytest.mark.parametrize(
    ("language", "kind"),
    [
        ("de", "Fitnessstudio"),
        ("fr", "Salle de sport"),
        ("es", "Gimnasio"),
        ("it", "Palestra"),
        ("nl", "Sportschool"),
        ("en", "Gym"),
    ],
)
def test_a_hit_names_its_kind_in_the_language(
    visitor: Client, language: str, kind: str
) -> None:
    page = page_of(visitor, "/search?q=mcfit", language)
    assert f'<span lang="{language}">{kind}</span>' in page


def test_what_the_company_asks_for_is_asked_in_the_language(visitor: Client) -> None:
    page = page_of(visitor, "/write/de/mcfit/", "de")
    assert re.search(r'lang="de">Mitgliedsnummer', page)
    assert re.search(r'lang="de">Ort und Straße', page)


def test_the_found_address_says_its_note_and_source_in_the_language(
    visitor: Client,
) -> None:
    page = page_of(visitor, "/write/us/aliexpress-vip/", "de")
    assert '<span lang="de">Anschrift für rechtliche Mitteilungen.' in page
    assert '<span lang="de">Bedingungen und VIP-Vereinbarung von AliExpress' in page


def test_label_and_hint_each_say_their_own_language(visitor: Client) -> None:
    page = page_of(visitor, "/write/gb/sky/", "de")
    assert 'lang="en">Sky account number' in page
    assert 'lang="de">Auf der Rechnung und im Konto im Netz.' in page


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("de", {"us.federal": "Vereinigte Staaten, Bundesrecht", "de": "Deutschland"}),
        ("fr", {"us.ca": "Californie", "gb": "Royaume-Uni", "ca.qc": "Québec"}),
        ("nl", {"gb.sct": "Schotland", "at": "Oostenrijk"}),
        ("en", {"us.federal": "United States, federal law", "de": "Germany"}),
    ],
)
def test_a_law_pack_is_named_in_the_language(
    language: str, names: dict[str, str]
) -> None:
    found = {pack.id: pack for pack in packs()}
    with translation.override(language):
        said = {pack: re.sub("<[^>]+>", "", pack_name(found[pack])) for pack in names}
    assert said == names


def test_what_a_record_says_is_text_and_never_markup() -> None:
    with translation.override("de"):
        assert (
            told_here("<b>Gym</b>") == '<span lang="en">&lt;b&gt;Gym&lt;/b&gt;</span>'
        )
