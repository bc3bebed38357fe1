"""Look into the mailbox: what is about one of our sendings is taken, everything else stays unread where it is."""

import fcntl
import imaplib
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO

from django.conf import settings as site
from imap_tools import BaseMailBox, ImapToolsError

from duly.cases.actions.take_mail import take_apart, take_waiting
from duly.cases.actions.tell_mail import Reader
from duly.cases.apart import apart
from duly.cases.sendings import open_sendings
from duly.channels.registered_email.intake import (
    Cursor,
    Intake,
    fetch_new,
    leave,
    open_mailbox,
)
from duly.channels.registered_email.settings import (
    Settings,
    read_settings,
)
from duly.kit.environment import BadSetting
from duly.replies.candidates import is_candidate
from duly.replies.matching import match_octets

log = logging.getLogger(__name__)


class Busy(Exception):
    """Another process of this installation reads the mailbox now."""


def mail_reader() -> Reader | None:
    """None where no mailbox is set up."""
    try:
        return Reader(settings=read_settings(os.environ))
    except BadSetting:
        return None


def poll_mail(
    *,
    clock: Callable[[], datetime],
    reader: Reader | None = None,
    open_box: Callable[[Settings], BaseMailBox] = open_mailbox,
) -> int:
    """How many mails were taken. A server that does not answer is asked again the next time."""
    reader = reader or mail_reader()
    if reader is None:
        return 0
    done = take_waiting(reader=reader, now=clock())
    if not reader.settings.imap_host:
        return done
    try:
        with _cursor_file() as kept:
            return done + _poll(reader, kept, clock=clock, open_box=open_box)
    except Busy:
        return done
    except (OSError, imaplib.IMAP4.error, ImapToolsError, BadSetting) as reason:
        log.warning("the mailbox was not read: %s", type(reason).__name__)
        return done


def _poll(
    reader: Reader,
    kept: IO[str],
    *,
    clock: Callable[[], datetime],
    open_box: Callable[[Settings], BaseMailBox],
) -> int:
    """Take each mail before the cursor moves on: after a crash the same mails come again, and change nothing.

    One that is kept and cannot be told waits in the inbox, and the mailbox is read on.
    """
    settings = reader.settings
    box = open_box(settings)
    try:
        intake = _fetch(box, settings, cursor=_read_cursor(kept), now=clock())
    finally:
        leave(box)
    for mail in intake.mails:
        take_apart(
            mail.raw, source_id=f"imap:{mail.source_id}", reader=reader, now=clock()
        )
    _write_cursor(kept, intake.cursor)
    return len(intake.mails)


def _fetch(
    box: BaseMailBox, settings: Settings, *, cursor: Cursor | None, now: datetime
) -> Intake:
    known = [
        sending.marks
        for sending in open_sendings(from_address=settings.from_address, now=now)
    ]

    def wanted(header: bytes) -> bool:
        """Anybody can write a header that no parser survives: it may not hold up the mails behind it."""
        read = partial(is_candidate, header, known, secret=settings.token_secret)
        found = apart(read, about=lambda: "the header of a mail", otherwise=None)
        if found is None:
            return match_octets(header, known, secret=settings.token_secret) is not None
        return found

    return fetch_new(
        box, name=settings.user or settings.from_address, cursor=cursor, wanted=wanted
    )


@contextmanager
def _cursor_file() -> Iterator[IO[str]]:
    """How far the mailbox is read, held by one process at a time."""
    path = Path(site.HOME) / "mailbox.json"
    path.touch()
    with path.open("r+", encoding="ascii") as kept:
        try:
            fcntl.flock(kept, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as reason:
            raise Busy(path.name) from reason
        yield kept


def _read_cursor(kept: IO[str]) -> Cursor | None:
    """A file that a crash cut short counts as none: nothing older is read, and the mailbox keeps it."""
    kept.seek(0)
    try:
        return Cursor(**json.loads(kept.read()))
    except (ValueError, TypeError):
        return None


def _write_cursor(kept: IO[str], cursor: Cursor) -> None:
    """In one piece over the old one: a file that is empty for a moment would be none after a crash."""
    length = kept.seek(0, os.SEEK_END)
    kept.seek(0)
    kept.write(json.dumps(asdict(cursor)).ljust(length))
    kept.flush()
    os.fsync(kept.fileno())
