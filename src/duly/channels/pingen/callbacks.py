"""Is this callback really from Pingen? Checked over the raw bytes, before anything is parsed."""

import hmac
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from duly.channels import Happening, Refused, Unavailable
from duly.channels.pingen.statuses import event_happening


def read_event(
    body: bytes, headers: Mapping[str, str], *, secret: str
) -> tuple[Happening, ...]:
    """The one happening of a callback, or none for a step inside the house.

    The signature has no time in it: an old callback sent again is the same `source_id` and changes nothing.
    Raises Refused when it is forged or unreadable, Unavailable when no secret is set.
    """
    if not secret:
        raise Unavailable(
            "Set DULY_PINGEN_WEBHOOK_SECRET to the secret of the webhook."
        )
    given = {name.lower(): value for name, value in headers.items()}
    good = hmac.new(secret.encode(), body, sha256).hexdigest()
    if not hmac.compare_digest(given.get("signature", "").encode(), good.encode()):
        raise Refused("The signature of this callback is wrong.")
    try:
        happening = happening_of(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError) as reason:
        raise Refused("This callback is not an event of Pingen.") from reason
    return (happening,) if happening else ()


def happening_of(document: Mapping[str, Any]) -> Happening | None:
    related = document["data"]["relationships"]
    wanted = related["event"]["data"]["id"]
    carrier_id = str(related["letter"]["data"]["id"])
    for each in document.get("included") or []:
        if each.get("id") == wanted and "code" in each.get("attributes", {}):
            return event_happening(each, carrier_id=carrier_id)
    raise KeyError(wanted)
