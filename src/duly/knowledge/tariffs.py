"""What does a carrier sell, under which name, at which price, and who says so? Read from data/tariffs/."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from duly.kit.money import Money
from duly.kit.said import Said, said
from duly.knowledge.provider_record import FRESH_FOR

TARIFFS = Path(__file__).parent.parent / "data" / "tariffs"
Scope = Literal["domestic", "abroad"]


class BadTariff(ValueError):
    """A tariff file cannot be used; the message names the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightStep:
    """Up to `grams`, envelope included, the whole letter costs `price`."""

    grams: int
    price: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One way of posting. A carrier's price goes by pages: `price` for the first, `extra_page` for each further one;
    a post office's by weight: `steps`, the lightest first. Neither where we know no price with a source.
    `proves` is the highest delivery level it can give; `plain`: an ordinary letter, which may not call itself registered.
    """

    key: str
    scope: Scope
    name: Said
    proves: str
    plain: bool = False
    price: Money | None = None
    extra_page: Money | None = None
    pages_included: int = 1
    steps: tuple[WeightStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """`country` is that of a post office; None for a carrier that prints for everybody. `valid_from`: of the prices."""

    name: str
    carrier: str
    country: str | None
    source: str
    checked_on: date
    services: tuple[Service, ...]
    valid_from: date | None = None

    def service(self, key: str) -> Service:
        """KeyError when the carrier sells no such service."""
        for service in self.services:
            if service.key == key:
                return service
        raise KeyError(key)

    def is_aged(self, today: date) -> bool:
        """Read too long ago to be relied on: the prices of a post office change every year."""
        return today - self.checked_on > FRESH_FOR

    def price(self, key: str, *, pages: int, grams: int | None = None) -> Money | None:
        """The price of a letter of so many pages, which weighs so much; None where the file has none."""
        service = self.service(key)
        if service.steps:
            fitting = (s.price for s in service.steps if s.grams >= (grams or 0))
            return next(fitting, None)
        further = max(0, pages - service.pages_included)
        if service.price is None or (further and service.extra_page is None):
            return None
        extra = service.extra_page.amount * further if service.extra_page else 0
        return Money(service.price.amount + extra, service.price.currency)


@lru_cache(maxsize=64)
def tariff(name: str) -> Tariff:
    """The tariff in data/tariffs/<name>.toml; KeyError when there is none."""
    path = TARIFFS / f"{name}.toml"
    if not path.exists():
        raise KeyError(name)
    return read_tariff(path)


def read_tariff(path: Path) -> Tariff:
    """A tariff file, ours or an operator's own. Raises BadTariff."""
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise BadTariff(f"{path}: {reason}") from reason
    try:
        return Tariff(
            name=path.stem,
            carrier=document["carrier"],
            country=document.get("country"),
            source=document["source"],
            checked_on=document["checked_on"],
            valid_from=document.get("valid_from"),
            services=tuple(
                service_of(entry, document.get("currency"))
                for entry in document["services"]
            ),
        )
    except KeyError as reason:
        raise BadTariff(f"{path}: {reason} is missing") from reason


def service_of(entry: Mapping[str, Any], currency: str | None) -> Service:
    return Service(
        key=entry["key"],
        scope=cast(Scope, entry["scope"]),
        name=said(entry["name"]),
        proves=entry["proves"],
        plain=entry.get("plain", False),
        price=money(entry.get("price"), currency),
        extra_page=money(entry.get("extra_page"), currency),
        pages_included=entry.get("pages_included", 1),
        steps=tuple(
            WeightStep(grams=step["grams"], price=needed_money(step["price"], currency))
            for step in entry.get("steps", ())
        ),
    )


def needed_money(amount: object, currency: str | None) -> Money:
    found = money(amount, currency)
    if found is None:
        raise BadTariff("a step of weight has a price")
    return found


def money(amount: object, currency: str | None) -> Money | None:
    if amount is None:
        return None
    if not isinstance(amount, int) or currency is None:
        raise BadTariff("a price is a whole number of cents, with its currency")
    return Money(amount, currency)


@lru_cache(maxsize=1)
def post_offices() -> Mapping[str, Tariff]:
    """The post office of each country that we know, by its code."""
    found = (read_tariff(path) for path in sorted(TARIFFS.glob("*.toml")))
    return {each.country: each for each in found if each.country}


def counter_services(*, origin: str, destination: str) -> tuple[Service, ...]:
    """What to ask for at the counter in `origin`, the first one recommended; empty where we know none."""
    office = post_offices().get(origin)
    scope = "domestic" if origin == destination else "abroad"
    return tuple(s for s in office.services if s.scope == scope) if office else ()
