"""Address check: what warns, what blocks, what is fine, in the twenty countries most used and beyond."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.kit.address import Address, read_address
from duly.kit.address_check import check_address
from duly.kit.said import Said


def codes(*lines: str, country: str, origin: str | None = None) -> dict[str, str]:
    check = check_address(Address(country=country, lines=lines), origin=origin)
    return {problem.code: problem.severity for problem in check.problems}


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("US", ("Acme Inc.", "400 S. El Camino Real, Suite 400", "San Mateo, CA 94402")),
        ("US", ("Acme", "PO Box 1", "Juneau AK 99801-1234")),
        ("GB", ("Acme Ltd", "Flat 1/2, 3 High Street", "London", "SW1A 1AA")),
        ("GB", ("Acme Ltd", "1 High Street", "St Helier, JE2 3AB")),
        ("GB", ("Cpl A Byron", "Camp", "BFPO 61")),
        ("FR", ("ACME SAS", "Service résiliation", "12 bis rue de l'Église", "75001 PARIS CEDEX 01")),
        ("DE", ("Acme GmbH", "Postfach 10 01 02", "20001 Hamburg")),
        ("DE", ("Acme GmbH & Co. KG", "c/o Büro Süd", "Straße des 17. Juni 135", "10623 Berlin")),
        ("ES", ("Acme S.L.", "C/ Mayor, 3, 2.º B", "28013 Madrid")),
        ("IT", ("Acme S.p.A.", "Via Roma n° 1", "00144 Roma RM")),
        ("NL", ("Acme B.V.", "Postbus 12", "1012JK Amsterdam")),
        ("BE", ("Acme NV", "Wetstraat 16", "1000 Brussel")),
        ("AT", ("Acme GmbH", "Stiege 2/Tür 5, Ring 1", "1010 Wien")),
        ("CH", ("Acme AG", "Bahnhofstrasse 1", "CH-8001 Zürich")),
        ("CA", ("Acme Inc", "100 Queen St W", "Toronto ON m5h2n2")),
        ("AU", ("Acme Pty Ltd", "GPO Box 9", "Sydney NSW 2001")),
        ("IE", ("Acme Ltd", "1 Main Street", "Dublin 2")),
        ("PT", ("Acme Lda", "Rua Áurea 1, 2.º Esq.", "1100-060 Lisboa")),
        ("SE", ("Acme AB", "Box 12", "114 55 Stockholm")),
        ("DK", ("Acme A/S", "Vej 1, 2. tv.", "1566 København V")),
        ("PL", ("Acme sp. z o.o.", "ul. Długa 1/2", "00-950 Warszawa")),
        ("NO", ("Acme AS", "Postboks 1", "0107 Oslo")),
        ("HK", ("Acme Ltd", "26/F Tower One, Times Square", "1 Matheson Street, Causeway Bay", "Hong Kong")),
        ("JP", ("Acme K.K.", "1-2-3 Jingumae", "Shibuya-ku, Tokyo 150-0001")),
        ("LU", ("Acme", "1 rue X", "L-1009 Luxembourg")),
        ("IN", ("Acme", "MG Road", "Bengaluru 560001")),
        ("BR", ("Acme", "Av. Paulista 1", "São Paulo - SP", "01310-100")),
        ("IT", ("Acme", "Via Roma 1", "46027 San Benedetto Po")),
        ("KR", ("04524 서울특별시 중구 세종대로 110", "홍길동")),
    ],
)  # fmt: skip
def test_ordinary_addresses_have_no_problem(country, lines):
    assert codes(*lines, country=country) == {}


@pytest.mark.parametrize(
    ("country", "last", "code"),
    [
        ("US", "San Mateo, CA 9440", "postcode-incomplete"),
        ("US", "San Mateo, CA", "postcode-missing"),
        ("US", "San Mateo, NY 94402", "postcode-not-in-region"),
        ("US", "San Mateo, ZZ 94402", "region-unknown"),
        ("GB", "London SW1A", "postcode-incomplete"),
        ("GB", "London ZZ1 1ZZ", "postcode-impossible"),
        ("DE", "1011 Berlin", "postcode-incomplete"),
        ("DE", "Berlin", "postcode-missing"),
        ("FR", "7500 Paris", "postcode-incomplete"),
        ("NL", "1012 Amsterdam", "postcode-incomplete"),
        ("PT", "1100 Lisboa", "postcode-incomplete"),
        ("CA", "Toronto ON M5H 2N", "postcode-incomplete"),
        ("AU", "Sydney NSW 3000", "postcode-not-in-region"),
        ("GB", "London SW1A 1A", "postcode-incomplete"),
        ("GB", "London SWIA 1AA", "postcode-impossible"),
        ("CA", "Toronto ON MSH 2N2", "postcode-impossible"),
        ("NL", "1012 SS Amsterdam", "postcode-impossible"),
        ("NL", "10129 LG Amsterdam", "postcode-impossible"),
        ("CZ", "110 0 Praha 1", "postcode-incomplete"),
        ("CZ", "Praha 1", "postcode-missing"),
        ("DE", "Berlin 1011", "postcode-incomplete"),
        ("SG", "Singapore", "postcode-missing"),
        ("IT", "00144 Roma XX", "region-unknown"),
        ("IT", "00144 Roma (MI)", "postcode-not-in-region"),
    ],
)
def test_a_doubtful_postcode_warns_and_does_not_block(country, last, code):
    found = codes("Acme", "1 Long Street", last, country=country)
    assert found == {code: "warn"}


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "address-empty"),
        (("", " "), "address-empty"),
        (("Acme", "", "10115 Berlin"), "empty-line"),
        (("Acme 😀", "Weg 1", "10115 Berlin"), "unprintable-character"),
        (("Acme\u202e", "Weg 1", "10115 Berlin"), "unprintable-character"),
        (("Acme\x07", "Weg 1", "10115 Berlin"), "unprintable-character"),
        (("Acme \ufffd", "Weg 1", "10115 Berlin"), "unprintable-character"),
        (("Acme",), "too-few-lines"),
        ((*"ABCDEFG", "10115 Berlin"), "too-many-lines"),
    ],
)
def test_what_no_carrier_can_print_blocks(lines, code):
    assert codes(*lines, country="DE").get(code) == "block"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("Acme", "SW1A 1AA"), "too-few-lines"),
        (("(Acme)", "1 High Street", "SW1A 1AA"), "symbol-first"),
        (("Ada", "No fixed abode", "SW1A 1AA"), "no-fixed-abode"),
        (("Ada", "NFA", "SW1A 1AA"), "no-fixed-abode"),
        (("-", "1 High Street", "SW1A 1AA"), "no-letter-or-digit"),
    ],
)
def test_what_united_kingdom_printers_refuse_blocks(lines, code):
    assert codes(*lines, country="GB").get(code) == "block"
    assert codes(*lines[:2], "10115 Berlin", country="DE").get("symbol-first") is None


def test_abroad_a_missing_country_line_blocks_and_at_home_it_does_not():
    lines = ("Acme", "1 High Street", "London", "SW1A 1AA")
    assert codes(*lines, country="GB", origin="US") == {"country-line-missing": "block"}
    assert codes(*lines, country="GB", origin="GB") == {}
    assert codes(*lines, "UNITED KINGDOM", country="GB", origin="US") == {}
    assert codes(*lines, "Royaume-Uni", country="GB", origin="FR") == {}
    assert codes(*lines, "GERMANY", country="GB", origin="US")["country-line-missing"]


def test_the_normalised_lines_show_the_country_line_that_is_missing():
    lines = ("Acme", "1 High Street", "London", "SW1A 1AA")
    check = check_address(Address(country="GB", lines=lines), origin="US")
    assert check.normalised == (*lines, "UNITED KINGDOM")


def test_another_country_in_the_last_line_warns_at_home():
    found = codes("Acme", "Weg 1", "10115 Berlin", "FRANCE", country="DE")
    assert found["country-line-differs"] == "warn"


def test_a_script_that_cannot_be_sorted_abroad_warns():
    lines = ("山田", "神宮前1-2", "東京都 150-0001", "JAPAN")
    assert codes(*lines, country="JP", origin="DE") == {"script-not-latin": "warn"}
    assert codes(*lines[:3], country="JP", origin="JP") == {}


def test_an_unknown_country_blocks():
    assert codes("Acme", "Weg 1", country="XX") == {"country-unknown": "block"}


def test_structured_fields_are_checked_by_the_rules_of_their_country():
    fields = {"country": "US", "name": "Ada", "street_address": "1 Main", "city": "San Mateo", "country_area": "CA"}  # fmt: skip
    check = check_address(read_address({**fields, "postal_code": "94402"}), origin="DE")
    assert check.valid
    assert check.problems == ()
    assert check.normalised == ("Ada", "1 Main", "SAN MATEO, CA 94402", "UNITED STATES")
    for wrong, code in [
        ({}, "postcode-missing"),
        ({"postal_code": "9440"}, "postcode-incomplete"),
        ({"postal_code": "10001"}, "postcode-not-in-region"),
        ({"postal_code": "94402", "country_area": "Ruritania"}, "region-unknown"),
        ({"postal_code": "94402", "city": ""}, "field-missing"),
    ]:
        check = check_address(read_address({**fields, **wrong}))
        assert [(p.code, p.severity) for p in check.problems] == [(code, "warn")]
        assert check.valid


def test_an_italian_region_in_place_of_the_province_only_warns():
    check = check_address(Address(country="IT", name="Ada", street_address="Via Roma 1", city="Roma", country_area="Lazio", postal_code="00144"))  # fmt: skip
    assert check.valid
    assert [p.code for p in check.problems] == ["region-unknown"]


def test_a_name_alone_is_no_structured_address():
    check = check_address(Address(country="DE", name="Ada"))
    assert not check.valid
    assert [p.code for p in check.problems] == ["address-empty"]


def test_a_very_long_line_warns_because_it_wraps():
    found = codes("A" * 120, "Weg 1", "10115 Berlin", country="DE")
    assert found == {"line-too-long": "warn"}


def test_the_country_line_takes_a_line_of_the_window():
    lines = (*"ABCDEF", "10115 Berlin", "GERMANY")
    assert codes(*lines, country="DE", origin="US") == {"too-many-lines": "block"}
    assert codes(*lines[1:], country="DE", origin="US") == {}


def test_a_country_after_a_comma_or_in_its_own_language_is_a_country_line():
    assert codes("Acme", "Tower 1", "Kowloon, Hong Kong", country="HK", origin="US") == {}  # fmt: skip
    found = codes("Acme", "Fő utca 1", "1051 Budapest", "Magyarország", country="HU", origin="DE")  # fmt: skip
    assert found == {}
    found = codes("Acme", "1 Peach St", "Atlanta, Georgia 30301", country="US", origin="DE")  # fmt: skip
    assert found == {"country-line-missing": "block"}


@given(
    st.sampled_from(["US", "GB", "DE", "FR", "JP", "HK", "CA", "XX"]),
    st.lists(st.text(max_size=30), max_size=9),
    st.sampled_from([None, "US", "DE", "XX"]),
)
def test_any_text_gets_an_answer(country, lines, origin):
    check = check_address(Address(country=country, lines=tuple(lines)), origin=origin)
    assert check.valid == all(p.severity == "warn" for p in check.problems)
    assert all(problem.message for problem in check.problems)


@pytest.mark.parametrize(
    "address",
    [
        Address(country="XX", lines=("Ada", "Weg 1", "Bonn")),
        Address(country="DE", lines=("",)),
        Address(country="DE", lines=("Ada", "", "Weg 1", "5311 Bonn")),
        Address(country="DE", lines=("Ada \u0007", "Weg 1", "53111 Bonn", "FRANCE")),
        Address(country="DE", lines=("Ada",) * 9),
        Address(country="DE", lines=("A" * 90, "Weg 1", "Bonn")),
        Address(country="GB", lines=("(Ada)", "no fixed abode", "!!")),
        Address(country="US", lines=("Ada", "1 Main St", "San Mateo ZZ 94402")),
        Address(country="US", lines=("Ada", "1 Main St", "New York NY 94402")),
        Address(country="DE", street_address="Weg 1"),
        Address(country="DE"),
    ],
)
def test_what_is_wrong_can_be_said_in_another_language(address: Address) -> None:
    """Each sentence remembers its pattern, so that a page can translate it."""
    problems = check_address(address, origin="US").problems
    assert problems
    assert [p.message for p in problems if not isinstance(p.message, Said)] == []


@pytest.mark.parametrize(
    ("country", "origin", "lines"),
    [
        ("JE", "GB", ("Ada", "1 High Street", "St Helier", "JE2 3AB")),
        ("GB", "IM", ("Ada", "1 High Street", "London", "SW1A 1AA")),
        ("PR", "US", ("Ada", "1 Calle Sol", "San Juan PR 00901")),
        ("GP", "FR", ("Ada", "1 rue X", "97110 POINTE A PITRE")),
        ("LI", "CH", ("Ada", "Weg 1", "9490 Vaduz")),
    ],
)
def test_a_place_that_the_same_post_serves_as_home_needs_no_country_line(
    country, origin, lines
):
    assert codes(*lines, country=country, origin=origin) == {}
    check = check_address(Address(country=country, lines=lines), origin=origin)
    assert check.normalised == lines
    assert codes(*lines, country=country, origin="JP")["country-line-missing"]


@pytest.mark.parametrize(
    ("named", "origin"),
    [
        ("Niemcy", "PL"),
        ("Německo", "CZ"),
        ("DE", "PL"),
        ("Bundesrepublik Deutschland", "FR"),
    ],
)
def test_the_country_line_may_be_in_a_language_of_the_country_of_posting(named, origin):
    lines = ("Ada", "Weg 1", "10115 Berlin", named)
    assert codes(*lines, country="DE", origin=origin) == {}
    check = check_address(Address(country="DE", lines=lines), origin=origin)
    assert check.normalised[-2:] == ("10115 Berlin", "GERMANY")


def test_the_country_behind_the_postcode_becomes_a_line_of_its_own():
    lines = ("Ada", "1 Main St", "New York, NY 10001 USA")
    assert codes(*lines, country="US", origin="DE") == {}
    check = check_address(Address(country="US", lines=lines), origin="DE")
    assert check.normalised[-2:] == ("New York, NY 10001", "UNITED STATES")
    town = ("Ada", "1 rue X", "L-1009 Luxembourg")
    assert codes(*town, country="LU", origin="DE")["country-line-missing"] == "block"


def test_lines_so_long_that_the_window_cannot_hold_them_block():
    street = "Donaudampfschifffahrtsgesellschaft " * 12
    found = codes("Ada", street, "10115 Berlin", country="DE")
    assert found == {"line-too-long": "warn", "too-many-lines": "block"}
    wide = "神宮前" * 12
    assert codes("Ada", wide, "東京都 150-0001", country="JP") == {
        "line-too-long": "warn"
    }


def test_a_region_is_known_by_its_plain_name():
    check = check_address(Address(country="CN", name="Ada", street_address="1 Road", city="Chaoyang", country_area="Beijing", postal_code="100000"))  # fmt: skip
    assert check.problems == ()
