"""Business days, post days and clocks of a place; bank days of a bank."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from duly.knowledge.jurisdictions import country_of, is_place_code, subdivision_of

FOLDER = Path(__file__).parent.parent / "data" / "calendars"
SATURDAY, SUNDAY = 5, 6
ONE_DAY = timedelta(days=1)


class UnknownPlace(LookupError):
    """No table of public holidays is known for the place."""


@dataclass(frozen=True, slots=True)
class DeliveryTimes:
    """Business days in the post, fastest and slowest."""

    min_bd: int
    max_bd: int


@lru_cache
def _read(name: str) -> dict[str, Any]:
    path = FOLDER / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def is_in_tables(day: date) -> bool:
    """False for years for which no table of holidays can be trusted."""
    general = _read("general")
    return bool(general["tables_from"] <= day.year <= general["tables_to"])


def last_table_year() -> int:
    return int(_read("general")["tables_to"])


def delivery_times(*, border: bool) -> DeliveryTimes:
    """Delivery times where nobody said: the slow end of ordinary services."""
    post = _read("general")["post"]
    side = "border" if border else "home"
    return DeliveryTimes(post[f"{side}_min_bd"], post[f"{side}_max_bd"])


def lacks_subdivision(place: str) -> bool:
    """Only a country is named, and its own table lacks days that most people there have off."""
    needed = _read(country_of(place).lower()).get("needs_subdivision", False)
    return bool(needed) and not subdivision_of(place)


def time_zone(place: str) -> str | None:
    """The one IANA zone of a place; None where there are several or none is known."""
    if not is_place_code(place):  # what somebody typed is no name of a file of ours
        return None
    calendar = _read(country_of(place).lower())
    zone = calendar.get("zones", {}).get(subdivision_of(place), calendar.get("zone"))
    return str(zone) if zone else None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Business days of one or several places together: a holiday of any of them counts.

    A place that has no table knows weekends only; `missing` names it.
    """

    places: tuple[str, ...]
    missing: tuple[str, ...] = ()

    def is_holiday(self, day: date) -> bool:
        return any(day in _holidays(place, day.year) for place in self.places)

    def is_business_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY and not self.is_holiday(day)

    def accepts_post(self, day: date) -> bool:
        """Monday to Saturday, no holiday."""
        return day.weekday() != SUNDAY and not self.is_holiday(day)

    def business_day_on_or_before(self, day: date) -> date:
        while not self.is_business_day(day):
            day -= ONE_DAY
        return day

    def business_day_on_or_after(self, day: date) -> date:
        while not self.is_business_day(day):
            day += ONE_DAY
        return day

    def post_day_on_or_before(self, day: date) -> date:
        while not self.accepts_post(day):
            day -= ONE_DAY
        return day

    def add(self, day: date, count: int) -> date:
        """`count` business days after `day`; the day itself is not counted."""
        for _ in range(count):
            day = self.business_day_on_or_after(day + ONE_DAY)
        return day

    def subtract(self, day: date, count: int) -> date:
        """`count` business days before `day`; the day itself is not counted."""
        for _ in range(count):
            day = self.business_day_on_or_before(day - ONE_DAY)
        return day


@lru_cache(maxsize=1024)
def calendar(*places: str) -> Calendar:
    """The public holidays of these places together, each a country or a subdivision."""
    keys = {place: _table_key(place) for place in places}
    known = dict.fromkeys(key for key in keys.values() if key)
    return Calendar(tuple(known), tuple(p for p, key in keys.items() if key is None))


@lru_cache
def bank_calendar(bank: str) -> Calendar:
    """`FED` or `ECB`. Raises UnknownPlace."""
    if bank not in _read("general")["banks"]:
        raise UnknownPlace(bank)
    return Calendar((f"bank:{bank}",))


@lru_cache
def _table_key(place: str) -> str | None:
    """The place as the package knows it: without the subdivision where it has no table."""
    import holidays

    country, subdivision = country_of(place), subdivision_of(place)
    subdivision = (
        _read(country.lower()).get("subdivisions", {}).get(subdivision, subdivision)
    )
    # Listing all countries would import all of them; asking for one loads one.
    table = getattr(holidays, country, None) if len(country) == 2 else None
    if table is None:
        return None
    known = {*table.subdivisions, *getattr(table, "subdivisions_aliases", {}).values()}
    return f"{country}-{subdivision}" if subdivision in known else country


@lru_cache(maxsize=8192)
def _holidays(place: str, year: int) -> frozenset[date]:
    """The days of one year; nothing beyond the package's own tables."""
    import holidays

    if place.startswith("bank:"):
        found: Iterable[date] = holidays.financial_holidays(place[5:], years=year)
    else:
        found = holidays.country_holidays(
            country_of(place), subdiv=subdivision_of(place) or None, years=year
        )
    return frozenset(day for day in found if day.year == year)
