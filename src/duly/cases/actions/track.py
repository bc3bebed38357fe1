"""After the sending: what the person, the carrier or the mail system says became of it."""

from datetime import date, datetime

from django.db import transaction

from duly.cases.actions.attempt import note
from duly.cases.models import Case, Dispatch
from duly.cases.record import record_anyway
from duly.channels import Happening
from duly.kit.tracking_number import read_tracking_number


class BadTrackingNumber(ValueError):
    """The number is not one of a known form, or its check digit is wrong."""


def note_posted(
    case: Case, *, tracking_number: str | None, posted_on: date, now: datetime
) -> None:
    """The person posted the letter at the counter. Raises BadTrackingNumber when a number was mistyped."""
    payload: dict[str, object] = {"posted_on": posted_on.isoformat()}
    if tracking_number:
        read = read_tracking_number(tracking_number)
        if not read.valid:
            raise BadTrackingNumber(tracking_number)
        payload["tracking_number"] = "".join(tracking_number.split()).upper()
        payload["carrier"] = read.carrier
    record_anyway(case, "dispatch.posted", at=now, actor="sender", payload=payload)


def note_happenings(dispatch: Dispatch, happenings: tuple[Happening, ...]) -> int:
    """Add what a carrier reported; a report with a `source_id` seen before changes nothing. Returns how many were new."""
    new = 0
    for happening in happenings:
        with transaction.atomic():
            Case.objects.select_for_update().get(pk=dispatch.case_id)
            seen = (
                happening.source_id
                and dispatch.case.events.filter(
                    payload__dispatch=dispatch.pk,
                    payload__source_id=happening.source_id,
                ).exists()
            )
            if seen:
                continue
            detail = {**happening.detail, "source_id": happening.source_id}
            note(
                dispatch,
                Happening(
                    name=happening.name,
                    at=happening.at,
                    level=happening.level,
                    raw_code=happening.raw_code,
                    detail=detail,
                ),
            )
            new += 1
    return new
