"""Is a translation of a record sound? For every check: a bad file that it refuses, and the good one that passes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from duly.knowledge.checks.every_file import Report, check_data
from duly.knowledge.provider_words import LANGUAGES
from duly.knowledge.providers import DATA

TODAY = date(2026, 3, 2)

RECORD = """
name = "Acme"
country = "US"
sector = "fitness"
category = "Gym"
summary = "A gym for tests, open for 3 years."
legal_entity = "Acme Inc."

[sources.terms]
url = "https://acme.example/terms"
title = "Terms of Acme"
origin = "provider"
seen = 2026-02-01

[[facts]]
kind = "notice"
label = "Notice period"
text = "“Ende gut” is no notice"
source = "terms"

[[facts]]
kind = "legal_entity"
label = "Who the contract is with"
text = "Acme Inc."
source = "terms"

[[identifiers]]
key = "locker"
label = "Locker"
hint = "On the key."
"""

WORDS = """
languages = ["de", "fr"]

[[words]]
en = "A gym for tests, open for 3 years."
de = "Ein Fitnessstudio für Versuche, seit 3 Jahren offen."
fr = "Une salle de sport pour essais, ouverte depuis 3 ans."

[[words]]
en = "“Ende gut” is no notice"
de = "„Ende gut“ ist keine Kündigung"
fr = "« Ende gut » n’est pas une résiliation"

[[words]]
en = "Locker"
de = "Schrank"
fr = "Casier"

[[words]]
en = "On the key."
de = "Auf dem Schlüssel."
fr = "Sur la clé."

[[words]]
en = "Terms of Acme"
de = "Bedingungen von Acme"
fr = "Conditions d’Acme"
"""

Change = Callable[[str, str], Report]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, text in {"providers": RECORD, "words": WORDS}.items():
        path = tmp_path / name / "us" / "acme.toml"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def change(data: Path) -> Change:
    def changed(before: str, after: str) -> Report:
        path = data / "words" / "us" / "acme.toml"
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")
        return check_data(data / "words", today=TODAY)

    return changed


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}


def test_sound_words_pass(data: Path) -> None:
    report = check_data(data / "words", today=TODAY)
    assert report.findings == ()
    assert report.counts == {"words": 1}


def test_the_title_of_a_source_need_not_be_translated(change: Change) -> None:
    title = WORDS[WORDS.index('[[words]]\nen = "Terms') :]
    assert codes(change(title, "")) == set()


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('["de", "fr"]', "de", "broken-toml"),
        ('["de", "fr"]', '"de"', "bad-words"),
        ('en = "Locker"\n', "", "bad-words"),
        ('["de", "fr"]', "[]", "no-language"),
        ('["de", "fr"]', '["de", "fr", "pl"]', "unknown-language"),
        ('["de", "fr"]', '["de"]', "unknown-language"),
        ('de = "Schrank"', 'pt = "Armário"', "unknown-language"),
        ('de = "Schrank"\n', "", "missing-language"),
        ('"Schrank"', '" "', "empty-words"),
        ('en = "On the key."', 'en = "Locker"', "words-twice"),
        ('en = "Locker"', 'en = "Lockers"', "words-for-nothing"),
        ('en = "Locker"', 'en = "Lockers"', "missing-words"),
        ("seit 3 Jahren", "seit 30 Jahren", "other-figures"),
        ("seit 3 Jahren", "seit drei Jahren", "other-figures"),
        ("„Ende gut“", "„Gutes Ende“", "other-quote"),
        ("[[words]]", '[[categories]]\nen = "Gym"\n[[words]]', "shared-words"),
    ],
)
def test_words_that_do_not_fit_are_refused(
    change: Change, before: str, after: str, code: str
) -> None:
    report = change(before, after)
    assert code in codes(report)
    assert not report.is_sound


def test_a_sentence_changed_in_the_record_asks_for_its_translation_again(
    data: Path,
) -> None:
    path = data / "providers" / "us" / "acme.toml"
    path.write_text(RECORD.replace("On the key.", "On the door."), "utf-8")
    report = check_data(data / "words", today=TODAY)
    assert codes(report) == {"words-for-nothing", "missing-words"}


def test_words_without_a_record_are_refused(data: Path) -> None:
    (data / "providers" / "us" / "acme.toml").unlink()
    report = check_data(data / "words", today=TODAY)
    assert codes(report) == {"words-without-provider"}


def test_what_many_records_say_is_not_asked_for_again(data: Path) -> None:
    said = (DATA / "words" / "shared.toml").read_text("utf-8")
    assert 'en = "Notice period"' in said
    assert 'en = "Notice period"' not in WORDS
    assert check_data(data / "words", today=TODAY).is_sound


@pytest.mark.parametrize("missing", LANGUAGES)
def test_the_shared_words_speak_every_language(tmp_path: Path, missing: str) -> None:
    rest = [f'"{one}"' for one in LANGUAGES if one != missing]
    path = tmp_path / "words" / "shared.toml"
    path.parent.mkdir()
    path.write_text(f"languages = [{', '.join(rest)}]\n", "utf-8")
    assert codes(check_data(path, today=TODAY)) == {"missing-language"}


def test_a_kind_of_service_that_is_not_on_the_list_is_a_warning(data: Path) -> None:
    path = data / "providers" / "us" / "acme.toml"
    path.write_text(RECORD.replace('"Gym"', '"Gymnasium"'), "utf-8")
    found = {
        finding.code: finding.severity
        for finding in check_data(path, today=TODAY).findings
    }
    assert found["unknown-category"] == "warn"


def test_the_words_of_the_package_are_sound() -> None:
    assert check_data(DATA / "words", today=date(2026, 11, 24)).findings == ()
