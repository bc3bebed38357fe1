"""Is this callback really from Lob, and new? Checked over the raw bytes, before anything is parsed."""

import base64
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from duly.channels import Happening, Refused, Unavailable
from duly.channels.lob.statuses import event_happenings
from duly.kit.http_answer import MALFORMED

TOLERANCE = timedelta(minutes=5)


def read_event(
    body: bytes, headers: Mapping[str, str], *, secret: str, now: datetime
) -> tuple[Happening, ...]:
    """What a callback tells: nothing for an event that is no step on the way.

    Raises Refused when it is forged, stale or unreadable, Unavailable when no secret is set.
    """
    if not secret:
        raise Unavailable("Set DULY_LOB_WEBHOOK_SECRET to the secret of the webhook.")
    given = {name.lower(): value for name, value in headers.items()}
    stamp = given.get("lob-signature-timestamp", "")
    if not is_signed(body, stamp, given.get("lob-signature", ""), secret=secret):
        raise Refused("The signature of this callback is wrong.")
    if abs(now - signed_at(stamp)) > TOLERANCE:
        raise Refused("This callback was signed too long ago.")
    try:
        return event_happenings(json.loads(body))
    except MALFORMED as reason:
        raise Refused("This callback is not an event of Lob.") from reason


def is_signed(body: bytes, stamp: str, signature: str, *, secret: str) -> bool:
    """HMAC-SHA256 over `timestamp.body`; newer accounts send it in hex, older code read base64."""
    digest = hmac.new(secret.encode(), stamp.encode() + b"." + body, sha256).digest()
    good = (digest.hex(), base64.b64encode(digest).decode())
    return any(hmac.compare_digest(signature.encode(), each.encode()) for each in good)


def signed_at(stamp: str) -> datetime:
    """Seconds or milliseconds since 1970: the documents do not say which."""
    try:
        value = float(stamp)
        return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC)
    except (ValueError, OverflowError, OSError) as reason:
        raise Refused("The time stamp of this callback cannot be read.") from reason
