"""A carrier calls: check whose word it is, keep the bytes, then write down what they say."""

import hashlib
import logging
from collections.abc import Mapping
from datetime import datetime

from duly.cases.actions.receive import keep_exhibit
from duly.cases.actions.tell_mail import note_counted
from duly.cases.models import Dispatch, Event
from duly.channels import Happening
from duly.channels import channel as find_channel

log = logging.getLogger(__name__)


def take_callback(
    channel_name: str, body: bytes, headers: Mapping[str, str], *, now: datetime
) -> int:
    """Returns how many happenings were new; the same call again adds nothing.

    Raises KeyError (no such channel), Refused (forged, replayed or not readable). A letter that is not
    ours is no fault of the caller's: it is counted in the log and forgotten.
    """
    happenings = find_channel(channel_name).read_callback(body, headers, now=now)
    return sum(
        _take(channel_name, happening, body, now=now) for happening in happenings
    )


def _take(
    channel_name: str, happening: Happening, body: bytes, *, now: datetime
) -> int:
    dispatch = _dispatch_of(channel_name, happening)
    if dispatch is None:
        log.warning("%s speaks of a letter that is not ours", channel_name)
        return 0
    digest = hashlib.sha256(body).hexdigest()
    new = int(note_counted(dispatch, (happening,)))
    if new:
        keep_exhibit(
            dispatch.case,
            kind="carrier_report",
            name=f"{channel_name}-report.json",
            media_type="application/json",
            content=body,
            source=channel_name,
            # One call may tell several things of a letter, and of several letters.
            source_id=f"callback:{dispatch.pk}:{digest}",
            now=now,
        )
    return new


def _dispatch_of(channel_name: str, happening: Happening) -> Dispatch | None:
    """By the carrier's id; of a sending in doubt, whose id never came, by our own that the carrier gives back."""
    rows = Dispatch.objects.select_related("case").filter(channel=channel_name)
    if happening.carrier_id:
        found = rows.filter(carrier_id=happening.carrier_id).first()
        if found is not None:
            return found
    ours = happening.detail.get("message_id")
    if not ours:
        return None
    doubtful = rows.filter(outcome="in_doubt")
    told = Event.objects.filter(
        case__in=doubtful.values("case"),  # few; all events are many
        name="dispatch.attempted",
        payload__message_id=ours,
    )
    return doubtful.filter(pk__in=[one.payload["dispatch"] for one in told]).first()
