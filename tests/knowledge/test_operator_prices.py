"""The operator's own prices: fee, tax and how long a price stands; nothing is guessed."""

import re
from pathlib import Path

import pytest

from duly.knowledge.operator_prices import BadPrices, operator_prices, tax_of
from duly.knowledge.operator_texts import operator_text

OWN = """
issuer = ["Example Letters Ltd", "London"]
valid_minutes = 30
[tax]
registered = true
number = "GB123"
[tax.rates]
GB = 2000
US = 0
[fees]
lob = { USD = 250 }
"""


def own(folder: Path, text: str) -> Path:
    (folder / "prices.toml").write_text(text, "utf-8")
    return folder


def test_the_package_asks_nothing_and_taxes_nothing() -> None:
    prices = operator_prices()
    assert (prices.fee("lob", "USD"), prices.rate("DE"), prices.issuer) == (0, 0, ())
    assert not prices.is_registered


def test_the_operators_own_table_counts(tmp_path: Path) -> None:
    prices = operator_prices(own(tmp_path, OWN))
    assert prices.fee("lob", "USD") == 250
    assert prices.fee("registered_email", "USD") == 0
    assert prices.rate("GB") == 2000
    assert prices.rate("US") == 0
    assert prices.valid_minutes == 30


def test_what_is_not_in_the_table_is_not_guessed(tmp_path: Path) -> None:
    prices = operator_prices(own(tmp_path, OWN))
    assert prices.rate("FR") is None
    assert prices.fee("lob", "EUR") is None


def test_who_is_not_registered_has_no_tax_whatever_the_table_says(
    tmp_path: Path,
) -> None:
    text = OWN.replace("registered = true", "registered = false")
    assert operator_prices(own(tmp_path, text)).rate("GB") == 0


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    operator_prices(own(tmp_path, OWN))
    changed = own(tmp_path, OWN.replace("250", "260") + "# later\n")
    assert operator_prices(changed).fee("lob", "USD") == 260


@pytest.mark.parametrize(
    "text",
    [
        "fees = {",
        "[fees]\nlob = 250\n",
        "[fees]\nlob = { USD = 2.5 }\n",
        "[fees]\nlob = { USD = -1 }\n",
        "[tax.rates]\nDE = '19'\n",
        "[tax.rates]\nDE = true\n",
        "valid_minutes = -1\n",
    ],
)
def test_a_bad_table_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadPrices, match=r"prices\.toml"):
        operator_prices(own(tmp_path, text))


@pytest.mark.parametrize(
    ("net", "rate", "tax"),
    [
        (1000, 1900, 190),
        (250, 1900, 48),  # 47.5
        (249, 1900, 47),  # 47.31
        (1, 1900, 0),
        (3, 1900, 1),  # 0.57
        (1499, 2550, 382),  # 382.245
        (1000, 0, 0),
        (0, 1900, 0),
    ],
)
def test_tax_is_rounded_half_up_once(net: int, rate: int, tax: int) -> None:
    assert tax_of(net, rate) == tax


FILLED = {"operator": "Ada & Co", "contact": "a@b.example", "valid_minutes": "60"}


@pytest.mark.parametrize("name", ["terms", "privacy"])
@pytest.mark.parametrize("language", ["xx", "de", "fr", "es", "it", "nl"])
def test_the_operators_texts_are_filled_and_name_every_section(
    name: str, language: str
) -> None:
    text = operator_text(name, language=language, filled=FILLED)
    english = operator_text(name, language="en", filled=FILLED)
    assert text.count("Ada & Co") == english.count("Ada & Co")
    assert text.count("a@b.example") == english.count("a@b.example")
    assert "{operator}" not in text
    assert text.count("{#") == text.count("\n## ")
    assert re.findall(r"{#[a-z]+}", text) == re.findall(r"{#[a-z]+}", english)
    assert text.count("\n- ") == english.count("\n- ")
    assert (text == english) == (language == "xx")


def test_an_own_text_comes_before_ours_and_an_unknown_one_is_an_error(
    tmp_path: Path,
) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "terms.md").write_text("# Bedingungen {#x}\n{operator}", "utf-8")
    text = operator_text(
        "terms", language="de", filled={"operator": "Ada"}, overlay=tmp_path
    )
    assert text == "# Bedingungen {#x}\nAda"
    with pytest.raises(KeyError):
        operator_text("prices", language="en", filled={})
    with pytest.raises(KeyError):
        operator_text("terms", language="de", filled={}, overlay=tmp_path)
