"""The sentences with which any carrier declines a letter, before it is ordered."""

from collections.abc import Sequence

from duly.kit.said import Said, said


def not_served(origin: str, destination: str) -> Said:
    return said(
        "This carrier does not post from %(origin)s to %(destination)s.",
        origin=origin,
        destination=destination,
    )


def not_sold(wanted: str, possible: Sequence[str]) -> Said:
    return said(
        "This carrier does not sell %(wanted)s there; choose %(possible)s.",
        wanted=wanted,
        possible=", ".join(possible),
    )


def too_many_pages(count: int, *, most: int) -> Said:
    return said(
        "The letter has %(count)s pages; this carrier takes %(most)s there.",
        count=count,
        most=most,
    )


def too_large(size: int, *, most: int) -> Said:
    """Both in bytes."""
    return said(
        "The letter has %(size)s MB; this carrier takes %(most)s MB.",
        size=f"{size / 1e6:.1f}",
        most=most // 1_000_000,
    )


def too_long(text: str, *, most: int) -> Said:
    return said(
        "“%(text)s” is too long for this carrier, which takes %(most)s signs there. Shorten it.",
        text=text,
        most=most,
    )
