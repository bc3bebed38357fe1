"""What Pingen reports, in our words: by table, with its own code kept."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from duly.channels import Happening
from duly.kit.moments import utc_moment

UNKNOWN = "dispatch.noted"


@lru_cache(maxsize=1)
def table() -> Mapping[str, Mapping[str, str]]:
    path = Path(__file__).parent / "statuses.toml"
    return tomllib.loads(path.read_text("utf-8"))


def event_happening(event: Mapping[str, Any], *, carrier_id: str) -> Happening | None:
    """One event of a letter, or None for a step inside the house; the same by callback and by poll."""
    attributes = event["attributes"]
    code = str(attributes["code"])
    name = table()["codes"].get(code, UNKNOWN)
    if not name:
        return None
    return Happening(
        name=name,
        at=utc_moment(attributes.get("emitted_at") or attributes["created_at"]),
        level=table()["levels"].get(name),
        raw_code=code,
        detail={
            "said": attributes.get("name"),
            "location": attributes.get("location") or None,
            "has_image": attributes.get("has_image", False),
            **({} if code in table()["codes"] else {"is_unknown": True}),
        },
        source_id=str(event["id"]),
        carrier_id=carrier_id,
    )
