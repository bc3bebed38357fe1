"""A sending service brings a mail by a web call: whose call it is, and what may be in it."""

import base64
import binascii
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from duly.channels import Refused
from duly.channels.registered_email.form import Form, read_form
from duly.channels.registered_email.settings import Settings

MOST_RECIPIENTS = 100


class Forged(Refused):
    """The call does not carry the secret, or its signature is wrong."""


class Unreadable(Refused):
    """The service's own call, and not of a form that we know."""


class TooLarge(Refused):
    """The mail has more octets than are kept here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """`source_id` is the same when the service brings the mail again. `is_rebuilt`: the octets were not all
    given as they came, so that they are the service's making."""

    source_id: str
    raw: bytes
    recipients: tuple[str, ...] = ()
    is_rebuilt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    body: bytes
    headers: Mapping[str, str]

    @property
    def form(self) -> Form:
        try:
            return read_form(self.body, self.headers.get("Content-Type", ""))
        except ValueError as reason:
            raise Unreadable("The call is not a form.") from reason

    @property
    def document(self) -> dict[str, Any]:
        return document_of(self.body)


def check_secret(headers: Mapping[str, str], *, settings: Settings) -> None:
    """By the header alone, before the body is read. Raises Forged."""
    scheme, _, given = headers.get("Authorization", "").partition(" ")
    try:
        said = base64.b64decode(given.strip(), validate=True)
    except (binascii.Error, ValueError):
        said = b""
    wanted = settings.esp_webhook.encode()
    is_right = hmac.compare_digest(said, wanted)
    if scheme.lower() != "basic" or not wanted or not is_right:
        raise Forged("The call does not carry the webhook's secret.")


def exact(service: str, raw: bytes, recipients: tuple[str, ...]) -> Brought:
    """Some services call once for each recipient, so that the recipients are part of the name."""
    recipients = recipients[:MOST_RECIPIENTS]
    name = sha256("\n".join(recipients).encode() + b"\n" + raw).hexdigest()
    return Brought(source_id=f"{service}:{name}", raw=raw, recipients=recipients)


def text_of(service: str, text: str, recipients: tuple[str, ...]) -> Brought:
    """Octets beyond ASCII were read as text by the service: which they had been, nobody knows any more."""
    mail = exact(service, text.encode("utf-8", "replace"), recipients)
    return mail if text.isascii() else as_rebuilt(mail)


def as_rebuilt(mail: Brought) -> Brought:
    return Brought(
        source_id=mail.source_id,
        raw=mail.raw,
        recipients=mail.recipients,
        is_rebuilt=True,
    )


def document_of(octets: bytes) -> dict[str, Any]:
    try:
        found = json.loads(octets)
    except (ValueError, RecursionError) as reason:
        raise Unreadable("The call is not JSON.") from reason
    if not isinstance(found, dict):
        raise Unreadable("The call is no JSON object.")
    return found


def octets_of(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError) as reason:
        raise Unreadable("A part of the call is not base64.") from reason
