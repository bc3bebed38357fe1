"""The written letter: the same bytes, a sound PDF, a twin in words, and nothing of the input ever run."""

import json
import resource
import subprocess
import sys
from typing import Any

import pytest

from duly.knowledge.profiles import UnknownProfile, profile_names
from duly.letters.case_file import BadCaseFile, read_case_file
from duly.letters.compose import CannotBeSet, Composed, compose, compose_in_limits
from duly.letters.print_check import fits, print_check
from tests.letters.pdf_reading import opened, page_number_lines, pdf_text, words
from tests.letters.sample_cases import STROKES, case_document

COUNTRIES = ("US", "DE", "FR", "GB")
URL = "https://duly.example/v/D-7K3M-9Q2T"


def composed(country: str = "US", *, act: str = "ordinary", **changes: Any) -> Composed:
    options = {
        name: changes.pop(name)
        for name in ("format", "profile", "reference", "public_url")
        if name in changes
    }
    document = case_document(country, **changes)
    document["matter"]["act"] = act
    return compose(read_case_file(document), answer=None, **options)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("act", ["ordinary", "withdrawal"])
def test_our_own_text_fits_one_page_of_the_countrys_envelope(
    country: str, act: str
) -> None:
    letter = composed(
        country,
        act=act,
        goals=["end_contract", "stop_payment", "erase_data"],
        signature={"kind": "drawn", "strokes": STROKES},
        reference="D-7K3M-9Q2T",
        public_url=URL,
    )
    assert letter.page_count == 1
    found = print_check(
        letter.pdf,
        profile=letter.profile,
        recipient_lines=letter.recipient_lines,
        expected_code=URL,
    )
    assert found == ()


@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("country", ["US", "DE"])
def test_a_letter_fits_every_envelope_that_it_is_set_for(
    profile: str, country: str
) -> None:
    letter = composed(country, profile=profile, free_text="A sentence. " * 400)
    assert letter.page_count > 1
    found = print_check(
        letter.pdf, profile=profile, recipient_lines=letter.recipient_lines
    )
    assert found == ()


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_plain_twin_says_what_the_pdf_says(country: str) -> None:
    letter = composed(country, reference="D-7K3M-9Q2T", public_url=URL)
    assert words(letter.text) == pdf_text(letter.pdf)


@pytest.mark.parametrize("profile", ["us-lob", "us-lob-certified"])
def test_the_twin_holds_where_the_carrier_prints_the_address(profile: str) -> None:
    letter = composed("US", profile=profile)
    assert words(letter.text) == pdf_text(letter.pdf)
    assert "Acme Inc., 1 Market Street" in letter.text
    assert "March 2, 2026" in letter.text


def test_the_twin_holds_over_several_pages() -> None:
    letter = composed("DE", free_text="Ein eigener Satz mit Wörtern. " * 150)
    assert letter.page_count > 1
    seen = words(page_number_lines(pdf_text(letter.pdf)))
    assert seen == words(letter.text)


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    document = case_document("FR", signature={"kind": "drawn", "strokes": STROKES})
    script = (
        "import json,sys;from duly.letters.case_file import read_case_file;"
        "from duly.letters.compose import compose;"
        "print(compose(read_case_file(json.load(sys.stdin)),answer=None).sha256)"
    )
    there = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(document),
        capture_output=True,
        text=True,
        check=True,
    )
    here = compose(read_case_file(document), answer=None)
    assert there.stdout.strip() == here.sha256


def test_another_word_gives_other_bytes() -> None:
    assert composed(free_text="One.").sha256 != composed(free_text="Two.").sha256


def test_the_letter_set_with_limits_is_the_same_letter() -> None:
    case = read_case_file(case_document("DE"))
    assert compose_in_limits(case, answer=None) == compose(case, answer=None)


@pytest.mark.parametrize(
    ("country", "lang"), [("US", "en-US"), ("DE", "de"), ("FR", "fr")]
)
def test_the_pdf_names_title_language_and_its_standards(
    country: str, lang: str
) -> None:
    letter = composed(country)
    with opened(letter.pdf) as pdf:
        root = pdf.Root
        assert str(root.Lang).lower().startswith(lang.split("-")[0])
        assert bool(root.MarkInfo.Marked)
        metadata = root.Metadata.read_bytes().decode()
        assert len(root.OutputIntents) == 1
        assert not pdf.is_encrypted
        assert "/JavaScript" not in str(root.keys())
        for sign in ("<pdfaid:part>2", "<pdfaid:conformance>A", "<pdfuaid:part>1"):
            assert sign in metadata
        assert letter.subject in metadata


def test_a_typst_command_in_the_text_is_only_text() -> None:
    hostile = (
        '#read("/etc/passwd") #import "x" $x$ <lbl> @ref *b* `c` // /* */ \\ " & <b>'
    )
    letter = composed(free_text=hostile)
    assert words(hostile) in pdf_text(letter.pdf)
    assert "root:" not in pdf_text(letter.pdf)


def test_a_word_without_end_breaks_and_is_not_cut() -> None:
    word = "x" * 3000
    letter = composed(free_text=word)
    assert word in page_number_lines(pdf_text(letter.pdf)).replace(" ", "")
    assert fits(print_check(letter.pdf, profile=letter.profile))


def test_accents_piled_up_do_no_harm() -> None:
    assert composed(free_text="a" + "\u0301" * 500).page_count == 1


def test_names_of_120_characters_wrap_and_stay_in_the_window() -> None:
    name = ("Ada Wilhelmina " * 9)[:120].strip()
    company = {
        "name": "Acme",
        "legal_entity": ("International Acme Holding " * 6)[:120].strip(),
        "country": "DE",
        "address": {"country": "DE", "lines": ["Tannenberg 4", "96132 Schlüsselfeld"]},
    }
    for profile in profile_names():
        letter = composed(
            "DE",
            sender={
                "name": name,
                "address": {
                    "country": "DE",
                    "lines": ["Lindenstraße 12", "10969 Berlin"],
                },
            },
            provider=company,
            profile=profile,
        )
        assert words(letter.text) == words(page_number_lines(pdf_text(letter.pdf))), (
            profile
        )
        found = print_check(
            letter.pdf, profile=profile, recipient_lines=letter.recipient_lines
        )
        assert found == (), profile


def test_an_address_that_cannot_fit_the_window_is_refused_and_not_cut() -> None:
    lines = [("A very long line of an address that never ends " * 3)[:118]] * 7
    with pytest.raises(CannotBeSet) as refusal:
        composed(
            "DE",
            recipient={"name": "Acme", "address": {"country": "DE", "lines": lines}},
        )
    (finding,) = refusal.value.findings
    assert (finding.code, finding.where) == ("too-long", "recipient.address")


@pytest.mark.parametrize("format", ["svg", "png", "pdf", "txt"])
def test_a_missing_glyph_stops_every_format(format: str) -> None:
    with pytest.raises(CannotBeSet) as refusal:
        composed(free_text="\U0001f600", format=format)
    assert refusal.value.findings[0].code == "unprintable-character"


def test_the_preview_marks_words_of_the_person_and_the_pdf_does_not() -> None:
    tint = b"#dce4f5"
    svg = composed(format="svg").pages[0]
    assert tint in svg
    assert b"<text" not in svg
    assert b"<script" not in svg
    assert b"foreignObject" not in svg
    plain = composed("US", format="svg", sender={}, provider={"name": "Acme"})
    assert b"#f7dfa5" in plain.pages[0]


def test_preview_and_pdf_break_into_the_same_pages() -> None:
    text = "A sentence of my own. " * 120
    svg, pdf = composed(free_text=text, format="svg"), composed(free_text=text)
    assert len(svg.pages) == pdf.page_count
    assert svg.text == pdf.text


def test_nothing_private_stands_above_95_mm_on_an_american_letter() -> None:
    from pypdfium2 import PdfDocument

    letter = composed("US", free_text="A private sentence.")
    with PdfDocument(letter.pdf) as document:
        page = document[0]
        top = page.get_height() - 95 * 72 / 25.4
        above = page.get_textpage().get_text_bounded(bottom=top)
    assert "Ada Lindqvist" in above
    for private in ("private sentence", "AC-4471-2290", "Acme Streaming", "Dear"):
        assert private not in above


def test_the_code_stands_only_where_there_is_a_public_page() -> None:
    without = composed()
    assert "D-7K3M-9Q2T" not in without.text
    coded = composed(reference="D-7K3M-9Q2T", public_url=URL)
    assert URL in coded.text
    assert "D-7K3M-9Q2T" in coded.text


def test_a_second_page_warns_and_too_many_block() -> None:
    (second,) = composed(free_text="A sentence. " * 300).findings
    assert (second.code, second.severity) == ("too-long", "warn")


def test_a_language_without_the_letter_is_refused_by_name() -> None:
    with pytest.raises(BadCaseFile) as refusal:
        composed(language="tlh")
    assert refusal.value.field == "language"
    with pytest.raises(BadCaseFile) as refusal:
        composed(second_language="tlh")
    assert refusal.value.field == "second_language"


def test_an_unknown_kind_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(BadCaseFile, match=r"answer_offer, .*withdrawal") as refusal:
        composed(kind="love")
    assert refusal.value.field == "kind"


def test_an_unknown_envelope_is_refused() -> None:
    with pytest.raises(UnknownProfile):
        composed(profile="pigeon")


def test_an_unknown_slug_is_refused() -> None:
    with pytest.raises(BadCaseFile) as refusal:
        composed(provider="zz/nobody")
    assert refusal.value.field == "provider"


def test_memory_stays_flat_over_many_letters() -> None:
    for number in range(40):
        composed(free_text=f"Letter {number}.", format="svg")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(160):
        composed(free_text=f"Another letter {number}.", format="svg")
    grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown_kb < 24_000


@pytest.mark.soak
def test_memory_stays_flat_over_two_thousand_letters() -> None:
    for number in range(2000):
        composed(free_text=f"Letter {number}.")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 400_000


def test_a_reading_copy_stands_on_a_page_of_its_own_in_the_language_of_the_sender() -> (
    None
):
    letter = composed("DE", second_language="en", free_text="Ein eigener Satz.")
    assert letter.page_count == 2
    assert letter.language == "de"
    assert "Kündigung meines Vertrags" in letter.text
    assert "Reading copy in English." in letter.text
    assert "I am ending my contract" in letter.text
    assert letter.text.count("Ein eigener Satz.") == 1
    seen = words(page_number_lines(pdf_text(letter.pdf)))
    assert seen == words(letter.text)
    assert not composed("DE", second_language="de").text.count("Reading copy")


def test_the_record_says_what_the_letter_was_made_from() -> None:
    recipe = composed("DE").recipe
    assert set(recipe) == {"prose", "layout", "profile", "fonts", "typst"}
    assert recipe["prose"] != composed("FR").recipe["prose"]
    assert recipe["layout"] == composed("FR").recipe["layout"]
