"""Before the first attempt: the message is made once and kept, so that every attempt hands over the same bytes."""

import secrets
from datetime import datetime
from email import message_from_bytes
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction

from duly.cases.actions.draft import TOKEN_BYTES, token_digest
from duly.cases.actions.receive import keep_exhibit
from duly.cases.envelope import destination_of, sealed_letter
from duly.cases.files import read_file
from duly.cases.models import Case, Dispatch, Exhibit
from duly.cases.vault import Erased
from duly.channels import Channel, Preparing

MESSAGE = "message.eml"


def message_for(dispatch: Dispatch, channel: Channel, *, now: datetime) -> bytes | None:
    """The kept bytes of this sending, made now where there are none; None for a channel that makes its own.

    A crash before they are kept leaves nothing sent, and a fresh message with a fresh answer page.
    Raises Refused, Unavailable, Erased.
    """
    if not isinstance(channel, Preparing):
        return None
    return kept_message(dispatch) or _make(dispatch, channel, now=now)


def kept_message(dispatch: Dispatch) -> bytes | None:
    kept = Exhibit.objects.filter(
        source=dispatch.channel, source_id=f"{dispatch.key}:{MESSAGE}"
    ).first()
    return read_file(dispatch.case, kept.sha256) if kept else None


def address_kept(dispatch: Dispatch) -> str:
    """To whom the kept message is addressed; empty where none is kept.

    The catalogue may have another address by now: what went, and what is proved of it, went to this one.
    """
    message = kept_message(dispatch)
    return addressed_to(message) if message else ""


def addressed_to(message: bytes) -> str:
    """The address in the To of a message of our own making."""
    head = message_from_bytes(message.partition(b"\r\n\r\n")[0])
    return parseaddr(str(head["To"]))[1]


def _make(dispatch: Dispatch, channel: Preparing, *, now: datetime) -> bytes:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Dispatch.objects.filter(pk=dispatch.pk).update(
        answer_token_sha256=token_digest(token)
    )
    message = channel.prepare(
        sealed_letter(dispatch, answer_url=answer_url(token)),
        destination_of(dispatch.case, needs="email"),
        key=dispatch.key,
        date=dispatch.intent_at,
    )
    with transaction.atomic():
        held = Case.objects.select_for_update().filter(pk=dispatch.case_id)
        if held.filter(erased_at=None).first() is None:
            raise Erased(dispatch.case.reference)
        keep_exhibit(
            dispatch.case,
            kind="message",
            name=MESSAGE,
            media_type="message/rfc822",
            content=message,
            source=dispatch.channel,
            source_id=f"{dispatch.key}:{MESSAGE}",
            now=now,
        )
    return message


def answer_url(token: str) -> str:
    """The recipient's own page; only the hash of its token is stored."""
    return f"{settings.BASE_URL}/r/{token}"
