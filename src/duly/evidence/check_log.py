"""Checks of the public log: is this bundle entered, under a checkpoint that is signed and seen by others?"""

from collections.abc import Mapping
from datetime import datetime

from duly.evidence import log
from duly.evidence.canonical import NotCanonical, read_canonical, sha256_hex
from duly.evidence.check_seals import SKEW
from duly.evidence.checkpoint import (
    BadProof,
    Checkpoint,
    Proof,
    read_checkpoint,
    read_proof,
)
from duly.evidence.log_store import SALT_BYTES, WHOLE_UP_TO, leaf_digest
from duly.evidence.note import (
    WITNESS_KEY,
    BadNote,
    SignedNote,
    VerifierKey,
    check_signed,
    cosigned_at,
    read_note,
    read_verifier_key,
)
from duly.evidence.subject import Doubt, Subject
from duly.evidence.tiles import MissingTile, Tree, edge_paths
from duly.kit.said import said

NOT_ENTERED = said("this bundle is not entered in a public log")
NO_WITNESS = said("no witness has cosigned the checkpoint")


def log_checkpoint(subject: Subject) -> str:
    """The checkpoint is signed by the log's key, and its tiles give its root."""
    if not is_entered(subject):
        return NOT_ENTERED
    key = log_key(subject)
    note = checkpoint_note(subject)
    try:
        check_signed(note, key=key)
        checkpoint = read_checkpoint(note)
    except BadNote as reason:
        raise Doubt("log/checkpoint", reason) from reason
    if checkpoint.origin != key.name:
        raise Doubt("log/checkpoint", said("it is of another log than its key"))
    if subject.file("log/log.pem") != key.pem():
        raise Doubt("log/log.pem", said("it holds another key than that of the log"))
    _check_tiles(subject, checkpoint)
    return said(
        "%(log)s signed its state at %(count)s entries",
        log=checkpoint.origin,
        count=checkpoint.size,
    )


def log_inclusion(subject: Subject) -> str:
    """The entry stands in the tree of the signed checkpoint."""
    if not is_entered(subject):
        return NOT_ENTERED
    proof, checkpoint = _proof(subject), _checkpoint(subject)
    if bytes(proof.note) != subject.file("log/checkpoint"):
        raise Doubt("log/entry.tlog-proof", said("it belongs to another checkpoint"))
    if not log.verify_inclusion(
        leaf_hash=log.leaf_hash(subject.file("log/entry.json")),
        index=proof.index,
        size=checkpoint.size,
        proof=proof.path,
        root=checkpoint.root,
    ):
        raise Doubt(
            "log/entry.tlog-proof", said("the entry is not in the log it names")
        )
    return said(
        "the entry is number %(index)s of %(count)s",
        index=proof.index,
        count=checkpoint.size,
    )


def log_binding(subject: Subject) -> str:
    """The entry is that of this very list of files."""
    if not is_entered(subject):
        return NOT_ENTERED
    salt = _proof(subject).extra
    try:
        entry = read_canonical(subject.file("log/entry.json"))
    except NotCanonical as reason:
        raise Doubt("log/entry.json", reason) from reason
    manifest = sha256_hex(subject.file("SHA256SUMS"))
    expected = {
        "v": 1,
        "kind": "bundle",
        "digest": leaf_digest(manifest, salt=salt),
    }
    if len(salt) != SALT_BYTES or entry != expected:
        raise Doubt("log/entry.json", said("the entry is that of another bundle"))
    return said("the entry names the list of files of this bundle")


def witness_cosignatures(subject: Subject) -> str:
    """Every cosignature on the checkpoint is good, and of a witness that the bundle names."""
    if not is_entered(subject):
        return NOT_ENTERED
    note, keys = checkpoint_note(subject), _witness_keys(subject)
    known = {(key.name, key.key_id) for key in (*keys, log_key(subject))}
    for line in note.signatures:
        if (line.name, line.key_id) not in known:
            raise Doubt(
                "log/checkpoint",
                said("a signature of an unknown key: %(name)s", name=line.name),
            )
    for key in keys:
        if cosigned(note, key, at=subject.at) is None:
            raise Doubt(
                "log/witnesses.txt", said("%(name)s has not cosigned", name=key.name)
            )
    if not keys:
        return NO_WITNESS
    counted = witnesses(subject)
    return said(
        "witnesses that cosigned: %(count)s; known from outside: %(known)s",
        count=len(keys),
        known=len(counted),
    )


def cosigned(
    note: SignedNote, key: VerifierKey, *, at: datetime | None
) -> datetime | None:
    """When the witness signed; raises Doubt for a wrong cosignature or one from the future."""
    try:
        moment = cosigned_at(note, key=key)
    except BadNote as reason:
        raise Doubt("log/checkpoint", reason) from reason
    if moment is not None and at is not None and moment > at + SKEW:
        raise Doubt(
            "log/checkpoint",
            said("%(name)s cosigned after the moment asked for", name=key.name),
        )
    return moment


def witnesses(subject: Subject) -> tuple[str, ...]:
    """Names of the witnesses that count: known to the reader from outside, and not the log's own key."""
    if subject.outside is None or not is_entered(subject):
        return ()
    note, own = checkpoint_note(subject), log_key(subject).public_key
    return tuple(
        key.name
        for key in subject.outside.witness_keys
        if key.public_key != own and cosigned(note, key, at=subject.at) is not None
    )


def is_entered(subject: Subject) -> bool:
    """Whether the sealed card promises a log entry; a log without a promise, or the reverse, is refused."""
    promised = subject.card["log"] is not None
    present = [name for name in subject.files if name.startswith("log/")]
    if promised and not present:
        raise Doubt("log/entry.json", said("the proof of the log entry was taken out"))
    if present and not promised:
        raise Doubt(present[0], said("the bundle was not to be entered in a log"))
    return promised


def log_key(subject: Subject) -> VerifierKey:
    """The log's key from outside, else the one that the seal of this bundle vouches for."""
    origin = subject.card["log"]
    for anchors in (subject.outside, subject.bundled):
        for key in anchors.log_keys if anchors else ():
            if key.name == origin:
                return key
    raise Doubt("ltv/roots.pem", f"there is no key of the log {origin}")


def checkpoint_note(subject: Subject) -> SignedNote:
    try:
        return read_note(subject.file("log/checkpoint"))
    except BadNote as reason:
        raise Doubt("log/checkpoint", reason) from reason


def log_tiles(subject: Subject) -> Mapping[str, bytes]:
    """The hashes that the bundle carries, by their path in the log."""
    return {
        name.removeprefix("log/"): content
        for name, content in subject.files.items()
        if name.startswith("log/tile/")
    }


def _checkpoint(subject: Subject) -> Checkpoint:
    try:
        return read_checkpoint(checkpoint_note(subject))
    except BadNote as reason:
        raise Doubt("log/checkpoint", reason) from reason


def _proof(subject: Subject) -> Proof:
    try:
        return read_proof(subject.file("log/entry.tlog-proof"))
    except (BadProof, BadNote) as reason:
        raise Doubt("log/entry.tlog-proof", reason) from reason


def _witness_keys(subject: Subject) -> tuple[VerifierKey, ...]:
    name = "log/witnesses.txt"
    try:
        lines = subject.file(name).decode().splitlines()
        keys = tuple(read_verifier_key(line) for line in lines)
    except (BadNote, UnicodeDecodeError) as reason:
        raise Doubt(name, reason) from reason
    if any(key.kind != WITNESS_KEY for key in keys):
        raise Doubt(name, said("a key is not that of a witness"))
    return keys


def _check_tiles(subject: Subject, checkpoint: Checkpoint) -> None:
    tiles = log_tiles(subject)
    if not tiles:
        return
    if checkpoint.size >= 1 << 48:
        raise Doubt("log/checkpoint", "the log is larger than any log")
    expected = edge_paths(checkpoint.size, whole_up_to=WHOLE_UP_TO)
    if set(tiles) != set(expected):
        raise Doubt("log/tile", "the tiles are not those of the checkpoint's size")
    tree = Tree(size=checkpoint.size, read=tiles.get)
    try:
        root = tree.root()
        whole = checkpoint.size > WHOLE_UP_TO or root == log.tree_root(
            [
                one
                for path in expected
                if path.startswith("tile/0/")
                for one in _hashes(tiles[path])
            ]
        )
    except (MissingTile, ValueError) as reason:
        raise Doubt(f"log/{reason}", "the tile is missing or too short") from reason
    if root != checkpoint.root or not whole:
        raise Doubt(
            "log/tile", said("the tiles do not give the root of the checkpoint")
        )


def _hashes(tile: bytes) -> list[bytes]:
    return [tile[i : i + log.HASH_BYTES] for i in range(0, len(tile), log.HASH_BYTES)]
