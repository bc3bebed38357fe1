"""The codes in what a mail server said: RFC 5321 reply codes and RFC 3463 status codes."""

import re
from typing import Literal

Kind = Literal["permanent", "temporary", "success"]
# The digit comes before what must not stand before it, since the engine looks for a first letter faster than behind.
STATUS = re.compile(r"([245](?<![\d.].)\.\d{1,2}\.\d{1,3})(?![\d]|\.\d)")
REPLY = re.compile(
    r"(?:^|[\s:>(\[;\"'#])([45][0-5]\d)(?=[\s\-:,.)\];]|$)", re.MULTILINE
)
KINDS: dict[str, Kind] = {"2": "success", "4": "temporary", "5": "permanent"}


def status_in(text: str, *, digits: str = "245") -> str | None:
    """The last RFC 3463 code that says more than x.0.0, else the first at all.

    The last, since a relay puts its own code before the one that it was given.
    """
    codes = [code for code in STATUS.findall(text) if code[0] in digits]
    precise = [code for code in codes if not is_vague(code)]
    return precise[-1] if precise else next(iter(codes), None)


def reply_in(text: str) -> str | None:
    """The first reply code of a refusal."""
    found = REPLY.search(text)
    return found[1] if found else None


def is_vague(status: str) -> bool:
    return status.endswith(".0.0")


def kind_of(code: str) -> Kind | None:
    """From the first digit of either code."""
    return KINDS.get(code[:1])
