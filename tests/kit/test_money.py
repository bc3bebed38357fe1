"""Money adds within one currency and refuses to add across two."""

import pytest

from duly.kit.money import MixedCurrencies, Money


def test_amounts_of_one_currency_add_up():
    assert Money(250, "EUR") + Money(-50, "EUR") == Money(200, "EUR")


def test_two_currencies_do_not_add():
    with pytest.raises(MixedCurrencies, match="EUR and USD"):
        Money(1, "EUR") + Money(1, "USD")
