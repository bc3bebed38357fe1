"""The order for one letter, with what Pingen wants to know of both addresses."""

import re
from typing import Any

from duly.channels import (
    Refused,
    SealedLetter,
)
from duly.channels.carriers import check_paper, service_among
from duly.kit.address import Address
from duly.kit.address_lines import envelope_lines, without_country
from duly.kit.carrier_words import too_large, too_long
from duly.kit.countries import country_code
from duly.kit.postcodes import find_postcode
from duly.kit.said import said

A4_POINTS = (595.28, 841.89)
# help.pingen.com, "Letter standards" (read 2026-11-24): pages of a letter by the country it goes to, and the file.
MOST_PAGES = {"CH": 120, "LI": 120, "DE": 320, "AT": 320}
MOST_BYTES = 8_000_000
PLACES = frozenset({"CH", "LI", "DE", "AT"})
SWISS_POST = frozenset({"CH", "LI"})  # the registered product is theirs

# Signs of each part of an address (pingencom/n8n-nodes-pingen2 8d8cb23, utils/validation.ts; read 2026-11-24).
LONGEST = {"name": 45, "street": 40, "number": 10, "pobox": 45, "zip": 8, "city": 25}

HOUSE_NUMBER = re.compile(
    r"(?P<street>.*\D)[ ,]+(?P<number>\d+\s?[A-Za-z]?(?:[/-]\d+)?)"
)


def services_to(destination: str) -> tuple[str, ...]:
    """The strongest first. Germany and Austria have no registered product here that we know."""
    return (
        ("registered", "fast") if country_code(destination) in SWISS_POST else ("fast",)
    )


def service_for(wanted: str | None, *, destination: str) -> str:
    return service_among(services_to(destination), wanted)


def file_name(letter: SealedLetter, key: str) -> str:
    """Carries our key: by this name the letter is found again. No personal word is in it."""
    return f"{letter.reference}-{key}.pdf"[:250]


def order(
    letter: SealedLetter, address: Address, *, key: str, position: str
) -> dict[str, Any]:
    """The attributes of the letter, without the file's address. Raises Refused."""
    pdf = letter.print_pdf or letter.pdf
    if len(pdf) > MOST_BYTES:
        raise Refused(too_large(len(pdf), most=MOST_BYTES))
    check_paper(
        pdf,
        most_pages=MOST_PAGES[country_code(address.country)],
        wanted=A4_POINTS,
        other_size=said(
            "The pages must be A4 upright. Compose the letter for the profile ch-left or ch-right."
        ),
    )
    check_window(pdf, position=position)
    return {
        "file_original_name": file_name(letter, key),
        "address_position": position,
        "auto_send": True,
        "delivery_product": service_for(letter.service, destination=address.country),
        "print_mode": "simplex",
        "print_spectrum": "grayscale",
        "meta_data": {
            "recipient": place_of(address, name=letter.recipient_name),
            "sender": place_of(letter.sender_address, name=letter.sender_name),
        },
    }


def check_window(pdf: bytes, *, position: str) -> None:
    """Pingen reads the address from the page: one that stands elsewhere is stopped there, or goes astray. Raises Refused."""
    from duly.letters.print_check import print_check

    for finding in print_check(pdf, profile=f"ch-{position}"):
        if finding.code.startswith("address-"):
            raise Refused(finding.message)


def place_of(address: Address, *, name: str) -> dict[str, str]:
    """Name, street, number, postcode, town and country. Raises Refused when one cannot be read or is too long."""
    country = country_code(address.country)
    body, _ = without_country(envelope_lines(address, origin=country), country)
    found = find_postcode(body, country)
    at = next((n for n, line in enumerate(body) if found and found.typed in line), 0)
    if not found or at == 0:
        raise Refused(said("The address needs a line with the postcode and the town."))
    town = body[at].replace(found.typed, "").strip(" ,-")
    street = body[at - 1] if at > 1 or len(body) == 2 else ""
    if not town or not street:
        raise Refused(
            said("The address needs a street or post box, a postcode and a town.")
        )
    place = {"name": name, **street_of(street), "zip": found.written, "city": town}
    for part, text in place.items():
        if len(text) > LONGEST[part]:
            raise Refused(too_long(text, most=LONGEST[part]))
    return {**place, "country": country}


def street_of(line: str) -> dict[str, str]:
    if re.match(r"(Postfach|Case postale|Casella postale|P\.?O\.? Box)\b", line):
        return {"pobox": line}
    found = HOUSE_NUMBER.fullmatch(line)
    if not found:
        return {"street": line}
    return {"street": found["street"].strip(" ,"), "number": found["number"]}
