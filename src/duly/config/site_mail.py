"""How the site mails by itself where no mail server of its own is named: by the transport of the notices."""

import os
from collections.abc import Sequence
from email.utils import make_msgid

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from duly.channels.registered_email.settings import Settings, read_settings
from duly.channels.registered_email.short_mail import MaybeTaken, NotTaken, post
from duly.kit.mail_address import domain_of

CRLF = b"\r\n"


class ByTransport(BaseEmailBackend):
    """A backend of Django's for `direct_mx` and `esp`. Raises an OSError when a mail was not taken."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        settings = read_settings(os.environ)
        for message in email_messages:
            message.extra_headers |= {
                "Auto-Submitted": "auto-generated",
                "Message-ID": make_msgid(domain=domain_of(settings.from_address)),
            }
            if settings.transport == "esp":
                by_service(message, settings)
            else:
                raw = CRLF.join(message.message().as_bytes().splitlines()) + CRLF
                for to in message.recipients():
                    post(raw, to=to, settings=settings)
        return len(email_messages)


def by_service(message: EmailMessage, settings: Settings) -> None:
    """Without tracking: the service would write its own address over a secret link."""
    from anymail.exceptions import AnymailError

    from duly.channels.registered_email.esp import backend_of, untracked

    untracked(message, settings)
    try:
        backend_of(settings).send_messages([message])
    except AnymailError as refusal:
        # Without a clear no of the service it may have been taken.
        fault = NotTaken if 400 <= (refusal.status_code or 0) < 500 else MaybeTaken
        raise fault(str(refusal)[:500]) from refusal
