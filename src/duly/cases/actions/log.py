"""Every proof and every key event becomes a leaf of the public log, under one lock.

The files are the truth about the order; the rows keep what must stay private (the salt) beside the index.
"""

import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from duly.cases.models import Case, LogLeaf
from duly.evidence.bundle import LogView
from duly.evidence.keys import Keys
from duly.evidence.log_store import (
    SALT_BYTES,
    FolderStore,
    append,
    bundle_leaf,
    prove,
    view,
)

# One number for the whole installation: whoever holds it may append.
LOCK = 0x64756C79


def log_folder(origin: str) -> Path:
    """One folder a year, named by the last part of the origin."""
    return Path(settings.HOME) / "log" / origin.rpartition("/")[2]


def store_of(keys: Keys) -> FolderStore:
    return FolderStore(folder=log_folder(keys.log.name))


def enter_bundle(
    case: Case, manifest_sha256: str, *, keys: Keys, now: datetime
) -> LogView:
    """Enter the proof with this manifest and return what the log says of it.

    A crash after the checkpoint and before the commit leaves a leaf that nobody can tie to anything; nothing breaks.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    leaf = bundle_leaf(manifest_sha256, salt=salt)
    store = store_of(keys)
    with transaction.atomic():
        _lock()
        appended = append(store, [leaf], signer=keys.log)
        LogLeaf.objects.create(
            origin=keys.log.name,
            index=appended.first,
            case=case,
            kind="bundle",
            leaf=leaf,
            salt=salt,
            entered_at=now,
        )
        (proof,) = prove(store, [appended.first], note=appended.note, salts=[salt])
        return view(store, leaf=leaf, proof=proof, log=keys.log, witnesses=())


def _lock() -> None:
    """SQLite: the transaction is already the only writer (IMMEDIATE). PostgreSQL: an advisory lock to its end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
