"""Postcodes: shapes of all countries, where they stand, and what cannot be one."""

import pytest

from duly.kit.countries import country_codes
from duly.kit.postcodes import (
    doubt_about,
    find_postcode,
    fitting,
    is_of_region,
    is_region,
    region_code,
    rules_of,
    shape,
    written_postcode,
)


def test_the_examples_of_every_country_fit_its_own_shape():
    strangers = [
        (country, example)
        for country in sorted(country_codes())
        for example in rules_of(country).postal_code_examples
        if shape(country) and doubt_about(example, country)
    ]
    assert strangers == []


@pytest.mark.parametrize(
    ("country", "typed", "written"),
    [
        ("GB", "sw1a1aa", "SW1A 1AA"),
        ("GB", "bfpo61", "BFPO 61"),
        ("CA", "m5v2t6", "M5V 2T6"),
        ("NL", "1012jk", "1012 JK"),
        ("SE", "11455", "114 55"),
        ("PL", "00950", "00-950"),
        ("PT", "1000205", "1000-205"),
        ("IE", "d02af30", "D02 AF30"),
        ("DE", "D-10115", "10115"),
        ("US", "944021234", "94402-1234"),
        ("DE", "Berlin", "Berlin"),
        ("HK", "999077", "999077"),
    ],
)
def test_a_postcode_is_written_as_its_country_does(country, typed, written):
    assert written_postcode(typed, country) == written


@pytest.mark.parametrize(
    ("country", "typed", "doubt"),
    [
        ("US", "9440", "postcode-incomplete"),
        ("US", "944020", "postcode-impossible"),
        ("US", "00212", "postcode-impossible"),
        ("DE", "1011", "postcode-incomplete"),
        ("DE", "00115", "postcode-impossible"),
        ("GB", "SW1A", "postcode-incomplete"),
        ("GB", "ZZ1 1ZZ", "postcode-impossible"),
        ("ES", "60001", "postcode-impossible"),
        ("NL", "1012", "postcode-incomplete"),
        ("GB", "SW1A 1A", "postcode-incomplete"),
        ("GB", "SWIA 1AA", "postcode-impossible"),
        ("CA", "MSH 2N2", "postcode-impossible"),
        ("NL", "10129 LG", "postcode-impossible"),
        ("NL", "101 LG", "postcode-incomplete"),
        ("US", "10001-12", "postcode-incomplete"),
        ("SE", "114 5", "postcode-incomplete"),
        ("CA", "M5V 2T", "postcode-incomplete"),
        ("CH", "0800", "postcode-impossible"),
    ],
)
def test_cut_and_impossible_postcodes_are_told_apart(country, typed, doubt):
    assert doubt_about(typed, country) == doubt


@pytest.mark.parametrize(
    ("country", "lines", "typed"),
    [
        ("US", ("Ada", "12345 Main St", "San Mateo, CA 94402"), "94402"),
        ("US", ("Ada", "12345 Main St", "San Mateo"), None),
        ("FR", ("Ada", "1 rue X", "75001 PARIS", "CEDEX"), "75001"),
        ("IE", ("Acme", "Main Street", "Dublin 2"), None),
        ("JP", ("〒150-0001", "東京都渋谷区", "山田"), "150-0001"),
        ("HK", ("Acme", "1 Matheson Street"), None),
    ],
)
def test_a_postcode_is_found_where_its_country_puts_it(country, lines, typed):
    found = find_postcode(lines, country)
    assert (found and found.typed) == typed


def test_a_region_is_known_by_code_or_name_and_holds_its_postcodes():
    assert is_region("US", "California")
    assert is_region("US", "CA")
    assert is_region("US", "XX") is False
    assert is_region("DE", "Bayern") is None
    assert is_of_region("94402", "US", "California")
    assert not is_of_region("94402", "US", "NY")
    assert is_of_region("94402", "US", "unknown")
    assert region_code("US", "California") == "CA"
    assert region_code("IT", "Roma") == "RM"
    assert region_code("DE", "Bayern") == "Bayern"


def test_letters_before_digits_need_a_hyphen_to_be_a_country():
    assert fitting("CA 94402", "US") is None
    assert fitting("F-75001", "FR") == "75001"
