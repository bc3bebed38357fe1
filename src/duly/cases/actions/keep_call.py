"""A sending service brings mail: kept before it is answered, read in the worker's next turn."""

from collections.abc import Mapping
from datetime import datetime

from duly.cases.actions.poll_mail import mail_reader
from duly.cases.inbox import Kept, keep_raw
from duly.cases.record import utc
from duly.channels.registered_email.service_call import Call, check_secret
from duly.channels.registered_email.service_mails import SERVICES, mails_in
from duly.channels.registered_email.settings import Settings


class NotSetUp(Exception):
    """No sending service that brings mail is named here."""


def check_caller(headers: Mapping[str, str]) -> None:
    """Before the body is read. Raises NotSetUp, Forged."""
    check_secret(headers, settings=_settings())


def keep_call(body: bytes, headers: Mapping[str, str], *, now: datetime) -> int:
    """How many mails the call holds, durable when this returns; the same call again changes nothing.

    Raises NotSetUp, Forged, Unreadable, TooLarge; an OSError of the disk rises.
    """
    brought = mails_in(Call(body=body, headers=headers), settings=_settings())
    for mail in brought:
        keep_raw(
            Kept(
                source_id=mail.source_id,
                raw=mail.raw,
                received_at=utc(now),
                recipients=mail.recipients,
                is_rebuilt=mail.is_rebuilt,
            )
        )
    return len(brought)


def _settings() -> Settings:
    reader = mail_reader()
    if reader is None or not reader.settings.esp_webhook:
        raise NotSetUp
    if reader.settings.esp not in SERVICES:
        raise NotSetUp
    return reader.settings
