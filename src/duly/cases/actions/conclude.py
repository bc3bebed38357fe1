"""An attempt has ended: its event, what the carrier gave us, and when it goes on."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from duly.cases.actions.collect import owe_back, settle_order_of
from duly.cases.actions.receive import keep_exhibit
from duly.cases.leases import close, settle_late
from duly.cases.models import Case, Dispatch
from duly.cases.record import record_anyway
from duly.cases.server_words import storable, without_addresses, without_tokens
from duly.channels import Happening, Sent

log = logging.getLogger(__name__)

# Minutes after each failed attempt: 1, 5, 15, 30, 60, then every two hours (docs/registered-email.md).
RETRY_MINUTES = (1, 5, 15, 30, 60)
LATER_MINUTES = 120
FIRST_LOOK = timedelta(minutes=10)
FIRST_TRACKING = timedelta(days=1)
GIVE_UP_AFTER = timedelta(hours=48)
# Looks like an address, and is a number that we made.
OURS = ("message_id",)


@transaction.atomic
def note(dispatch: Dispatch, happening: Happening) -> None:
    """Write down what happened, committed before the caller goes on."""
    detail = {
        key: value if key in OURS else without_addresses(value)
        for key, value in without_tokens(happening.detail).items()
    }
    if happening.raw_code:
        detail["raw_code"] = storable(happening.raw_code)
    record_anyway(
        dispatch.case,
        happening.name,
        at=happening.at,
        payload={**detail, "dispatch": dispatch.pk, "channel": dispatch.channel},
        level=happening.level or "",
    )
    if happening.name == "dispatch.refused":
        owe_back(dispatch.pk, now=happening.at)


def accept(dispatch: Dispatch, sent: Sent, *, now: datetime) -> str:
    """The carrier took it (or the print pack is ready): keep what it gave us and close the attempt.

    The event bears our own time: the channel was given the moment of the intent, so that a
    later attempt builds the same bytes.
    """
    with transaction.atomic():
        outcome = sent.happened.name.removeprefix("dispatch.")
        changes = {
            "carrier_id": sent.carrier_id,
            "next_attempt_at": now + FIRST_TRACKING,
        }
        if not (
            close(dispatch, outcome, **changes)
            or settle_late(dispatch, outcome, **changes)
        ):
            return "not ours"
        note(dispatch, replace(sent.happened, at=now))
        keep_artefacts(dispatch, sent, now=now)
    settle_order_of(dispatch.pk, now=now)
    return outcome


def keep_artefacts(dispatch: Dispatch, sent: Sent, *, now: datetime) -> None:
    """What the carrier or the mail server gave us, byte for byte."""
    if _is_erased(dispatch):
        return  # meanwhile: nothing of the person may be kept any more
    for artefact in sent.artefacts:
        keep_exhibit(
            dispatch.case,
            kind=artefact.kind,
            name=artefact.name,
            media_type=artefact.media_type,
            content=artefact.content,
            source=dispatch.channel,
            source_id=f"{dispatch.key}:{artefact.name}",
            now=now,
        )


def _is_erased(dispatch: Dispatch) -> bool:
    """Asked after an event was written, which holds the row of the case: whoever erases comes before or after."""
    erased = Case.objects.filter(pk=dispatch.case_id, erased_at__isnull=False)
    return erased.exists()


def _note_failure(
    dispatch: Dispatch,
    name: str,
    *,
    sent: Sent | None,
    now: datetime,
    **words: object,
) -> None:
    """The event with what the channel tells of the attempt, and its papers."""
    told = sent.happened if sent else Happening(name=name, at=now)
    note(dispatch, replace(told, name=name, at=now, detail={**told.detail, **words}))
    if sent:
        keep_artefacts(dispatch, sent, now=now)


def finish(
    dispatch: Dispatch,
    name: str,
    *,
    detail: str,
    now: datetime,
    sent: Sent | None = None,
) -> str:
    """The attempt ended without a yes. `detail` is the channel's own sentence; it goes to the log tree only as its kind."""
    outcome = name.removeprefix("dispatch.")
    with transaction.atomic():
        # A letter in doubt is looked up again by itself; it is never sent again by itself.
        look_at = now + FIRST_LOOK if outcome == "in_doubt" else None
        if not close(dispatch, outcome, next_attempt_at=look_at):
            return "not ours"
        _note_failure(dispatch, name, sent=sent, now=now, because=detail)
    log.warning("%s: %s by %s", dispatch.case.reference, outcome, dispatch.channel)
    settle_order_of(dispatch.pk, now=now)
    return outcome


def defer(
    dispatch: Dispatch,
    *,
    detail: str,
    now: datetime,
    is_proven: bool = True,
    sent: Sent | None = None,
) -> str:
    """Try again later, and give up after 48 hours so that the letter can go another way.

    `is_proven`: it is certain that nothing was sent, so that the next attempt need not ask first. Where it is not,
    an earlier attempt may have arrived: then giving up leaves a doubt.
    """
    if now - dispatch.intent_at > GIVE_UP_AFTER:
        return finish(
            dispatch,
            "dispatch.refused" if is_proven else "dispatch.in_doubt",
            detail=f"gave up after 48 hours: {detail}",
            sent=sent,
            now=now,
        )
    step = dispatch.attempt_no - 1
    minutes = RETRY_MINUTES[step] if step < len(RETRY_MINUTES) else LATER_MINUTES
    with transaction.atomic():
        if not close(
            dispatch,
            "deferred",
            attempt_no=dispatch.attempt_no + 1,
            next_attempt_at=now + timedelta(minutes=minutes),
        ):
            return "not ours"
        _note_failure(
            dispatch,
            "dispatch.deferred",
            sent=sent,
            now=now,
            because=detail,
            is_proven=is_proven,
        )
    return "deferred"
