"""What do these bytes of a PDF say? Reads single objects (ISO 32000-1 section 7.3) as far as a seal needs it.

A small reader on purpose: it never repairs. What it does not understand it refuses.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

BLANK = re.compile(rb"(?:[\x00\t\n\f\r ]|%[^\r\n]*)*")
WORD = re.compile(rb"[^\x00\t\n\f\r ()<>\[\]{}/%]+")
NAME = re.compile(rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*")
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
OCTAL = re.compile(rb"[0-7]{1,3}")
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
DEEPEST = 50


class Unreadable(ValueError):
    """Not the PDF syntax that this reader knows."""


@dataclass(frozen=True, slots=True)
class Name:
    text: bytes


@dataclass(frozen=True, slots=True)
class Reference:
    number: int
    generation: int


def read_value(raw: bytes, place: int, *, depth: int = 0) -> tuple[Any, int]:
    """The value at `place` and where it ends: dict, list, Name, Reference, Decimal, bytes, bool, None."""
    if depth > DEEPEST:
        raise Unreadable("values are nested too deeply")
    place = skip_blank(raw, place)
    for mark, reader in READERS:
        if raw.startswith(mark, place):
            return reader(raw, place, depth)
    return _word(raw, place)


def skip_blank(raw: bytes, place: int) -> int:
    match = BLANK.match(raw, place)
    return match.end() if match else place


def _dictionary(raw: bytes, place: int, depth: int) -> tuple[Any, int]:
    items, place = _items(raw, place + 2, b">>", depth)
    keys = items[::2]
    if len(items) % 2 or not all(isinstance(key, Name) for key in keys):
        raise Unreadable("a dictionary is not made of names and values")
    found = {key.text: value for key, value in zip(keys, items[1::2], strict=True)}
    if len(found) != len(keys):
        raise Unreadable("a name stands twice in one dictionary")
    return found, place


def _array(raw: bytes, place: int, depth: int) -> tuple[Any, int]:
    return _items(raw, place + 1, b"]", depth)


def _items(raw: bytes, place: int, end: bytes, depth: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    while not raw.startswith(end, place := skip_blank(raw, place)):
        if raw.startswith(b"R", place) and _ends_word(raw, place + 1):
            items[-2:] = [_reference(items[-2:])]
            place += 1
            continue
        value, place = read_value(raw, place, depth=depth + 1)
        items.append(value)
    return items, place + len(end)


def _reference(numbers: list[Any]) -> Reference:
    if len(numbers) != 2 or not all(isinstance(one, Decimal) for one in numbers):
        raise Unreadable("a reference has two numbers")
    return Reference(int(numbers[0]), int(numbers[1]))


def _ends_word(raw: bytes, place: int) -> bool:
    return WORD.match(raw, place) is None


def _name(raw: bytes, place: int, _depth: int) -> tuple[Any, int]:
    match = NAME.match(raw, place)
    if match is None:
        raise Unreadable("a name is broken")
    text = re.sub(
        rb"#([0-9A-Fa-f]{2})", lambda m: bytes.fromhex(m[1].decode()), match[0][1:]
    )
    return Name(text), match.end()


def _hexadecimal(raw: bytes, place: int, _depth: int) -> tuple[Any, int]:
    match = HEX.match(raw, place)
    if match is None:
        raise Unreadable("a hexadecimal string is broken")
    digits = b"".join(match[1].split()).decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2)), match.end()


def _literal(raw: bytes, place: int, _depth: int) -> tuple[Any, int]:
    found, depth, place = bytearray(), 1, place + 1
    while place < len(raw):
        letter = raw[place : place + 1]
        place += 1
        if letter == b"\\":
            escaped, place = _escape(raw, place)
            found += escaped
            continue
        depth += (letter == b"(") - (letter == b")")
        if depth == 0:
            return bytes(found), place
        found += letter
    raise Unreadable("a string does not end")


def _escape(raw: bytes, place: int) -> tuple[bytes, int]:
    octal = OCTAL.match(raw, place)
    if octal:
        return bytes((int(octal[0], 8) & 0xFF,)), octal.end()
    letter = raw[place : place + 1]
    if letter in b"\r\n":
        return b"", place + (2 if raw.startswith(b"\r\n", place) else 1)
    return ESCAPES.get(letter, letter), place + 1


def _word(raw: bytes, place: int) -> tuple[Any, int]:
    match = WORD.match(raw, place)
    if match is None:
        raise Unreadable("a value is missing")
    word = match[0]
    constants = {b"true": True, b"false": False, b"null": None}
    if word in constants:
        return constants[word], match.end()
    try:
        return Decimal(word.decode("ascii")), match.end()
    except (InvalidOperation, UnicodeDecodeError):
        raise Unreadable(f"{word[:20]!r} is no value") from None


READERS: tuple[tuple[bytes, Callable[[bytes, int, int], tuple[Any, int]]], ...] = (
    (b"<<", _dictionary),
    (b"<", _hexadecimal),
    (b"[", _array),
    (b"/", _name),
    (b"(", _literal),
)
