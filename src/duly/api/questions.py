"""Questions that a book answers from one document: dates, clocks, numbers, addresses."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Body, Router

from duly.api import asked
from duly.api.answers import (
    AddressAnswers,
    Clock,
    Deadline,
    TrackingNumber,
    answers,
)
from duly.api.gate import ASK
from duly.api.problems import Wrong
from duly.deadlines.clocks import read_clock, run_clock
from duly.deadlines.rules import judge, read_matter
from duly.kit.address_document import check_document
from duly.kit.tracking_number import read_tracking_number

router = Router(tags=["questions"])
Document = Annotated[dict[str, Any], Body()]

MOST_ADDRESSES = 1000
LONGEST_NUMBER = 200


@router.post(
    "/deadline",
    response=answers(Deadline),
    throttle=ASK,
    openapi_extra=asked.body(asked.MATTER, asked.MATTER_EXAMPLE),
)
def deadline(request: HttpRequest, matter: Document) -> dict[str, Any]:  # noqa: ARG001 ninja names it
    """Until when, by which channel, from when on."""
    return judge(read_matter(matter, today=timezone.localdate())).as_document()


@router.post(
    "/clock",
    response=answers(Clock),
    throttle=ASK,
    openapi_extra=asked.body(
        asked.CLOCK, {"clock": "visa_13_2", "event_on": "2026-11-02"}
    ),
)
def clock(request: HttpRequest, question: Document) -> dict[str, Any]:  # noqa: ARG001 ninja names it
    """The clocks of payments and privacy."""
    return run_clock(*read_clock(question)).as_document()


@router.post(
    "/tracking-number",
    response=answers(TrackingNumber),
    throttle=ASK,
    openapi_extra=asked.body(asked.NUMBER, {"number": "RR473124829DE"}),
)
def tracking_number(request: HttpRequest, question: Document) -> dict[str, Any]:  # noqa: ARG001 ninja names it
    """Whose number is this, and is it right?"""
    number = question.get("number")
    if not isinstance(number, str) or not 0 < len(number) <= LONGEST_NUMBER:
        raise Wrong("number", f"give a text of 1 to {LONGEST_NUMBER} characters")
    return read_tracking_number(number).as_document()


@router.post(
    "/address-check",
    response=answers(AddressAnswers),
    throttle=ASK,
    openapi_extra=asked.body(asked.ADDRESSES, {"addresses": [asked.ADDRESS_EXAMPLE]}),
)
def address_check(request: HttpRequest, question: Document) -> dict[str, Any]:  # noqa: ARG001 ninja names it
    """Can a letter reach these addresses? One result for each, in order."""
    given = question.get("addresses")
    if not isinstance(given, list) or len(given) > MOST_ADDRESSES:
        raise Wrong("addresses", f"give a list of up to {MOST_ADDRESSES} objects")
    for place, one in enumerate(given):
        if not isinstance(one, dict):
            raise Wrong(f"addresses.{place}", "give an object with country and lines")
    return {"results": [check_document(one).as_document() for one in given]}
