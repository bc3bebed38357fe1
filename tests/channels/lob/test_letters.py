"""lob: what it orders, and what it refuses to order."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from duly.channels import Refused, channel
from duly.channels.lob.addresses import is_served, lob_address
from duly.channels.lob.client import form_fields
from duly.channels.lob.letters import MOST_BYTES, letter_request
from duly.kit.address import Address

BERLIN = Address(country="DE", lines=("Acme GmbH", "Weg 1", "10115 Berlin"))
HONG_KONG = Address(country="HK", lines=("Acme", "26/F Tower One", "1 Matheson Street", "Hong Kong"))  # fmt: skip


def pdf_of(*sizes: tuple[int, int]) -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        for size in sizes:
            pdf.add_blank_page(page_size=size)
        pdf.save(out)
    return out.getvalue()


def test_at_home_the_strongest_service_is_certified_with_a_receipt(sealed, acme):
    request = letter_request(sealed, acme, key="k")
    assert request.fields["extra_service"] == "certified_return_receipt"
    assert request.fields["mail_type"] == "usps_first_class"
    assert request.fields["metadata"] == {"duly_key": "k", "reference": "D-7K3M-9Q2T"}
    assert request.fields["to"] == {
        "name": "Test Acme Inc.",
        "address_line1": "400 Example Avenue",
        "address_line2": "Suite 4",
        "address_city": "San Mateo",
        "address_state": "CA",
        "address_zip": "94402",
        "address_country": "US",
    }


def test_abroad_it_is_registered_and_never_certified(sealed):
    assert letter_request(sealed, BERLIN, key="k").fields["extra_service"] == (
        "registered"
    )
    with pytest.raises(Refused, match="does not sell certified there"):
        letter_request(replace(sealed, service="certified"), BERLIN, key="k")


def test_plain_first_class_has_no_extra_service(sealed, acme):
    fields = letter_request(replace(sealed, service="first_class"), acme, key="k")
    assert "extra_service" not in fields.fields


def test_an_address_typed_in_lines_is_read(sealed):
    lines = ("Test Acme Inc.", "400 Example Avenue", "Suite 4", "San Mateo, CA 94402-1234", "USA")  # fmt: skip
    found = lob_address(Address(country="US", lines=lines), name="Test Acme Inc.")
    assert (found["address_line1"], found["address_line2"]) == (
        "400 Example Avenue",
        "Suite 4",
    )
    assert (found["address_city"], found["address_state"], found["address_zip"]) == (
        "San Mateo",
        "CA",
        "94402-1234",
    )


def test_abroad_there_is_a_postcode_or_a_town_with_region_never_both():
    berlin = lob_address(BERLIN, name="Acme GmbH")
    assert (berlin["address_zip"], berlin["address_city"]) == ("10115", "Berlin")
    assert "address_state" not in berlin
    hong_kong = lob_address(HONG_KONG, name="Acme")
    assert "address_zip" not in hong_kong
    assert hong_kong["address_state"]


def test_a_territory_is_a_state():
    ponce = Address(country="PR", street_address="1 Calle Sol", city="Ponce", postal_code="00730")  # fmt: skip
    assert lob_address(ponce, name="Ada")["address_state"] == "PR"


def test_a_long_name_takes_two_lines_and_a_longer_one_is_refused():
    name = "Example International Fitness Clubs of Northern America"
    assert (
        lob_address(BERLIN, name=name)["name"]
        == "Example International Fitness Clubs of"
    )
    assert lob_address(BERLIN, name=name)["company"] == "Northern America"
    for wrong in ("A" * 41, "word " * 20):
        with pytest.raises(Refused, match="does not fit"):
            lob_address(BERLIN, name=wrong.strip())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (Address(country="US", lines=("Acme", "1 Main St", "San Mateo")), "ZIP"),
        (Address(country="US", street_address="1 Main", city="X", country_area="CA", postal_code="9440"), "ZIP"),
        (Address(country="US", street_address="1 Main", city="X", country_area="Ruritania", postal_code="94402"), "state"),
        (Address(country="US", street_address="A" * 51, city="X", country_area="CA", postal_code="94402"), "signs"),
        (Address(country="US", city="X", country_area="CA", postal_code="94402"), "street"),
        (Address(country="JE", lines=("Acme", "1 High St", "St Helier JE2 3AB")), "does not serve"),
        (Address(country="DE", lines=("Acme GmbH", "Berlin")), "street"),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_printed_is_refused_with_the_fix(address, said):
    with pytest.raises(Refused, match=said):
        lob_address(address, name="Acme GmbH")


@pytest.mark.parametrize(
    ("pdf", "said"),
    [
        (b"no pdf", "no readable PDF"),
        (pdf_of((595, 842)), "letter size"),
        (pdf_of((612, 792), (612, 1008)), "Page 2"),
        (pdf_of(*[(612, 792)] * 61), "61 pages"),
        (b"%PDF-" + b"0" * MOST_BYTES, "5 MB"),
    ],
)
def test_a_file_that_lob_would_spoil_is_refused(sealed, acme, pdf, said):
    with pytest.raises(Refused, match=said):
        letter_request(replace(sealed, pdf=pdf), acme, key="k")


def test_seven_pages_go_at_home_and_not_abroad(sealed, acme):
    seven = replace(sealed, pdf=pdf_of(*[(612, 792)] * 7), pages=7)
    assert letter_request(seven, acme, key="k")
    with pytest.raises(Refused, match="7 pages"):
        letter_request(seven, BERLIN, key="k")


@pytest.mark.parametrize(("to", "takes", "refuses"), [("US", 60, 61), ("DE", 6, 7)])
def test_too_many_pages_are_refused_before_there_is_a_price(
    to, takes, refuses, sealed, monkeypatch, tmp_path, doubles, now
):
    lob = channel("lob")
    doubles("lob").stand_in(lob, monkeypatch, tmp_path)

    def ask(pages):
        letter = replace(sealed, pages=pages)
        return lob.quote(letter=letter, origin="US", destination=to, today=now.date())

    assert ask(takes).total.amount > ask(1).total.amount
    with pytest.raises(Refused, match=f"{refuses} pages; this carrier takes {takes}"):
        ask(refuses)


def test_a_sender_abroad_is_refused(sealed, acme):
    with pytest.raises(Refused, match="United States"):
        letter_request(replace(sealed, sender_address=BERLIN), acme, key="k")


def test_a_sender_in_a_territory_is_at_home(sealed, acme):
    ponce = Address(country="PR", name="Ada", street_address="1 Calle Sol", city="Ponce", postal_code="00730")  # fmt: skip
    fields = letter_request(replace(sealed, sender_address=ponce), acme, key="k").fields
    assert fields["from"]["address_state"] == "PR"


def test_countries_served_are_those_of_their_list():
    assert all(map(is_served, ("US", "PR", "DE", "HK", "GB")))
    assert not any(map(is_served, ("PS", "JE", "XX")))


def test_an_upload_spells_nested_fields_in_brackets():
    fields = {"to": {"name": "A"}, "color": False, "pages": 2}
    assert dict(form_fields(fields)) == {
        "to[name]": "A",
        "color": "false",
        "pages": "2",
    }
