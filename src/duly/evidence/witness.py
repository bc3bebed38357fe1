"""May this state of somebody's log be cosigned? Only if it continues what this witness has seen of it before.

A request is a file in the form of C2SP tlog-witness `add-checkpoint`: `old <size>`, the consistency proof,
an empty line, the checkpoint. The answer is the witness's signature line, to be put under the checkpoint.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime

from duly.evidence.checkpoint import NUMBER, Checkpoint, read_checkpoint
from duly.evidence.log import HASH_BYTES, LONGEST_PROOF, verify_consistency
from duly.evidence.note import (
    BadNote,
    NoteSigner,
    SignedNote,
    VerifierKey,
    check_signed,
    cosign,
    cosigned_at,
    read_note,
)
from duly.evidence.tiles import ReadFile, Tree


class NotConsistent(Exception):
    """The log shrank, was forked, or does not prove that it continues what was seen; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessRequest:
    """`old` is the size that the asker believes the witness has seen, 0 for none; `proof` leads from there."""

    old: int
    proof: tuple[bytes, ...]
    note: SignedNote

    def __bytes__(self) -> bytes:
        lines = [f"old {self.old}"]
        lines += [base64.b64encode(one).decode() for one in self.proof]
        return "\n".join((*lines, "", "")).encode() + bytes(self.note)


def request(note: SignedNote, *, old: int, read: ReadFile) -> WitnessRequest:
    """The log's side: ask a witness that has seen `old` leaves; raises tiles.MissingTile, IndexError, BadNote."""
    tree = Tree(size=read_checkpoint(note).size, read=read)
    proof = tree.consistency_proof(old) if old else ()
    return WitnessRequest(old=old, proof=proof, note=note)


def read_request(raw: bytes) -> WitnessRequest:
    """A request as written above, or a bare checkpoint (then `old` is 0). Raises BadNote."""
    if not raw.startswith(b"old "):
        return WitnessRequest(old=0, proof=(), note=read_note(raw))
    head, _, tail = raw.partition(b"\n\n")
    first, *lines = head.decode("ascii", "replace").split("\n")
    number = first.removeprefix("old ")
    if not NUMBER.fullmatch(number) or len(lines) > LONGEST_PROOF:
        raise BadNote("the request does not begin with a size and its proof")
    return WitnessRequest(
        old=int(number), proof=tuple(map(_hash, lines)), note=read_note(tail)
    )


def _hash(line: str) -> bytes:
    try:
        raw = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError) as reason:
        raise BadNote("a line of the proof is not base64") from reason
    if len(raw) != HASH_BYTES:
        raise BadNote("a line of the proof is no SHA-256 digest")
    return raw


def cosign_request(
    asked: WitnessRequest,
    *,
    log_key: VerifierKey,
    seen: Checkpoint | None,
    signer: NoteSigner,
    now: datetime,
) -> SignedNote:
    """The checkpoint with this witness's cosignature. Keep it as the next `seen` before it leaves the house.

    log_key: of the log, from outside the request; seen: the largest state cosigned before, None for none.
    Raises BadNote when the log has not signed it, NotConsistent when it does not continue `seen`.
    """
    check_signed(asked.note, key=log_key)
    checkpoint = read_checkpoint(asked.note)
    if checkpoint.origin != log_key.name:
        raise BadNote(
            f"the checkpoint is of {checkpoint.origin}, not of {log_key.name}"
        )
    if seen is not None:
        _check_continues(seen, checkpoint, asked)
    return cosign(asked.note, signer=signer, now=now)


def _check_continues(seen: Checkpoint, new: Checkpoint, asked: WitnessRequest) -> None:
    if new.size < seen.size:
        raise NotConsistent(
            f"the log was rolled back: {seen.size} entries were seen, now there are {new.size}"
        )
    if new.size == seen.size:
        if new.root != seen.root:
            raise NotConsistent(f"the log was forked: two roots at {seen.size}")
        return
    if seen.size and asked.old != seen.size:
        raise NotConsistent(f"a proof from {seen.size} entries on is needed")
    if seen.size and not verify_consistency(
        size1=seen.size,
        size2=new.size,
        root1=seen.root,
        root2=new.root,
        proof=asked.proof,
    ):
        raise NotConsistent(
            f"the state at {new.size} entries does not continue the one seen at {seen.size}"
        )


def add_cosignature(
    note: SignedNote, answer: bytes, *, witness: VerifierKey
) -> SignedNote:
    """The log's side: take over a witness's signature after checking it; raises BadNote."""
    try:
        other = read_note(answer)
    except BadNote:
        other = read_note(note.text.encode() + b"\n" + answer)
    if other.text != note.text:
        raise BadNote("the cosignature is for another checkpoint")
    if cosigned_at(other, key=witness) is None:
        raise BadNote(f"there is no signature of {witness.name}")
    lines = [
        line
        for line in other.signatures
        if (line.name, line.key_id) == (witness.name, witness.key_id)
    ]
    kept = [line for line in note.signatures if line not in lines]
    return SignedNote(text=note.text, signatures=(*kept, *lines))
