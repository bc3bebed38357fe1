"""What Pingen reports, in our words: by table, with its own code kept."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from duly.channels import Happening
from duly.kit.http_answer import words
from duly.kit.moments import utc_moment

UNKNOWN = "dispatch.noted"
DELIVERED = "dispatch.delivered"
PROOF = "E5"  # by the carrier's word, and only of a registered letter


@lru_cache(maxsize=1)
def table() -> Mapping[str, Mapping[str, str]]:
    path = Path(__file__).parent / "statuses.toml"
    return tomllib.loads(path.read_text("utf-8"))


def event_happening(
    event: Mapping[str, Any], *, carrier_id: str, product: str | None
) -> Happening | None:
    """One event of a letter, or None for a step inside the house; the same by callback and by poll.

    `product` is the service by which the letter goes, None where it is not told.
    """
    attributes = event["attributes"]
    code = str(attributes["code"])
    name = table()["codes"].get(code, UNKNOWN)
    if not name:
        return None
    is_proof = name == DELIVERED and "registered" in (product or "")
    # Told without the service it proves less than it may: the poll, which knows it, tells it once more.
    is_unsure = name == DELIVERED and product is None
    return Happening(
        name=name,
        at=utc_moment(attributes.get("emitted_at") or attributes["created_at"]),
        level=PROOF if is_proof else table()["levels"].get(name),
        raw_code=code,
        detail={
            "said": words(attributes.get("name")),
            "location": words(attributes.get("location")),
            "has_image": attributes.get("has_image") is True,
            **({} if code in table()["codes"] else {"is_unknown": True}),
        },
        source_id=f"{event['id']}:unsure" if is_unsure else str(event["id"]),
        carrier_id=carrier_id,
    )


def category_happening(call: Mapping[str, Any], *, carrier_id: str) -> Happening | None:
    """Of a call that names its event and does not hold it, what kind of news it is; the poll tells the event itself."""
    kind, attributes = str(call["type"]), call["attributes"]
    name = table()["kinds"].get(kind, UNKNOWN)
    return Happening(
        name=name,
        at=utc_moment(attributes["created_at"]),
        level=table()["levels"].get(name),
        raw_code=kind,
        detail={
            "said": words(attributes.get("reason")),
            **({} if kind in table()["kinds"] else {"is_unknown": True}),
        },
        source_id=str(call["id"]),
        carrier_id=carrier_id,
    )
