"""Where do the keys lie? One folder, one card a key; a key file is readable by its owner only."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from duly.evidence import certificates
from duly.evidence.anchors import pem, read_pem
from duly.evidence.note import (
    LOG_KEY,
    WITNESS_KEY,
    BadNote,
    VerifierKey,
    read_verifier_key,
)

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey
CARDS = "keys.json"


class RootKeyAway(Exception):
    """The root key is not in the folder; fetch it from where it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known of one key; `sha256` is of its certificate (DER), of a log or witness key's raw public key."""

    name: str
    kind: str
    algorithm: str
    made_at: datetime
    use_until: datetime
    sha256: str
    retired_at: datetime | None = None
    imported: bool = False

    def usable_at(self, now: datetime) -> bool:
        return self.retired_at is None and self.made_at <= now < self.use_until


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFolder:
    """The folder as read; `with_…` give a changed copy, `write_cards` makes it last."""

    path: Path
    operator: str
    log_name: str
    label: str
    cards: tuple[Card, ...] = ()

    def card(self, name: str) -> Card:
        return next(iter(c for c in self.cards if c.name == name), None) or _missing(
            name
        )

    def of_kind(self, kind: str) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.kind == kind)

    def new_name(self, kind: str, *, now: datetime) -> str:
        """`seal-2026-11-24`, and `seal-2026-11-24.2` for a second one of that day."""
        first = f"{kind}-{now:%Y-%m-%d}"
        names = {card.name for card in self.cards}
        others = (f"{first}.{count}" for count in range(2, 1000))
        return next(name for name in (first, *others) if name not in names)

    def certificates(self, name: str) -> tuple[bytes, ...]:
        """The certificate of a key and its issuers, DER."""
        return read_pem((self.path / f"{name}.pem").read_text("ascii"))

    def private_key(self, card: Card) -> PrivateKey:
        raw = (self.path / f"{card.name}.key").read_bytes()
        return cast(PrivateKey, load_pem_private_key(raw, password=None))

    def root_key(self) -> ec.EllipticCurvePrivateKey:
        """Raises RootKeyAway."""
        if not (self.path / "root.key").exists():
            raise RootKeyAway(
                "root.key is not in the key folder; bring it back for this step"
            )
        return cast(ec.EllipticCurvePrivateKey, self.private_key(self.card("root")))

    def log_keys(self) -> tuple[VerifierKey, ...]:
        """Every log shard's public key, also those whose private key is gone."""
        return tuple(
            VerifierKey(
                name=f"{self.log_name}/{card.name.removeprefix('log-')}",
                kind=LOG_KEY,
                public_key=(self.path / f"{card.name}.pub").read_bytes(),
            )
            for card in self.of_kind("log")
        )

    def with_card(self, card: Card) -> "KeyFolder":
        others = tuple(c for c in self.cards if c.name != card.name)
        return replace(self, cards=(*others, card))

    def with_key(
        self, card: Card, key: PrivateKey, *chain: x509.Certificate
    ) -> "KeyFolder":
        """Write the key and its certificates; the card counts from `write_cards` on."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomic(
            self.path / f"{card.name}.key",
            key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
            mode=0o600,
        )
        if isinstance(key, ed25519.Ed25519PrivateKey):
            raw = key.public_key().public_bytes_raw()
            write_atomic(self.path / f"{card.name}.pub", raw)
        else:
            blocks = "".join(pem(c.public_bytes(Encoding.DER)) for c in chain)
            write_atomic(self.path / f"{card.name}.pem", blocks.encode())
        return self.with_card(card)

    def write_crl(
        self, revoked: tuple[tuple[int, datetime], ...], *, now: datetime
    ) -> None:
        root_key = self.root_key()
        root = x509.load_der_x509_certificate(self.certificates("root")[0])
        crl = certificates.revocation_list(
            revoked, root=root, root_key=root_key, now=now
        )
        write_atomic(self.path / "root.crl", crl)

    def write_cards(self) -> None:
        document = {
            "operator": self.operator,
            "log_name": self.log_name,
            "label": self.label,
            "keys": [_as_json(card) for card in self.cards],
        }
        raw = json.dumps(document, indent=1, ensure_ascii=False).encode()
        write_atomic(self.path / CARDS, raw)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Two processes never change the folder at once; whoever waited reads it again."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def exists(folder: Path) -> bool:
    return (folder / CARDS).exists()


def read(folder: Path) -> KeyFolder:
    document = json.loads((folder / CARDS).read_text("utf-8"))
    return KeyFolder(
        path=folder,
        operator=document["operator"],
        log_name=document["log_name"],
        label=document["label"],
        cards=tuple(_read_card(card) for card in document["keys"]),
    )


def read_witnesses(lines: Iterable[str]) -> tuple[VerifierKey, ...]:
    """Witness keys from their vkey lines; raises BadNote for another kind of key."""
    keys = tuple(read_verifier_key(line) for line in lines)
    if any(key.kind != WITNESS_KEY for key in keys):
        raise BadNote("a witness key is of kind 0x04 (cosignature/v1)")
    return keys


def fingerprint(
    thing: x509.Certificate | ed25519.Ed25519PublicKey,
) -> str:
    if isinstance(thing, x509.Certificate):
        return hashlib.sha256(thing.public_bytes(Encoding.DER)).hexdigest()
    raw = thing.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()


def write_atomic(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """The whole file or the old one, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """A rename lasts only once its folder is on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _missing(name: str) -> Card:
    raise KeyError(name)


def _as_json(card: Card) -> dict[str, Any]:
    return {
        "name": card.name,
        "kind": card.kind,
        "algorithm": card.algorithm,
        "made_at": card.made_at.astimezone(UTC).isoformat(),
        "use_until": card.use_until.astimezone(UTC).isoformat(),
        "sha256": card.sha256,
        "retired_at": card.retired_at and card.retired_at.astimezone(UTC).isoformat(),
        "imported": card.imported,
    }


def _read_card(raw: dict[str, Any]) -> Card:
    moments = {
        key: datetime.fromisoformat(raw[key]) if raw[key] else None
        for key in ("made_at", "use_until", "retired_at")
    }
    return Card(**{**raw, **moments})
