"""What Lob reports, in our words: by table, with its own word kept."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from duly.channels import Happening
from duly.kit.http_answer import words
from duly.kit.moments import utc_moment

PLAIN_DELIVERED = (
    "E3"  # a plain letter is "delivered" when the carrier's van left the street
)
UNKNOWN = "dispatch.noted"


@lru_cache(maxsize=1)
def table() -> Mapping[str, Mapping[str, Any]]:
    path = Path(__file__).parent / "statuses.toml"
    return tomllib.loads(path.read_text("utf-8"))


def happenings_of(letter: Mapping[str, Any]) -> tuple[Happening, ...]:
    """All that a letter object tells: its scans in order of time, and that it will not be printed."""
    found = scans_of(letter, carrier_id=str(letter["id"]))
    if letter.get("status") == "failed":
        found.append(failed(letter))
    if letter.get("deleted"):
        found.append(deleted(letter))
    return tuple(found)


def scans_of(letter: Mapping[str, Any], *, carrier_id: str) -> list[Happening]:
    scans = [
        tracking_event(event, carrier_id=carrier_id)
        for event in letter.get("tracking_events") or []
    ]
    return sorted(scans, key=lambda scan: scan.at)


def tracking_event(event: Mapping[str, Any], *, carrier_id: str) -> Happening:
    """One scan of the post office; `source_id` is Lob's id of it, the same by callback and by poll."""
    details = event.get("details") or {}
    certified = event.get("type") == "certified"
    raw = words(details.get("event")) or words(event.get("name")) or ""
    known = table()["details"].get(str(details.get("event"))) or table()[
        "tracking"
    ].get(str(event.get("name")))
    name = known or UNKNOWN
    level = table()["levels"].get(name)
    if name == "dispatch.delivered" and not certified:
        level = PLAIN_DELIVERED
    return Happening(
        name=name,
        at=utc_moment(event.get("time") or event["date_created"]),
        level=level,
        raw_code=raw,
        detail={
            "location": words(event.get("location")),
            "said": words(details.get("description")),
            **({} if known else {"is_unknown": True}),
        },
        source_id=str(event["id"]),
        carrier_id=carrier_id,
    )


def failed(letter: Mapping[str, Any]) -> Happening:
    reason = letter.get("failure_reason") or {}
    return Happening(
        name="dispatch.refused",
        at=utc_moment(letter["date_modified"]),
        raw_code="failed",
        detail={"because": words(reason.get("failure_reason"))},
        source_id=f"{letter['id']}:failed",
        carrier_id=str(letter["id"]),
    )


def deleted(letter: Mapping[str, Any]) -> Happening:
    """Taken out of production, perhaps by somebody at the account's own page."""
    return Happening(
        name="dispatch.called_off",
        at=utc_moment(letter["date_modified"]),
        raw_code="deleted",
        source_id=f"{letter['id']}:deleted",
        carrier_id=str(letter["id"]),
    )


def event_happenings(event: Mapping[str, Any]) -> tuple[Happening, ...]:
    """What one callback tells: all scans of the letter that it carries, as the poll does, so that a callback
    that came late or never is made up for; and itself, where it is about no scan.
    """
    kind, carrier_id = str(event["event_type"]["id"]), str(event["reference_id"])
    scans = tuple(scans_of(event.get("body") or {}, carrier_id=carrier_id))
    is_scan = kind in table()["scans"]["kinds"]
    if is_scan and scans:
        return scans
    name = table()["made"].get(kind, UNKNOWN)
    told = Happening(
        name=name,
        at=utc_moment(event["date_created"]),
        raw_code=kind,
        # A scan that is told and not shown comes with the next poll.
        detail={"is_unknown": True} if name == UNKNOWN and not is_scan else {},
        source_id=str(event["id"]),
        carrier_id=carrier_id,
    )
    return (*scans, told) if name else scans
