"""Who signed this short text? C2SP signed notes (c2sp.org/signed-note): log checkpoints and witness cosignatures."""

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

LOG_KEY, WITNESS_KEY = 0x01, 0x04
LONGEST_NOTE = 1_000_000
MOST_SIGNATURES = 100
LAST_SECOND = 253_402_300_799  # 9999-12-31, the last that datetime can say


class BadNote(ValueError):
    """The text is no signed note, or a signature of a known key is wrong; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierKey:
    """A public key with its name; `kind` is LOG_KEY (Ed25519 note) or WITNESS_KEY (Ed25519 cosignature/v1)."""

    name: str
    kind: int
    public_key: bytes

    @property
    def key_id(self) -> bytes:
        material = self.name.encode() + b"\n" + bytes((self.kind,)) + self.public_key
        return hashlib.sha256(material).digest()[:4]

    def __str__(self) -> str:
        body = base64.b64encode(bytes((self.kind,)) + self.public_key).decode()
        return f"{self.name}+{self.key_id.hex()}+{body}"

    def pem(self) -> bytes:
        """The bare public key for openssl (RFC 8410)."""
        key = Ed25519PublicKey.from_public_bytes(self.public_key)
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(
                signature, message
            )
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSigner:
    """A private note key: the log's, or a witness's."""

    name: str
    kind: int
    private_key: Ed25519PrivateKey

    @property
    def verifier(self) -> VerifierKey:
        raw = self.private_key.public_key().public_bytes_raw()
        return VerifierKey(name=self.name, kind=self.kind, public_key=raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    name: str
    key_id: bytes
    signature: bytes

    def __str__(self) -> str:
        body = base64.b64encode(self.key_id + self.signature).decode()
        return f"— {self.name} {body}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedNote:
    """`text` ends in a newline and is what was signed; `signatures` in the order of the note."""

    text: str
    signatures: tuple[SignatureLine, ...]

    def __bytes__(self) -> bytes:
        lines = "".join(f"{line}\n" for line in self.signatures)
        return f"{self.text}\n{lines}".encode()


def read_verifier_key(line: str) -> VerifierKey:
    """A vkey line `name+hash+base64`; raises BadNote when its hash is not its own."""
    name, _, rest = line.strip().partition("+")
    stated_id, _, body = rest.partition("+")
    raw = _base64(body, "the key")
    if len(raw) != 33 or raw[0] not in {LOG_KEY, WITNESS_KEY} or not _is_name(name):
        raise BadNote("this is no Ed25519 verifier key")
    key = VerifierKey(name=name, kind=raw[0], public_key=raw[1:])
    if key.key_id.hex() != stated_id:
        raise BadNote(f"the key of {name} does not fit its own hash")
    return key


def read_note(raw: bytes) -> SignedNote:
    """Text, empty line, signature lines; raises BadNote. Signatures are read, not yet believed."""
    text, signatures = _split(raw)
    lines = signatures.splitlines()
    if not 0 < len(lines) <= MOST_SIGNATURES:
        raise BadNote("a note carries between 1 and 100 signatures")
    return SignedNote(text=text, signatures=tuple(_signature(line) for line in lines))


def _split(raw: bytes) -> tuple[str, str]:
    if len(raw) > LONGEST_NOTE:
        raise BadNote("the note is too long")
    try:
        whole = raw.decode("utf-8")
    except UnicodeDecodeError as reason:
        raise BadNote("the note is not UTF-8 text") from reason
    if any(ord(letter) < 0x20 and letter != "\n" for letter in whole):
        raise BadNote("the note holds a control character")
    text, gap, signatures = whole.rpartition("\n\n")
    if not gap or not text or not signatures.endswith("\n"):
        raise BadNote("a note is a text, an empty line and its signatures")
    return text + "\n", signatures


def _signature(line: str) -> SignatureLine:
    mark, _, rest = line.partition(" ")
    name, _, body = rest.partition(" ")
    raw = _base64(body, "the signature")
    if mark != "—" or not _is_name(name) or len(raw) < 5:
        raise BadNote(f"not a signature line: {line[:60]!r}")
    return SignatureLine(name=name, key_id=raw[:4], signature=raw[4:])


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(c.isspace() for c in name)


def _base64(text: str, what: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as reason:
        raise BadNote(f"{what} is not base64") from reason
    if base64.b64encode(raw).decode() != text:
        raise BadNote(f"{what} is not base64 in its one form")
    return raw


def sign_note(text: str, *, signer: NoteSigner) -> SignedNote:
    """A new note with one signature of a log key; `text` ends in a newline."""
    if not text.endswith("\n") or signer.kind != LOG_KEY:
        raise BadNote("a note text ends in a newline and is signed by a log key")
    line = SignatureLine(
        name=signer.name,
        key_id=signer.verifier.key_id,
        signature=signer.private_key.sign(text.encode()),
    )
    return SignedNote(text=text, signatures=(line,))


def cosign(note: SignedNote, *, signer: NoteSigner, now: datetime) -> SignedNote:
    """The note with a witness's cosignature/v1 added (c2sp.org/tlog-cosignature); `now` to the second."""
    if signer.kind != WITNESS_KEY:
        raise BadNote("a cosignature is made with a witness key")
    second = int(now.timestamp())
    message = _cosigned_message(note.text, second)
    line = SignatureLine(
        name=signer.name,
        key_id=signer.verifier.key_id,
        signature=struct.pack(">Q", second) + signer.private_key.sign(message),
    )
    return SignedNote(text=note.text, signatures=(*note.signatures, line))


def _cosigned_message(text: str, second: int) -> bytes:
    return f"cosignature/v1\ntime {second}\n{text}".encode()


def check_signed(note: SignedNote, *, key: VerifierKey) -> None:
    """Raises BadNote unless the note carries a good signature of this log key, and no bad one."""
    lines = _lines_of(note, key)
    if not lines:
        raise BadNote(f"there is no signature of {key.name}")
    if not all(key.verifies(line.signature, note.text.encode()) for line in lines):
        raise BadNote(f"the signature of {key.name} is wrong")


def cosigned_at(note: SignedNote, *, key: VerifierKey) -> datetime | None:
    """When this witness cosigned, None when it did not; raises BadNote for a wrong cosignature of its key."""
    moments = []
    for line in _lines_of(note, key):
        if len(line.signature) != 72:
            raise BadNote(f"the cosignature of {key.name} has the wrong length")
        (second,) = struct.unpack(">Q", line.signature[:8])
        message = _cosigned_message(note.text, second)
        if second > LAST_SECOND or not key.verifies(line.signature[8:], message):
            raise BadNote(f"the cosignature of {key.name} is wrong")
        moments.append(datetime.fromtimestamp(second, UTC))
    return min(moments, default=None)


def _lines_of(note: SignedNote, key: VerifierKey) -> list[SignatureLine]:
    return [
        line
        for line in note.signatures
        if line.name == key.name and line.key_id == key.key_id
    ]
