"""Six languages: every sentence is there in each, means no more than the English, and no page mixes them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from duly.kit.said import said
from duly.web.spoken import spoken
from tests.conftest import require

SOURCE = Path(__file__).resolve().parents[2] / "src" / "duly"
LOCALE = SOURCE / "web" / "locale"
LANGUAGES = sorted(code for code, _ in settings.LANGUAGES if code != "en")
MARK = re.compile(r"%\(\w+\)[sd]|</?[a-z]\w*[^>]*>")
# No translation may promise what the English does not.
FORBIDDEN = {
    "de": r"garantier|E-Mail-Einschreiben|eingeschriebene E-Mail|rechtsgültig",
    "fr": r"garanti|recommandé électronique|LRE\b|e-mail recommandé",
    "es": r"garantiza|correo electrónico certificado|burofax electrónico",
    "it": r"garantit|\bPEC\b|e-mail raccomandata|raccomandata elettronica",
    "nl": r"gegarandeerd|aangetekende e-mail|rechtsgeldig",
}


def catalog(language: str) -> Catalog:
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as stored:
        return read_po(stored, locale=language)


def sentences(language: str) -> list[Message]:
    return [message for message in catalog(language) if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def key_of(message: Message) -> tuple[str, str]:
    """What it is looked up by; the compiled form keeps the context as octets."""
    context = message.context or b""
    return (
        context if isinstance(context, str) else context.decode(),
        forms(message.id)[0],
    )


def test_the_site_offers_what_is_translated():
    assert sorted(path.name for path in LOCALE.iterdir() if path.is_dir()) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_by_a_person(language: str):
    blank = [key_of(m) for m in sentences(language) if not all(forms(m.string))]
    guessed = [key_of(m) for m in sentences(language) if m.fuzzy]
    assert (blank, guessed) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_braces_and_tags_are_kept(language: str):
    def marks(text: str) -> list[str]:
        return sorted(MARK.findall(text))

    wrong = [
        key_of(message)
        for message in sentences(language)
        for text in forms(message.string)[-1:]  # one of a thing may be a word
        if marks(text) != marks(forms(message.id)[-1])
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_promises_more(language: str):
    wrong = [
        text
        for message in sentences(language)
        for text in forms(message.string)
        if re.search(FORBIDDEN[language], text, re.IGNORECASE)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_is_what_was_written(language: str):
    path = LOCALE / language / "LC_MESSAGES" / "django.mo"
    with path.open("rb") as stored:
        compiled = read_mo(stored)
    read = {key_of(m): forms(m.string) for m in compiled if m.id}
    written = {key_of(m): forms(m.string) for m in sentences(language)}
    assert read == written, "run: make words"


def test_no_sentence_of_the_code_is_left_out(tmp_path: Path):
    require("xgettext", "gettext")
    copy = tmp_path / "duly"
    shutil.copytree(
        SOURCE,
        copy,
        ignore=shutil.ignore_patterns("locale", "data", "static", "__pycache__"),
    )
    (copy / "locale" / "nl").mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "nl"],
        cwd=copy,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "duly.config.settings"},
        check=True,
        capture_output=True,
    )
    made = copy / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    with made.open("rb") as stored:
        in_code = {key_of(message) for message in read_po(stored) if message.id}
    assert len(in_code) > 1000
    for language in LANGUAGES:
        known = {key_of(m) for m in sentences(language)}
        assert (language, in_code ^ known) == (language, set()), "run: make words"


class Words(HTMLParser):
    """The texts of a page that claim to be in the language of the page."""

    WITHOUT_END = ("br", "img", "input", "meta", "link", "hr", "source", "wbr", "col")
    SHOWN = ("aria-label", "placeholder", "alt", "title")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []

    @property
    def is_foreign(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang")
        foreign = self.is_foreign or tag in ("script", "style", "option", "code", "a")
        foreign = foreign or given.get("translate") == "no"
        foreign = foreign or (language is not None and tag != "html")
        if tag not in self.WITHOUT_END:
            self.open.append((tag, foreign))
        if not foreign:
            self.found += [str(given[name]) for name in self.SHOWN if given.get(name)]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.is_foreign:
            self.found.append(data)


def untranslated(page: str) -> set[str]:
    """What stands on the page outside the marks that the test's language puts around every sentence."""
    reader = Words()
    reader.feed(page)
    left, depth = [], 0
    for text in reader.found:
        part = ""
        for sign in text:
            depth += (sign == "⟦") - (sign == "⟧")
            part += sign if depth <= 0 and sign != "⟧" else " "
        left.append(" ".join(part.split()))
    return {text for text in left if len(re.findall(r"[A-Za-z]{3,}", text)) > 2}


@pytest.fixture
def marked(tmp_path: Path, settings: Any) -> Iterator[None]:
    """German, for the length of a test, in which every sentence is English between two marks."""
    made = catalog("de")
    for message in made:
        if message.id:
            texts = [f"⟦{text}⟧" for text in forms(message.id)]
            message.string = texts[0] if len(texts) == 1 else tuple(texts)
            message.flags.discard("fuzzy")
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as stored:
        write_mo(stored, made)
    settings.LOCALE_PATHS = [tmp_path]
    trans_real._translations.clear()
    yield
    trans_real._translations.clear()


PAGES = (
    "/search?q=netflix",
    "/search?q=zzzzzz",
    "/s/us/aliexpress-vip/?renews=2027-12-15",
    "/s/de/mcfit/",
    "/write/",
    "/write/us/aliexpress-vip/",
    "/prices/",
    "/verify/",
    "/check-a-letter/",
    "/my-cases/",
    "/about/",
    "/privacy/",
    "/accessibility/",
    "/nowhere",
)
# Names, addresses and citations are the same in every language.
SAME_EVERYWHERE = re.compile(
    r"AliExpress|Alibaba|Attn|Road|Street|GmbH|§|U\.S\.C\.|openssl|Open Terms Archive|@"
)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_sentence_that_cannot_be_translated(
    path: str, visitor: Client, marked: None
):
    page = visitor.get(path, headers={"accept-language": "de"}).content.decode()
    assert "⟦" in page
    left = {text for text in untranslated(page) if not SAME_EVERYWHERE.search(text)}
    assert left == set()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "edit", "review", "answer", "charged", "delete"])
def test_nor_has_a_page_of_a_case(
    name: str, visitor: Client, opened: str, marked: None
):
    answer = visitor.get(f"/case/{opened}/{name}", headers={"accept-language": "de"})
    left = {
        text
        for text in untranslated(answer.content.decode())
        if not SAME_EVERYWHERE.search(text)
    }
    assert left == set()


def test_the_search_for_such_sentences_finds_one():
    page = '<html lang="de"><p>⟦Good.⟧ And this one slipped through.</p></html>'
    assert untranslated(page) == {"And this one slipped through."}


@pytest.mark.django_db
def test_the_browser_s_language_is_spoken(visitor: Client):
    page = visitor.get("/prices/", headers={"accept-language": "fr-CH, en;q=0.5"})
    assert '<html lang="fr"' in page.content.decode()


@pytest.mark.django_db
def test_a_choice_in_the_foot_is_remembered(visitor: Client):
    answer = visitor.post("/language", {"language": "de", "next": "/prices/"})
    assert (answer.status_code, answer.url) == (302, "/prices/")
    assert '<html lang="de"' in visitor.get("/prices/").content.decode()
    cookie = visitor.cookies["language"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.django_db
def test_the_choice_leads_to_no_other_site_and_to_no_other_language(visitor: Client):
    answer = visitor.post("/language", {"language": "xx", "next": "https://evil.test/"})
    assert answer.url == "/"
    assert "language" not in visitor.cookies


@pytest.mark.django_db
def test_a_day_is_written_as_the_language_writes_it(visitor: Client):
    path = "/s/us/aliexpress-vip/?renews=2027-12-15"
    for language, day in (
        ("de", "Di, 14. Dez"),
        ("es", "14 dic"),
        ("nl", "14 dec"),
        ("en", "14 Dec"),
    ):
        page = visitor.get(path, headers={"accept-language": language}).content.decode()
        assert day in page, language


def test_a_sentence_of_a_book_is_said_in_the_language_with_days_as_written_there():
    from duly.deadlines.words import in_words
    from duly.kit.dates import Period

    notice = in_words(Period(14, "d"))
    sentence = said("unknown, read as %(notice)s", notice=notice)
    with translation.override("de"):
        assert spoken(sentence) == "unbekannt, angenommen: 14 Tage"
        assert spoken("Until 2026-12-01.") == "Until Di, 1. Dezember 2026."


def test_a_sample_of_how_to_write_a_day_stays_as_it_is_to_be_written():
    sample = said("the day of the question is needed, as 2026-11-24")
    assert spoken(sample) == sample
