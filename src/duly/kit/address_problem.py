"""One thing that is wrong or odd about an address."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressProblem:
    """`line` counts from 1 in the address as given, None where no single line is meant."""

    code: str
    severity: Literal["block", "warn"]
    line: int | None
    message: str


def block(code: str, message: str, *, line: int | None = None) -> AddressProblem:
    """The letter cannot be printed or sent so."""
    return AddressProblem(code=code, severity="block", line=line, message=message)


def warn(code: str, message: str, *, line: int | None = None) -> AddressProblem:
    """Odd but possible: the person may keep it."""
    return AddressProblem(code=code, severity="warn", line=line, message=message)
