"""Whose tracking number is this, for which service, and is its check digit right?

The shapes and weights are facts in `data/carriers/*.toml`, with sources and sample numbers.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from duly.kit.countries import country_codes, country_name

FOLDER: Final = Path(__file__).parents[1] / "data" / "carriers"

S10_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackingNumber:
    """What a number says of itself. `check_digit`: True right, False wrong, None where the format has none."""

    number: str
    valid: bool
    format: str | None = None
    carrier: str | None = None
    country: str | None = None
    service: str | None = None
    check_digit: bool | None = None
    reason: str | None = None

    def as_document(self) -> dict[str, object]:
        """The answer of `duly tracking-number`, CLI.md."""
        return {
            "valid": self.valid,
            "format": self.format,
            "carrier": self.carrier,
            "country": self.country,
            "service": self.service,
            "number": self.number,
            "check_digit": self.check_digit,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One shape of number; the groups `serial` and `check` are what the check digit is counted over."""

    name: str
    carrier: str
    country: str | None
    pattern: re.Pattern[str]
    check: str
    services: Mapping[str, str]
    posts: Mapping[str, str]


def read_tracking_number(text: str) -> TrackingNumber:
    """The best reading of `text` as typed (spaces, points and hyphens do not count).

    A number is valid if one known format fits in shape, check digit and country.
    """
    text = text.encode("utf-8", "replace").decode()  # a broken argument of a shell
    number = re.sub(r"[\s.\-\u00a0]+", "", text).upper()
    readings = list(readings_of(number))
    valid = [reading for reading in readings if reading.valid]
    # A format with a check digit says more than one that only has a shape.
    valid.sort(key=lambda reading: reading.check_digit is None)
    if valid or readings:
        return (valid or readings)[0]
    return TrackingNumber(
        number=number,
        valid=False,
        reason="No known carrier prints numbers of this shape. Compare it with the receipt.",
    )


def readings_of(number: str) -> Iterator[TrackingNumber]:
    for known in formats():
        found = known.pattern.fullmatch(number)
        if found:
            yield reading(known, found)


def reading(known: Format, found: re.Match[str]) -> TrackingNumber:
    groups = found.groupdict()
    country = groups.get("country") or known.country
    right = CHECKS[known.check](groups) if known.check != "none" else None
    reason = None
    if right is False:
        reason = "The check digit does not fit: at least one digit is wrong."
    elif country is not None and country not in country_codes():
        reason = f"{country} is the code of no country."
    return TrackingNumber(
        number=found[0],
        valid=reason is None,
        format=known.name,
        carrier=known.posts.get(country or "")
        or known.carrier
        or post_of(country or ""),
        country=country,
        service=service_of(known, groups.get("serial") or found[0]),
        check_digit=right,
        reason=reason,
    )


def post_of(country: str) -> str | None:
    """The S10 number names a country, not a company: where we know no name, say which post it is."""
    return f"Post of {country_name(country)}" if country in country_codes() else None


def service_of(known: Format, serial: str) -> str | None:
    """The service of the longest prefix that the carrier's own table lists."""
    starts = [start for start in known.services if serial.startswith(start)]
    return known.services[max(starts, key=len)] if starts else None


@lru_cache(maxsize=1)
def formats() -> tuple[Format, ...]:
    """Every format of every file in data/carriers, by file name."""
    files = [
        tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))
    ]
    return tuple(
        format_of(entry, document)
        for document in files
        for entry in document.get("formats", [])
    )


def format_of(entry: Mapping[str, Any], document: Mapping[str, Any]) -> Format:
    return Format(
        name=entry["name"],
        carrier=document.get("name", ""),
        country=document.get("country"),
        pattern=re.compile(entry["pattern"]),
        check=entry["check"],
        services=entry.get("services", {}),
        posts=document.get("posts", {}),
    )


def mod10(groups: Mapping[str, str]) -> bool:
    """GS1: weights 3 and 1 in turn from the right."""
    return gs1_digit(groups["serial"]) == int(groups["check"])


def mod10_with_91(groups: Mapping[str, str]) -> bool:
    """As printed without the application identifier 91, which the check digit nevertheless covers."""
    return gs1_digit("91" + groups["serial"]) == int(groups["check"])


def gs1_digit(serial: str) -> int:
    total = sum(
        int(digit) * (3 if place % 2 == 0 else 1)
        for place, digit in enumerate(reversed(serial))
    )
    return -total % 10


def s10(groups: Mapping[str, str]) -> bool:
    """UPU S10: weighted sum, 11 minus the rest of 11, with 10 written as 0 and 11 as 5."""
    digits = groups["serial"][2:]
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, S10_WEIGHTS, strict=True)
    )
    digit = {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)
    return digit == int(groups["check"])


def mod7(groups: Mapping[str, str]) -> bool:
    """DHL waybill: the rest of the serial number divided by 7."""
    return int(groups["serial"]) % 7 == int(groups["check"])


def ups(groups: Mapping[str, str]) -> bool:
    """UPS 1Z: weights 1 and 2 in turn; a letter counts as its place from A as 2, modulo 10."""
    total = sum(
        (int(sign) if sign.isdigit() else (ord(sign) - 3) % 10) * (1 + place % 2)
        for place, sign in enumerate(groups["serial"])
    )
    return -total % 10 == int(groups["check"])


CHECKS: Final[Mapping[str, Callable[[Mapping[str, str]], bool]]] = {
    "mod10": mod10,
    "mod10-with-91": mod10_with_91,
    "s10": s10,
    "mod7": mod7,
    "ups": ups,
}
