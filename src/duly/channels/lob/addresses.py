"""Our address in the fields that Lob takes, or the sentence that says why it cannot."""

import re

from duly.channels import Refused
from duly.kit.address import Address
from duly.kit.address_lines import envelope_lines, without_country
from duly.kit.countries import country_code, country_codes, country_name
from duly.kit.postcodes import find_postcode, fitting, region_code, spaced
from duly.kit.said import said

LONGEST_NAME = 40
LONGEST_STREET = 50  # address_line1 and address_line2 of the recipient together
LONGEST_LINE = 64

# Parts of the United States with a country code of their own: to Lob they are states.
STATES_BY_CODE = frozenset({"AS", "FM", "GU", "MH", "MP", "PR", "PW", "VI"})
# Countries that its list of 2026-05-29 leaves out.
# fmt: off
NOT_SERVED = frozenset({
    "AM", "AX", "BL", "BV", "CC", "CF", "CX", "GF", "GG", "GP", "HM", "IM", "JE", "MF", "MQ", "NC", "PF",
    "PM", "PS", "RE", "SJ", "TF", "UM", "WF", "YT",
})
# fmt: on
# No postcode, and the country is the town.
CITY_STATES = frozenset({"HK", "MO"})
CITY_LINE = re.compile(
    r"(?P<city>.+?)[ ,]+(?P<state>[A-Za-z]{2})[ ,.]+(?P<zip>\d{5}(?:-\d{4})?)"
)

Fields = dict[str, str]


def is_domestic(country: str) -> bool:
    return country_code(country) in {"US", *STATES_BY_CODE}


def is_served(country: str) -> bool:
    code = country_code(country)
    return is_domestic(code) or (code in country_codes() and code not in NOT_SERVED)


def lob_address(address: Address, *, name: str) -> Fields:
    """The inline address object. Raises Refused with what to mend."""
    if not is_served(address.country):
        raise Refused(
            said("This carrier does not serve %(country)s.", country=address.country)
        )
    names = name_lines(name or address.company_name or address.name)
    place = (
        us_place(address, name)
        if is_domestic(address.country)
        else foreign_place(address, name)
    )
    return {**names, **place}


def name_lines(name: str) -> Fields:
    """Up to two lines of forty signs: Lob prints `name` and `company` above the address."""
    if len(name) <= LONGEST_NAME:
        return {"name": name}
    cut = name.rfind(" ", 0, LONGEST_NAME + 1)
    first, second = name[:cut].strip(), name[cut:].strip()
    if cut <= 0 or len(second) > LONGEST_NAME:
        raise Refused(
            said(
                "The name “%(name)s” does not fit two lines of %(most)s signs. Shorten it.",
                name=name,
                most=LONGEST_NAME,
            )
        )
    return {"name": first, "company": second}


def us_place(address: Address, name: str) -> Fields:
    code = country_code(address.country)
    if address.lines:
        streets, last = split_lines(address, name)
        found = CITY_LINE.fullmatch(last)
        if not found:
            raise Refused(
                said(
                    "The last line “%(line)s” is not a town, a state of two letters and a ZIP code.",
                    line=last,
                )
            )
        city, state, postcode = (
            found["city"].strip(" ,"),
            found["state"].upper(),
            found["zip"],
        )
    else:
        streets = [line.strip() for line in address.street_address.split("\n")]
        city, postcode = address.city.strip(), address.postal_code.strip()
        state = region_code("US", address.country_area) if code == "US" else code
    compact = fitting(postcode, "US")
    if not (city and compact and re.fullmatch("[A-Z]{2}", state)):
        raise Refused(
            said(
                "A United States address needs a town, a state of two letters and a ZIP code of five or nine digits."
            )
        )
    return {
        **street_lines(streets, most=LONGEST_STREET),
        "address_city": city,
        "address_state": state,
        "address_zip": spaced(compact, "US"),
        "address_country": "US",
    }


def foreign_place(address: Address, name: str) -> Fields:
    """Lob takes a postcode, or a town with a region, and never both pairs at once."""
    code = country_code(address.country)
    if address.lines and code in CITY_STATES:
        return city_state_place(body_lines(address, name), code)
    if address.lines:
        streets, last = split_lines(address, name)
        found = find_postcode(("", *streets, last), code)
        postcode = found.written if found and found.typed in last else ""
        city = last.replace(found.typed, "").strip(" ,") if found and postcode else last
        region = city
    else:
        streets = [line.strip() for line in address.street_address.split("\n")]
        city, postcode = address.city.strip(), address.postal_code.strip()
        region = address.country_area.strip() or city
    place = {"address_zip": postcode} if postcode else {"address_state": region}
    return {
        **street_lines(streets, most=2 * LONGEST_LINE),
        **({"address_city": city} if city else {}),
        **place,
        "address_country": code,
    }


def city_state_place(lines: list[str], code: str) -> Fields:
    """Hong Kong and its like: the last line of the address is the country, which is the town too."""
    town = country_name(code)
    return {
        **street_lines(lines, most=2 * LONGEST_LINE),
        "address_city": town,
        "address_state": town,
        "address_country": code,
    }


def split_lines(address: Address, name: str) -> tuple[list[str], str]:
    """The lines between the name and the town, and the line of the town."""
    lines = body_lines(address, name)
    if len(lines) < 2:
        raise Refused(said("The address has no street line and no town."))
    return lines[:-1], lines[-1]


def body_lines(address: Address, name: str) -> list[str]:
    """The lines without the name above and the country below."""
    body, _ = without_country(envelope_lines(address), country_code(address.country))
    has_name = len(body) > 1 and body[0].casefold() in name.casefold()
    return list(body[has_name:])


def street_lines(streets: list[str], *, most: int) -> Fields:
    lines = [line for line in streets if line]
    if not lines:
        raise Refused(said("The address has no street or post box."))
    first, rest = lines[0], ", ".join(lines[1:])
    if max(len(first), len(rest)) > LONGEST_LINE or len(first) + len(rest) > most:
        raise Refused(
            said(
                "Street and additions together have %(count)s signs; this carrier prints %(most)s. Shorten them.",
                count=len(first) + len(rest),
                most=most,
            )
        )
    return {"address_line1": first, **({"address_line2": rest} if rest else {})}
