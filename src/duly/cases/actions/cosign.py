"""The log's side of a witness: take its signature in, and find the newest state that one has signed.

Proofs that were handed out before are not touched; the next download of one carries the signature.
"""

from pathlib import Path

from django.conf import settings

from duly.evidence.anchors import read_anchors
from duly.evidence.checkpoint import read_checkpoint
from duly.evidence.keys import Keys
from duly.evidence.log_store import CHECKPOINT, BrokenLog, FolderStore
from duly.evidence.note import (
    BadNote,
    SignedNote,
    VerifierKey,
    check_signed,
    cosigned_at,
    read_note,
)
from duly.evidence.tiles import Tree
from duly.evidence.witness import add_cosignature

COSIGNED = "cosigned"


class UnknownWitness(Exception):
    """The signature is of nobody whose key is configured."""


def log_folder(origin: str) -> Path:
    """One folder a year, named by the last part of the origin."""
    return Path(settings.HOME) / "log" / origin.rpartition("/")[2]


def log_store_of(origin: str) -> FolderStore:
    return FolderStore(folder=log_folder(origin))


def log_key(origin: str, *, keys: Keys) -> VerifierKey:
    """The public key of one of our own logs. Raises BadNote."""
    return _named(origin, read_anchors(keys.roots).log_keys)


def take_cosignature(
    answer: bytes, *, keys: Keys
) -> tuple[SignedNote, tuple[str, ...]]:
    """Keep a checkpoint of ours that witnesses have signed; returns it and the names of those who count.

    Raises BadNote, UnknownWitness, log_store.BrokenLog when it is a state that our log never had.
    """
    anchors = read_anchors(keys.roots)
    given = read_note(answer)
    checkpoint = read_checkpoint(given)
    own = log_key(checkpoint.origin, keys=keys)
    check_signed(given, key=own)
    store = log_store_of(checkpoint.origin)
    if Tree(size=checkpoint.size, read=store.read).root() != checkpoint.root:
        raise BrokenLog(f"our log never had that root at {checkpoint.size} entries")
    path = f"{COSIGNED}/{checkpoint.size}"
    held = store.read(path)
    note = read_note(held) if held else _only(given, (own,))
    signers = [k for k in anchors.witness_keys if cosigned_at(given, key=k)]
    if not signers:
        raise UnknownWitness(
            "no configured witness has signed this; put its key in DULY_WITNESS_KEYS"
        )
    for witness in signers:
        note = add_cosignature(note, answer, witness=witness)
    store.publish(path, bytes(note))
    return note, tuple(key.name for key in signers)


def cosigned_note(store: FolderStore, *, above: int, keys: Keys) -> SignedNote | None:
    """The newest state with more than `above` entries that a witness of today's configuration has signed."""
    anchors = read_anchors(keys.roots)
    sizes = (int(path.name) for path in (store.folder / COSIGNED).glob("[0-9]*"))
    for size in sorted((size for size in sizes if size > above), reverse=True):
        note = read_note(store.read(f"{COSIGNED}/{size}") or b"")
        kept = _only(note, (*anchors.log_keys, *anchors.witness_keys))
        if any(cosigned_at(kept, key=key) for key in anchors.witness_keys):
            return kept
    return None


def _only(note: SignedNote, keys: tuple[VerifierKey, ...]) -> SignedNote:
    known = {(key.name, key.key_id) for key in keys}
    lines = (line for line in note.signatures if (line.name, line.key_id) in known)
    return SignedNote(text=note.text, signatures=tuple(lines))


def _named(origin: str, keys: tuple[VerifierKey, ...]) -> VerifierKey:
    for key in keys:
        if key.name == origin:
            return key
    raise BadNote(f"{origin} is no log of this installation")


def newest_checkpoint(keys: Keys) -> SignedNote | None:
    """The signed state of the newest log that has entries: in January that may still be last year's."""
    return _newest(keys.roots)


def checkpoint_to_carry() -> str | None:
    """The same as text, for messages: a log that is rewritten later contradicts what lies in strangers' mailboxes."""
    note = _newest((Path(settings.KEYS) / "roots.pem").read_bytes())
    return None if note is None else bytes(note).decode()


def _newest(roots: bytes) -> SignedNote | None:
    origins = sorted((key.name for key in read_anchors(roots).log_keys), reverse=True)
    for origin in origins:
        raw = log_store_of(origin).read(CHECKPOINT)
        if raw is not None:
            return read_note(raw)
    return None
