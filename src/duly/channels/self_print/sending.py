"""The person prints and posts: we make the pack and hand it over. Nothing is sent by us."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Literal

from duly.channels import (
    Artefact,
    Happening,
    Quote,
    Refused,
    SealedLetter,
    Sent,
    free_of_charge,
    no_callbacks,
)
from duly.channels.carriers import postal
from duly.kit.address import Address
from duly.kit.address_check import check_address
from duly.kit.countries import country_codes
from duly.kit.said import said


class SelfPrint:
    """Always works: no account, no network, no carrier to ask. The same key gives the same bytes again."""

    name = "self_print"
    kind = "self_print"
    idempotent = True
    searchable = False
    settle_seconds = 0
    ceiling = "E6"  # with the signed card of the post office, which the sender adds
    needs: Literal["postal_address", "email", "nothing"] = "postal_address"

    def configured(self) -> str | None:
        return None

    def serves(self, *, origin: str, destination: str) -> bool:
        """Every country has a post office."""
        return {origin, destination} <= country_codes()

    def quote(
        self,
        *,
        letter: SealedLetter | None,  # noqa: ARG002 # the contract's signature
        origin: str,
        destination: str,  # noqa: ARG002 # the contract's signature
        today: date,
    ) -> Quote:
        """Nothing to us; what the post office takes is between it and the sender."""
        return free_of_charge(
            said("Print pack; you pay the postage at the counter"),
            origin=origin,
            source=said("our own price"),
            today=today,
        )

    def send(
        self,
        letter: SealedLetter,
        address: Address | str,
        *,
        key: str,
        now: datetime,
        attempt: Callable[[Happening], None],  # noqa: ARG002 # nothing leaves the machine
    ) -> Sent:
        """Artefacts: `print-pack.pdf` to print, `letter.pdf` as sealed, `posting.pdf` (instructions and slip).

        Raises Refused when the address cannot stand on an envelope or a sign cannot be printed.
        """
        where = printable(address)
        pages = posting_pages(letter, where, dated=now.date())
        return Sent(
            carrier_id=key,
            happened=Happening(
                name="dispatch.handed_to_sender", at=now, level="E0", source_id=key
            ),
            artefacts=artefacts_of(letter, pages),
        )

    def find(self, key: str) -> Sent | None:  # noqa: ARG002 # the contract's signature
        """Nobody to ask: the pack is made again, with the same bytes."""
        return None

    def track(
        self,
        carrier_id: str,  # noqa: ARG002 # the contract's signature
        *,
        now: datetime,  # noqa: ARG002 # the contract's signature
    ) -> tuple[Happening, ...]:
        """What follows is entered by the sender: tracking number, receipt, card."""
        return ()

    def read_callback(
        self,
        body: bytes,  # noqa: ARG002 # the contract's signature
        headers: Mapping[str, str],  # noqa: ARG002 # the contract's signature
        *,
        now: datetime,  # noqa: ARG002 # the contract's signature
    ) -> tuple[Happening, ...]:
        """Nobody calls back."""
        raise no_callbacks()


def printable(address: Address | str) -> Address:
    """The address, if an envelope can carry it."""
    where = postal(address)
    blocking = [p for p in check_address(where).problems if p.severity == "block"]
    if blocking:
        raise Refused(blocking[0].message)
    return where


def posting_pages(letter: SealedLetter, address: Address, *, dated: date) -> bytes:
    from duly.channels.self_print.pages import typeset_pages
    from duly.channels.self_print.words import pack_words
    from duly.letters.compiling import CannotTypeset

    try:
        return typeset_pages(pack_words(letter, address, dated=dated), dated=dated)
    except CannotTypeset as reason:
        raise Refused(said("The pages to post it with cannot be set.")) from reason


def artefacts_of(letter: SealedLetter, pages: bytes) -> tuple[Artefact, ...]:
    from duly.channels.self_print.pages import one_pack

    pdf = "application/pdf"
    pack = one_pack(letter.print_pdf or letter.pdf, pages)
    return (
        Artefact(
            name="print-pack.pdf", kind="print_pack", media_type=pdf, content=pack
        ),
        Artefact(
            name="letter.pdf", kind="sealed_letter", media_type=pdf, content=letter.pdf
        ),
        Artefact(
            name="posting.pdf", kind="posting_pages", media_type=pdf, content=pages
        ),
    )
