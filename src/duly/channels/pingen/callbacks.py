"""Is this callback really from Pingen? Checked over the raw bytes, before anything is parsed."""

import hmac
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from duly.channels import Happening, Refused, Unavailable
from duly.channels.pingen.statuses import category_happening, event_happening
from duly.kit.http_answer import MALFORMED, words


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
    signature = given.get("signature", "").lower()  # hex digits in either case
    if not hmac.compare_digest(signature.encode(), good.encode()):
        raise Refused("The signature of this callback is wrong.")
    try:
        happening = happening_of(json.loads(body))
    except MALFORMED as reason:
        raise Refused("This callback is not an event of Pingen.") from reason
    return (happening,) if happening else ()


def happening_of(document: Mapping[str, Any]) -> Happening | None:
    """None, too, for a call about something else than a letter: the same address may be given all their kinds."""
    call = document["data"]
    related = call["relationships"]
    about = related.get("letter") or related.get("deliverable")  # its older, newer name
    if about is None or about["data"]["type"] != "letters":
        return None
    carrier_id = str(about["data"]["id"])
    letter = included(document, carrier_id)
    event = included(document, related["event"]["data"]["id"])
    if "code" not in event:
        return category_happening(call, carrier_id=carrier_id)
    return event_happening(
        {"id": related["event"]["data"]["id"], "attributes": event},
        carrier_id=carrier_id,
        product=words(letter.get("delivery_product")),
    )


def included(document: Mapping[str, Any], wanted: str) -> Mapping[str, Any]:
    """The attributes of what a call brings along; empty where it does not."""
    for each in document.get("included") or []:
        if each.get("id") == wanted:
            found: Mapping[str, Any] = each["attributes"]
            return found
    return {}
