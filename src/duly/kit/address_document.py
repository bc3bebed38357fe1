"""Can a letter reach the address in this JSON object? What is unreadable in it is a finding, too."""

from collections.abc import Mapping
from typing import Any

from duly.kit.address import read_address
from duly.kit.address_check import AddressCheck, check_address
from duly.kit.address_problem import block


def check_document(document: Mapping[str, Any]) -> AddressCheck:
    """`{"country", "lines", "origin"}` or structured fields, as in CLI.md. A field of the wrong kind raises
    nothing: it is a finding about that address, so that the others of a list are still judged.
    """
    origin = document.get("origin")
    try:
        if origin is not None and not isinstance(origin, str):
            raise ValueError("origin: give the two letters of a country, such as US")
        return check_address(read_address(document), origin=origin or None)
    except ValueError as reason:
        problem = block("unreadable-field", str(reason))
        return AddressCheck(valid=False, normalised=(), problems=(problem,))
