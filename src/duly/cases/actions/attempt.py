"""The worker tries one dispatch: claim the lease, write the attempt down, call the channel, write the outcome.

At least once below, never twice outside: a second attempt first asks the carrier whether the first one arrived.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from duly.cases.actions.collect import owe_back, settle_order_of
from duly.cases.actions.prepare import addressed_to, message_for
from duly.cases.actions.receive import keep_exhibit
from duly.cases.address_source import address_source
from duly.cases.envelope import destination_of, sealed_letter
from duly.cases.models import Case, Dispatch
from duly.cases.owners import is_gone
from duly.cases.record import record_anyway
from duly.cases.server_words import storable, without_addresses, without_tokens
from duly.cases.vault import Erased
from duly.channels import (
    Channel,
    Happening,
    InDoubt,
    Preparing,
    Refused,
    Sent,
    Unavailable,
)
from duly.channels import channel as find_channel
from duly.kit.address import Address

log = logging.getLogger(__name__)

# Minutes after each failed attempt: 1, 5, 15, 30, 60, then every two hours (docs/registered-email.md).
RETRY_MINUTES = (1, 5, 15, 30, 60)
LATER_MINUTES = 120
FIRST_LOOK = timedelta(minutes=10)
FIRST_TRACKING = timedelta(days=1)
GIVE_UP_AFTER = timedelta(hours=48)
# What is deferred has fewer in its 48 hours.
MOST_ATTEMPTS = 50
# Looks like an address, and is a number that we made.
OURS = ("message_id",)

Due = tuple[int, int, int]  # case, dispatch, attempt
Lease = tuple[int, int, str, datetime | None]  # dispatch, attempt, owner, until


class StillSettling(Unavailable):
    """Whether an earlier attempt arrived cannot be told yet; nothing is proven."""


def attempt_dispatch(
    dispatch_id: int, *, attempt_no: int, owner: str, clock: Callable[[], datetime]
) -> str:
    """Run one attempt; returns the outcome word, or `not ours` when another owner has the lease."""
    now = clock()
    with transaction.atomic():  # lease and attempt in one wait for the disk
        if not _claim(dispatch_id, attempt_no=attempt_no, owner=owner, now=now):
            return "not ours"
        dispatch = Dispatch.objects.select_related("case", "letter").get(pk=dispatch_id)
        channel = find_channel(dispatch.channel)
        earlier = _open_attempts(dispatch)
        if not isinstance(channel, Preparing):
            _begin(dispatch, now=now)
    try:
        _end_in_the_end(dispatch, earlier, now=now)
        message = message_for(dispatch, channel, now=now)
        sent = _send(dispatch, channel, earlier=earlier, message=message, now=now)
    except (Refused, Unavailable, InDoubt) as reason:
        return _fail(dispatch, reason, now=clock())
    except Erased:
        # The words are gone, so that it can never be sent.
        return _fail(dispatch, _never("the case was erased", earlier), now=clock())
    return accept(dispatch, sent, now=clock())


def _end_in_the_end(
    dispatch: Dispatch, earlier: Sequence[datetime], *, now: datetime
) -> None:
    """A fault of our own (a damaged file) ends an attempt without a word, and the sweeper begins the next one."""
    is_late = now - dispatch.intent_at > GIVE_UP_AFTER
    if is_late and dispatch.attempt_no > MOST_ATTEMPTS:
        raise _never("it could not be tried to the end, again and again", earlier)


def _never(why: str, earlier: Sequence[datetime]) -> Refused | InDoubt:
    """It is not tried any more; whether an earlier attempt arrived is not known here."""
    return InDoubt(why) if earlier else Refused(why)


def _begin(dispatch: Dispatch, *, now: datetime, to: Address | str = "") -> None:
    """Committed before anything leaves. `to`: an e-mail address, of which the source belongs to the evidence."""
    detail: dict[str, object] = {"attempt_no": dispatch.attempt_no}
    if isinstance(to, str) and to:
        detail["recipient_source"] = address_source(dispatch.case, to)
    note(dispatch, Happening(name="dispatch.attempted", at=now, detail=detail))


def _fail(
    dispatch: Dispatch, reason: Refused | Unavailable | InDoubt, *, now: datetime
) -> str:
    """No yes; what the channel holds of the failed attempt is kept all the same."""
    detail, sent = str(reason), reason.sent
    if isinstance(reason, Unavailable):
        is_proven = not isinstance(reason, StillSettling)
        return defer(dispatch, detail=detail, is_proven=is_proven, sent=sent, now=now)
    in_doubt = isinstance(reason, InDoubt)
    name = "dispatch.in_doubt" if in_doubt else "dispatch.refused"
    return finish(dispatch, name, detail=detail, sent=sent, now=now)


def _claim(dispatch_id: int, *, attempt_no: int, owner: str, now: datetime) -> bool:
    """One conditional UPDATE: whoever changes the row has the lease."""
    return bool(
        Dispatch.objects.filter(
            pk=dispatch_id,
            attempt_no=attempt_no,
            outcome__in=("intended", "deferred"),
        ).update(
            outcome="attempting",
            lease_owner=owner,
            lease_until=now + timedelta(seconds=settings.LEASE_SECONDS),
        )
    )


def _open_attempts(dispatch: Dispatch) -> list[datetime]:
    """When attempts began whose end is unknown: since the last proven "not sent", or since the person said "once more"."""
    told = dispatch.case.events.filter(
        name__in=("dispatch.attempted", "dispatch.resent", "dispatch.deferred")
    ).order_by("seq")
    moments: list[datetime] = []
    for name, at, payload in told.values_list("name", "at", "payload"):
        if payload.get("dispatch") != dispatch.pk:
            continue
        if name == "dispatch.attempted":
            moments.append(at)
        elif name == "dispatch.resent" or payload.get("is_proven") is True:
            moments.clear()
    return moments


def _send(
    dispatch: Dispatch,
    channel: Channel,
    *,
    earlier: Sequence[datetime],
    message: bytes | None,
    now: datetime,
) -> Sent:
    if earlier:
        found = channel.find(dispatch.key)
        if found is not None:
            return found
        if not channel.idempotent:
            # Only the first of them sent anything; the later ones asked.
            _refuse_to_guess(channel, sent_at=earlier[0], now=now)
    letter = sealed_letter(dispatch, message=message)
    # A message that is kept goes where it is addressed to, whatever the catalogue says by now.
    destination = (
        addressed_to(message)
        if message
        else destination_of(dispatch.case, needs=channel.needs)
    )
    if isinstance(channel, Preparing):
        # Only now: who dies before it, or finds the case erased, has sent nothing, and it shows.
        _begin(dispatch, now=now, to=destination)
    return channel.send(
        letter,
        destination,
        key=dispatch.key,
        now=dispatch.intent_at,
        attempt=lambda happening: note(dispatch, happening),
    )


def _refuse_to_guess(channel: Channel, *, sent_at: datetime, now: datetime) -> None:
    """An earlier attempt may have arrived. Only a carrier that can be searched, and was given time, is asked again."""
    if not channel.searchable:
        raise InDoubt("an earlier attempt was cut off and this channel cannot be asked")
    if now - sent_at < timedelta(seconds=channel.settle_seconds):
        raise StillSettling("waiting until the carrier's list can be trusted")


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
            _close(dispatch, outcome, **changes)
            or _settle_late(dispatch, outcome, **changes)
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
        if not _close(dispatch, outcome, next_attempt_at=look_at):
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

    `is_proven`: it is certain that nothing was sent, so that the next attempt need not ask first.
    """
    if now - dispatch.intent_at > GIVE_UP_AFTER:
        return finish(
            dispatch,
            "dispatch.refused",
            detail=f"gave up after 48 hours: {detail}",
            sent=sent,
            now=now,
        )
    step = dispatch.attempt_no - 1
    minutes = RETRY_MINUTES[step] if step < len(RETRY_MINUTES) else LATER_MINUTES
    with transaction.atomic():
        if not _close(
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


def _close(dispatch: Dispatch, outcome: str, **changes: object) -> bool:
    """End the lease, unless somebody else has taken the dispatch over meanwhile."""
    changes = {"next_attempt_at": None, **changes}
    return bool(
        Dispatch.objects.filter(
            pk=dispatch.pk,
            attempt_no=dispatch.attempt_no,
            lease_owner=dispatch.lease_owner,
            outcome="attempting",
        ).update(outcome=outcome, lease_owner="", lease_until=None, **changes)
    )


def _settle_late(dispatch: Dispatch, outcome: str, **changes: object) -> bool:
    """The lease ran out during a long talk (a computer that slept), and the doubt that came of it is answered here."""
    doubt = Dispatch.objects.filter(
        pk=dispatch.pk, attempt_no__gt=dispatch.attempt_no, outcome="in_doubt"
    )
    return bool(doubt.update(outcome=outcome, **changes))


def hand_over(due: Sequence[Due], *, owner: str, now: datetime) -> list[Due]:
    """Those of `due` that nobody else took: not due again before the lease is over, unless somebody claims them first."""
    if not due:
        return []
    lease_until = now + timedelta(seconds=settings.LEASE_SECONDS)
    with transaction.atomic():  # one wait for the disk for all of them
        return [
            each
            for each in due
            if Dispatch.objects.filter(
                pk=each[1],
                attempt_no=each[2],
                outcome__in=("intended", "deferred"),
                lease_until=None,
            ).update(lease_owner=owner, lease_until=lease_until)
        ]


def take_over_stale(*, now: datetime) -> int:
    """The sweeper: an owner that is gone or whose lease ran out is fenced off, and the dispatch is due again."""
    held = Dispatch.objects.filter(lease_until__isnull=False).values_list(
        "pk", "attempt_no", "lease_owner", "lease_until"
    )
    return sum(
        _fence(lease, now=now)
        for lease in held
        if (lease[3] and lease[3] < now) or is_gone(lease[2])
    )


def _fence(lease: Lease, *, now: datetime) -> int:
    """Only this very lease: a living worker may have claimed the attempt since it was read."""
    dispatch_id, attempt_no, owner, until = lease
    return Dispatch.objects.filter(
        pk=dispatch_id,
        attempt_no=attempt_no,
        outcome__in=Dispatch.OPEN,
        lease_owner=owner,
        lease_until=until,
    ).update(
        outcome="intended",
        attempt_no=attempt_no + 1,
        lease_owner="",
        lease_until=None,
        next_attempt_at=now,
    )
