"""New mail from a mailbox by IMAP: byte-exact, each once, and only what may be about a sending."""

import imaplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from imap_tools import (
    AND,
    BaseMailBox,
    ImapToolsError,
    MailBox,
    MailBoxUnencrypted,
    U,
)

from duly.channels.registered_email.settings import LOOPBACK, Settings
from duly.channels.registered_email.submission import trusting
from duly.kit.environment import BadSetting

LARGEST_MAIL = 25_000_000
# Held in memory at once; the rest comes with the next look.
MOST_OCTETS = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """How far the mailbox is read. Another UIDVALIDITY (RFC 3501 section 2.3.1.1) makes old UIDs worthless."""

    uid_validity: int
    last_uid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One mail as it lies there; `source_id` is the same for the same mail for ever."""

    source_id: str
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    mails: tuple[Fetched, ...]
    cursor: Cursor


def open_mailbox(settings: Settings) -> BaseMailBox:
    """Signed in, INBOX selected; the caller logs out. Raises BadSetting; what imaplib raises rises."""
    if not settings.imap_host:
        raise BadSetting(
            "Set DULY_REGISTERED_EMAIL_IMAP_HOST to the incoming mail server of the mailbox."
        )
    context: ssl.SSLContext = trusting(settings.ca_file)
    box: BaseMailBox
    if settings.encryption == "none" and settings.imap_host in LOOPBACK:
        box = MailBoxUnencrypted(
            settings.imap_host, settings.imap_port, settings.timeout
        )
    else:
        box = MailBox(
            settings.imap_host,
            settings.imap_port,
            settings.timeout,
            ssl_context=context,
        )
    name = settings.imap_user or settings.from_address
    try:
        box.login(name, settings.password, "INBOX")
    except (OSError, imaplib.IMAP4.error, ImapToolsError):
        box.client.shutdown()  # a wrong password every minute must not pile up sockets
        raise
    return box


def leave(box: BaseMailBox) -> None:
    """Signed out; a server that hangs up first takes nothing back of what it gave."""
    with suppress(OSError, imaplib.IMAP4.error, ImapToolsError):
        box.logout()


def fetch_new(
    box: BaseMailBox,
    *,
    name: str,
    cursor: Cursor | None,
    wanted: Callable[[bytes], bool],
    most: int = 500,
) -> Intake:
    """Mails after the cursor whose header is `wanted`. Nothing is marked as read.

    Without a cursor reading begins at the end: older mail is not ours to read. After a change of UIDVALIDITY
    the newest `most` are looked at again; the digest of the bytes tells which of them are known.
    `name` of the mailbox goes into the source id.
    """
    box.folder.set("INBOX")  # selected anew, or a server may hide what came meanwhile
    status = box.folder.status("INBOX", ["UIDVALIDITY", "UIDNEXT"])
    validity, newest = status["UIDVALIDITY"], status["UIDNEXT"] - 1
    if cursor is None:
        return Intake(mails=(), cursor=Cursor(uid_validity=validity, last_uid=newest))
    if cursor.uid_validity != validity:
        cursor = Cursor(uid_validity=validity, last_uid=max(0, newest - most))
    mails: list[Fetched] = []
    last, held = cursor.last_uid, 0
    for uid in new_uids(box, cursor)[:most]:
        if held > MOST_OCTETS:
            break
        last = uid
        if wanted(part_of(box, uid, "BODY.PEEK[HEADER]")):
            raw = part_of(box, uid, "BODY.PEEK[]")
            held += len(raw)
            mails.append(Fetched(source_id=f"{name}:{validity}:{uid}", raw=raw))
    return Intake(
        mails=tuple(mails), cursor=Cursor(uid_validity=validity, last_uid=last)
    )


def new_uids(box: BaseMailBox, cursor: Cursor) -> list[int]:
    """`n:*` always names the newest mail, also when it is older than n (RFC 3501 section 6.4.8)."""
    found = box.uids(AND(uid=U(str(cursor.last_uid + 1), "*")))
    return sorted(uid for uid in map(int, found) if uid > cursor.last_uid)


def part_of(box: BaseMailBox, uid: int, part: str) -> bytes:
    """The octets as the server has them: imap-tools' own messages are parsed, and a proof needs the bytes.

    One octet more than is read, so that a longer mail does not pass for a whole one.
    """
    _, answered = box.client.uid("fetch", str(uid), f"({part}<0.{LARGEST_MAIL + 1}>)")
    return next(bodies(answered), b"")


def bodies(answered: list[object]) -> Iterator[bytes]:
    for item in answered:
        if isinstance(item, tuple) and isinstance(item[1], bytes):
            yield item[1]
