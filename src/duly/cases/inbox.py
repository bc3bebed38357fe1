"""Incoming mail as it came, kept before anybody reads it; it leaves for its case, or waits for a person.

Encrypted with the installation's key: whose mail it is shows only after reading.
"""

import hashlib
import json
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from duly.cases.vault import decrypt, encrypt, wrapping_key

NEW, SET_ASIDE = "inbox/new", "inbox/set-aside"


def keep_raw(source_id: str, raw: bytes, *, folder: str = NEW) -> None:
    """Durable when this returns; the same mail again changes nothing."""
    path = _path(folder, source_id)
    if not default_storage.exists(path):
        plain = json.dumps(source_id).encode() + b"\n" + raw
        cipher = encrypt(wrapping_key(), plain, bound_to=path)
        default_storage.save(path, ContentFile(cipher))


def waiting(folder: str = NEW) -> Iterator[tuple[str, bytes]]:
    """Source id and octets of every mail in the folder."""
    if not default_storage.exists(folder):
        return
    for name in sorted(default_storage.listdir(folder)[1]):
        path = f"{folder}/{name}"
        with default_storage.open(path) as stored:
            plain = decrypt(wrapping_key(), stored.read(), bound_to=path)
        head, _, raw = plain.partition(b"\n")
        yield json.loads(head), raw


def count_set_aside() -> int:
    """Mails that belong to no case we know, or could not be read: a person is asked."""
    if not default_storage.exists(SET_ASIDE):
        return 0
    return len(default_storage.listdir(SET_ASIDE)[1])


def forget_raw(source_id: str) -> None:
    """It lies with its case, or stays in the mailbox that it came from."""
    default_storage.delete(_path(NEW, source_id))


def set_aside(source_id: str, raw: bytes) -> None:
    """Read, and of no case: kept for a person, not read again by itself."""
    keep_raw(source_id, raw, folder=SET_ASIDE)
    forget_raw(source_id)


def _path(folder: str, source_id: str) -> str:
    return f"{folder}/{hashlib.sha256(source_id.encode()).hexdigest()}"
