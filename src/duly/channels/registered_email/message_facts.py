"""What of the message stands in the evidence beside its digest: its date, its parts, its signature."""

import re
from email import message_from_bytes
from email.message import Message
from hashlib import sha256
from typing import Any

TAG = re.compile(r"(?:^|;)\s*([a-z]+)\s*=\s*([^;]*)")


def seen_in(raw: bytes) -> dict[str, Any]:
    """Of a message of our own making. No part bears its name here: a person may have named a file."""
    message = message_from_bytes(raw)
    leaves = [part for part in message.walk() if not part.is_multipart()]
    return {
        "date_hdr": message["Date"],
        "parts": [part_facts(part) for part in leaves],
        "dkim": signature_facts(message["DKIM-Signature"]),
    }


def part_facts(part: Message) -> dict[str, Any]:
    """Size and digest of what the part holds, decoded."""
    held = part.get_payload(decode=True)
    octets = held if isinstance(held, bytes) else b""
    return {
        "type": part.get_content_type(),
        "size": len(octets),
        "sha256": sha256(octets).hexdigest(),
    }


def signature_facts(header: str | None) -> dict[str, str] | None:
    """Domain and selector of our own signature (RFC 6376 section 3.5), and the digest of its value."""
    if header is None:
        return None
    tags = dict(TAG.findall(header))
    value = "".join(tags.get("b", "").split())
    return {
        "d": tags.get("d", "").strip(),
        "s": tags.get("s", "").strip(),
        "b_sha256": sha256(value.encode()).hexdigest(),
    }
