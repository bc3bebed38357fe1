"""The envelope block: order by country, country line, capitals, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.kit.address import Address
from duly.kit.address_lines import envelope_lines
from duly.kit.countries import country_codes, names_country

FLAT = {"name": "Ada Lovelace", "street_address": "Weg 1\nHinterhaus"}


@pytest.mark.parametrize(
    ("country", "fields", "last"),
    [
        ("US", {"city": "San Mateo", "country_area": "California", "postal_code": "94402"}, ("SAN MATEO, CA 94402",)),
        ("GB", {"city": "London", "postal_code": "sw1a1aa"}, ("LONDON", "SW1A 1AA")),
        ("DE", {"city": "Berlin", "postal_code": "10115"}, ("10115 Berlin",)),
        ("FR", {"city": "Paris", "postal_code": "75001", "sorting_code": "Cedex 1"}, ("75001 PARIS CEDEX 1",)),
        ("CH", {"city": "Zürich", "postal_code": "8001"}, ("8001 Zürich",)),
        ("ES", {"city": "Alcalá", "country_area": "Madrid", "postal_code": "28801"}, ("28801 Alcalá Madrid",)),
        ("IT", {"city": "Milano", "country_area": "mi", "postal_code": "20121"}, ("20121 Milano MI",)),
        ("NL", {"city": "Den Haag", "postal_code": "2511ab"}, ("2511 AB Den Haag",)),
        ("HK", {"city": "Causeway Bay", "country_area": "Hong Kong Island"}, ("Causeway Bay", "HONG KONG ISLAND")),
        ("IE", {"city": "Dublin", "postal_code": "d02af30"}, ("DUBLIN", "D02 AF30")),
        ("ES", {"city": "Madrid", "country_area": "Madrid", "postal_code": "28013"}, ("28013 Madrid",)),
        ("JP", {"city": "Shibuya-ku", "country_area": "Tokyo", "postal_code": "1500001"}, ("Shibuya-ku, Tokyo", "150-0001")),
        ("AE", {"city": "Dubai"}, ("Dubai",)),
        ("SG", {"city": "Singapore", "postal_code": "238801"}, ("SINGAPORE 238801",)),
    ],
)  # fmt: skip
def test_fields_stand_in_the_order_of_their_country(country, fields, last):
    lines = envelope_lines(Address(country=country, **FLAT, **fields), origin=country)
    assert lines == ("Ada Lovelace", "Weg 1", "Hinterhaus", *last)


def test_abroad_the_country_stands_last_in_capitals():
    address = Address(country="DE", **FLAT, city="Berlin", postal_code="10115")
    assert envelope_lines(address, origin="US")[-1] == "GERMANY"
    assert envelope_lines(address, origin="FR", language="fr")[-1] == "ALLEMAGNE"
    assert envelope_lines(address, origin="DE")[-1] == "10115 Berlin"


def test_a_typed_country_line_is_put_in_order_and_dropped_at_home():
    lines = ("Ada", "1 Main St", "San Mateo, CA 94402, USA")
    address = Address(country="US", lines=lines)
    assert envelope_lines(address, origin="DE")[-2:] == (
        "San Mateo, CA 94402",
        "UNITED STATES",
    )
    assert envelope_lines(address, origin="US")[-1] == "San Mateo, CA 94402"
    assert envelope_lines(address)[-1] == "USA"


def test_a_line_that_names_another_country_is_left_to_the_person():
    address = Address(country="DE", lines=("Ada", "Weg 1", "10115 Berlin", "France"))
    assert envelope_lines(address, origin="US")[-1] == "France"


def test_a_state_named_like_a_country_is_no_country():
    address = Address(country="US", lines=("Ada", "1 Peach St", "Atlanta, Georgia"))
    assert envelope_lines(address, origin="US")[-1] == "Atlanta, Georgia"


def test_a_percent_sign_in_a_name_is_kept():
    address = Address(country="DE", name="100%N GmbH", city="Berlin")
    assert envelope_lines(address)[0] == "100%N GmbH"


def test_japanese_text_keeps_the_japanese_order_and_latin_text_the_latin_one():
    local = Address(country="JP", name="山田", street_address="神宮前1-2", country_area="東京都", postal_code="1500001")  # fmt: skip
    assert envelope_lines(local, origin="JP")[0] == "〒150-0001"
    latin = Address(country="JP", name="Yamada", street_address="1-2 Jingumae", country_area="Tokyo", postal_code="1500001")  # fmt: skip
    assert envelope_lines(latin, origin="JP")[-1] == "150-0001"


def test_the_swiss_prefix_is_for_letters_from_abroad():
    address = Address(country="CH", **FLAT, city="Zürich", postal_code="CH-8001")
    assert "8001 Zürich" in envelope_lines(address, origin="CH")
    assert "CH-8001 Zürich" in envelope_lines(address, origin="FR")


def test_a_word_in_another_script_beside_the_postcode_stays():
    address = Address(country="GR", lines=("Acme", "Οδός 1", "15124 Μαρούσι", "Ελλάδα"))
    assert envelope_lines(address, origin="DE")[-2:] == ("151 24 Μαρούσι", "GREECE")


def test_a_typed_prefix_before_the_postcode_stays():
    address = Address(country="LU", lines=("Acme", "1 rue X", "L-2449 Luxembourg"))
    assert envelope_lines(address, origin="LU")[-1] == "L-2449 Luxembourg"


@given(
    st.sampled_from(["US", "GB", "DE", "GR", "JP", "NL", "SE", "PL"]),
    st.lists(st.text("aZ9 -,Ωü0115", max_size=20), min_size=1, max_size=6),
)
def test_no_letter_and_no_digit_of_a_typed_address_is_lost(country, lines):
    def kept(text: str) -> list[str]:
        return sorted(sign for sign in text.upper() if sign.isalnum())

    shown = envelope_lines(Address(country=country, lines=tuple(lines)))
    assert kept("".join(shown)) == kept("".join(lines))


def test_no_country_loses_the_street_or_the_town():
    lost = []
    for country in sorted(country_codes()):
        address = Address(country=country, **FLAT, city="Xylopolis", postal_code="1")
        shown = "\n".join(envelope_lines(address, origin=country)).casefold()
        if "xylopolis" not in shown or "hinterhaus" not in shown:
            lost.append(country)
    assert lost == []
    assert names_country("Singapore", "SG"), "there the town is the country"


def test_japanese_fields_keep_the_town_between_region_and_street():
    local = Address(country="JP", name="山田", street_address="神宮前1-2", city="渋谷区", country_area="東京都", postal_code="1500001")  # fmt: skip
    assert envelope_lines(local, origin="JP") == (
        "〒150-0001",
        "東京都",
        "渋谷区",
        "神宮前1-2",
        "山田",
    )
