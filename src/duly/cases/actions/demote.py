"""A letter came back: remember it against the address of the catalogue, so that the next person is warned."""

from datetime import date

from duly.cases.catalogue import own_data, parties_of
from duly.cases.envelope import case_file_of
from duly.cases.models import Case
from duly.knowledge.returned import note_returned

# A letter that nobody picked up or wanted says nothing about the address.
SENT_BACK = ("dispatch.returned", "dispatch.address_issue")


def demote_address(case: Case, *, on: date) -> bool:
    """True when a note was made; an address that the person typed is nobody else's business."""
    if not case.provider_slug or case.is_erased:
        return False
    found = parties_of(case_file_of(case))
    if found.is_typed or found.recipient.address is None:
        return False
    return note_returned(
        own_data(), slug=case.provider_slug, address=found.recipient.address, on=on
    )
