"""Reading an address from a document: fields of the right kind, the text as typed."""

import pytest

from duly.kit.address import FIELDS, read_address


def test_lines_are_kept_as_typed():
    address = read_address({"country": " de ", "lines": [" Acme ", "10115  Berlin"]})
    assert address.country == "DE"
    assert address.lines == (" Acme ", "10115  Berlin")
    assert not address.is_structured


def test_fields_are_those_of_google_and_others_are_ignored():
    document = {"country": "US", **dict.fromkeys(FIELDS, "x"), "origin": "DE"}
    address = read_address(document)
    assert all(getattr(address, field) == "x" for field in FIELDS)
    assert address.is_structured


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({}, "country"),
        ({"country": " "}, "country"),
        ({"country": 1}, "country"),
        ({"country": "DE", "lines": "Acme"}, "lines"),
        ({"country": "DE", "lines": [1]}, "lines"),
        ({"country": "DE", "city": ["Berlin"]}, "city"),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(document, field):
    with pytest.raises(ValueError, match=f"^{field}: "):
        read_address(document)
