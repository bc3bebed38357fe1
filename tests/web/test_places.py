"""Where people live and how addresses look there."""

import pytest
from django import forms

from duly.web.forms.address import ADDRESS_FIELDS, address_fields
from duly.web.forms.places import residence_choices


def flat(choices):
    for value, name in choices:
        if isinstance(name, list):
            yield from (code for code, _ in name)
        else:
            yield value


@pytest.mark.parametrize(
    "place",
    ["US-CA", "US-PR", "CA-QC", "GB-SCT", "GB-NIR", "DE-BY", "AU-NSW", "FR", "GR"],
)
def test_a_person_can_live_there(place):
    assert place in set(flat(residence_choices()))


def test_no_place_is_offered_twice():
    codes = list(flat(residence_choices()))
    assert len(codes) == len(set(codes))


def test_nowhere_is_the_first_choice():
    assert next(iter(residence_choices()))[0] == ""


def shown(country):
    return [
        name.removeprefix("sender_")
        for name, field in address_fields(country).items()
        if not isinstance(field.widget, forms.HiddenInput)
    ]


@pytest.mark.parametrize(
    ("country", "fields"),
    [
        ("US", ["street_address", "city", "country_area", "postal_code"]),
        ("GB", ["street_address", "city", "postal_code"]),
        ("DE", ["street_address", "postal_code", "city"]),
        ("HK", ["country_area", "city", "street_address"]),
        ("JP", ["postal_code", "country_area", "street_address"]),
    ],
)
def test_each_country_asks_for_its_own_fields_in_its_own_order(country, fields):
    assert shown(country) == fields


def test_what_a_country_does_not_use_stays_as_a_hidden_field():
    fields = address_fields("GB")
    assert isinstance(fields["sender_country_area"].widget, forms.HiddenInput)
    assert set(fields) == {f"sender_{name}" for name in ADDRESS_FIELDS}


def test_a_country_without_a_format_still_has_a_street():
    assert "street_address" in shown("QQ")


def test_the_words_are_those_of_the_country():
    assert str(address_fields("US")["sender_postal_code"].label) == "ZIP code"
    assert str(address_fields("GB")["sender_city"].label) == "Post town"
    assert str(address_fields("CA")["sender_country_area"].label) == "Province"
