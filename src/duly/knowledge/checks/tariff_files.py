"""Checks of price lists: whole cents with a currency, since when they hold, and steps of weight that rise."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from duly.knowledge.checks.data_file import DataFile, DataFinding


def its_prices_are_whole_cents(file: DataFile) -> Iterator[DataFinding]:
    for service in services_of(file):
        for price in prices_of(service):
            if type(price) is not int or price <= 0:
                yield file.block("bad-price", f"{name_of(service)}: {price!r}")


def its_prices_have_a_currency(file: DataFile) -> Iterator[DataFinding]:
    if has_prices(file) and not file.document.get("currency"):
        yield file.block("no-currency", "prices without a currency")


def it_says_since_when_its_prices_hold(file: DataFile) -> Iterator[DataFinding]:
    is_post_office = bool(file.document.get("country"))
    if is_post_office and has_prices(file) and not file.document.get("valid_from"):
        yield file.block("no-first-day", "valid_from is missing beside the prices")


def its_steps_of_weight_rise(file: DataFile) -> Iterator[DataFinding]:
    for service in services_of(file):
        grams = [step.get("grams", 0) for step in steps_of(service)]
        if grams != sorted(set(grams)):
            yield file.block("bad-steps", f"{name_of(service)}: {grams}")


CHECKS: tuple[Callable[[DataFile], Iterator[DataFinding]], ...] = (
    its_prices_are_whole_cents,
    its_prices_have_a_currency,
    it_says_since_when_its_prices_hold,
    its_steps_of_weight_rise,
)


def services_of(file: DataFile) -> list[Mapping[str, Any]]:
    listed = file.document.get("services", [])
    tables = listed if isinstance(listed, list) else []
    return [each for each in tables if isinstance(each, dict)]


def steps_of(service: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [each for each in service.get("steps", []) if isinstance(each, dict)]


def prices_of(service: Mapping[str, Any]) -> list[object]:
    single = [service[key] for key in ("price", "extra_page") if key in service]
    return [*single, *(step.get("price") for step in steps_of(service))]


def has_prices(file: DataFile) -> bool:
    return any(prices_of(service) for service in services_of(file))


def name_of(service: Mapping[str, Any]) -> str:
    return str(service.get("key", "a service"))
