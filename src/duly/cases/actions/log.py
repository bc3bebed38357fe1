"""Every proof and every key event becomes a leaf of the public log, under one lock.

The files are the truth about the order; the rows keep what must stay private (the salt) beside the index.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from duly.cases.actions.cosign import cosigned_note, log_store_of
from duly.cases.models import Case, LogLeaf
from duly.evidence import log_store
from duly.evidence.anchors import read_anchors
from duly.evidence.bundle import LogView
from duly.evidence.canonical import canonical_json
from duly.evidence.checkpoint import Proof
from duly.evidence.key_events import KeyEvent, events_of
from duly.evidence.keys import Keys
from duly.evidence.log_store import SALT_BYTES, FolderStore, bundle_leaf
from duly.evidence.note import NoteSigner, SignedNote, cosigned_at, read_note
from duly.evidence.witness_book import KEY_FILE

# One number for the whole installation: whoever holds it may append.
LOCK = 0x64756C79


def store_of(keys: Keys) -> FolderStore:
    return log_store_of(keys.log.name)


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
        first, note = _append(store, [leaf], signer=keys.log)
        row = LogLeaf.objects.create(
            origin=keys.log.name,
            index=first,
            case=case,
            kind="bundle",
            leaf=leaf,
            salt=salt,
            entered_at=now,
        )
        return _view(store, row, note=note, keys=keys)


def enter_key_events(keys: Keys, *, now: datetime) -> tuple[KeyEvent, ...]:
    """Enter what happened to keys and is not entered yet; a second call enters nothing."""
    with transaction.atomic():
        _lock()
        held = LogLeaf.objects.filter(kind__startswith="key.")
        known = {bytes(leaf) for leaf in held.values_list("leaf", flat=True)}
        events = events_of(keys.cards)
        leaves = [canonical_json(event.as_leaf()) for event in events]
        fresh = [
            (event, leaf)
            for event, leaf in zip(events, leaves, strict=True)
            if leaf not in known
        ]
        if not fresh:
            return ()
        first, _ = _append(store_of(keys), [leaf for _, leaf in fresh], signer=keys.log)
        LogLeaf.objects.bulk_create(
            LogLeaf(
                origin=keys.log.name,
                index=first + place,
                kind=event.event,
                leaf=leaf,
                entered_at=now,
            )
            for place, (event, leaf) in enumerate(fresh)
        )
    return tuple(event for event, _ in fresh)


def leaf_of(case: Case, manifest_sha256: str) -> LogLeaf | None:
    """The entry of the proof with this manifest; None when its salt is gone."""
    for row in case.leaves.filter(kind="bundle").order_by("-pk"):
        salt = bytes(row.salt)
        if salt and bytes(row.leaf) == bundle_leaf(manifest_sha256, salt=salt):
            return row
    return None


def newest_view(row: LogLeaf, *, keys: Keys) -> LogView | None:
    """The entry once more, under the newest state that a witness has cosigned; None when there is none."""
    store = log_store_of(row.origin)
    note = cosigned_note(store, above=row.index, keys=keys)
    if note is None or row.origin != keys.log.name:
        return None
    return _view(store, row, note=note, keys=keys)


def newest_leaf(case: Case) -> LogLeaf | None:
    """The entry of the newest proof of a case, while its salt is there."""
    rows = case.leaves.filter(kind="bundle").order_by("-pk")
    return next((row for row in rows if row.salt), None)


def proof_of(row: LogLeaf) -> Proof:
    """The offline proof (C2SP tlog-proof) of an entry under the newest checkpoint of its log."""
    store = log_store_of(row.origin)
    note = read_note(store.read(log_store.CHECKPOINT) or b"")
    (proof,) = log_store.prove(store, [row.index], note=note, salts=[bytes(row.salt)])
    return proof


def _append(
    store: FolderStore, leaves: Sequence[bytes], *, signer: NoteSigner
) -> tuple[int, SignedNote]:
    vkey = f"{signer.verifier}\n".encode()
    if store.read(KEY_FILE) != vkey:
        store.publish(KEY_FILE, vkey)
    appended = log_store.append(store, leaves, signer=signer)
    return appended.first, appended.note


def _view(store: FolderStore, row: LogLeaf, *, note: SignedNote, keys: Keys) -> LogView:
    salt = bytes(row.salt)
    (proof,) = log_store.prove(store, [row.index], note=note, salts=[salt])
    return log_store.view(
        store,
        leaf=bytes(row.leaf),
        proof=proof,
        log=keys.log,
        witnesses=[
            str(key)
            for key in read_anchors(keys.roots).witness_keys
            if cosigned_at(note, key=key) is not None
        ],
    )


def _lock() -> None:
    """SQLite: the transaction is already the only writer (IMMEDIATE). PostgreSQL: an advisory lock to its end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
