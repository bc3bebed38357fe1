"""The reference of a case: short enough to read out on the telephone, and a slip of the pen is noticed.

`D-7K3M-9Q2T`: seven random characters of Crockford's base 32 and one check character.
"""

import re
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
LENGTH: Final = 8
RANDOM_BYTES: Final = 5  # seven characters of five bits take 35 of 40 bits

# Letters that people read or type for a digit (Crockford's decoding table).
MISREAD: Final = str.maketrans("OIL", "011")

PATTERN: Final = re.compile(rf"D-?([{ALPHABET}]{{4}})-?([{ALPHABET}]{{4}})")


def new_reference(random: bytes) -> str:
    """A reference from at least five bytes of randomness, which the caller takes from `secrets`."""
    if len(random) < RANDOM_BYTES:
        raise ValueError(f"{RANDOM_BYTES} random bytes are needed, got {len(random)}")
    number = int.from_bytes(random[:RANDOM_BYTES], "big")
    body = "".join(ALPHABET[number >> shift & 31] for shift in range(0, 35, 5))
    text = body + check_character(body)
    return f"D-{text[:4]}-{text[4:]}"


def is_reference(text: str) -> bool:
    """Whether `text`, as a person would type it, is a reference with the right check character."""
    return read_reference(text) is not None


def read_reference(text: str) -> str | None:
    """The reference in its written form, whatever the case, spaces and missing hyphens; None if it is none."""
    found = PATTERN.fullmatch(re.sub(r"\s+", "", text).upper().translate(MISREAD))
    if not found:
        return None
    body = found[1] + found[2]
    if check_character(body[:-1]) != body[-1]:
        return None
    return f"D-{found[1]}-{found[2]}"


def check_character(body: str) -> str:
    """Sum of value times 2^position in GF(32): one wrong character or any two swapped ones change it."""
    total = 0
    for character in body:
        total = doubled(total ^ ALPHABET.index(character))
    return ALPHABET[total]


def doubled(value: int) -> int:
    """Multiplication by x in GF(32) with the primitive polynomial x^5 + x^2 + 1."""
    shifted = value << 1
    return shifted ^ 0b100101 if shifted & 0b100000 else shifted
