"""Incoming mail as it came, kept before anybody reads it; it leaves for its case, or waits for a person.

Encrypted with the installation's key: whose mail it is shows only after reading.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from duly.cases.vault import WrongKey, decrypt, encrypt, wrapping_key

log = logging.getLogger(__name__)

NEW, SET_ASIDE = "inbox/new", "inbox/set-aside"
SHOWN_DIGITS = 12


class NoSuchMail(LookupError):
    """No mail that is set aside has this name, or more than one has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One mail. `source_id` is the bringer's own name of it, `recipients` are those of the envelope where the bringer
    knows them, `received_at` is RFC 3339. `is_rebuilt`: the sending service made it out of fields, so that it is not
    the octets that the sender sent. `kind` and `from_domain` are known once it was read.
    """

    source_id: str
    raw: bytes
    received_at: str = ""
    recipients: tuple[str, ...] = ()
    is_rebuilt: bool = False
    kind: str = ""
    from_domain: str = ""

    @property
    def name(self) -> str:
        """Of its file; the beginning of it is what a person types."""
        return sha256(self.source_id.encode()).hexdigest()

    @property
    def way(self) -> str:
        """How it came: `imap`, `pipe`, `lmtp` or the name of a sending service."""
        return self.source_id.partition(":")[0]

    @property
    def mark(self) -> str:
        """The same octets are the same mail, whoever brings them, and hold no address."""
        return sha256(self.raw).hexdigest()


def keep_raw(mail: Kept, *, folder: str = NEW) -> None:
    """Durable when this returns; the same mail again changes nothing."""
    path = f"{folder}/{mail.name}"
    if not default_storage.exists(path):
        head = asdict(mail)
        del head["raw"]
        plain = json.dumps(head).encode() + b"\n" + mail.raw
        cipher = encrypt(wrapping_key(), plain, bound_to=path)
        default_storage.save(path, ContentFile(cipher))


def waiting(folder: str = NEW) -> Iterator[Kept]:
    """Every mail in the folder. One that another process took meanwhile, or that is damaged, holds up no other."""
    for name in _names(folder):
        try:
            yield _opened(f"{folder}/{name}")
        except FileNotFoundError:
            continue
        except WrongKey:
            log.exception("a mail in %s cannot be opened: %s", folder, name)


def _opened(path: str) -> Kept:
    with default_storage.open(path) as stored:
        plain = decrypt(wrapping_key(), stored.read(), bound_to=path)
    line, _, raw = plain.partition(b"\n")
    head = json.loads(line)
    if isinstance(head, str):  # kept before more than its name was written down
        return Kept(source_id=head, raw=raw)
    return Kept(**{**head, "recipients": tuple(head["recipients"])}, raw=raw)


def _names(folder: str) -> list[str]:
    if not default_storage.exists(folder):
        return []
    found = default_storage.listdir(folder)[1]
    return sorted(name for name in found if not name.startswith("."))


def count_set_aside() -> int:
    """Mails that belong to no case we know, or could not be read: a person is asked."""
    return len(_names(SET_ASIDE))


def count_unread() -> int:
    """Mails that wait for the worker's next turn."""
    return len(_names(NEW))


def set_aside_mail(beginning: str) -> Kept:
    """The mail whose name begins so. Raises NoSuchMail."""
    found = [name for name in _names(SET_ASIDE) if name.startswith(beginning)]
    if len(found) != 1 or not beginning:
        raise NoSuchMail(beginning)
    return _opened(f"{SET_ASIDE}/{found[0]}")


def forget_raw(mail: Kept, *, folder: str = NEW) -> None:
    """It lies with its case, or stays in the mailbox that it came from, or nobody wants it."""
    default_storage.delete(f"{folder}/{mail.name}")


def set_aside(mail: Kept) -> None:
    """Read, and of no case: kept for a person, not read again by itself."""
    keep_raw(mail, folder=SET_ASIDE)
    forget_raw(mail)
