"""Money: whole numbers of the smallest unit of a currency."""

from dataclasses import dataclass


class MixedCurrencies(ValueError):
    """Two amounts of different currencies cannot be added."""


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` in the smallest unit (cents); `currency` is ISO 4217."""

    amount: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")
        return Money(self.amount + other.amount, self.currency)


def currency_of(country: str) -> str:
    """The currency (ISO 4217) that is legal tender in a country today; the euro for a place that is not known."""
    from babel.numbers import get_territory_currencies

    found = get_territory_currencies(country.upper()) if country else []
    return str(found[0]) if found else "EUR"
