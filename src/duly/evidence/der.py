"""How is a value written in DER (X.690)? Only the types that seals and timestamps need.

Written by hand because a timestamp token built from asn1crypto objects costs a hundred times as much.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache


def tlv(tag: int, content: bytes) -> bytes:
    """Tag, definite length, content."""
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(size))) + size + content


def integer(number: int) -> bytes:
    """A non-negative INTEGER."""
    return tlv(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


@lru_cache(maxsize=64)
def oid(dotted: str) -> bytes:
    """An OBJECT IDENTIFIER from its dotted form."""
    first, second, *rest = (int(part) for part in dotted.split("."))
    return tlv(0x06, b"".join(_base128(arc) for arc in (first * 40 + second, *rest)))


def _base128(arc: int) -> bytes:
    digits = [arc & 0x7F]
    while arc := arc >> 7:
        digits.append(0x80 | (arc & 0x7F))
    return bytes(reversed(digits))


def octets(content: bytes) -> bytes:
    return tlv(0x04, content)


def null() -> bytes:
    return b"\x05\x00"


def boolean(*, true: bool) -> bytes:
    return b"\x01\x01\xff" if true else b"\x01\x01\x00"


def sequence(*parts: bytes) -> bytes:
    return tlv(0x30, b"".join(parts))


def set_of(parts: Iterable[bytes]) -> bytes:
    """SET OF: DER sorts the encodings (X.690 section 11.6)."""
    return tlv(0x31, b"".join(sorted(parts)))


def context(number: int, content: bytes) -> bytes:
    """A constructed, context-specific tag: EXPLICIT, or IMPLICIT over a constructed type."""
    return tlv(0xA0 | number, content)


def generalized_time(moment: datetime) -> bytes:
    """UTC, whole seconds, as RFC 3161 asks for genTime."""
    return tlv(0x18, moment.astimezone(UTC).strftime("%Y%m%d%H%M%SZ").encode())


def signing_time(moment: datetime) -> bytes:
    """CMS Time: UTCTime until 2049 (RFC 5652 section 11.3)."""
    if moment.year >= 2050:
        return generalized_time(moment)
    return tlv(0x17, moment.astimezone(UTC).strftime("%y%m%d%H%M%SZ").encode())
