"""The small PDF reader and what it lets pass: a seal, and not one byte of meaning more."""

import contextlib
import re

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.evidence import pdf_text
from duly.evidence.canonical import sha256_hex
from duly.evidence.letter_seal import BadLetter, read_letter_seal, reviewed_length
from duly.evidence.pdf_text import Name, Reference, Unreadable
from duly.evidence.revision import Changed, check_only_sealed
from duly.evidence.seal import seal_pdf
from duly.evidence.standalone import checks, reading

LINKS = b"""
#set document(title: "x")
#set text(lang: "en")
= A (b) and \\\\ c
#link("https://example.org")[link] and #link("https://b.example")[two]
#pagebreak()
#link("https://c.example")[three]
"""


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"<</A 1/B[2 0 R null]>>", {b"A": 1, b"B": [Reference(2, 0), None]}),
        (b"(a\\(b\\)\\101\\n(c))", b"a(b)A\n(c)"),
        (b"<48 65 6>", b"He`"),
        (b"/A#20B", Name(b"A B")),
        (b"[true false -1.50 .5]", [True, False, -1.5, 0.5]),
        (b"% comment\n(a\\\nb)", b"ab"),
    ],
)
def test_values_are_read_as_the_standard_says(raw: bytes, value: object) -> None:
    assert pdf_text.read_value(raw, 0)[0] == value


@pytest.mark.parametrize(
    "raw",
    [b"", b"<<", b"[", b"(", b"<<1 2>>", b"<</A 1/A 2>>", b"[R]", b"<zz>", b"[" * 99],
)
def test_what_is_broken_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        pdf_text.read_value(raw, 0)


@pytest.mark.parametrize("standards", [[], ["a-2a"], ["ua-1"], ["a-2a", "ua-1"]])
def test_a_letter_with_links_on_two_pages_is_only_sealed(keys, now, standards) -> None:
    letter = typst.compile(LINKS, format="pdf", pdf_standards=standards)
    sealed = seal_pdf(letter, keys=keys, now=now)
    length = reviewed_length(
        sealed,
        reviewed_sha256=sha256_hex(letter),
        before=read_letter_seal(sealed).start,
    )
    check_only_sealed(sealed, length=length)
    checks.check_revision(sealed, length)


def objects(pdf: bytes, start: int) -> dict[str, bytes]:
    """The objects of the last revision, by what they are."""
    found = re.findall(rb"\n\d+ 0 obj\n.*?endobj", pdf[start:], re.DOTALL)
    kinds = {b"/Page\n": "page", b"/Catalog": "catalogue", b"/SigFlags": "form"}
    kinds |= {b"/Widget": "field", b"/ByteRange": "seal"}
    return {
        name: text for text in found for mark, name in kinds.items() if mark in text
    }


CHANGES = {
    "a page turned": ("page", b"/Tabs /S", b"/Rotate 9"[:8]),
    "another parent of a page": ("page", b"/Parent 1 0 R", b"/Parent 2 0 R"),
    "the language of the letter": ("catalogue", b"/Lang (en)", b"/Lang (de)"),
    "a visible seal": ("field", b"-9999 -9999 -9999 -9999", b"00000 00000 00999 00999"),
    "a field with a look": ("field", b"/F 132\n", b"/AP 3 \n"),
    "another field": ("form", b"/Fields [ ", b"/Fields [9"),
    "a form with more rights": (
        "catalogue",
        b"/Type /Catalog",
        b"/OpenAct  3 0 R"[:14],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_revision_that_does_more_than_seal_is_refused(workshop, change: str) -> None:
    kind, old, new = CHANGES[change]
    pdf, length = workshop.sealed, len(workshop.letter)
    before = objects(pdf, length)[kind]
    assert old in before
    changed = pdf.replace(before, before.replace(old, new.ljust(len(old))))
    assert changed != pdf
    assert len(changed) == len(pdf)
    with pytest.raises(Changed):
        check_only_sealed(changed, length=length)
    with pytest.raises((reading.No, *reading.BROKEN)):
        checks.check_revision(changed, length)


def test_an_object_taken_from_the_old_bytes_is_refused(workshop) -> None:
    """The table of the last revision points into the reviewed letter: an object that lay there unused comes alive."""
    pdf, length = workshop.sealed, len(workshop.letter)
    start = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    offset = re.findall(rb"\n(\d{10}) 00000 n", pdf[start:])[0]
    old = re.findall(rb"\n(\d{10}) 00000 n", pdf[:length])[0]
    changed = pdf[:start] + pdf[start:].replace(offset, old, 1)
    with pytest.raises(Changed):
        check_only_sealed(changed, length=length)
    with pytest.raises((reading.No, *reading.BROKEN)):
        checks.check_revision(changed, length)


def test_a_file_full_of_end_marks_is_refused_at_once(workshop) -> None:
    pdf = b"%PDF-1.7\n" + b"%%EOF\n" * 100_000
    with pytest.raises(BadLetter, match="more revisions"):
        reviewed_length(pdf, reviewed_sha256="0" * 64, before=len(pdf))


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=st.integers(0, 10_000), letter=st.integers(0, 255))
def test_a_changed_byte_of_the_revision_never_crashes_the_readers(
    workshop, place: int, letter: int
) -> None:
    pdf, length = bytearray(workshop.sealed), len(workshop.letter)
    spot = length + place % (len(pdf) - length)
    pdf[spot] = letter
    with contextlib.suppress(Changed):
        check_only_sealed(bytes(pdf), length=length)
    with contextlib.suppress(BadLetter):
        found = read_letter_seal(bytes(pdf))
        # Whatever is accepted, no signed byte differs: what is left is the hexadecimal text of the seal itself,
        # small letters for large ones or a certificate that rides along; the list of the proof sees those.
        assert same_signed_bytes(bytes(pdf), workshop.sealed), found.start


def same_signed_bytes(pdf: bytes, sealed: bytes) -> bool:
    start, behind = (
        int(number) for number in re.findall(rb"/ByteRange \[0 (\d+) (\d+)", sealed)[-1]
    )
    return pdf[:start] + pdf[behind:] == sealed[:start] + sealed[behind:]


def test_a_seal_whose_box_has_five_numbers_is_refused(workshop) -> None:
    changed = workshop.sealed.replace(
        b"[ -9999 -9999 -9999 -9999 ]", b"[ -9999 -9999 -9 99 -9999 ]"
    )
    assert changed != workshop.sealed
    with pytest.raises(Changed, match="four numbers"):
        check_only_sealed(changed, length=len(workshop.letter))


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_no_sealed_letter(raw: bytes) -> None:
    with pytest.raises(BadLetter):
        read_letter_seal(raw)
    with pytest.raises(Changed):
        check_only_sealed(raw, length=len(raw) // 2)
