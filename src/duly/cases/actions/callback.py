"""A carrier calls: check whose word it is, keep the bytes, then write down what they say."""

import hashlib
import logging
from collections.abc import Mapping
from datetime import datetime

from duly.cases.actions.receive import keep_exhibit
from duly.cases.actions.track import note_happenings
from duly.cases.models import Dispatch
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
    dispatch = (
        Dispatch.objects.select_related("case")
        .filter(channel=channel_name, carrier_id=happening.carrier_id or "")
        .exclude(carrier_id="")
        .first()
    )
    if dispatch is None:
        log.warning("%s speaks of a letter that is not ours", channel_name)
        return 0
    digest = hashlib.sha256(body).hexdigest()
    new = note_happenings(dispatch, (happening,))
    if new:
        keep_exhibit(
            dispatch.case,
            kind="carrier_report",
            name=f"{channel_name}-report.json",
            media_type="application/json",
            content=body,
            source=channel_name,
            source_id=f"callback:{happening.source_id or digest}",
            now=now,
        )
    return new
