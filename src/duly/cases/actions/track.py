"""After the sending: what the person, the carrier or the mail system says became of it."""

import logging
import re
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from duly.cases.actions.collect import owe_back
from duly.cases.actions.complain import is_complaint, note_complaint
from duly.cases.actions.conclude import note
from duly.cases.actions.demote import SENT_BACK, demote_address
from duly.cases.envelope import case_file_of
from duly.cases.events import KINDS
from duly.cases.models import Case, Dispatch
from duly.cases.pricing import home_of
from duly.cases.record import record_anyway
from duly.cases.server_words import storable, without_addresses
from duly.channels import Happening
from duly.kit.tracking_number import TrackingNumber, read_tracking_number

log = logging.getLogger(__name__)

# No known carrier's, but long enough and with digits: a domestic number of Switzerland, Italy or Australia.
LOOKS_LIKE_ONE = re.compile(r"(?=(?:.*\d){5})[0-9A-Z/]{7,40}")
# The ends of a letter's way, as a carrier reports them.
ENDS = tuple(
    name for name, kind in KINDS.items() if kind.state in ("delivered", "came_back")
)
# The carrier will not bring it after all.
GIVEN_UP = ("dispatch.refused", "dispatch.called_off")


class BadTrackingNumber(ValueError):
    """The number is not one of a known form, or its check digit is wrong."""


def note_posted(
    case: Case, *, tracking_number: str | None, posted_on: date, now: datetime
) -> None:
    """The person posted the letter at the counter. Raises BadTrackingNumber when a number was mistyped.

    A number of a shape that we do not know is kept as it stands on the receipt: many posts have their own.
    """
    payload: dict[str, object] = {"posted_on": posted_on.isoformat()}
    if tracking_number:
        read = read_tracking_number(tracking_number)
        if _is_mistyped(read, posted_in=home_of(case_file_of(case))):
            raise BadTrackingNumber(tracking_number)
        payload["tracking_number"] = "".join(tracking_number.split()).upper()
        payload["carrier"] = read.carrier if read.valid else None
    record_anyway(case, "dispatch.posted", at=now, actor="sender", payload=payload)


def _is_mistyped(read: TrackingNumber, *, posted_in: str) -> bool:
    """Only a number of the post that it was given to, or of the world's posts, can be judged by its check digit: by
    chance another post's own number has the length of one.
    """
    if read.valid:
        return False
    if read.format == "s10" or (read.format and read.country == posted_in):
        return True
    return not LOOKS_LIKE_ONE.fullmatch(read.number)


def note_happenings(dispatch: Dispatch, happenings: tuple[Happening, ...]) -> int:
    """Add what a carrier reported; a report with a `source_id` seen before changes nothing. Returns how many were new."""
    return sum(_note_once(dispatch, happening) for happening in happenings)


@transaction.atomic
def _note_once(dispatch: Dispatch, happening: Happening) -> bool:
    Case.objects.select_for_update().get(pk=dispatch.case_id)
    if _is_known(dispatch, happening) or not _follow(dispatch, happening):
        return False
    detail = {**happening.detail, "source_id": happening.source_id}
    if _is_overtaken(dispatch, happening):
        told = replace(happening, name="dispatch.noted", level=None)
        note(dispatch, replace(told, detail={**detail, "late": happening.name}))
        return True
    note(dispatch, replace(happening, detail=detail))
    if happening.detail.get("is_unknown"):
        _alarm(dispatch, happening)
    if is_complaint(happening):
        note_complaint(dispatch, is_theirs=True, now=happening.at)
    if happening.name in SENT_BACK:
        demote_address(dispatch.case, on=happening.at.date())
    return True


def _is_overtaken(dispatch: Dispatch, happening: Happening) -> bool:
    """An end that came before another end of the same letter, and is reported after it: what came last counts."""
    if happening.name not in ENDS:
        return False
    later = dispatch.case.events.filter(
        name__in=ENDS, payload__dispatch=dispatch.pk, at__gt=happening.at
    ).values_list("name", flat=True)
    return any(KINDS[name].state != KINDS[happening.name].state for name in later)


def _alarm(dispatch: Dispatch, happening: Happening) -> None:
    """The person reads the carrier's word as it came; the operator is told to look what it means."""
    log.error(
        "%s: %s says %s, which is in no table of ours",
        dispatch.case.reference,
        dispatch.channel,
        storable(str(without_addresses(happening.raw_code or "nothing"))),
    )


def _is_known(dispatch: Dispatch, happening: Happening) -> bool:
    return bool(
        happening.source_id
        and dispatch.case.events.filter(
            payload__dispatch=dispatch.pk, payload__source_id=happening.source_id
        ).exists()
    )


def _follow(dispatch: Dispatch, happening: Happening) -> bool:
    """A carrier that gives a letter up frees the way for another try, once: it says so by report and by poll.

    False when it was given up before.
    """
    if happening.name not in GIVEN_UP:
        return True
    claimed = Dispatch.objects.filter(
        pk=dispatch.pk, outcome__in=("accepted", "in_doubt")
    ).update(outcome=happening.name.removeprefix("dispatch."), next_attempt_at=None)
    if claimed:
        owe_back(dispatch.pk, now=happening.at)
    return bool(claimed)
