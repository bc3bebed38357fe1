"""What does the operator add to the carrier's price: which fee, which tax, and how long does a price stand?"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

OPERATOR = Path(__file__).parent.parent / "data" / "operator"
PRICES = "prices.toml"
HUNDREDTHS = 10_000  # a rate of 1900 is 19 %


class BadPrices(ValueError):
    """The operator's prices cannot be used; the message names the file and the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorPrices:
    """`issuer` are the lines at the top of a receipt: name, address. `rates` in hundredths of a percent by country; `fees` in the smallest unit by channel and currency."""

    issuer: tuple[str, ...]
    valid_minutes: int
    is_registered: bool
    tax_number: str
    tax_note: str
    rates: Mapping[str, int]
    fees: Mapping[str, Mapping[str, int]]

    def fee(self, channel: str, currency: str) -> int | None:
        """The fee of one letter; None where the operator named none in this currency."""
        if channel not in self.fees:
            return 0
        return self.fees[channel].get(currency)

    def rate(self, country: str) -> int | None:
        """0 for an operator who is not registered; None where a registered one named no rate."""
        return self.rates.get(country) if self.is_registered else 0


def operator_prices(overlay: Path | None = None) -> OperatorPrices:
    """The operator's own file in the folder `overlay`, else the empty one of the package. Raises BadPrices."""
    own = overlay / PRICES if overlay else None
    path = own if own and own.exists() else OPERATOR / PRICES
    return read_prices(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def read_prices(path: Path, _changed: int) -> OperatorPrices:
    """Read once for each change of the file. Raises BadPrices."""
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise BadPrices(f"{path}: {reason}") from reason
    tax = document.get("tax", {})
    return OperatorPrices(
        issuer=tuple(str(line) for line in document.get("issuer", ())),
        valid_minutes=whole(path, document.get("valid_minutes", 60), "valid_minutes"),
        is_registered=tax.get("registered") is True,
        tax_number=str(tax.get("number", "")),
        tax_note=str(tax.get("note", "")),
        rates=whole_numbers(path, tax.get("rates", {}), "tax.rates"),
        fees={
            name: whole_numbers(path, amounts, f"fees.{name}")
            for name, amounts in document.get("fees", {}).items()
        },
    )


def whole_numbers(path: Path, table: Any, field: str) -> dict[str, int]:
    if not isinstance(table, dict):
        raise BadPrices(f"{path}: {field} must be a table")
    return {key: whole(path, value, f"{field}.{key}") for key, value in table.items()}


def whole(path: Path, value: object, field: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadPrices(f"{path}: {field} must be a whole number, not {value!r}")
    return value


def tax_of(net: int, rate: int) -> int:
    """The tax on a whole net price, rounded half up once."""
    return (net * rate + HUNDREDTHS // 2) // HUNDREDTHS
