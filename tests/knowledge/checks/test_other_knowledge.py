"""Clocks, statutes, words and the operator's own files: each check meets a bad file that it refuses."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from duly.knowledge.checks.every_file import Report, check_data
from duly.knowledge.providers import DATA

TODAY = date(2026, 3, 2)

CLOCK = """
checked_on = 2026-02-01

[[clock]]
id = "a_clock"
title = "A clock"
event = "the day of the charge"
period = "120d"
safe_period = "90d"
roll = "none"
calendar = ["bank:FED", "US"]
who = "issuer"
citations = ["Rule 1.2"]
confidence = "high"
why = "So it is."
others = [{ name = "alarm", from = "last", period = "-10d", why = "In hand." }]
sources = [{ url = "https://rules.example/1", title = "Rules", seen = 2026-02-01, supports = "120 days" }]
"""

STATUTE = """
places = ["DE"]

[[statute]]
name = "the Act"
keys = ["the act"]
pattern = '\\bthe act\\b'
[[statute.section]]
at = ["9"]
status = "repealed"
because = "It is gone."
act = "ordinary"
[[statute.untrue]]
said = "lawyer"
because = "It gives none."
"""

WORDS = "\n".join(
    [
        "[words]",
        *(
            f'{language} = "{" ".join(f"{language}{n}" for n in range(20))}"'
            for language in ("en", "fr", "de", "es", "it", "nl")
        ),
        "[formulas]",
        'en = ["dear sirs"]',
        'fr = ["cordialement"]',
    ]
)

PRICES = """
valid_minutes = 60
[tax]
registered = true
number = "DE1"
[tax.rates]
DE = 1900
[fees]
lob = { USD = 250 }
"""

TERMS = "# Terms\n\n## Who {#who}\n\n{operator}, {contact}: {valid_minutes} minutes.\n"

FATES = ("delivered", "signed", "declined", "unclaimed", "returned", "lost")
SPOKEN = ("en", "fr", "de", "es", "it", "nl")
DELIVERY = "checked_on = 2026-02-01\n" + "".join(
    f'[neutral.{fate}.{spoken}]\nmeans = "{fate} so, {spoken}."\nnext = "Then {fate}, {spoken}."\n'
    for fate in FATES
    for spoken in SPOKEN
)
DELIVERY += """
[[meaning]]
country = "DE"
events = ["unclaimed"]
cites = "§ 130 BGB"
sources = [{ url = "https://court.example/1", title = "Judgment", seen = 2026-02-01 }]
"""
DELIVERY += "".join(
    f'[meaning.{spoken}]\nmeans = "It is not received, {spoken}."\nnext = "Send again, {spoken}."\n'
    for spoken in SPOKEN
)

FILES = {
    "clocks/some.toml": CLOCK,
    "statutes/xx.toml": STATUTE,
    "language/words.toml": WORDS,
    "operator/prices.toml": PRICES,
    "operator/en/terms.md": TERMS,
    "delivery/meanings.toml": DELIVERY,
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def change(data: Path) -> Callable[[str, str, str], Report]:
    def changed(name: str, before: str, after: str) -> Report:
        path = data / name
        text = path.read_text("utf-8")
        assert before in text, before
        path.write_text(text.replace(before, after, 1), "utf-8")
        return check_data(data, today=TODAY)

    return changed


def found(report: Report, severity: str = "block") -> set[tuple[str, str]]:
    return {(f.file, f.code) for f in report.findings if f.severity == severity}


def test_the_sound_folder_passes(data: Path) -> None:
    report = check_data(data, today=TODAY)
    assert report.findings == ()
    assert report.counts == {
        "clocks": 1,
        "statutes": 1,
        "language": 1,
        "operator": 2,
        "delivery": 1,
    }


@pytest.mark.parametrize(
    "kind", ["clocks", "statutes", "language", "operator", "delivery"]
)
def test_our_own_files_pass(kind: str) -> None:
    report = check_data(DATA / kind, today=date(2026, 11, 24))
    assert found(report) == set()
    assert report.counts[kind] >= 1


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('period = "120d"', 'period = "thirteen moons"', "bad-clock"),
        ('roll = "none"', "", "bad-clock"),
        ("checked_on = 2026-02-01\n", "", "bad-clock"),
        ("[[clock]]", "[clock]", "bad-clock"),
        ('period = "-10d", ', "", "bad-clock"),
        ('url = "https://rules.example/1", ', "", "bad-clock"),
        ('roll = "none"', 'roll = "sideways"', "unknown-word"),
        ('confidence = "high"', 'confidence = "sure"', "unknown-word"),
        ('from = "last"', 'from = "first"', "unknown-word"),
        ('["Rule 1.2"]', "[]", "no-citation"),
        ('["Rule 1.2"]', '[" "]', "no-citation"),
        ('"bank:FED"', '"bank:MOON"', "unknown-calendar"),
        ('"US"', '"QX"', "unknown-calendar"),
        ('"https://rules.example/1"', '"the manual"', "bad-url"),
        ('safe_period = "90d"', 'safe_period = "121d"', "unsafe"),
        ("seen = 2026-02-01", "seen = 2026-03-03", "future-day"),
        ("checked_on = 2026-02-01", "checked_on = 2026-03-03", "future-day"),
    ],
)
def test_a_bad_clock_is_refused(
    before: str, after: str, code: str, change: Callable[[str, str, str], Report]
) -> None:
    report = change("clocks/some.toml", before, after)
    assert found(report) == {("clocks/some.toml", code)}


def test_a_clock_without_a_source_is_refused(data: Path) -> None:
    path = data / "clocks" / "some.toml"
    kept = [line for line in CLOCK.splitlines() if not line.startswith("sources")]
    path.write_text("\n".join([*kept, "sources = []"]), "utf-8")
    assert found(check_data(data, today=TODAY)) == {
        ("clocks/some.toml", "missing-source")
    }


def test_a_clock_that_is_there_twice_is_refused(data: Path) -> None:
    again = CLOCK.replace("checked_on = 2026-02-01\n", "", 1)
    (data / "clocks" / "some.toml").write_text(CLOCK + again, "utf-8")
    assert found(check_data(data, today=TODAY)) == {("clocks/some.toml", "twice")}


def test_a_clock_read_long_ago_warns(change: Callable[[str, str, str], Report]) -> None:
    report = change(
        "clocks/some.toml", "checked_on = 2026-02-01", "checked_on = 2025-02-01"
    )
    assert found(report, "warn") == {("clocks/some.toml", "stale-fact")}
    assert report.is_sound


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("keys = [", "key = [", "bad-statute"),
        ("at = [", "in = [", "bad-statute"),
        ("act\\b'", "act('", "broken-pattern"),
        ('said = "lawyer"', 'said = "(lawyer"', "broken-pattern"),
        ("'\\bthe act\\b'", "'(the act)?'", "fits-everything"),
        ('said = "lawyer"', 'said = ""', "fits-everything"),
        ('keys = ["the act"]', 'keys = ["The Act"]', "bad-key"),
        ('keys = ["the act"]', 'keys = ["l\'été"]', "bad-key"),
        ('keys = ["the act"]', "keys = []", "no-key"),
        ('keys = ["the act"]', 'keys = [""]', "no-key"),
        ('places = ["DE"]', "places = []", "no-place"),
        ('places = ["DE"]', 'places = ["QX"]', "unknown-place"),
        ('at = ["9"]', 'at = ["9"]\nplaces = ["QX"]', "unknown-place"),
        ('status = "repealed"', 'status = "asleep"', "unknown-word"),
        ('act = "ordinary"', 'act = "leaving"', "unknown-word"),
        ('said = "lawyer"', 'said = "lawyer"\ncode = "silly"', "unknown-word"),
        ('because = "It is gone."', "", "no-reason"),
        ('because = "It gives none."', 'because = ""', "no-reason"),
    ],
)
def test_a_bad_statute_is_refused(
    before: str, after: str, code: str, change: Callable[[str, str, str], Report]
) -> None:
    report = change("statutes/xx.toml", before, after)
    assert found(report) == {("statutes/xx.toml", code)}


@pytest.mark.parametrize(
    ("before", "after", "severity", "code"),
    [
        ("[words]", "[wörter]", "block", "broken-toml"),
        ("[words]", "[other]", "block", "bad-table"),
        ('fr = ["cordialement"]', 'fr = "cordialement"', "block", "bad-table"),
        ("en0 ", "En0 ", "block", "bad-word"),
        ("en0 ", "", "block", "few-words"),
        ('["cordialement"]', '["Dear sirs"]', "block", "two-languages"),
        ("en0 ", "en0 en1 ", "warn", "twice"),
    ],
)
def test_a_bad_table_of_words_is_found(
    before: str,
    after: str,
    severity: str,
    code: str,
    change: Callable[[str, str, str], Report],
) -> None:
    report = change("language/words.toml", before, after)
    assert ("language/words.toml", code) in found(report, severity)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("valid_minutes = 60", 'valid_minutes = "an hour"'),
        ("valid_minutes = 60", "valid_minutes = 0"),
        ('number = "DE1"', ""),
        ("DE = 1900", ""),
        ("DE = 1900", "DE = 19.0"),
        ("DE = 1900", "DE = 19000"),
        ("DE = 1900", "Germany = 1900"),
        ("USD = 250", "dollars = 250"),
        ("USD = 250", "USD = -1"),
        ("lob = { USD = 250 }", "lob = 250"),
    ],
)
def test_bad_prices_are_refused(
    before: str, after: str, change: Callable[[str, str, str], Report]
) -> None:
    report = change("operator/prices.toml", before, after)
    assert found(report) == {("operator/prices.toml", "bad-prices")}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("{contact}", "{phone}", "unknown-field"),
        ("{contact}", "{contact", "broken-text"),
        ("{contact}", "}", "broken-text"),
        ("{contact}", "{}", "unknown-field"),
    ],
)
def test_a_text_that_cannot_be_filled_is_refused(
    before: str, after: str, code: str, change: Callable[[str, str, str], Report]
) -> None:
    report = change("operator/en/terms.md", before, after)
    assert found(report) == {("operator/en/terms.md", code)}


def test_a_text_that_no_page_shows_warns(data: Path) -> None:
    (data / "operator/en/imprint.md").write_text("# Imprint\n", "utf-8")
    report = check_data(data, today=TODAY)
    assert found(report, "warn") == {("operator/en/imprint.md", "unused-text")}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("checked_on = 2026-02-01", "", "no-checked-day"),
        ("[neutral.lost.en]", "[neutral.found.en]", "bad-meaning"),
        ('next = "Send again, fr."', "", "bad-meaning"),
        ("[neutral.lost.nl]", "[neutral.lost.pt]", "bad-meaning"),
        ("[meaning.it]", "[meaning.pt]", "bad-meaning"),
        ("lost so, fr", "lost so, en", "untranslated-sentence"),
        ('events = ["unclaimed"]', 'events = ["eaten"]', "bad-meaning"),
        ('events = ["unclaimed"]', 'events = ["lost", "lost"]', "bad-meaning"),
        ('title = "Judgment", ', "", "bad-meaning"),
        ('means = "lost so, de."', 'means = ""', "empty-sentence"),
        ('country = "DE"', 'country = "QX"', "unknown-country"),
        ('cites = "§ 130 BGB"', "", "no-citation"),
        ('"https://court.example/1"', '"the court"', "bad-url"),
        ("seen = 2026-02-01", "seen = 2026-03-03", "future-day"),
    ],
)
def test_a_bad_meaning_of_a_delivery_is_refused(
    before: str, after: str, code: str, change: Callable[[str, str, str], Report]
) -> None:
    report = change("delivery/meanings.toml", before, after)
    assert found(report) == {("delivery/meanings.toml", code)}


def test_a_broken_pattern_of_a_law_is_refused(tmp_path: Path) -> None:
    text = (DATA / "law" / "nl.toml").read_text("utf-8")
    path = tmp_path / "law" / "nl.toml"
    path.parent.mkdir()
    assert "patterns = [" in text
    changed = text.replace("patterns = [", "patterns = ['(open', ", 1)
    path.write_text(changed, "utf-8")
    report = check_data(path, today=TODAY)
    assert ("law/nl.toml", "broken-pattern") in found(report)
