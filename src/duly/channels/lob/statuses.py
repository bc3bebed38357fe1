"""What Lob reports, in our words: by table, with its own word kept."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from duly.channels import Happening
from duly.kit.moments import utc_moment

PLAIN_DELIVERED = (
    "E3"  # a plain letter is "delivered" when the carrier's van left the street
)
UNKNOWN = "dispatch.noted"


@lru_cache(maxsize=1)
def table() -> Mapping[str, Mapping[str, str]]:
    path = Path(__file__).parent / "statuses.toml"
    return tomllib.loads(path.read_text("utf-8"))


def happenings_of(letter: Mapping[str, Any]) -> tuple[Happening, ...]:
    """All that a letter object tells: its tracking events in order, and a failed rendering."""
    carrier_id = str(letter["id"])
    found = [
        tracking_event(event, carrier_id=carrier_id)
        for event in letter.get("tracking_events") or []
    ]
    if letter.get("status") == "failed":
        found.append(failed(letter))
    return tuple(found)


def tracking_event(event: Mapping[str, Any], *, carrier_id: str) -> Happening:
    """One scan of the post office; `source_id` is Lob's id of it, the same by callback and by poll."""
    details = event.get("details") or {}
    certified = event.get("type") == "certified"
    raw = str(details.get("event") or event.get("name") or "")
    name = (
        table()["details"].get(str(details.get("event")))
        or table()["tracking"].get(str(event.get("name")))
        or UNKNOWN
    )
    level = table()["levels"].get(name)
    if name == "dispatch.delivered" and not certified:
        level = PLAIN_DELIVERED
    return Happening(
        name=name,
        at=utc_moment(event.get("time") or event["date_created"]),
        level=level,
        raw_code=raw,
        detail={"location": event.get("location"), "said": details.get("description")},
        source_id=str(event["id"]),
        carrier_id=carrier_id,
    )


def failed(letter: Mapping[str, Any]) -> Happening:
    reason = letter.get("failure_reason") or {}
    return Happening(
        name="dispatch.refused",
        at=utc_moment(letter["date_modified"]),
        raw_code="failed",
        detail={"because": reason.get("failure_reason")},
        source_id=f"{letter['id']}:failed",
        carrier_id=str(letter["id"]),
    )


def event_happening(event: Mapping[str, Any]) -> Happening | None:
    """One callback. A tracking event is taken from the letter it carries, so that the poll gives the same one."""
    kind = str(event["event_type"]["id"])
    body = event.get("body") or {}
    made = table()["made"].get(kind)
    if made == "":
        return None
    scans = body.get("tracking_events") or []
    if made is None and scans:
        # The list is in order of time; of two scans in one second the later one is meant.
        newest = max(reversed(scans), key=lambda scan: str(scan.get("time") or ""))
        return tracking_event(newest, carrier_id=str(event["reference_id"]))
    return Happening(
        name=made or UNKNOWN,
        at=utc_moment(event["date_created"]),
        raw_code=kind,
        source_id=str(event["id"]),
        carrier_id=str(event["reference_id"]),
    )
