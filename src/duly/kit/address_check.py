"""Can a letter reach this address? What is odd warns; what no post can print or deliver blocks."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from duly.kit.address import Address
from duly.kit.address_lines import envelope_lines, is_latin, tidy, without_country
from duly.kit.address_problem import AddressProblem, block, warn
from duly.kit.countries import country_code, country_codes, country_name
from duly.kit.postcodes import (
    doubt_about,
    find_postcode,
    is_of_region,
    is_region,
    rules_of,
    shape,
)
from duly.kit.uk_address import is_bfpo, uk_problems

MOST_LINES: Final = 7  # a window of 27 mm holds seven lines of 9 point
LONGEST_LINE: Final = 60  # signs: about 85 mm at 9 point; more is wrapped

# Signs other than letters, digits and punctuation that stand in real addresses.
PRINTABLE_SIGNS: Final = frozenset("°№℅+|=<>~^`´¨§©®〒€$£")
JOINERS: Final = frozenset("\u200c\u200d")  # needed to write Persian and Hindi

# "CA 94402": the region beside the postcode, in the countries that write it so.
REGION_BESIDE: Final = {
    "US": re.compile(r"\b([A-Z]{2})[ ,.]+\d{5}(?:-\d{4})?$"),
    "CA": re.compile(r"\b([A-Z]{2})[ ,.]+[A-Z]\d[A-Z] ?\d[A-Z]\d$"),
    "AU": re.compile(r"\b([A-Z]{2,3})[ ,.]+\d{4}$"),
}

FIELD_WORDS: Final = {
    "street_address": "the street or post box",
    "city": "the town",
    "postal_code": "the postcode",
    "country_area": "the state, province or region",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressCheck:
    """`valid`: nothing blocks. `normalised`: the lines as they will stand on the envelope."""

    valid: bool
    normalised: tuple[str, ...]
    problems: tuple[AddressProblem, ...]


def check_address(address: Address, *, origin: str | None = None) -> AddressCheck:
    """`origin` is the ISO code of the country it is posted from; abroad, typed lines need their country line."""
    country = country_code(address.country)
    normalised = envelope_lines(address, origin=origin)
    problems = tuple(problems_of(address, country, origin))
    return AddressCheck(
        valid=all(problem.severity != "block" for problem in problems),
        normalised=normalised,
        problems=problems,
    )


def problems_of(
    address: Address, country: str, origin: str | None
) -> Iterator[AddressProblem]:
    if country not in country_codes():
        yield block(
            "country-unknown",
            f"{address.country!r} is no country. Give its two letters, such as DE or GB.",
        )
        return
    yield from sign_problems(address, country, origin)
    if address.lines:
        yield from line_problems(address, country, origin)
    else:
        yield from field_problems(address, country)


def sign_problems(
    address: Address, country: str, origin: str | None
) -> Iterator[AddressProblem]:
    """Signs that no carrier prints, and scripts that the country of posting cannot sort."""
    abroad = origin is not None and country_code(origin) != country
    for number, line in enumerate(texts_of(address), 1):
        for sign in sorted(set(tidy(line)) - {"\n"}):
            if not is_printable(sign):
                yield block(
                    "unprintable-character",
                    f"Line {number} holds a sign that cannot be printed: {name_of(sign)}. Take it out.",
                    line=number,
                )
        if abroad and not is_latin(line):
            yield warn(
                "script-not-latin",
                f"Line {number} is not in Latin letters. Abroad, the post may not be able to sort it.",
                line=number,
            )


def line_problems(
    address: Address, country: str, origin: str | None
) -> Iterator[AddressProblem]:
    """What can be said of lines as typed."""
    typed = tuple(tidy(line) for text in address.lines for line in text.split("\n"))
    if not any(typed):
        yield block("address-empty", "The address is empty.")
        return
    for number, line in enumerate(typed, 1):
        if not line:
            yield block(
                "empty-line",
                f"Line {number} is empty. An address has no gaps: take the line out.",
                line=number,
            )
    lines = tuple(filter(None, typed))
    body, named = without_country(lines)
    yield from country_line_problems(lines, named, country, origin)
    yield from block_problems(body if named in {None, country} else lines, country)
    yield from typed_postcode_problems(body, country)


def country_line_problems(
    lines: tuple[str, ...], named: str | None, country: str, origin: str | None
) -> Iterator[AddressProblem]:
    if origin is not None and country_code(origin) != country and named != country:
        yield block(
            "country-line-missing",
            f"Posted from {country_name(country_code(origin)) if country_code(origin) in country_codes() else origin}, the last line must be the country: "
            f"{country_name(country).upper()}.",
            line=len(lines),
        )
    elif named not in {None, country}:
        yield warn(
            "country-line-differs",
            f"The last line names {country_name(named or '')}, the country given is {country_name(country)}.",
            line=len(lines),
        )


def block_problems(lines: tuple[str, ...], country: str) -> Iterator[AddressProblem]:
    """Number and length of the lines, without the country line."""
    if len(lines) > MOST_LINES:
        yield block(
            "too-many-lines",
            f"The address has {len(lines)} lines; an envelope window shows {MOST_LINES}. Join or shorten some.",
        )
    if country == "GB":
        yield from uk_problems(lines)
    elif len(lines) < 2:
        yield block(
            "too-few-lines",
            "One line is no address: give the name, the street and the town.",
        )
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            yield warn(
                "line-too-long",
                f"Line {number} has {len(line)} signs; more than {LONGEST_LINE} are wrapped in the window.",
                line=number,
            )


def typed_postcode_problems(
    lines: tuple[str, ...], country: str
) -> Iterator[AddressProblem]:
    """Postcode missing, cut, impossible, or of another region; never more than a warning."""
    if shape(country) is None or (country == "GB" and is_bfpo(lines)):
        return
    found = find_postcode(lines, country)
    if found is None:
        yield from lost_postcode(lines, country)
        return
    number = max(n for n, line in enumerate(lines, 1) if found.typed in line)
    doubt = doubt_about(found.typed, country)
    if doubt:
        yield postcode_warning(doubt, found.typed, country, number)
    beside = REGION_BESIDE.get(country)
    region = beside.search(lines[number - 1].upper()) if beside else None
    if region:
        yield from region_problems(found.typed, country, region[1], number)


def lost_postcode(lines: tuple[str, ...], country: str) -> Iterator[AddressProblem]:
    """No postcode fits: is there a cut one in the last line, or none at all?"""
    last = lines[-1] if len(lines) > 1 else ""
    words = [word for word in re.split(r"[\s,]+", last) if re.search(r"\d", word)]
    typed = " ".join(words)
    needed = "postal_code" in rules_of(country).required_fields
    # "Dublin 2" is a postal district; where codes are optional only a longer one is a cut code.
    if words and (needed or len(typed) > 3):
        doubt = doubt_about(typed, country) or "postcode-impossible"
        yield postcode_warning(doubt, typed, country, len(lines))
    elif needed:
        yield warn(
            "postcode-missing",
            f"No postcode was found. {example_of(country)}",
            line=len(lines),
        )


def field_problems(address: Address, country: str) -> Iterator[AddressProblem]:
    """What can be said of structured fields."""
    if not (address.street_address.strip() or address.city.strip()):
        yield block("address-empty", "The address has neither a street nor a town.")
        return
    lines = envelope_lines(address, origin=country)
    if not (address.name.strip() or address.company_name.strip()):
        yield warn("field-missing", "Give the name of a person or company.")
        lines = ("name", *lines)
    yield from block_problems(lines, country)
    for field in sorted(rules_of(country).required_fields & FIELD_WORDS.keys()):
        if not getattr(address, field).strip():
            code = "postcode-missing" if field == "postal_code" else "field-missing"
            yield warn(
                code, f"{country_name(country)} usually needs {FIELD_WORDS[field]}."
            )
    postcode, region = address.postal_code.strip(), address.country_area.strip()
    doubt = doubt_about(postcode, country) if postcode else None
    if doubt:
        yield postcode_warning(doubt, postcode, country, None)
    elif region:
        yield from region_problems(postcode, country, region, None)


def region_problems(
    postcode: str, country: str, region: str, line: int | None
) -> Iterator[AddressProblem]:
    if is_region(country, region) is False:
        yield warn(
            "region-unknown",
            f"{region} is no region that {country_name(country)} uses in addresses.",
            line=line,
        )
    elif postcode and not is_of_region(postcode, country, region):
        yield warn(
            "postcode-not-in-region",
            f"The postcode {postcode} does not lie in {region}. Check both.",
            line=line,
        )


def postcode_warning(
    code: str, typed: str, country: str, line: int | None
) -> AddressProblem:
    words = {
        "postcode-incomplete": "looks cut off",
        "postcode-impossible": "cannot be a postcode there",
    }
    return warn(code, f"{typed} {words[code]}. {example_of(country)}", line=line)


def example_of(country: str) -> str:
    known = rules_of(country).postal_code_examples
    return (
        f"A postcode of {country_name(country)} looks like {known[0]}." if known else ""
    )


def texts_of(address: Address) -> tuple[str, ...]:
    if address.lines:
        return tuple(line for text in address.lines for line in text.split("\n"))
    fields = (
        address.name,
        address.company_name,
        address.street_address,
        address.city_area,
        address.city,
        address.country_area,
        address.postal_code,
        address.sorting_code,
    )
    return tuple(filter(None, fields))


def is_printable(sign: str) -> bool:
    """Letters, marks, digits, punctuation, space; no controls, no pictures, nothing unassigned."""
    kind = unicodedata.category(sign)
    if kind[0] in "LMNP":
        return True
    return sign == " " or sign in PRINTABLE_SIGNS or sign in JOINERS


def name_of(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
