"""Can a letter reach this address? What is odd warns; what no post can print or deliver blocks."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final
from unicodedata import east_asian_width

from duly.kit.address import Address
from duly.kit.address_lines import envelope_lines, is_abroad, tidy, without_country
from duly.kit.address_postcode import (
    postcode_warning,
    region_problems,
    typed_postcode_problems,
)
from duly.kit.address_problem import AddressProblem, block, warn
from duly.kit.address_signs import sign_problems
from duly.kit.countries import country_code, country_codes, country_name
from duly.kit.postcodes import doubt_about, rules_of
from duly.kit.said import said
from duly.kit.uk_address import uk_problems

MOST_LINES: Final = 7  # a window of 27 mm holds seven lines of 9 point
LONGEST_LINE: Final = 60  # signs: about 85 mm at 9 point; more is wrapped

FIELD_WORDS: Final = {
    "street_address": said("the street or post box"),
    "city": said("the town"),
    "postal_code": said("the postcode"),
    "country_area": said("the state, province or region"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressCheck:
    """`valid`: nothing blocks. `normalised`: the lines as they will stand on the envelope."""

    valid: bool
    normalised: tuple[str, ...]
    problems: tuple[AddressProblem, ...]

    def as_document(self) -> dict[str, object]:
        """One result of `duly address-check`, CLI.md."""
        return {
            "valid": self.valid,
            "normalised": list(self.normalised),
            "problems": [asdict(problem) for problem in self.problems],
        }


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
            said(
                "“%(country)s” is no country. Give its two letters, such as DE or GB.",
                country=address.country,
            ),
        )
        return
    yield from sign_problems(address, country, origin)
    if address.lines:
        yield from line_problems(address, country, origin)
    else:
        yield from field_problems(address, country, origin)


def line_problems(
    address: Address, country: str, origin: str | None
) -> Iterator[AddressProblem]:
    """What can be said of lines as typed."""
    typed = tuple(tidy(line) for text in address.lines for line in text.split("\n"))
    if not any(typed):
        yield block("address-empty", said("The address is empty."))
        return
    for number, line in enumerate(typed, 1):
        if not line:
            yield block(
                "empty-line",
                said(
                    "Line %(line)s is empty. An address has no gaps: take the line out.",
                    line=number,
                ),
                line=number,
            )
    lines = tuple(filter(None, typed))
    body, named = without_country(lines, country, origin=origin)
    yield from country_line_problems(lines, named, country, origin)
    body_shown = body if named in {None, country} else lines
    abroad = is_abroad(country, origin)
    yield from block_problems(body_shown, country, abroad=abroad)
    yield from typed_postcode_problems(body, country)


def country_line_problems(
    lines: tuple[str, ...], named: str | None, country: str, origin: str | None
) -> Iterator[AddressProblem]:
    if origin is not None and is_abroad(country, origin) and named != country:
        yield block(
            "country-line-missing",
            said(
                "Posted from %(origin)s, the last line must be the country: %(country)s.",
                origin=origin.upper(),
                country=country_name(country).upper(),
            ),
            line=len(lines),
        )
    elif named not in {None, country}:
        yield warn(
            "country-line-differs",
            said(
                "The last line names %(named)s, the country given is %(country)s.",
                named=country_name(named or ""),
                country=country_name(country),
            ),
            line=len(lines),
        )


def block_problems(
    lines: tuple[str, ...], country: str, *, abroad: bool
) -> Iterator[AddressProblem]:
    """Number and length of the lines, without the country line; a long one counts as what it is wrapped to."""
    count = sum(rows_of(line) for line in lines) + abroad
    if count > MOST_LINES:
        yield block(
            "too-many-lines",
            said(
                "The address has %(count)s lines; an envelope window shows %(most)s. Join or shorten some.",
                count=count,
                most=MOST_LINES,
            ),
        )
    if country == "GB":
        yield from uk_problems(lines)
    elif len(lines) < 2:
        yield block(
            "too-few-lines",
            said("One line is no address: give the name, the street and the town."),
        )
    for number, line in enumerate(lines, 1):
        if rows_of(line) > 1:
            yield warn(
                "line-too-long",
                said(
                    "Line %(line)s has %(count)s signs; more than %(most)s are wrapped in the window.",
                    line=number,
                    count=width_of(line),
                    most=LONGEST_LINE,
                ),
                line=number,
            )


def rows_of(line: str) -> int:
    """How many rows it takes in the window."""
    return max(1, -(-width_of(line) // LONGEST_LINE))


def width_of(line: str) -> int:
    """In signs of Latin width; Chinese, Japanese and Korean ones are twice as wide."""
    return len(line) + sum(east_asian_width(sign) in "WF" for sign in line)


def field_problems(
    address: Address, country: str, origin: str | None
) -> Iterator[AddressProblem]:
    """What can be said of structured fields."""
    if not (address.street_address.strip() or address.city.strip()):
        yield block(
            "address-empty", said("The address has neither a street nor a town.")
        )
        return
    lines = envelope_lines(address, origin=country)
    abroad = is_abroad(country, origin)
    if not (address.name.strip() or address.company_name.strip()):
        yield warn("field-missing", said("Give the name of a person or company."))
        lines = ("name", *lines)
    yield from block_problems(lines, country, abroad=abroad)
    for field in sorted(rules_of(country).required_fields & FIELD_WORDS.keys()):
        if not getattr(address, field).strip():
            code = "postcode-missing" if field == "postal_code" else "field-missing"
            yield warn(
                code,
                said(
                    "An address in %(country)s usually needs %(field)s.",
                    country=country_name(country),
                    field=FIELD_WORDS[field],
                ),
            )
    postcode, region = address.postal_code.strip(), address.country_area.strip()
    doubt = doubt_about(postcode, country) if postcode else None
    if doubt:
        yield postcode_warning(doubt, postcode, country, None)
    elif region:
        yield from region_problems(postcode, country, region, None)
