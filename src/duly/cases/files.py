"""The files of a case: encrypted, named by the SHA-256 of what they say, kept behind Django's storage."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from duly.cases.models import Case
from duly.cases.vault import decrypt, encrypt, unwrap


class Damaged(Exception):
    """A stored file does not have the digest it is named by."""


def _path(case: Case, sha256: str) -> str:
    return f"{case.reference}/{sha256}"


def put_file(case: Case, content: bytes) -> str:
    """Store once; returns the SHA-256 in hex. Storing the same bytes again changes nothing."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = _path(case, sha256)
    if not default_storage.exists(path):
        key = unwrap(case.reference, case.wrapped_key)
        default_storage.save(path, ContentFile(encrypt(key, content, bound_to=path)))
    return sha256


def read_file(case: Case, sha256: str) -> bytes:
    """The bytes with this digest. Raises Damaged when they are not what they were."""
    path = _path(case, sha256)
    with default_storage.open(path) as stored:
        content = decrypt(
            unwrap(case.reference, case.wrapped_key), stored.read(), bound_to=path
        )
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged(path)
    return content


def remove_file(case: Case, sha256: str) -> None:
    default_storage.delete(_path(case, sha256))


def remove_files(case: Case) -> None:
    """Delete every file of a case (erasure)."""
    if not default_storage.exists(case.reference):
        return
    for name in default_storage.listdir(case.reference)[1]:
        default_storage.delete(f"{case.reference}/{name}")
