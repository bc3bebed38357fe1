"""What has this witness seen of other logs? One folder a log: its key, pinned at first sight, and its largest state.

The state is on disk before a cosignature leaves the house, so that a crash can never make a witness sign a fork.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from duly.evidence.checkpoint import Checkpoint, read_checkpoint
from duly.evidence.key_folder import only_one, write_atomic
from duly.evidence.note import (
    LOG_KEY,
    BadNote,
    NoteSigner,
    SignedNote,
    VerifierKey,
    read_note,
    read_verifier_key,
)
from duly.evidence.tiles import MissingTile, ReadFile, Tree
from duly.evidence.witness import WitnessRequest, cosign_request

KEY_FILE, SEEN_FILE = "log.vkey", "checkpoint"


class UnknownLog(Exception):
    """Nobody has told this witness by which key that log signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessBook:
    """`folder` belongs to this witness alone; two processes never sign at once."""

    folder: Path

    def cosign(
        self,
        asked: WitnessRequest,
        *,
        signer: NoteSigner,
        now: datetime,
        log_key: VerifierKey | None = None,
        tiles: ReadFile | None = None,
    ) -> SignedNote:
        """The checkpoint with this witness's signature under it.

        log_key: of a log that is seen for the first time; a pinned one is never replaced. tiles: files of that log,
        where the request brings no proof from the size seen before.
        Raises UnknownLog, BadNote, witness.NotConsistent.
        """
        new = read_checkpoint(asked.note)
        place = self.folder / hashlib.sha256(new.origin.encode()).hexdigest()[:32]
        with only_one(self.folder):
            key = self._key(place, log_key, origin=new.origin)
            seen = _seen(place)
            signed = cosign_request(
                _with_proof(asked, seen, tiles),
                log_key=key,
                seen=seen,
                signer=signer,
                now=now,
            )
            write_atomic(place / KEY_FILE, f"{key}\n".encode())
            write_atomic(place / SEEN_FILE, bytes(asked.note))
        return signed

    def _key(
        self, place: Path, given: VerifierKey | None, *, origin: str
    ) -> VerifierKey:
        pinned = place / KEY_FILE
        if pinned.exists():
            held = read_verifier_key(pinned.read_text("utf-8"))
            if given is not None and given != held:
                raise BadNote(f"{origin} was seen before with another key, {held}")
            return held
        if given is None:
            raise UnknownLog(origin)
        if given.kind != LOG_KEY:
            raise BadNote("the key of a log is of kind 0x01")
        return given


def _seen(place: Path) -> Checkpoint | None:
    held = place / SEEN_FILE
    return read_checkpoint(read_note(held.read_bytes())) if held.exists() else None


def _with_proof(
    asked: WitnessRequest, seen: Checkpoint | None, tiles: ReadFile | None
) -> WitnessRequest:
    """A bare checkpoint and the log's files: the witness makes the proof itself, and believes it no more for that."""
    size = read_checkpoint(asked.note).size
    if tiles is None or seen is None or asked.old or not 0 < seen.size < size:
        return asked
    try:
        proof = Tree(size=size, read=tiles).consistency_proof(seen.size)
    except MissingTile:
        return asked
    return WitnessRequest(old=seen.size, proof=proof, note=asked.note)
