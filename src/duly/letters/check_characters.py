"""Can every character of a stranger's text be printed, and does none turn the text around?

Our own letters are measured against the glyphs of our fonts (`letters.characters`); here the kind of sign is enough.
"""

import unicodedata
from collections.abc import Iterator

from duly.kit.said import said
from duly.letters.characters import BIDI, INVISIBLE, JOINERS, named
from duly.letters.findings import Finding, blocking

# A soft hyphen or a zero-width space is what a web page leaves in copied text; it prints as nothing.
HARMLESS = INVISIBLE | JOINERS | {"\n", "\r", "\t"}
REFUSED_KINDS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
# Pictures, and letters that pretend to be bold or cursive: text fonts have none of them.
PICTURES = (
    (0x2600, 0x27BF),
    (0xFE00, 0xFE0F),
    (0xFFFD, 0xFFFD),
    (0x1D400, 0x1D7FF),
    (0x1F000, 0x1FAFF),
)


def check_characters_of(lines: tuple[str, ...]) -> Iterator[Finding]:
    """One finding a code, at its first place."""
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if line.isascii() and line.isprintable():
            continue
        for position, sign in enumerate(line, start=1):
            code = fault(sign)
            if code is not None and code not in seen:
                seen.add(code)
                where = f"line {number}, character {position}"
                yield blocking(code, where=where, message=_message(code, sign))


def fault(sign: str) -> str | None:
    """The code that stands against one character, or None."""
    if sign in BIDI:
        return "bidi-control"
    if sign in HARMLESS:
        return None
    refused = unicodedata.category(sign) in REFUSED_KINDS
    if refused or any(first <= ord(sign) <= last for first, last in PICTURES):
        return "unprintable-character"
    return None


def _message(code: str, sign: str) -> str:
    if code == "bidi-control":
        return said(
            "%(sign)s turns the direction of the text: it reads otherwise than it is stored. Delete it.",
            sign=named(sign),
        )
    return said(
        "%(sign)s cannot be printed. Delete it or write it in words.", sign=named(sign)
    )
