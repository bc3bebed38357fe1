"""The worker tries one dispatch: claim the lease, write the attempt down, call the channel, write the outcome.

At least once below, never twice outside: a second attempt first asks the carrier whether the first one arrived.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from duly.cases.actions.conclude import GIVE_UP_AFTER, accept, defer, finish, note
from duly.cases.actions.prepare import addressed_to, message_for
from duly.cases.address_source import address_source
from duly.cases.envelope import destination_of, sealed_letter
from duly.cases.leases import claim
from duly.cases.models import Dispatch
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

# What is deferred has fewer in its 48 hours.
MOST_ATTEMPTS = 50


class StillSettling(Unavailable):
    """Whether an earlier attempt arrived cannot be told yet; nothing is proven."""


def attempt_dispatch(
    dispatch_id: int, *, attempt_no: int, owner: str, clock: Callable[[], datetime]
) -> str:
    """Run one attempt; returns the outcome word, or `not ours` when another owner has the lease."""
    now = clock()
    with transaction.atomic():  # lease and attempt in one wait for the disk
        if not claim(dispatch_id, attempt_no=attempt_no, owner=owner, now=now):
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
        found = _looked_up(dispatch, channel)
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


def _looked_up(dispatch: Dispatch, channel: Channel) -> Sent | None:
    """What the carrier has of an earlier attempt. One that cannot be asked just now has proven nothing of it."""
    try:
        return channel.find(dispatch.key)
    except (Refused, Unavailable, InDoubt) as reason:
        raise StillSettling(str(reason)) from reason


def _refuse_to_guess(channel: Channel, *, sent_at: datetime, now: datetime) -> None:
    """An earlier attempt may have arrived. Only a carrier that can be searched, and was given time, is asked again."""
    if not channel.searchable:
        raise InDoubt("an earlier attempt was cut off and this channel cannot be asked")
    if now - sent_at < timedelta(seconds=channel.settle_seconds):
        raise StillSettling("waiting until the carrier's list can be trusted")
