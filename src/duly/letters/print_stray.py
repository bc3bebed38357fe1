"""The window is empty: does something that looks like an address stand elsewhere on the page?"""

import re
from collections.abc import Sequence

from duly.kit.countries import country_named
from duly.knowledge.profiles import Profile, Rectangle
from duly.letters.print_page import TextBox

FEWEST, MOST = 3, 7  # lines
LONGEST = 45  # signs; a line of a paragraph is longer
SAME_EDGE, PITCH = 1.5, 7.0  # mm
PLACED = re.compile(r"\d{4,}|\b[A-Z]{1,2}\d[0-9A-Z]? ?\d[A-Z]{2}\b")


def stray_address(pieces: Sequence[TextBox], profile: Profile) -> Rectangle | None:
    """The box of the first block of short lines that ends like an address and is not the sender's."""
    sender = profile.places.sender
    for block in blocks(pieces):
        box = around(block)
        if looks_like_one(block) and not (sender and touches(box, sender)):
            return box
    return None


def blocks(pieces: Sequence[TextBox]) -> list[list[TextBox]]:
    """Lines that begin at one left edge and follow each other closely."""
    found: list[list[TextBox]] = []
    for piece in sorted(pieces, key=lambda p: (round(p.box.x / SAME_EDGE), p.middle)):
        last = found[-1][-1] if found else None
        if (
            last is not None
            and abs(last.box.x - piece.box.x) <= SAME_EDGE
            and 0 < piece.middle - last.middle <= PITCH
        ):
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def looks_like_one(block: Sequence[TextBox]) -> bool:
    if not FEWEST <= len(block) <= MOST or any(len(p.text) > LONGEST for p in block):
        return False
    ends = [piece.text for piece in block[-2:]]
    return bool(PLACED.search(" ".join(ends))) or country_named(ends[-1]) is not None


def around(block: Sequence[TextBox]) -> Rectangle:
    left, top = min(p.box.x for p in block), min(p.box.y for p in block)
    right = max(p.box.right for p in block)
    bottom = max(p.box.bottom for p in block)
    return Rectangle(left, top, right - left, bottom - top)


def touches(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )
