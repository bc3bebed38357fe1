"""print-check: one fault of every code is seen, and a sound page is left alone."""

import io
from collections.abc import Callable
from time import process_time
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from duly.knowledge.profiles import UnknownProfile, profile, profile_names
from duly.letters.case_file import read_case_file
from duly.letters.compose import Composed, compose
from duly.letters.print_check import (
    PrintFinding,
    UnreadablePdf,
    fits,
    print_check,
)
from duly.letters.print_findings import CODES
from tests.conftest import shared_data
from tests.letters.hand_made_pdf import (
    ADDRESS,
    US_LETTER,
    box,
    changed,
    lines,
    made,
)
from tests.letters.sample_cases import case_document

URL = "https://duly.example/v/D-7K3M-9Q2T"


def found(pdf: bytes, name: str = "uk-notify", **more: Any) -> tuple[PrintFinding, ...]:
    return print_check(pdf, profile=name, **more)


def codes(pdf: bytes, name: str = "uk-notify", **more: Any) -> set[str]:
    return {finding.code for finding in found(pdf, name, **more)}


def letter(profile_name: str = "uk-notify", **more: Any) -> Composed:
    return compose(
        read_case_file(case_document("GB")), answer=None, profile=profile_name, **more
    )


def test_a_sound_page_passes() -> None:
    assert found(made(lines())) == ()


def with_a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


FAULTS: dict[str, tuple[bytes, str]] = {
    "ink-in-no-print-zone": (made(lines() + box(2, 150, 4, 4)), "uk-notify"),
    "address-not-in-window": (made(lines(x=110)), "uk-notify"),
    "address-empty": (made(lines(["Hello."], x=30, y=150)), "uk-notify"),
    "address-too-long": (
        made(lines([f"Line {n}" for n in range(8)], pitch=3, size=7)),
        "uk-notify",
    ),
    "address-malformed": (made(lines(["Acme Ltd"])), "uk-notify"),
    "not-a4-portrait": (made(lines(), paper=(148, 210)), "uk-notify"),
    "not-letter-size": (made(lines()), "us-10"),
    "too-many-pages": (made(lines(), *[lines(["More."], y=100)] * 10), "uk-notify"),
    "font-not-embedded": (made(lines(), embedded=False), "uk-notify"),
    "blank-page": (made(lines(), ""), "uk-notify"),
    "active-content": (changed(made(lines()), with_a_script), "uk-notify"),
}


@pytest.mark.parametrize("code", [code for code in CODES if code != "code-unreadable"])
def test_every_fault_is_seen_and_stops_the_letter(code: str) -> None:
    pdf, name = FAULTS[code]
    findings = found(pdf, name)
    assert code in {finding.code for finding in findings}
    assert not fits(findings)
    assert all(finding.message for finding in findings)


def test_a_fault_names_its_page_and_its_place() -> None:
    (finding,) = found(made(lines(), box(100, 294, 10, 2)))
    assert finding.page == 2
    assert finding.box_mm == pytest.approx((100, 294, 10, 2), abs=0.3)


@pytest.mark.parametrize("name", profile_names())
def test_ink_in_every_zone_of_every_envelope_is_seen(name: str) -> None:
    envelope = profile(name)
    paper = (envelope.width, envelope.height)
    for zone in envelope.zones:
        middle = zone.box
        spot = box(
            middle.x + middle.width / 2 - 0.3,
            middle.y + middle.height / 2 - 0.3,
            0.6,
            0.6,
            page_height=envelope.height,
        )
        assert "ink-in-no-print-zone" in codes(made(spot, paper=paper), name), zone


def test_ink_within_the_printers_tolerance_is_let_pass() -> None:
    assert codes(made(lines() + box(14.4, 150, 4, 4))) == set()
    assert codes(made(lines() + box(13.6, 150, 4, 4))) == {"ink-in-no-print-zone"}


def test_white_ink_and_the_printers_own_tag_are_no_faults() -> None:
    assert found(made(lines() + " 1 g 0 0 600 20 re f")) == ()
    assert found(made(lines() + box(2, 2, 12, 3))) == ()
    assert codes(made(lines() + box(2, 8, 12, 3))) == {"ink-in-no-print-zone"}


def test_an_address_too_far_right_left_up_or_down_is_seen() -> None:
    for x, y in [(112, 44), (26, 61), (10, 44), (26, 36)]:
        assert not fits(found(made(lines(x=x, y=y)))), (x, y)


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        (("Acme Ltd", "1 Park Row", "Leeds LS1 5AB"), False),
        (("Acme Ltd", "Park House", "FRANCE"), False),
        (("Acme Ltd", "Park House", "Leeds"), True),
        (("Acme Ltd", "LS1 5AB"), True),
        (("Acme Ltd", "@1 Park Row", "Leeds", "LS1 5AB"), True),
        (("Acme Ltd", "No fixed abode", "Leeds", "LS1 5AB"), True),
        (("Cpl Byron", "1 Camp", "BFPO 61"), False),
        (("Acme SAS", "1 rue X", "75001 PARIS", "FRANCE"), False),
        (("--", "1 Park Row", "Leeds", "LS1 5AB"), True),
        (("Acme GmbH", "Weg 1", "10115 Berlin"), False),
    ],
)
def test_what_is_no_address_is_seen(texts: tuple[str, ...], fault: bool) -> None:
    assert ("address-malformed" in codes(made(lines(texts)))) is fault


def test_of_our_own_letter_a_missing_postcode_is_no_fault_of_the_print() -> None:
    address = ("Acme Ltd", "1 Park Row", "Leeds")
    assert codes(made(lines(address)), recipient_lines=address) == set()


def test_the_right_recipient_must_stand_in_the_window() -> None:
    pdf = made(lines())
    assert found(pdf, recipient_lines=ADDRESS) == ()
    other = ("Other Ltd", "9 Far Street", "York", "YO1 1AA")
    assert codes(pdf, recipient_lines=other) == {"address-not-in-window"}


def test_nothing_else_may_stand_in_the_window() -> None:
    more = made(lines((*ADDRESS, "Contract 12345")))
    assert codes(more, recipient_lines=ADDRESS) == {"address-malformed"}
    drawing = made(lines() + box(100, 50, 10, 10))
    assert codes(drawing, recipient_lines=ADDRESS) == {"address-malformed"}


def test_an_address_elsewhere_on_the_page_is_said_to_be_elsewhere() -> None:
    pdf = made(lines(y=120))
    assert codes(pdf, recipient_lines=ADDRESS) == {"address-not-in-window"}


def test_a_picture_of_an_address_is_no_address() -> None:
    assert codes(made(box(40, 45, 40, 10))) == {"address-malformed"}


def test_a_turned_page_is_measured_as_it_is_seen() -> None:
    turned = made(lines(), rotate=90)
    assert "not-a4-portrait" in codes(turned)
    upright = made(
        lines(["Words"], x=30, y=60, height=210), paper=(297, 210), rotate=90
    )
    assert "not-a4-portrait" not in codes(upright)


def test_a_first_page_set_sideways_only_warns_where_no_recipient_is_known() -> None:
    pdf = made(lines(["Words"], x=150, y=60, height=210), paper=(297, 210), rotate=90)
    (finding,) = found(pdf)
    assert (finding.code, finding.severity) == ("address-empty", "warn")
    assert not fits(found(pdf, recipient_lines=ADDRESS))


def test_where_the_carrier_prints_the_address_its_box_must_be_empty() -> None:
    body = lines(["Dear Sir"], x=30, y=120, height=US_LETTER[1])
    assert found(made(body, paper=US_LETTER), "us-lob") == ()
    address = lines(x=30, y=40, height=US_LETTER[1])
    assert codes(made(body + "\n" + address, paper=US_LETTER), "us-lob") == {
        "ink-in-no-print-zone"
    }


def coded() -> bytes:
    return letter(reference="D-7K3M-9Q2T", public_url=URL).pdf


def covered(pdf: bytes, *, x: float, y: float, side: float) -> bytes:
    """The same letter with a white patch over a part of page 1."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        patch = box(x, y, side, side).replace("0 g", "q 1 g") + " Q"
        opened.pages[0].contents_add(patch.encode(), prepend=False)
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def test_the_square_code_is_read_back() -> None:
    assert found(coded(), expected_code=URL) == ()


def test_a_code_that_leads_elsewhere_or_is_gone_is_seen() -> None:
    assert codes(coded(), expected_code="https://elsewhere.example") == {
        "code-unreadable"
    }
    assert codes(letter().pdf, expected_code=URL) == {"code-unreadable"}


def test_a_damaged_code_is_seen_even_when_nobody_says_what_it_should_be() -> None:
    damaged = covered(coded(), x=30.4, y=266, side=7)
    assert codes(damaged, expected_code=URL) == {"code-unreadable"}
    assert codes(damaged) == {"code-unreadable"}


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"%PDF-1.7",
        b"hello",
        b"%PDF-1.7\n" + b"x" * 5000,
        b"PK\x03\x04" + b"\x00" * 100,
    ],
)
def test_what_is_no_pdf_is_refused(rubbish: bytes) -> None:
    with pytest.raises(UnreadablePdf):
        found(rubbish)


def test_a_torn_pdf_is_refused_or_fails() -> None:
    whole = letter().pdf
    for length in (len(whole) // 4, len(whole) // 2):
        try:
            assert not fits(found(whole[:length]))
        except UnreadablePdf:
            continue


def test_an_encrypted_pdf_is_refused() -> None:
    with pytest.raises(UnreadablePdf, match=r"password|encrypted"):
        found(made(lines(), encrypt=True))


def test_a_page_a_mile_wide_is_measured_and_not_drawn() -> None:
    begun = process_time()
    assert codes(made(lines(), paper=(5000, 5000))) == {"not-a4-portrait"}
    assert process_time() - begun < 0.5


def test_forms_nested_in_a_circle_end() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    form = pdf.make_stream(
        b"/X Do",
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Form,
            "/BBox": [0, 0, 1, 1],
        },
    )
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    pdf.pages[0].Contents = pdf.make_stream(b"/X Do")
    out = io.BytesIO()
    pdf.save(out)
    assert "blank-page" in codes(out.getvalue())


def test_an_unknown_envelope_is_refused() -> None:
    with pytest.raises(UnknownProfile):
        found(made(lines()), "pigeon")


def test_a_page_costs_little() -> None:
    composed = letter()
    found(composed.pdf, recipient_lines=composed.recipient_lines)
    begun = process_time()
    for _ in range(5):
        found(composed.pdf, recipient_lines=composed.recipient_lines)
    assert (
        process_time() - begun
    ) / 5 < 0.12  # measured: 0.015; the room is for busy machines


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("valid_letter", None),
        ("blank_with_address", None),
        ("portrait_rotated_page", None),
        ("no_colour", "ink-in-no-print-zone"),
        ("a5_size", "not-a4-portrait"),
        ("blank_with_8_line_address", "address-too-long"),
    ],
)
def test_letters_of_the_printers_own_tests_are_judged_alike(
    name: str, code: str | None
) -> None:
    findings = found(shared_data(f"letters/{name}.pdf").read_bytes())
    assert fits(findings) is (code is None)
    if code:
        assert code in {finding.code for finding in findings}


LAUNCH = {"S": Name.Launch, "F": "x"}
SCRIPT = {"S": Name.JavaScript, "JS": "x"}
HELVETICA = {"Type": Name.Font, "Subtype": Name.Type1, "BaseFont": Name.Helvetica}


@pytest.mark.parametrize(
    ("change", "acts"),
    [
        (lambda pdf: setattr(pdf.Root, "AA", Dictionary(WP=Dictionary(**SCRIPT))), True),
        (lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(XFA="x")), True),
        (lambda pdf: setattr(pdf.pages[0], "AA", Dictionary(O=Dictionary(**LAUNCH))), True),
        (lambda pdf: setattr(pdf.pages[0], "Annots", Array([Dictionary(A=Dictionary(**SCRIPT))])), True),
        (lambda pdf: setattr(pdf.Root, "Names", Dictionary(JavaScript=Dictionary(Names=Array(["a", Dictionary(**SCRIPT)])))), True),
        (lambda pdf: setattr(pdf.Root, "OpenAction", Array([pdf.pages[0].obj, Name.Fit])), False),
        (lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(Fields=Array([Dictionary(FT=Name.Sig, T="s")]))), False),
        (lambda pdf: setattr(pdf.pages[0], "Annots", Array([Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://a.example"))])), False),
    ],
)  # fmt: skip
def test_what_acts_by_itself_is_told_from_a_link_a_view_and_a_signature(
    change: Callable[[pikepdf.Pdf], None], acts: bool
) -> None:
    assert ("active-content" in codes(changed(made(lines()), change))) is acts


@pytest.mark.parametrize("name", profile_names())
def test_a_page_in_larger_units_is_larger_than_its_numbers_say(name: str) -> None:
    pdf = changed(letter(name).pdf, lambda pdf: setattr(pdf.pages[0], "UserUnit", 10))
    assert codes(pdf, name) & {"not-a4-portrait", "not-letter-size"}
    assert found(letter(name).pdf, name) == ()


def test_what_is_typed_into_a_form_field_is_ink_like_any_other() -> None:
    def with_a_field(pdf: pikepdf.Pdf) -> None:
        shown = pdf.make_stream(
            b"0 g 0 0 20 20 re f",
            {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": [0, 0, 20, 20]},
        )
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T="a",
                V="x",
                Rect=[5, 300, 25, 320],
                F=4,
                AP=Dictionary(N=shown),
            )
        )
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        pdf.pages[0].Annots = Array([field])

    assert codes(changed(made(lines()), with_a_field)) == {"ink-in-no-print-zone"}


@pytest.mark.parametrize(
    "hidden",
    [
        lines().replace("BT", "1 g BT"),
        lines().replace("BT", "3 Tr BT"),
        f"{lines()} 1 g {box(24, 38, 97, 29).removeprefix('0 g')}",
    ],
)
def test_an_address_that_nobody_can_see_is_none(hidden: str) -> None:
    body = f"0 g 0 Tr {lines(['Dear Sir'], x=30, y=150)}"
    assert codes(made(f"{hidden} {body}")) == {"address-empty"}
    assert codes(made(f"{lines()} {body}")) == set()


@pytest.mark.parametrize(
    ("content", "is_missed"),
    [
        ("", False),
        ("BT /Z 12 Tf 14 TL ET ", False),
        (f"BT /Z 12 Tf {30 * 2.83:.0f} 400 Td (hello) Tj ET ", True),
    ],
)
def test_a_font_that_is_declared_and_sets_no_text_need_not_be_in_the_file(
    content: str, is_missed: bool
) -> None:
    def with_helvetica(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.Font["/Z"] = Dictionary(**HELVETICA)

    pdf = changed(made(content + lines()), with_helvetica)
    assert ("font-not-embedded" in codes(pdf)) is is_missed


@pytest.mark.parametrize("place", ["Resources", "Font", "XObject", "Annots", "AA"])
@pytest.mark.parametrize("wrong", [Name.X, Array([1, 2]), 5])
def test_a_damaged_page_is_judged_all_the_same(place: str, wrong: Any) -> None:
    def damage(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        holder = page.Resources if place in {"Font", "XObject"} else page
        holder[f"/{place}"] = wrong

    assert isinstance(found(changed(made(lines()), damage)), tuple)


@pytest.mark.parametrize("name", ["uk-notify", "din5008-b", "fr-right-window", "us-10"])
def test_of_a_stranger_an_address_far_from_the_window_is_said_to_be_elsewhere(
    name: str,
) -> None:
    envelope = profile(name)
    paper, height = (envelope.width, envelope.height), envelope.height
    low = made(lines(x=26, y=150, height=height), paper=paper)
    assert codes(low, name) == {"address-empty", "address-not-in-window"}
    place = envelope.places.sender
    assert place is not None
    own = lines(x=place.x + 1, y=place.y + 5, height=height)
    assert codes(made(own, paper=paper), name) == {"address-empty"}, "the sender's own"
    words = ["Dear Sir or Madam", "I end my contract", "Yours faithfully", "Ada"]
    body = made(lines(words, x=26, y=150, height=height), paper=paper)
    assert codes(body, name) == {"address-empty"}
