"""Read one field of a matter, or say which one is wrong and how to write it."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from duly.kit.dates import BadPeriod, Period, parse_period
from duly.kit.said import said

FIRST_YEAR, LAST_YEAR = 1900, 2400


class BadMatter(ValueError):
    """A matter that cannot be read; `field` names the place, `message` says what to write."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class Fields:
    """One table of the matter. Absent and null are both unknown, and read as None."""

    def __init__(self, table: Mapping[str, Any], prefix: str = "") -> None:
        self.table = table
        self.prefix = prefix

    def path(self, name: str) -> str:
        return f"{self.prefix}{name}"

    def bad(self, name: str, message: str) -> BadMatter:
        return BadMatter(self.path(name), message)

    def table_of(self, name: str) -> "Fields":
        """A nested table; an absent one reads as empty."""
        value = self.table.get(name)
        if value is None:
            value = {}
        if not isinstance(value, Mapping):
            raise self.bad(name, said("a JSON object is needed here, in braces"))
        return Fields(value, f"{self.path(name)}.")

    def text(self, name: str) -> str | None:
        value = self.table.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            raise self.bad(name, said("%(value)s is not text", value=f"{value!r}"))
        return value.strip() or None

    def flag(self, name: str) -> bool | None:
        value = self.table.get(name)
        if value is not None and not isinstance(value, bool):
            raise self.bad(
                name, said("%(value)s is neither true nor false", value=f"{value!r}")
            )
        return value

    def word(self, name: str, words: frozenset[str]) -> str | None:
        value = self.text(name)
        if value is not None and value not in words:
            raise self.bad(
                name,
                said(
                    "%(value)s is none of %(words)s",
                    value=f"{value!r}",
                    words=", ".join(sorted(words)),
                ),
            )
        return value

    def words(self, name: str) -> frozenset[str]:
        value = self.table.get(name) or []
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.bad(name, said("a list of words is needed here"))
        return frozenset(value)

    def count(self, name: str) -> int | None:
        value = self.table.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.bad(
                name,
                said(
                    "%(value)s is not a whole number of business days",
                    value=f"{value!r}",
                ),
            )
        if value > 250:
            raise self.bad(
                name,
                said("%(value)s business days are longer than any post", value=value),
            )
        return value

    def day(self, name: str) -> date | None:
        value = self.text(name)
        if value is None:
            return None
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise self.bad(
                name,
                said(
                    "%(value)s is no date: write it as year-month-day, 2026-11-24",
                    value=f"{value!r}",
                ),
            )
        try:
            day = date.fromisoformat(value)
        except ValueError as reason:
            raise self.bad(
                name, said("there is no such day as %(value)s", value=value)
            ) from reason
        return self._in_reach(name, day)

    def _in_reach(self, name: str, day: date) -> date:
        """Years beyond any contract are slips of the pen, and would overflow later."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise self.bad(
                name,
                said(
                    "%(day)s lies outside the years %(first_year)s to %(last_year)s",
                    day=day,
                    first_year=FIRST_YEAR,
                    last_year=LAST_YEAR,
                ),
            )
        return day

    def period(self, name: str, units: str = "d bd w m y") -> Period | None:
        value = self.text(name)
        if value is None:
            return None
        try:
            return parse_period(value, units=units)
        except BadPeriod as reason:
            raise self.bad(name, str(reason)) from reason

    def moment(self, name: str) -> datetime | None:
        """An instant; without an offset it stays naive and the zone decides."""
        value = self.text(name)
        if value is None:
            return None
        if "T" not in value.upper() and " " not in value:
            raise self.bad(
                name,
                said(
                    "%(value)s has no time: write it as 2026-11-24T22:30-05:00",
                    value=f"{value!r}",
                ),
            )
        try:
            moment = datetime.fromisoformat(value)
        except ValueError as reason:
            raise self.bad(
                name,
                said(
                    "%(value)s is no moment: write it as 2026-11-24T22:30-05:00",
                    value=f"{value!r}",
                ),
            ) from reason
        self._in_reach(name, moment.date())
        return moment
