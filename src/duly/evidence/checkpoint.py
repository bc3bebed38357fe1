"""What does the log say of itself at one size? C2SP checkpoints and offline proofs (tlog-checkpoint, tlog-proof)."""

import base64
import binascii
import re
from dataclasses import dataclass

from duly.evidence.log import HASH_BYTES, LONGEST_PROOF
from duly.evidence.note import BadNote, NoteSigner, SignedNote, read_note, sign_note

PROOF_HEADER = "c2sp.org/tlog-proof@v1"
NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
LONGEST_EXTRA = 4096


class BadProof(ValueError):
    """The file is no tlog-proof; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """`origin` names the log (and its year), `root` is the tree's root at `size` leaves."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An inclusion proof with the checkpoint it leads to; `extra` holds the salt of the entry."""

    index: int
    path: tuple[bytes, ...]
    note: SignedNote
    extra: bytes = b""

    def __bytes__(self) -> bytes:
        lines = [PROOF_HEADER]
        if self.extra:
            lines.append(f"extra {base64.b64encode(self.extra).decode()}")
        lines.append(f"index {self.index}")
        lines += [base64.b64encode(one).decode() for one in self.path]
        return "\n".join((*lines, "", "")).encode() + bytes(self.note)


def read_checkpoint(note: SignedNote) -> Checkpoint:
    """The first three lines of the note's text; raises BadNote."""
    lines = note.text.splitlines()
    if len(lines) < 3 or not lines[0] or not NUMBER.fullmatch(lines[1]):
        raise BadNote("a checkpoint has an origin, a size and a root")
    root = _hash(lines[2])
    if root is None:
        raise BadNote("the root of the checkpoint is no SHA-256 digest")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root)


def sign_checkpoint(checkpoint: Checkpoint, *, signer: NoteSigner) -> SignedNote:
    """Signed under the log's own name; raises BadNote when the key belongs to another log."""
    if signer.name != checkpoint.origin:
        raise BadNote(f"the key {signer.name} is not that of {checkpoint.origin}")
    return sign_note(str(checkpoint), signer=signer)


def read_proof(raw: bytes) -> Proof:
    """Raises BadProof, BadNote. Nothing is verified yet."""
    head, gap, tail = raw.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as reason:
        raise BadProof("the proof is not ASCII text") from reason
    if not gap or lines.pop(0) != PROOF_HEADER:
        raise BadProof(f"the proof does not begin with {PROOF_HEADER}")
    extra = _extra(lines)
    index = _index(lines)
    path = tuple(_hash(line) for line in lines)
    if len(path) > LONGEST_PROOF:
        raise BadProof("the path is longer than any tree is high")
    hashes = tuple(one for one in path if one is not None)
    if len(hashes) != len(path):
        raise BadProof("a line of the path is no SHA-256 digest")
    return Proof(index=index, path=hashes, note=read_note(tail), extra=extra)


def _extra(lines: list[str]) -> bytes:
    if not lines or not lines[0].startswith("extra "):
        return b""
    line = lines.pop(0).removeprefix("extra ")
    try:
        extra = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError) as reason:
        raise BadProof("the extra line is not base64") from reason
    if base64.b64encode(extra).decode() != line:
        raise BadProof("the extra line is not base64 in its one form")
    if len(extra) > LONGEST_EXTRA:
        raise BadProof("the extra line is too long")
    return extra


def _index(lines: list[str]) -> int:
    word, _, number = lines.pop(0).partition(" ") if lines else ("", "", "")
    if word != "index" or not NUMBER.fullmatch(number):
        raise BadProof("the index line is missing")
    return int(number)


def _hash(line: str) -> bytes | None:
    try:
        raw = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError):
        return None
    strict = base64.b64encode(raw).decode() == line
    return raw if len(raw) == HASH_BYTES and strict else None
