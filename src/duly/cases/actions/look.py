"""Ask the carrier again by ourselves: what became of a letter in doubt, and of one that has left.

Looking never sends anything.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from duly.cases.actions.conclude import keep_artefacts, note
from duly.cases.actions.track import note_happenings
from duly.cases.event_words import UNKNOWN_THERE
from duly.cases.models import Dispatch
from duly.channels import Channel, Happening, InDoubt, Refused, Sent, Unavailable
from duly.channels import channel as find_channel

log = logging.getLogger(__name__)

# In doubt: every hour for a day, then a person decides alone. Under way: every day for two months.
DOUBT_STEP, DOUBT_SPAN = timedelta(hours=1), timedelta(hours=24)
TRACK_STEP, TRACK_SPAN = timedelta(days=1), timedelta(days=60)
LOOKED_AT = ("in_doubt", "accepted")


def due_looks(*, now: datetime, limit: int = 50) -> list[int]:
    """Dispatches that a carrier should be asked about now."""
    due = Dispatch.objects.filter(outcome__in=LOOKED_AT, next_attempt_at__lte=now)
    return list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:limit])


def look_again(dispatch_id: int, *, clock: Callable[[], datetime]) -> str:
    """Returns `found`, `nothing new`, `news` or `not answered`."""
    dispatch = Dispatch.objects.select_related("case", "letter").get(pk=dispatch_id)
    channel = find_channel(dispatch.channel)
    now = clock()
    _plan_next(dispatch, now=now)
    try:
        if dispatch.outcome == "in_doubt":
            return _look_up(dispatch, channel, clock=clock)
        news = note_happenings(dispatch, channel.track(dispatch.carrier_id, now=now))
    except (Unavailable, InDoubt, Refused) as reason:
        if isinstance(reason, Refused) and dispatch.outcome == "accepted":
            _say_unknown_there(dispatch, now=now)
        log.info("%s: %s did not answer", dispatch.case.reference, dispatch.channel)
        return f"not answered: {type(reason).__name__}"
    return "news" if news else "nothing new"


def _say_unknown_there(dispatch: Dispatch, *, now: datetime) -> None:
    """The carrier took it and knows it no longer: told once, and loud enough for the operator."""
    told = Happening(
        name="dispatch.noted",
        at=now,
        raw_code=UNKNOWN_THERE,
        source_id=f"{dispatch.carrier_id}:unknown",
    )
    if note_happenings(dispatch, (told,)):
        log.error("%s: %s dropped it", dispatch.case.reference, dispatch.channel)


def _plan_next(dispatch: Dispatch, *, now: datetime) -> None:
    """Before asking, so that a carrier that crashes us is not asked in a circle."""
    in_doubt = dispatch.outcome == "in_doubt"
    step, span = (DOUBT_STEP, DOUBT_SPAN) if in_doubt else (TRACK_STEP, TRACK_SPAN)
    is_over = now - dispatch.intent_at > span
    Dispatch.objects.filter(pk=dispatch.pk, outcome=dispatch.outcome).update(
        next_attempt_at=None if is_over else now + step
    )


def _look_up(
    dispatch: Dispatch, channel: Channel, *, clock: Callable[[], datetime]
) -> str:
    """The carrier has it after all: adopt its answer, unless the person has decided meanwhile."""
    found: Sent | None = channel.find(dispatch.key) if channel.searchable else None
    if found is None:
        return "nothing new"
    now = clock()
    with transaction.atomic():
        claimed = Dispatch.objects.filter(pk=dispatch.pk, outcome="in_doubt").update(
            outcome=found.happened.name.removeprefix("dispatch."),
            carrier_id=found.carrier_id,
            next_attempt_at=now + TRACK_STEP,
        )
        if not claimed:
            return "nothing new"
        note(dispatch, replace(found.happened, at=now))
        keep_artefacts(dispatch, found, now=now)
    return "found"
