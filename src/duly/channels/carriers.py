"""What all carriers of paper ask of a letter before they take it, and how one tells that it did."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from duly.channels import Bounded, Happening, QuoteLine, Refused, SealedLetter, Sent
from duly.kit.address import Address
from duly.kit.carrier_words import not_sold, too_many_pages
from duly.kit.money import Money
from duly.kit.said import said

# In six languages.
POST_BOX = re.compile(
    r"\b(P\.? ?O\.? ?Box|Post(al)? Box|GPO Box|Postfach|Bo[iî]te postale|B\.?P\.? \d+|Case postale|Apartado|Casella postale|Postbus)\b",
    re.IGNORECASE,
)
PAPER_TOLERANCE = 3.0  # points that a driver may round


def postal(address: Address | str) -> Address:
    """The address of a way that needs paper. Raises Refused for an e-mail address."""
    if isinstance(address, str):
        raise Refused(
            said("This way needs a postal address; an e-mail address was given.")
        )
    return address


def at_a_door(address: Address) -> Address:
    """For couriers and for services that hand over to a person. Raises Refused for a post office box."""
    texts = address.lines or (address.street_address,)
    if any(POST_BOX.search(text) for text in texts):
        raise Refused(
            said(
                "A courier brings nothing to a post office box. Give the street address, or choose the post."
            )
        )
    return address


def service_among(possible: Sequence[str], wanted: str | None) -> str:
    """The wanted service, the first where none is named. Raises Refused for one that is not sold there."""
    if wanted is None:
        return possible[0]
    if wanted not in possible:
        raise Refused(not_sold(wanted, possible))
    return wanted


def check_pages(way: Bounded, letter: SealedLetter | None, *, destination: str) -> None:
    """Before anything is ordered or paid. Raises Refused."""
    most = way.most_pages(destination=destination)
    if letter is not None and letter.pages > most:
        raise Refused(too_many_pages(letter.pages, most=most))


def check_paper(
    pdf: bytes,
    *,
    wanted: tuple[float, float],
    other_size: str,
    most_pages: int | None = None,
) -> None:
    """Every page has the size (in points) that the carrier prints, and there are not too many. Raises Refused."""
    from duly.letters.paper_sizes import page_of_another_size, paper_sizes
    from duly.letters.print_findings import UnreadablePdf

    try:
        sizes = paper_sizes(pdf)
    except UnreadablePdf as reason:
        raise Refused(said("The letter is no readable PDF.")) from reason
    if most_pages is not None and len(sizes) > most_pages:
        raise Refused(too_many_pages(len(sizes), most=most_pages))
    number = page_of_another_size(sizes, wanted=wanted, tolerance=PAPER_TOLERANCE)
    if number is not None:
        raise Refused(
            said(
                "Page %(number)s has the wrong size. %(wanted)s",
                number=number,
                wanted=other_size,
            )
        )


def carrier_line(service: str, *, pages: int, price: Money) -> QuoteLine:
    """What a carrier takes for one letter of so many printed pages."""
    label = said("%(service)s, pages: %(pages)s", service=service, pages=pages)
    return QuoteLine(kind="carrier", label=label, amount=price)


def letter_accepted(
    carrier_id: str, *, at: datetime, status: object, detail: Mapping[str, object]
) -> Sent:
    """A carrier's interface took the order of a letter: the same `source_id` for every answer about it."""
    return Sent(
        carrier_id=carrier_id,
        happened=Happening(
            name="dispatch.accepted",
            at=at,
            level="E2",
            raw_code=str(status or "created"),
            source_id=f"{carrier_id}:created",
            carrier_id=carrier_id,
            detail={"by": "provider", **detail},
        ),
    )
