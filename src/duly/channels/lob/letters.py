"""The request for one letter, with the rules that stand only in Lob's prose."""

from dataclasses import dataclass

from duly.channels import (
    Refused,
    SealedLetter,
)
from duly.channels.carriers import check_paper, service_among
from duly.channels.lob.addresses import Fields, is_domestic, lob_address
from duly.kit.address import Address
from duly.kit.carrier_words import too_large
from duly.kit.said import said

# "All pages of a supplied PDF must be 8.5 x 11 inches"; points.
LETTER_POINTS = (612.0, 792.0)
MOST_BYTES = 5_000_000
MOST_PAGES = {True: 60, False: 6}  # at home, abroad; single-sided

SERVICES = {
    True: ("certified_return_receipt", "certified", "first_class"),
    False: ("registered", "first_class_abroad"),
}
EXTRA = {"certified_return_receipt", "certified", "registered"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRequest:
    """`fields` as JSON would have them; the PDF goes beside them as an upload."""

    service: str
    fields: dict[str, object]
    pdf: bytes


def letter_request(
    letter: SealedLetter, address: Address, *, key: str
) -> LetterRequest:
    """Raises Refused for every rule that Lob would refuse or, worse, accept and print wrongly."""
    if not is_domestic(letter.sender_address.country):
        raise Refused(
            said(
                "This carrier posts only for senders with an address in the United States."
            )
        )
    domestic = is_domestic(address.country)
    pdf = letter.print_pdf or letter.pdf
    check_pdf(pdf, domestic=domestic)
    service = service_for(letter.service, domestic=domestic)
    return LetterRequest(
        service=service,
        pdf=pdf,
        fields={
            "description": letter.reference,
            "to": lob_address(address, name=letter.recipient_name),
            "from": lob_address(letter.sender_address, name=letter.sender_name),
            "color": False,
            "double_sided": False,
            # A certified letter gets its own address sheet; the others an inserted one. Nothing is
            # ever printed over our page, whatever envelope it was made for.
            "address_placement": "insert_blank_page",
            "mail_type": "usps_first_class",  # an extra service excludes usps_standard
            "use_type": "operational",
            "metadata": metadata(letter, key),
            **({"extra_service": service} if service in EXTRA else {}),
        },
    )


def metadata(letter: SealedLetter, key: str) -> Fields:
    """How we find the letter again; no name and no address."""
    return {"duly_key": key, "reference": letter.reference}


def service_for(wanted: str | None, *, domestic: bool) -> str:
    return service_among(SERVICES[domestic], wanted)


def check_pdf(pdf: bytes, *, domestic: bool) -> None:
    if len(pdf) > MOST_BYTES:
        raise Refused(too_large(len(pdf), most=MOST_BYTES))
    check_paper(
        pdf,
        wanted=LETTER_POINTS,
        most_pages=MOST_PAGES[domestic],
        other_size=said(
            "The pages must be letter size (8.5 x 11 in). Compose the letter for the profile us-lob."
        ),
    )
