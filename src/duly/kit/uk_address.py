"""What United Kingdom bulk printers refuse in an address (the rules of GOV.UK Notify, in our words).

Source: alphagov/notifications-utils, postal_address.py, and the Notify guidance on letters, read 2026-11-24.
Their rule "the last line is a real postcode" only warns here: a person may know better, a print service may not.
"""

import re
from collections.abc import Iterator
from typing import Final

from duly.kit.address_problem import AddressProblem, block
from duly.kit.said import said

FEWEST_LINES: Final = 3  # who, where, postcode
SYMBOLS: Final = '@()=[]"\\/,<>~'
NO_FIXED_ABODE: Final = re.compile(r"\b(NFA|no fixed (abode|address))\b", re.IGNORECASE)
# Forces post offices: the number takes the place of town and postcode.
BFPO: Final = re.compile(r"\bBFPO\s?(c/o\s?)?\d{1,4}\b", re.IGNORECASE)


def uk_problems(lines: tuple[str, ...]) -> Iterator[AddressProblem]:
    """`lines` without the country line."""
    fewest = FEWEST_LINES - 1 if is_bfpo(lines) else FEWEST_LINES
    if len(lines) < fewest:
        yield block(
            "too-few-lines",
            said(
                "A United Kingdom address needs at least %(count)s lines: the name, the street or house, and the postcode.",
                count=fewest,
            ),
        )
    for number, line in enumerate(lines, 1):
        if line[0] in SYMBOLS:
            yield block(
                "symbol-first",
                said(
                    "Line %(line)s begins with %(sign)s, which United Kingdom printers refuse. Begin it with a letter or digit.",
                    line=number,
                    sign=line[0],
                ),
                line=number,
            )
        if NO_FIXED_ABODE.search(line):
            yield block(
                "no-fixed-abode",
                said(
                    "Line %(line)s says that there is no fixed address: no letter can be delivered there.",
                    line=number,
                ),
                line=number,
            )
    for number, line in enumerate(lines[:2], 1):
        if not any(sign.isalnum() for sign in line):
            yield block(
                "no-letter-or-digit",
                said("Line %(line)s holds no letter and no digit.", line=number),
                line=number,
            )


def is_bfpo(lines: tuple[str, ...]) -> bool:
    """Whether it is the address of a forces post office."""
    return any(BFPO.search(line) for line in lines)
