"""The golden set: every letter that we can write fits one page and its window, and says nothing that it must not.

Every row is checked as text; a page is drawn for each kind in each language and each place in each of its languages,
and for every row in the soak.
"""

import itertools
import re

import pytest

from duly.knowledge.law import law_set
from duly.knowledge.profiles import profile_for
from duly.knowledge.prose import letter_kinds, letter_languages, letter_text
from duly.letters.case_file import BadCaseFile, read_case_file
from duly.letters.check import check_case
from duly.letters.compose import Composed, compose
from duly.letters.fonts import coverage
from duly.letters.print_check import print_check
from tests.letters.golden_cases import (
    Row,
    case,
    document,
    few_rows,
    other_languages,
    rows,
    samples,
)

URL = "https://duly.example/v/D-7K3M-9Q2T"
ALL, FEW = rows(), few_rows()
SECTORS = ("fitness", "telecom", "energy", "insurance_motor", "insurance_home", "streaming", "press")  # fmt: skip
# Words that no other of our languages has, of those that every English letter of ours uses.
ENGLISH = re.compile(
    r"\b(?:the|this|please|contract|letter|notice|with|under|which|dear|yours|page)\b",
    re.I,
)
STREAMING = re.compile("Acme Streaming")
SPACES = {0x20, 0xA0, 0x202F}  # the plain text has only the first of them


def name(row: Row) -> str:
    return "-".join(row)


def blocking(row: Row, **changes: object) -> tuple[list[str], Composed]:
    case_file, answer = case(row, **changes)
    composed = compose(case_file, answer=answer, format="txt")
    found = check_case(case_file, composed, answer=answer)
    return [f"{f.code}: {f.message}" for f in found if f.severity == "block"], composed


def faults_of_the_page(row: Row, **changes: object) -> list[str]:
    case_file, answer = case(row, **changes)
    letter = compose(
        case_file,
        answer=answer,
        format="pdf",
        reference="D-7K3M-9Q2T",
        public_url=URL,
    )
    assert letter.profile == profile_for(row[2][:2]).name
    found = print_check(
        letter.pdf,
        profile=letter.profile,
        recipient_lines=letter.recipient_lines,
        expected_code=URL,
    )
    pages = [f"{letter.page_count} pages"] * (letter.page_count != 1)
    return [*pages, *(f.message for f in found), *(f.message for f in letter.findings)]


def test_every_language_has_every_kind_and_every_place_is_there() -> None:
    kinds = {language: letter_kinds(language) for language in letter_languages()}
    assert set(kinds) == {"de", "en", "es", "fr", "it", "nl"}
    assert len(set(kinds.values())) == 1
    assert len(kinds["en"]) == 9
    assert {(language, kind) for language, kind, _ in FEW} == {
        (language, kind) for language in kinds for kind in kinds[language]
    }
    assert {(row[0], row[2]) for row in FEW} == {(row[0], row[2]) for row in ALL}


@pytest.mark.parametrize("row", ALL, ids=name)
def test_a_letter_passes_our_own_check_and_names_only_law_of_the_place(
    row: Row,
) -> None:
    language, _, place = row
    found, composed = blocking(row)
    assert found == []
    assert "{{" not in composed.text
    assert {ord(sign) for sign in composed.text if sign != "\n"} | SPACES <= coverage()
    own = {rule.citation for rule in law_set(place).rules}
    assert set(composed.citations) <= own
    if language != "en":
        assert not ENGLISH.search(STREAMING.sub("", composed.text))


@pytest.mark.parametrize("row", FEW, ids=name)
def test_a_letter_fits_one_page_and_the_window_of_its_country(row: Row) -> None:
    assert faults_of_the_page(row) == []


PAIRS = [
    (language, other)
    for language in letter_languages()
    for other in other_languages(language)
]


KINDS = itertools.cycle(letter_kinds("en"))


@pytest.mark.parametrize(
    ("language", "beside", "kind"),
    [(*pair, kind) for pair, kind in zip(PAIRS, KINDS, strict=False)],
)
def test_the_reading_copy_is_the_same_letter_in_the_other_language(
    language: str, beside: str, kind: str
) -> None:
    facts = samples(kind, language)
    row = (language, kind, "GR")
    found, both = blocking(row, second_language=beside)
    assert found == []
    _, alone = blocking(row)
    _, other = blocking((beside, kind, "GR"), facts=facts)
    assert both.text.startswith(alone.text.rstrip())
    copied = both.text.removeprefix(alone.text.rstrip())
    for sentence in other.sentences:
        assert sentence.text in copied


@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize("language", letter_languages())
def test_a_sector_has_its_own_paragraph_and_no_other(
    language: str, sector: str
) -> None:
    def lines(named: str) -> set[str]:
        found, composed = blocking((language, "ordinary", "GR"), sector=named)
        assert found == []
        # A day may differ, since the law of a sector counts in its own way.
        return {s.text for s in composed.sentences if not re.search(r"\d", s.text)}

    assert lines(sector) > lines("dating")
    assert len(lines(sector)) <= len(lines("dating")) + 2


@pytest.mark.parametrize("channel", ["post", "email", "registered_email", "drop_box"])
@pytest.mark.parametrize("language", letter_languages())
def test_no_letter_calls_itself_registered_unless_it_is(
    language: str, channel: str
) -> None:
    said = re.compile(
        r"regist(?:ered|rier)|certifi|recommand|einschreib|eingeschrieb|raccomandat|aangetekend",
        re.I,
    )
    row = (language, "ordinary", "GR")
    contacts = [
        {"kind": "email", "purpose": "termination", "value": "notice@acme.example"},
        {
            "kind": "postal_address",
            "purpose": "termination",
            "address": document(row)["provider"]["address"],
        },
    ]
    provider = document(row)["provider"] | {"contacts": contacts}
    found, composed = blocking(row, channel=channel, provider=provider)
    assert found == []
    assert not said.search(composed.text)
    _, registered = blocking(row, channel="registered_post", provider=provider)
    assert said.search(registered.text)


FIELDS = [
    (language, kind, field)
    for language in letter_languages()
    for kind in letter_kinds(language)
    for field in letter_text(kind, language).fields
    if field.name in samples(kind, language)
]


@pytest.mark.parametrize(
    ("language", "kind", "field"), FIELDS, ids=lambda f: getattr(f, "name", f)
)
def test_a_declared_fact_takes_its_sample_and_refuses_what_is_invalid(
    language: str, kind: str, field: object
) -> None:
    from duly.knowledge.prose import Field

    assert isinstance(field, Field)
    row = (language, kind, "GR")
    for value in field.invalid:
        facts = samples(kind, language) | {field.name: value}
        assert refuses(row, facts), value
    facts = {k: v for k, v in samples(kind, language).items() if k != field.name}
    if field.required:
        assert refuses(row, facts)
    else:
        assert blocking(row, facts=facts)[0] == []


def refuses(row: Row, facts: dict[str, str]) -> bool:
    case_file = read_case_file(document(row, facts=facts))
    try:
        letter = compose(case_file, answer=None, format="txt")
    except BadCaseFile as reason:
        return reason.field.startswith("facts.")
    return any(f.code == "unresolved-field" for f in letter.findings)


@pytest.mark.soak
def test_every_letter_of_every_sector_fits_one_page() -> None:
    failed = {
        (*row, sector): faults
        for row, sector in itertools.product(ALL, SECTORS)
        if (faults := faults_of_the_page(row, sector=sector))
    }
    assert failed == {}


@pytest.mark.soak
def test_every_kind_has_a_reading_copy_in_every_other_language() -> None:
    failed = {
        (*pair, kind): found
        for pair, kind in itertools.product(PAIRS, letter_kinds("en"))
        if (found := blocking((pair[0], kind, "GR"), second_language=pair[1])[0])
    }
    assert failed == {}
