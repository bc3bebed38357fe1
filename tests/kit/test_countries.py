"""Countries: codes, names on envelopes, and reading a country line in many spellings."""

import pytest

from duly.kit.countries import country_code, country_codes, country_name, country_named


def test_there_are_as_many_codes_as_in_iso_3166():
    assert len(country_codes()) == 249
    assert "XK" not in country_codes()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("GERMANY", "DE"),
        ("Allemagne", "DE"),
        ("Deutschland", "DE"),
        ("U.S.A.", "US"),
        ("United States of America", "US"),
        ("ÉTATS-UNIS", "US"),
        ("the Netherlands", "NL"),
        ("Pays-Bas", "NL"),
        ("Österreich", "AT"),
        ("Hong Kong SAR", "HK"),
        ("England", "GB"),
        ("Côte d'Ivoire", "CI"),
        ("日本", "JP"),
    ],
)
def test_a_country_line_is_read_in_many_spellings(line, code):
    assert country_named(line) == code


@pytest.mark.parametrize("line", ["", "London", "75001 PARIS", "Germany Street", "DE"])
def test_other_lines_name_no_country(line):
    assert country_named(line) is None


def test_an_envelope_carries_the_postal_name():
    assert country_name("HK") == "Hong Kong"
    assert country_name("FR", language="de") == "Frankreich"
    assert country_name("CI") == "Côte d'Ivoire"
    assert country_name("DE", language="fi") == "Germany"


def test_an_unknown_code_has_no_name():
    with pytest.raises(KeyError):
        country_name("XX")


def test_uk_is_read_as_gb():
    assert country_code(" uk ") == "GB"
