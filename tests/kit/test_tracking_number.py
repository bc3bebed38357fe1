"""Tracking numbers: own samples of every format, near misses, and the public samples where present."""

import json
import tomllib

import pytest

from duly.kit.tracking_number import (
    FOLDER,
    formats,
    gs1_digit,
    read_tracking_number,
    reading,
)
from tests.conftest import shared_data

ENTRIES = [
    pytest.param(entry, id=entry["name"])
    for path in sorted(FOLDER.glob("*.toml"))
    for entry in tomllib.loads(path.read_text("utf-8"))["formats"]
]


def fits(name: str, number: str) -> bool:
    (known,) = [known for known in formats() if known.name == name]
    found = known.pattern.fullmatch(number)
    return bool(found and reading(known, found).valid)


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_format_takes_its_valid_samples_and_refuses_its_invalid_ones(entry):
    assert entry["valid"]
    assert entry["invalid"]
    assert [n for n in entry["valid"] if not fits(entry["name"], n)] == []
    assert [n for n in entry["invalid"] if fits(entry["name"], n)] == []


def test_an_international_registered_letter_names_its_post_and_service():
    read = read_tracking_number("rr 473 124 829 de")
    assert (read.valid, read.format, read.carrier, read.country, read.service) == (
        True,
        "s10",
        "Deutsche Post",
        "DE",
        "Registered",
    )


def test_a_right_check_digit_with_a_country_that_does_not_exist_is_invalid():
    read = read_tracking_number("RR473124829XX")
    assert not read.valid
    assert "XX" in read.reason


def test_a_post_without_a_known_name_is_named_by_its_country():
    assert read_tracking_number("RR473124829CV").carrier == "Post of Cape Verde"


def test_certified_mail_is_named_in_both_lengths():
    assert (
        read_tracking_number("9407 3000 0000 0000 0000 03").service == "Certified Mail"
    )
    twenty = read_tracking_number("7018 1830 0001 2345 6782")
    assert (twenty.valid, twenty.format, twenty.service) == (
        True,
        "usps-20",
        "Certified Mail",
    )


def test_the_routing_code_before_the_number_does_not_change_its_format():
    assert (
        read_tracking_number("420944039407300000000000000003").format == "usps-impb-22"
    )


@pytest.mark.parametrize("place", range(21))
def test_one_wrong_digit_is_always_noticed(place):
    number = "9407300000000000000003"
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assert not read_tracking_number(wrong).valid


def test_a_number_that_fails_keeps_the_format_it_looks_like():
    read = read_tracking_number("9407300000000000000004")
    assert (read.valid, read.format, read.check_digit) == (
        False,
        "usps-impb-22",
        False,
    )


@pytest.mark.parametrize(
    "number", ["", "hello", "1234", "９４０７３", "RR473124829", "0" * 40, "A\udcff"]
)
def test_what_no_carrier_prints_is_refused_with_a_reason(number):
    read = read_tracking_number(number)
    assert not read.valid
    assert read.format is None
    assert read.reason


def test_gs1_weights_start_with_three_at_the_right():
    assert gs1_digit("1") == 7
    assert gs1_digit("10") == 9


@pytest.mark.parametrize("file", ["s10", "usps", "canadapost", "dhl"])
def test_the_public_samples_are_all_decided(file):
    path = shared_data(f"tracking/{file}.json")
    wrong = [
        (entry["name"], number)
        for entry in json.loads(path.read_text("utf-8"))["tracking_numbers"]
        for kind in ("valid", "invalid")
        for number in entry["test_numbers"][kind]
        if read_tracking_number(number).valid != (kind == "valid")
    ]
    assert wrong == []
