"""Tariffs: prices in whole cents with a source, none where there is none, and what to ask for at the counter."""

from datetime import date

import pytest

from duly.kit.money import Money
from duly.knowledge.tariffs import (
    BadTariff,
    counter_services,
    post_offices,
    read_tariff,
    tariff,
)

HEAD = (
    'carrier = "Acme Post"\nsource = "https://acme.example"\nchecked_on = 2026-03-01\n'
)
SERVICE = '[[services]]\nkey = "registered"\nscope = "domestic"\nname = "Registered"\nproves = "E6"\n'


@pytest.fixture
def written(tmp_path):
    def written(text):
        path = tmp_path / "acme.toml"
        path.write_text(text, "utf-8")
        return path

    return written


def test_a_price_counts_the_pages_beyond_the_first(written):
    text = HEAD + 'currency = "EUR"\n' + SERVICE + "price = 495\nextra_page = 12\npages_included = 2\n"  # fmt: skip
    found = read_tariff(written(text))
    assert found.checked_on == date(2026, 3, 1)
    assert found.price("registered", pages=1) == Money(495, "EUR")
    assert found.price("registered", pages=2) == Money(495, "EUR")
    assert found.price("registered", pages=5) == Money(531, "EUR")


def test_without_a_price_for_further_pages_there_is_none(written):
    found = read_tariff(
        written(HEAD + 'currency = "EUR"\n' + SERVICE + "price = 495\n")
    )
    assert found.price("registered", pages=1) == Money(495, "EUR")
    assert found.price("registered", pages=2) is None


def test_a_price_of_a_post_office_goes_by_weight(written):
    steps = "steps = [{ grams = 20, price = 608 }, { grams = 50, price = 677 }]\n"
    found = read_tariff(written(HEAD + 'currency = "EUR"\n' + SERVICE + steps))
    assert found.price("registered", pages=2, grams=20) == Money(608, "EUR")
    assert found.price("registered", pages=3, grams=21) == Money(677, "EUR")
    assert found.price("registered", pages=9, grams=51) is None, "heavier than the list"


def test_a_price_is_aged_a_year_after_it_was_read(written):
    found = read_tariff(written(HEAD + "valid_from = 2026-01-01\n" + SERVICE))
    assert found.valid_from == date(2026, 1, 1)
    assert not found.is_aged(date(2027, 3, 1))
    assert found.is_aged(date(2027, 3, 2))


def test_an_unknown_service_or_tariff_is_a_key_error(written):
    with pytest.raises(KeyError):
        read_tariff(written(HEAD + SERVICE)).service("pigeon")
    with pytest.raises(KeyError):
        tariff("pigeon-post")


@pytest.mark.parametrize(
    "text",
    [
        "carrier = ",
        SERVICE,
        HEAD,
        HEAD + "[[services]]\nkey = 1\n",
        HEAD + SERVICE + "price = 4.95\n",
        HEAD + SERVICE + "price = 495\n",
        HEAD + SERVICE + "steps = [{ grams = 20, price = 495 }]\n",
        HEAD + 'currency = "EUR"\n' + SERVICE + "steps = [{ grams = 20 }]\n",
    ],
)
def test_a_file_that_cannot_be_used_is_named(written, text):
    with pytest.raises(BadTariff):
        read_tariff(written(text))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadTariff, match=r"nowhere\.toml"):
        read_tariff(tmp_path / "nowhere.toml")


def test_every_post_office_names_a_service_at_home_and_abroad():
    for country, office in post_offices().items():
        assert office.country == country
        assert counter_services(origin=country, destination=country)
        assert counter_services(origin=country, destination="BR")


@pytest.mark.parametrize(
    ("origin", "destination", "first"),
    [
        ("US", "US", "Certified Mail with Return Receipt"),
        ("US", "HK", "Registered Mail International"),
        ("GB", "GB", "Royal Mail Signed For 1st Class"),
        ("FR", "FR", "Lettre recommandée avec avis de réception"),
        ("DE", "DE", "Einschreiben Einwurf"),
        ("IT", "IT", "Raccomandata A/R"),
    ],
)
def test_the_recommended_service_comes_first(origin, destination, first):
    services = counter_services(origin=origin, destination=destination)
    assert services[0].name == first


def test_where_we_know_no_post_office_we_name_none():
    assert counter_services(origin="BR", destination="BR") == ()
