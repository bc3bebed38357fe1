"""Did anybody look for reports after a moment? Where nobody looked, their absence is not even silence."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db.models import Q

from duly.cases.actions.poll_mail import mail_reader
from duly.cases.actions.take_mail import SOURCE
from duly.cases.models import Exhibit
from duly.channels.registered_email.settings import Settings

Watch = Literal["mailbox", "webhook", "pipe"]


def watched_after(moment: datetime) -> Watch | None:
    """How reports come in here; None while the mailbox was not read after the moment, or nothing is set up.

    A mailbox is read by us, so that its last reading is known. A service or a mail server that hands reports over
    is taken to do so: the one once its calls are let in, the other once it has handed a mail over.
    """
    reader = mail_reader()
    if reader is None:
        return None
    if reader.settings.imap_host:
        return "mailbox" if _read_after(moment) else None
    return _handed_over(reader.settings)


def _read_after(moment: datetime) -> bool:
    cursor = Path(settings.HOME) / "mailbox.json"  # written after every reading
    if not cursor.exists():
        return False
    return datetime.fromtimestamp(cursor.stat().st_mtime, UTC) >= moment


def _handed_over(found: Settings) -> Watch | None:
    if found.transport == "esp":
        return "webhook" if found.esp_webhook else None
    mails = Exhibit.objects.filter(source=SOURCE)
    by_server = Q(source_id__startswith="pipe:") | Q(source_id__startswith="lmtp:")
    return "pipe" if mails.filter(by_server).exists() else None
