"""Are the files in data/ sound? For every check: a bad file that it refuses, and the good one that it lets pass."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from duly.knowledge.checks.every_file import Report, check_data
from duly.knowledge.providers import DATA

TODAY = date(2026, 3, 2)

PROVIDER = """
name = "Acme"
country = "US"
sector = "fitness"
summary = "A gym for tests."
post = "accepted"

[sources.terms]
url = "https://acme.example/terms"
title = "Terms of Acme"
origin = "provider"
checked = "archive"
seen = 2026-02-01
page_date = 2026-01-01

[sources.list]
url = "https://list.example/acme"
title = "A public list"
origin = "public-data"
checked = "archive"
seen = 2026-02-01

[sources.seller]
url = "https://seller.example/acme"
title = "A letter seller"
origin = "letter-seller"
checked = "archive"
seen = 2026-02-01

[own_way]
url = "https://acme.example/leave"
source = "terms"

[[facts]]
kind = "notice"
label = "Notice period"
text = "One month"
source = "terms"

[[contacts]]
kind = "postal_address"
purpose = "termination"
address = { country = "US", lines = ["Acme Inc.", "1 Main Street", "Springfield, IL 62701"] }
source = "terms"

[[contacts]]
kind = "email"
purpose = "termination"
value = "leave@acme.example"
source = "list"
note = "A list prints it."

[[contacts]]
kind = "phone"
purpose = "general"
value = "+1 217 555 0100"
source = "terms"

[[disputed]]
value = "wrong@acme.example"
source = "seller"
why = "No support found."

[[identifiers]]
key = "member_number"
label = "Member number"

[[terms]]
name = "notice"
value = "1m"
source = "terms"
"""

GUIDE = """# How to leave Acme

A gym for tests.

## First, their page {#free}

1. Open the page.
2. Press the button.

## Before you write {#before}

Look up the number.

## If they charged you {#charged}

Ask your bank.

## Questions {#questions}

### Why?

So.

### How?

Thus.

### When?

Then.
"""

LAW = """
[pack]
id = "xx"
jurisdiction = "XX"
title = "Nowhere"
languages = ["en"]
released = false
checked_on = 2026-02-01

[[rule]]
id = "xx.act.1"
citation = "Act 12, section 3"
title = "A contract may be left with one month's notice"
status = "in_force"
act = "ordinary"
print = "letter"
test = "receipt"
roll = "none"
confidence = "high"
gives = ["end_contract"]
effective_from = 2020-01-01
effective_to = 2030-01-01
sources = [{ url = "https://law.example/12", title = "Act 12", seen = 2026-02-01, primary = true }]
"""

TARIFF = """
carrier = "Post"
source = "https://post.example/"
checked_on = 2026-02-01
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, text in {
        "providers/us/acme.toml": PROVIDER,
        "providers/us/acme.md": GUIDE,
        "law/xx.toml": LAW,
        "tariffs/post.toml": TARIFF,
        "letters/en/ordinary.md": "# Notice: {{service}}\n\nI end the contract.\n",
        "letters/en/ordinary.toml": 'title = "Notice"\nreviewer = ""\n',
        "letters/en/parts.md": "## closing\n\nPlease confirm.\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def change(data: Path) -> Callable[[str, str, str], Report]:
    def changed(name: str, before: str, after: str) -> Report:
        path = data / name
        text = path.read_text("utf-8")
        assert text.count(before) >= 1, before
        path.write_text(text.replace(before, after, 1), "utf-8")
        return check_data(data, today=TODAY)

    return changed


def codes(report: Report, severity: str = "block") -> set[str]:
    return {f.code for f in report.findings if f.severity == severity}


def test_the_sound_folder_passes(data: Path) -> None:
    report = check_data(data, today=TODAY)
    assert report.findings == ()
    assert report.is_sound
    assert report.counts == {"providers": 2, "law": 1, "tariffs": 1, "letters": 3}


BLOCKED = [
    ('name = "Acme"', "name = Acme", "broken-toml"),
    ('name = "Acme"', "", "bad-provider"),
    ('name = "Acme"', "name = 7", "bad-provider"),
    ('post = "accepted"', 'post = "perhaps"', "bad-provider"),
    (
        'source = "terms"\n\n[[contacts]]',
        'source = "nowhere"\n\n[[contacts]]',
        "missing-source",
    ),
    ('text = "One month"\nsource = "terms"', 'text = "One month"', "missing-source"),
    ('origin = "provider"', 'origin = "hearsay"', "bad-provider"),
    ("seen = 2026-02-01\npage", 'seen = "2026-02-01"\npage', "bad-provider"),
    ('country = "US"\nsector', 'country = "GB"\nsector', "country-mismatch"),
    ('sector = "fitness"', 'sector = "gyms"', "unknown-sector"),
    ("seen = 2026-02-01\npage", "page", "no-seen-day"),
    ("seen = 2026-02-01\npage", "seen = 2026-03-03\npage", "future-day"),
    ("page_date = 2026-01-01", "page_date = 2026-02-02", "future-day"),
    ('"https://acme.example/terms"', '"javascript:alert(1)"', "bad-url"),
    ('"https://acme.example/leave"', '"leave"', "bad-url"),
    ('source = "list"', 'source = "seller"', "letter-seller-as-source"),
    (
        "https://list.example/acme",
        "https://www.postclic.com/acme",
        "letter-seller-as-source",
    ),
    (
        "https://list.example/acme",
        "https://www.cancelatlas.com/c/acme",
        "aggregator-as-source",
    ),
    (
        'value = "wrong@acme.example"',
        'value = "Leave@acme.example"',
        "disputed-recipient",
    ),
    ('value = "wrong@acme.example"', 'value = ""', "empty-dispute"),
    ('"leave@acme.example"', '"privacy@acme.example"', "privacy-desk-as-recipient"),
    ('"leave@acme.example"', '"Datenschutz@acme.example"', "privacy-desk-as-recipient"),
    ('note = "A list prints it."', "", "unconfirmed-without-note"),
    ('0100"\nsource = "terms"', '0100"\nsource = "list"', "stranger's-number"),
    ('"Acme Inc.", "1 Main Street", "Springfield, IL 62701"', '"Acme"', "bad-address"),
    ('"leave@acme.example"', '"leave at acme"', "bad-email"),
    ('name = "notice"', 'name = "notise"', "bad-term"),
    ('value = "1m"', 'value = "a month"', "bad-term"),
    ('name = "notice"', 'name = "notice_to"', "bad-term"),
    ('key = "member_number"', 'key = "Member Number"', "bad-identifier"),
    (
        "[[terms]]",
        '[[identifiers]]\nkey = "member_number"\nlabel = "Again"\n\n[[terms]]',
        "bad-identifier",
    ),
    ('summary = "A gym for tests."', "", "no-summary"),
    ('summary = "A gym for tests."', f'summary = "{"long " * 60}"', "long-summary"),
    ('source = "terms"\n\n[[facts]]', "\n[[facts]]", "own-way-without-source"),
    (
        'url = "https://acme.example/leave"\n',
        "known = false\n",
        "own-way-not-looked-for",
    ),
]


@pytest.mark.parametrize(("before", "after", "code"), BLOCKED)
def test_a_bad_provider_is_refused_by_the_check_that_names_it(
    before: str, after: str, code: str, change: Callable[[str, str, str], Report]
) -> None:
    report = change("providers/us/acme.toml", before, after)
    assert code in codes(report)
    assert not report.is_sound
    assert {f.file for f in report.findings} == {"providers/us/acme.toml"}
    assert all(f.message for f in report.findings)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("# How to leave Acme\n", "", "guide-without-title"),
        ("1. Open the page.\n2. Press the button.", "Open the page.", "no-free-way"),
        (" {#free}", "", "no-free-way"),
        (" {#before}", "", "guide-part"),
        (" {#charged}", "", "guide-part"),
        ("### When?\n\nThen.\n", "", "few-questions"),
        ("Ask your bank.", "Ask your <b>bank</b>.", "guide-markup"),
        ("Ask your bank.", "Ask [your bank](https://bank.example).", "guide-markup"),
        ("Ask your bank.", "We guarantee your money back.", "promise"),
        ("Ask your bank.", "Our lawyers wrote this.", "promise"),
    ],
)
def test_a_bad_guide_is_refused(
    before: str, after: str, code: str, change: Callable[[str, str, str], Report]
) -> None:
    assert code in codes(change("providers/us/acme.md", before, after))


GERMAN = GUIDE.replace("Look up the number.", "Suchen Sie die Nummer.")


def test_a_guide_in_another_language_with_the_same_parts_passes(data: Path) -> None:
    (data / "providers/us/acme.de.md").write_text(GERMAN, "utf-8")
    assert check_data(data, today=TODAY).findings == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2. Press the button.\n", ""),
        ("### When?\n\nThen.\n", "### When?\n\nThen.\n\n### Where?\n\nHere.\n"),
        ("## If they", "## At the end {#end}\n\nGo.\n\n## If they"),
    ],
)
def test_a_guide_that_says_more_or_less_than_the_english_one_is_a_warning(
    data: Path, before: str, after: str
) -> None:
    assert before in GERMAN
    changed = GERMAN.replace(before, after)
    (data / "providers/us/acme.de.md").write_text(changed, "utf-8")
    report = check_data(data, today=TODAY)
    assert codes(report, "warn") == {"guide-differs"}
    assert report.is_sound


def test_a_provider_without_guide_and_a_guide_without_provider_are_refused(
    data: Path,
) -> None:
    (data / "providers/us/acme.md").rename(data / "providers/us/other.md")
    report = check_data(data, today=TODAY)
    assert {"no-guide", "guide-without-provider"} <= codes(report)


@pytest.mark.parametrize("name", ["us/Acme.toml", "us/acme_inc.toml", "acme.toml"])
def test_a_crooked_path_is_refused(name: str, data: Path) -> None:
    (data / "providers" / name).write_text(PROVIDER, "utf-8")
    assert "bad-slug" in codes(check_data(data, today=TODAY))


def test_a_country_that_does_not_exist_is_refused(data: Path) -> None:
    folder = data / "providers" / "qx"
    folder.mkdir()
    (folder / "acme.toml").write_text(
        PROVIDER.replace('country = "US"\nsector', 'country = "QX"\nsector'), "utf-8"
    )
    assert "unknown-country" in codes(check_data(data, today=TODAY))


def test_old_facts_warn_and_do_not_stop(
    change: Callable[[str, str, str], Report],
) -> None:
    report = change(
        "providers/us/acme.toml", "page_date = 2026-01-01", "page_date = 2025-03-01"
    )
    assert codes(report, "warn") == {"stale-fact"}
    assert report.is_sound


def test_a_source_that_proves_nothing_warns(
    change: Callable[[str, str, str], Report],
) -> None:
    extra = '[sources.spare]\nurl = "https://spare.example"\ntitle = "Spare"\norigin = "provider"\nseen = 2026-02-01\n\n[own_way]'
    report = change("providers/us/acme.toml", "[own_way]", extra)
    assert codes(report, "warn") == {"unused-source"}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("[pack]", "[pack", "broken-toml"),
        ('status = "in_force"', 'status = "alive"', "broken-pack"),
        ('title = "Nowhere"', 'titel = "Nowhere"', "broken-pack"),
        ('id = "xx"', 'id = "yy"', "pack-id-mismatch"),
        ('citation = "Act 12, section 3"', 'citation = ""', "no-citation"),
        ('"Act 12, section 3"', '"BGB"', "malformed-citation"),
        ('"Act 12, section 3"', '"Act 12  section 3"', "malformed-citation"),
        ('"Act 12, section 3"', '"see Act 12"', "malformed-citation"),
        ('"Act 12, section 3"', '"§ ??"', "malformed-citation"),
        (
            'sources = [{ url = "https://law.example/12", title = "Act 12", seen = 2026-02-01, primary = true }]',
            "",
            "missing-source",
        ),
        ('"https://law.example/12"', '"the library"', "bad-url"),
        (
            "effective_to = 2030-01-01",
            "effective_to = 2019-01-01",
            "ends-before-it-begins",
        ),
        ("checked_on = 2026-02-01", "checked_on = 2026-03-03", "future-day"),
    ],
)
def test_a_bad_law_is_refused(
    before: str, after: str, code: str, change: Callable[[str, str, str], Report]
) -> None:
    assert code in codes(change("law/xx.toml", before, after))


def test_a_law_read_long_ago_warns(change: Callable[[str, str, str], Report]) -> None:
    report = change("law/xx.toml", "checked_on = 2026-02-01", "checked_on = 2025-02-01")
    assert codes(report, "warn") == {"stale-rule"}
    assert report.is_sound


def test_a_watched_rule_is_listed(change: Callable[[str, str, str], Report]) -> None:
    report = change("law/xx.toml", 'roll = "none"', 'roll = "none"\nwatch = true')
    assert report.watched == ("xx.act.1",)


@pytest.mark.parametrize(
    ("before", "after", "severity", "code"),
    [
        ("checked_on = 2026-02-01", "", "block", "no-checked-day"),
        ("checked_on = 2026-02-01", "checked_on = 2026-03-03", "block", "future-day"),
        ("checked_on = 2026-02-01", "checked_on = 2025-01-01", "warn", "stale-fact"),
        ('source = "https://post.example/"', "", "block", "missing-source"),
        ('"https://post.example/"', '"the counter"', "block", "bad-url"),
    ],
)
def test_a_fee_without_day_or_source_is_found(
    before: str,
    after: str,
    severity: str,
    code: str,
    change: Callable[[str, str, str], Report],
) -> None:
    assert codes(change("tariffs/post.toml", before, after), severity) == {code}


STEPS = "steps = [{ grams = 20, price = 608 }, { grams = 50, price = 677 }]"
PRICES = f"""checked_on = 2026-02-01
valid_from = 2026-01-01
country = "XX"
currency = "EUR"
[[services]]
key = "registered"
{STEPS}
"""


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("price = 608", "price = 6.08", "bad-price"),
        ("price = 608", "price = 0", "bad-price"),
        ('currency = "EUR"\n', "", "no-currency"),
        ("valid_from = 2026-01-01\n", "", "no-first-day"),
        ("grams = 50", "grams = 20", "bad-steps"),
        ("grams = 50", "grams = 10", "bad-steps"),
    ],
)
def test_a_price_list_that_cannot_be_used_is_found(
    before: str, after: str, code: str, change: Callable[[str, str, str], Report]
) -> None:
    sound = change("tariffs/post.toml", "checked_on = 2026-02-01", PRICES)
    assert codes(sound, "block") == set()
    assert codes(change("tariffs/post.toml", before, after), "block") == {code}


@pytest.mark.parametrize(
    ("name", "before", "after", "severity", "code"),
    [
        ("ordinary.md", "I end", "[if online]\n\nI end", "block", "bad-prose"),
        ("parts.md", "## closing", "closing", "block", "bad-prose"),
        ("ordinary.toml", 'reviewer = ""', "", "block", "no-reviewer"),
        (
            "ordinary.toml",
            'reviewer = ""',
            'reviewer = "N. N."',
            "block",
            "no-reviewer",
        ),
        (
            "ordinary.toml",
            "reviewer",
            "valid_until = 2026-01-01\nreviewer",
            "warn",
            "review-ran-out",
        ),
    ],
)
def test_a_bad_letter_text_is_found(
    name: str,
    before: str,
    after: str,
    severity: str,
    code: str,
    change: Callable[[str, str, str], Report],
) -> None:
    assert code in codes(change(f"letters/en/{name}", before, after), severity)


def test_a_letter_without_its_fields_is_refused(data: Path) -> None:
    (data / "letters/en/ordinary.toml").unlink()
    assert codes(check_data(data, today=TODAY)) == {"missing-half"}


def test_a_file_that_is_no_text_is_refused(data: Path) -> None:
    (data / "law/xx.toml").write_bytes(b"\xff\xfe\x00")
    assert codes(check_data(data, today=TODAY)) == {"not-utf-8"}


def test_one_file_or_one_folder_can_be_checked_alone(data: Path) -> None:
    assert check_data(data / "law", today=TODAY).counts == {"law": 1}
    assert check_data(data / "law/xx.toml", today=TODAY).counts == {"law": 1}


def test_a_damaged_addition_of_an_import_is_refused(data: Path) -> None:
    path = data / "additions" / "us" / "acme" / "jdm-acme.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[[facts]]\nkind = "rating"\n', "utf-8")
    assert codes(check_data(data, today=TODAY)) == {"bad-addition"}


def test_raw_imports_are_not_read(data: Path) -> None:
    path = data / "imports" / "jdm" / "broken.toml"
    path.parent.mkdir(parents=True)
    path.write_text("not toml", "utf-8")
    assert check_data(data, today=TODAY).findings == ()


def test_our_own_providers_are_sound() -> None:
    report = check_data(DATA / "providers", today=date(2026, 11, 24))
    assert [f for f in report.findings if f.severity == "block"] == []
    assert report.counts["providers"] >= 40
