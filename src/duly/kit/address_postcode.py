"""Is the postcode of an address missing, cut, impossible or of another region? Never more than a warning."""

import re
from collections.abc import Iterator
from typing import Final

from duly.kit.address_problem import AddressProblem, warn
from duly.kit.countries import country_name
from duly.kit.postcodes import (
    doubt_about,
    examples,
    find_postcode,
    is_of_region,
    is_region,
    postcode_leads,
    rules_of,
    shape,
)
from duly.kit.said import said
from duly.kit.uk_address import is_bfpo

# "CA 94402": the region beside the postcode, in the countries that write it so. Italy ends the line with the
# province, in capitals: a town may end in two letters (San Benedetto Po).
REGION_BESIDE: Final = {
    "US": re.compile(r"\b([A-Z]{2})[ ,.]+\d{5}(?:-\d{4})?$"),
    "CA": re.compile(r"\b([A-Z]{2})[ ,.]+[A-Z]\d[A-Z] ?\d[A-Z]\d$"),
    "AU": re.compile(r"\b([A-Z]{2,3})[ ,.]+\d{4}$"),
    "IT": re.compile(r"^(?=.*[a-z])\d{5} .+ \(?([A-Z]{2})\)?$"),
}


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
    line = lines[number - 1] if country == "IT" else lines[number - 1].upper()
    region = beside.search(line) if beside else None
    if region:
        yield from region_problems(found.typed, country, region[1], number)


def lost_postcode(lines: tuple[str, ...], country: str) -> Iterator[AddressProblem]:
    """No postcode fits: is there a cut one in the last line, or none at all?"""
    typed = postcode_like(lines[-1], country) if len(lines) > 1 else ""
    needed = "postal_code" in rules_of(country).required_fields
    # "Dublin 2" is a postal district; where codes are optional only a longer one is a cut code.
    if typed and (needed or len(typed) > 3):
        doubt = doubt_about(typed, country) or "postcode-impossible"
        yield postcode_warning(doubt, typed, country, len(lines))
    elif needed:
        yield warn(
            "postcode-missing",
            said("No postcode was found. %(example)s", example=example_of(country)),
            line=len(lines),
        )


def postcode_like(line: str, country: str) -> str:
    """What stands in the line where a postcode would: at its start or end, as that country writes it, else empty."""
    words = re.split(r"[\s,]+", line.strip(" ,"))
    if not postcode_leads(country):
        return " ".join(reversed(run_of(words[::-1], country)))
    found = " ".join(run_of(words, country))
    # Written the other way round ("Berlin 1011"); "Praha 1" is a district.
    at_end = words[-1] if re.fullmatch(r"\d{3,}", words[-1]) else ""
    return found or at_end


def run_of(words: list[str], country: str) -> list[str]:
    """The words from the first on that hold digits, with the short ones in capitals beside them where letters are part
    of a postcode ("SWIA 1AA", "1012 SS").
    """
    has_letters = any(map(str.isalpha, "".join(examples(country))))
    run: list[str] = []
    for word in words:
        is_part = has_letters and word.isupper() and 2 <= len(word) <= 4
        if not (any(map(str.isdigit, word)) or (run and is_part)):
            break
        run.append(word)
    return run[:2]


def region_problems(
    postcode: str, country: str, region: str, line: int | None
) -> Iterator[AddressProblem]:
    if is_region(country, region) is False:
        yield warn(
            "region-unknown",
            said(
                "%(region)s is no region that %(country)s uses in addresses.",
                region=region,
                country=country_name(country),
            ),
            line=line,
        )
    elif postcode and not is_of_region(postcode, country, region):
        yield warn(
            "postcode-not-in-region",
            said(
                "The postcode %(postcode)s does not lie in %(region)s. Check both.",
                postcode=postcode,
                region=region,
            ),
            line=line,
        )


def postcode_warning(
    code: str, typed: str, country: str, line: int | None
) -> AddressProblem:
    example = example_of(country)
    message = (
        said("%(typed)s looks cut off. %(example)s", typed=typed, example=example)
        if code == "postcode-incomplete"
        else said(
            "%(typed)s cannot be a postcode there. %(example)s",
            typed=typed,
            example=example,
        )
    )
    return warn(code, message, line=line)


def example_of(country: str) -> str:
    known = rules_of(country).postal_code_examples
    if not known:
        return ""
    return said(
        "A postcode of %(country)s looks like %(example)s.",
        country=country_name(country),
        example=known[0],
    )
