"""The carrier has the letter and has not printed it yet: the person calls it off."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from duly.cases.actions.collect import owe_back
from duly.cases.actions.conclude import note
from duly.cases.models import Case, Dispatch
from duly.cases.record import record_anyway
from duly.channels import Happening, Recallable, Refused
from duly.channels import channel as find_channel


class TooLate(Exception):
    """The letter is out of the carrier's hands, or its cut-off is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """`until` is None where the carrier promises no time and may only be asked."""

    dispatch: Dispatch
    until: datetime | None


def recall_open(case: Case, *, now: datetime) -> Recall | None:
    """The sending that can still be stopped now, or None. Asks nobody."""
    for dispatch in case.dispatches.filter(outcome="accepted").order_by("-pk"):
        channel = find_channel(dispatch.channel)
        if not isinstance(channel, Recallable) or channel.configured() is not None:
            continue
        if _is_on_its_way(dispatch) or _was_asked(dispatch):
            continue
        until = channel.recall_until(_accepted_at(dispatch))
        if until is None or now < until:
            return Recall(dispatch=dispatch, until=until)
    return None


def recall(case: Case, *, dispatch_id: int, now: datetime) -> bool:
    """True when it is called off, False when the carrier answers later.

    Raises TooLate, Unavailable, InDoubt (the state is unknown: the report will tell). The carrier is asked
    outside the transaction; asking it twice changes nothing there.
    """
    found = recall_open(case, now=now)
    if found is None or found.dispatch.pk != dispatch_id:
        raise TooLate(case.reference)
    channel = find_channel(found.dispatch.channel)
    if not isinstance(channel, Recallable):
        raise TooLate(case.reference)
    try:
        is_off = channel.call_off(found.dispatch.carrier_id)
    except Refused as reason:
        raise TooLate(str(reason)) from reason
    if is_off:
        _call_off(found.dispatch, now=now)
    else:
        record_anyway(
            case,
            "dispatch.recall_asked",
            at=now,
            actor="sender",
            payload={"dispatch": dispatch_id, "channel": channel.name},
        )
    return is_off


@transaction.atomic
def _call_off(dispatch: Dispatch, *, now: datetime) -> None:
    claimed = Dispatch.objects.filter(pk=dispatch.pk, outcome="accepted").update(
        outcome="called_off", next_attempt_at=None
    )
    if claimed:
        note(dispatch, Happening(name="dispatch.called_off", at=now))
        owe_back(dispatch.pk, now=now)


def _accepted_at(dispatch: Dispatch) -> datetime:
    at = (
        dispatch.case.events.filter(
            name="dispatch.accepted", payload__dispatch=dispatch.pk
        )
        .values_list("at", flat=True)
        .last()
    )
    return at or dispatch.intent_at


def _is_on_its_way(dispatch: Dispatch) -> bool:
    return dispatch.case.events.filter(
        name__in=("dispatch.in_transit", "dispatch.delivered"),
        payload__dispatch=dispatch.pk,
    ).exists()


def _was_asked(dispatch: Dispatch) -> bool:
    return dispatch.case.events.filter(
        name="dispatch.recall_asked", payload__dispatch=dispatch.pk
    ).exists()
