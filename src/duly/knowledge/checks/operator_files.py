"""Checks of what the operator says and charges: the prices read, a tax is whole, the texts can be filled."""

import re
from collections.abc import Callable, Iterator
from string import Formatter

from duly.knowledge.checks.data_file import DataFile, DataFinding
from duly.knowledge.operator_prices import (
    HUNDREDTHS,
    PRICES,
    BadPrices,
    OperatorPrices,
    read_prices,
)
from duly.knowledge.operator_texts import ROLE

# What `cases.consent` fills in.
FIELDS = frozenset({"operator", "contact", "valid_minutes"})
TEXTS = ("terms", "privacy")
_COUNTRY, _CURRENCY = re.compile("[A-Z]{2}"), re.compile("[A-Z]{3}")


def the_prices_read(file: DataFile) -> Iterator[DataFinding]:
    if file.path.name != PRICES:
        return
    try:
        prices = prices_of(file)
    except BadPrices as reason:
        yield file.block("bad-prices", str(reason))
        return
    for fault in (*tax_faults(prices), *fee_faults(prices)):
        yield file.block("bad-prices", fault)


def prices_of(file: DataFile) -> OperatorPrices:
    return read_prices(file.path, file.path.stat().st_mtime_ns)


def tax_faults(prices: OperatorPrices) -> Iterator[str]:
    """Who is registered writes a number and a rate on each receipt; who is not may write no tax at all."""
    if prices.is_registered and not prices.tax_number:
        yield "tax.number is missing: receipts of a registered operator need it"
    if prices.is_registered and not prices.rates:
        yield "tax.rates is empty: nothing could be ordered"
    for country, rate in prices.rates.items():
        if not _COUNTRY.fullmatch(country):
            yield f"tax.rates: {country!r} is no country, write DE"
        if rate > HUNDREDTHS:
            yield f"tax.rates.{country}: {rate / 100:g} % is more than the price"


def fee_faults(prices: OperatorPrices) -> Iterator[str]:
    if prices.valid_minutes == 0:
        yield "valid_minutes is 0: no price would stand long enough to be paid"
    for channel, amounts in prices.fees.items():
        for currency in amounts:
            if not _CURRENCY.fullmatch(currency):
                yield f"fees.{channel}: {currency!r} is no currency, write EUR"


def every_text_can_be_filled(file: DataFile) -> Iterator[DataFinding]:
    if file.path.suffix != ".md":
        return
    if file.path.stem not in TEXTS:
        yield file.warn("unused-text", f"only {' and '.join(TEXTS)} are shown")
    try:
        parts = list(Formatter().parse(ROLE.sub(r"{{#\1}}", file.text)))
    except ValueError as reason:
        yield file.block("broken-text", f"{reason}: write a brace as {{{{ or }}}}")
        return
    for _, field, _, _ in parts:
        if field is not None and field not in FIELDS:
            yield file.block("unknown-field", f"{{{field}}} is never filled")


CHECKS: tuple[Callable[[DataFile], Iterator[DataFinding]], ...] = (
    the_prices_read,
    every_text_can_be_filled,
)
