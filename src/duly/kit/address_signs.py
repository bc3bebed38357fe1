"""Which signs of an address can no carrier print, and which can the country of posting not sort?"""

import unicodedata
from collections.abc import Iterator
from typing import Final

from duly.kit.address import Address
from duly.kit.address_lines import is_abroad, is_latin, tidy
from duly.kit.address_problem import AddressProblem, block, warn
from duly.kit.said import said

# Signs other than letters, digits and punctuation that stand in real addresses.
PRINTABLE_SIGNS: Final = frozenset("°№™℅+|=<>~^`´¨§©®〒€$£")
JOINERS: Final = frozenset("\u200c\u200d")  # needed to write Persian and Hindi


def sign_problems(
    address: Address, country: str, origin: str | None
) -> Iterator[AddressProblem]:
    """Signs that no carrier prints, and scripts that the country of posting cannot sort."""
    abroad = is_abroad(country, origin)
    for number, line in enumerate(texts_of(address), 1):
        for sign in sorted(set(tidy(line)) - {"\n"}):
            if not is_printable(sign):
                yield block(
                    "unprintable-character",
                    said(
                        "Line %(line)s holds a sign that cannot be printed: %(sign)s. Take it out.",
                        line=number,
                        sign=name_of(sign),
                    ),
                    line=number,
                )
        if abroad and not is_latin(line):
            yield warn(
                "script-not-latin",
                said(
                    "Line %(line)s is not in Latin letters. Abroad, the post may not be able to sort it.",
                    line=number,
                ),
                line=number,
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
