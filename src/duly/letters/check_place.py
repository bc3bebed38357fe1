"""Does an address contradict itself: a postcode of one country, the name of another?"""

import re
from collections.abc import Iterator

from duly.kit.said import said
from duly.letters.check_reading import Reading
from duly.letters.findings import Finding, blocking

# Postcodes that look like no other country's: with one of them the country is certain.
STATES = r"A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
TELLING_POSTCODES = {
    "GB": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-BD-HJLNP-UW-Z]{2}\b"),
    "CA": re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b"),
    "US": re.compile(rf"\b(?:{STATES}),? \d{{5}}(?:-\d{{4}})?\b"),
}
# The Crown dependencies write British postcodes, the outlying areas American ones.
SAME_POST = {"GB": {"GB", "JE", "GG", "IM"}, "US": {"US", "PR", "GU", "VI", "AS", "MP"}}


def country_of_postcode(line: str) -> tuple[str, int] | None:
    """`("US", end)` of a line with `CA 94402` in it, None where the postcode could be several countries'."""
    for country, shape in TELLING_POSTCODES.items():
        if (match := shape.search(line)) is not None:
            return country, match.end()
    return None


def is_of(country: str, *, given: str) -> bool:
    return given in SAME_POST.get(country, {country})


def check_place(reading: Reading) -> Iterator[Finding]:
    """For each line with a telling postcode: the country named behind it, or on the next line."""
    for number, line in enumerate(reading.lines, start=1):
        found = country_of_postcode(line)
        if found is None:
            continue
        country, end = found
        following = reading.lines[number] if number < len(reading.lines) else ""
        named = _country_named(line[end:].strip(" ,.")) or _country_named(following)
        if named and not is_of(country, given=named):
            yield blocking(
                "address-country-mismatch",
                where=f"line {number}",
                message=said(
                    "The postcode is one of %(country)s, the country named is %(named)s. Put one of them right.",
                    country=country,
                    named=named,
                ),
            )
            return


def _country_named(text: str) -> str | None:
    if not text.strip() or len(text) > 40:
        return None
    # The names of all countries are loaded only for a letter that needs them.
    from duly.kit.countries import country_named

    return country_named(text)
