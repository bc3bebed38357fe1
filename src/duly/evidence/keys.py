"""Which keys does an installation hold, until when may each be used, and how is the next one made?

Folder: `keys.json` (one card a key), `<name>.key` (PEM, 0600), `<name>.pem` (certificate), `root.crl`, `roots.pem`.
The table of algorithms and lifetimes is in docs/proof.md. `root.key` may be taken away to a safe place;
only making, retiring and importing keys needs it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Literal, cast

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    load_pem_private_key,
)

from duly.evidence import certificates, key_folder
from duly.evidence.anchors import Anchors, read_anchors, read_pem, write_anchors
from duly.evidence.key_events import KeyEvent
from duly.evidence.key_folder import Card, KeyFolder
from duly.evidence.note import LOG_KEY, WITNESS_KEY, NoteSigner
from duly.evidence.signers import KeyPastUse, KeySigner

Kind = Literal["seal", "clock", "log", "witness"]
USE_DAYS = 365
OVERLAP = timedelta(days=30)
FOREVER = datetime(9999, 12, 31, tzinfo=UTC)


class NoKeys(Exception):
    """The folder holds no keys; `duly init` makes them."""


class UnfitCertificate(Exception):
    """The certificate does not fit the key, or may not seal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The keys in use at one moment, loaded once and kept.

    `seal` and `clock` sign with certificates under `root` (DER); `log` signs checkpoints, `witness` cosigns
    those of others. `seal_root` is the top of the seal's own chain: `root`, but for a bought seal.
    `roots` are the bytes of roots.pem, `crl` is DER, `label` says who vouches for the root.
    """

    operator: str
    label: str
    seal: KeySigner
    clock: KeySigner
    log: NoteSigner
    witness: NoteSigner
    root: bytes
    seal_root: bytes
    crl: bytes
    roots: bytes
    cards: tuple[Card, ...]


def make_keys(
    folder: Path,
    *,
    now: datetime,
    operator: str = "duly, this installation",
    log_name: str = "localhost/duly-log",
) -> Keys:
    """Make every key that is missing (root, seal, clock, log shard of the year, witness); never replaces one.

    `log_name` is the C2SP origin without the year, `operator` the organisation in the certificates.
    """
    now = now.replace(microsecond=0)
    with key_folder.only_one(folder):
        if not key_folder.exists(folder):
            _make_root(folder, now=now, operator=operator, log_name=log_name)
    rotate_due(folder, now=now)
    return open_keys(folder, now=now)


def _make_root(folder: Path, *, now: datetime, operator: str, log_name: str) -> None:
    root_key = ec.generate_private_key(ec.SECP384R1())
    root = certificates.root_certificate(root_key, operator=operator, now=now)
    card = Card(
        name="root",
        kind="root",
        algorithm="P-384",
        made_at=now,
        use_until=certificates.years(now, certificates.ROOT_YEARS),
        sha256=key_folder.fingerprint(root),
    )
    held = KeyFolder(
        path=folder, operator=operator, log_name=log_name, label=certificates.LABEL
    )
    held = held.with_key(card, root_key, root)
    held.write_crl((), now=now)
    held.write_cards()


def open_keys(folder: Path, *, now: datetime) -> Keys:
    """The keys in use at `now`. Raises NoKeys, or signers.KeyPastUse naming the kind that has run out."""
    if not key_folder.exists(folder):
        raise NoKeys(f"{folder} holds no keys; `duly init` makes them")
    held = key_folder.read(folder)
    if _is_new_year(held, now=now):
        # It must not stop anybody's letter: the key of a log shard needs no root and is made on the way.
        with key_folder.only_one(folder):
            if _is_new_year(key_folder.read(folder), now=now):
                _rotate(folder, kind="log", now=now)
        held = key_folder.read(folder)
    log = held.private_key(_current(held, "log", now=now))
    witness = held.private_key(_current(held, "witness", now=now))
    return Keys(
        operator=held.operator,
        label=held.label,
        seal=_signer(held, _current(held, "seal", now=now)),
        clock=_signer(held, _current(held, "clock", now=now)),
        log=NoteSigner(
            name=f"{held.log_name}/{now.year}",
            kind=LOG_KEY,
            private_key=cast(Ed25519PrivateKey, log),
        ),
        witness=NoteSigner(
            name=f"{held.log_name}/witness",
            kind=WITNESS_KEY,
            private_key=cast(Ed25519PrivateKey, witness),
        ),
        root=held.certificates("root")[0],
        seal_root=_seal_root(held, _current(held, "seal", now=now)),
        crl=(folder / "root.crl").read_bytes(),
        roots=(folder / "roots.pem").read_bytes(),
        cards=held.cards,
    )


def rotate_due(folder: Path, *, now: datetime) -> tuple[KeyEvent, ...]:
    """Make the next key of every kind that is missing or has less than the overlap (30 days) left."""
    held = key_folder.read(folder)
    kinds: tuple[Kind, ...] = ("seal", "clock", "log", "witness")
    due = [kind for kind in kinds if not _lasts(held, kind, until=now + OVERLAP)]
    return tuple(rotate(folder, kind=kind, now=now) for kind in due)


def rotate(folder: Path, *, kind: Kind, now: datetime) -> KeyEvent:
    """Make the next key of a kind; the former stays valid until its own end. Raises RootKeyAway.

    A log key belongs to one year (one shard): the first call makes this year's, a later one the next year's.
    """
    with key_folder.only_one(folder):
        return _rotate(folder, kind=kind, now=now)


def _rotate(folder: Path, *, kind: Kind, now: datetime) -> KeyEvent:
    now = now.replace(microsecond=0)
    held = key_folder.read(folder)
    if kind in {"log", "witness"}:
        held, card = _new_note_key(held, kind, now=now)
    else:
        held, card = _new_certified_key(held, kind, now=now)
    held.write_cards()
    publish_roots(folder)
    return KeyEvent(event="key.made", card=card, at=now)


def retire(folder: Path, *, name: str, now: datetime) -> KeyEvent:
    """End a key's use now: it signs nothing more, its certificate enters the revocation list, its file is deleted.

    What it signed before stays provable by its timestamps. Raises KeyError, RootKeyAway.
    """
    now = now.replace(microsecond=0)
    with key_folder.only_one(folder):
        held = key_folder.read(folder)
        card = replace(held.card(name), retired_at=now)
        held = held.with_card(card)
        if card.kind in {"seal", "clock"}:
            held.write_crl(_revoked(held), now=now)
        held.write_cards()
        (folder / f"{name}.key").unlink(missing_ok=True)
    return KeyEvent(event="key.retired", card=card, at=now)


def import_seal(
    folder: Path, *, chain_pem: str, key_pem: bytes, now: datetime
) -> KeyEvent:
    """Take a bought seal certificate into use: `chain_pem` begins with it, its issuers follow, the root last.

    Raises UnfitCertificate when key and certificate do not fit or the certificate has ended.
    """
    now = now.replace(microsecond=0)
    chain = x509.load_pem_x509_certificates(chain_pem.encode())
    key = load_pem_private_key(key_pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise UnfitCertificate("a seal key is an elliptic curve or an RSA key")
    if key.public_key() != chain[0].public_key():
        raise UnfitCertificate("the certificate belongs to another key")
    if not chain[0].not_valid_before_utc <= now < chain[0].not_valid_after_utc:
        raise UnfitCertificate("the certificate is not valid today")
    held = key_folder.read(folder)
    card = Card(
        name=held.new_name("seal", now=now),
        kind="seal",
        algorithm="RSA" if isinstance(key, rsa.RSAPrivateKey) else key.curve.name,
        made_at=now,
        use_until=min(chain[0].not_valid_after_utc, now + timedelta(days=USE_DAYS)),
        sha256=key_folder.fingerprint(chain[0]),
        imported=True,
    )
    held = held.with_key(card, key, *chain)
    held.write_cards()
    publish_roots(folder)
    return KeyEvent(event="key.imported", card=card, at=now)


def publish_roots(
    folder: Path,
    *,
    witnesses: Iterable[str] | None = None,
    authorities: bytes | None = None,
) -> bytes:
    """Write roots.pem anew: own root, tops of imported chains, log keys; returns its bytes.

    `witnesses` are vkey lines of other parties, `authorities` PEM roots of outside timestamp authorities;
    left out, those already in the file are kept.
    """
    held = key_folder.read(folder)
    path = folder / "roots.pem"
    own = [
        held.certificates(card.name)[-1]
        for card in held.cards
        if card.kind == "root" or card.imported
    ]
    before = read_anchors(path.read_bytes()) if path.exists() else None
    others = before.authorities if before and authorities is None else ()
    if authorities is not None:
        others = read_pem(authorities.decode("ascii", "replace"))
    keys = before.witness_keys if before and witnesses is None else ()
    if witnesses is not None:
        keys = key_folder.read_witnesses(witnesses)
    anchors = Anchors(
        certificates=tuple(dict.fromkeys(own)),
        authorities=others,
        log_keys=held.log_keys(),
        witness_keys=keys,
    )
    raw = write_anchors(
        anchors, title=f"Trust anchors of {held.operator} ({held.label})"
    )
    key_folder.write_atomic(path, raw)
    return raw


def _new_note_key(
    held: KeyFolder, kind: Literal["log", "witness"] | Kind, *, now: datetime
) -> tuple[KeyFolder, Card]:
    key = Ed25519PrivateKey.generate()
    name, use_until = "witness", FOREVER
    if kind == "log":
        held_years = {
            int(card.name.removeprefix("log-")) for card in held.of_kind("log")
        }
        first = max(now.year, min(held_years, default=now.year))
        year = next(year for year in count(first) if year not in held_years)
        name, use_until = f"log-{year}", datetime(year + 1, 1, 1, tzinfo=UTC)
    card = Card(
        name=name,
        kind=kind,
        algorithm="Ed25519",
        made_at=now,
        use_until=use_until,
        sha256=key_folder.fingerprint(key.public_key()),
    )
    return held.with_key(card, key), card


def _new_certified_key(
    held: KeyFolder, kind: Kind, *, now: datetime
) -> tuple[KeyFolder, Card]:
    root_key = held.root_key()
    key = ec.generate_private_key(ec.SECP256R1())
    use_until = now + timedelta(days=USE_DAYS)
    root = x509.load_der_x509_certificate(held.certificates("root")[0])
    certificate = certificates.leaf_certificate(
        key.public_key(),
        purpose=kind,
        root=root,
        root_key=root_key,
        now=now,
        use_until=use_until,
    )
    card = Card(
        name=held.new_name(kind, now=now),
        kind=kind,
        algorithm="P-256",
        made_at=now,
        use_until=use_until,
        sha256=key_folder.fingerprint(certificate),
    )
    return held.with_key(card, key, certificate), card


def _usable(held: KeyFolder, kind: Kind, *, now: datetime) -> list[Card]:
    cards = [card for card in held.of_kind(kind) if card.usable_at(now)]
    if kind == "log":
        cards = [card for card in cards if card.name == f"log-{now.year}"]
    return cards


def _is_new_year(held: KeyFolder, *, now: datetime) -> bool:
    """None of this year, and one of a year before; a clock that once ran ahead has left one of a later year."""
    names = {card.name for card in held.of_kind("log")}
    this = f"log-{now.year}"
    return this not in names and any(name < this for name in names)


def _lasts(held: KeyFolder, kind: Kind, *, until: datetime) -> bool:
    return any(
        card.use_until > until and card.retired_at is None
        for card in held.of_kind(kind)
    )


def _current(held: KeyFolder, kind: Kind, *, now: datetime) -> Card:
    usable = _usable(held, kind, now=now)
    if usable:
        return max(usable, key=lambda card: card.made_at)
    raise KeyPastUse(
        f"there is no {kind} key to be used on {now:%Y-%m-%d}; "
        f"make the next one with `duly keys rotate {kind}`"
    )


def _signer(held: KeyFolder, card: Card) -> KeySigner:
    certificate, *chain = held.certificates(card.name)
    return KeySigner(
        name=card.name,
        certificate=certificate,
        # A root says nothing in a signature: the reader has it, or must not take it from there.
        chain=tuple(one for one in chain if not _is_root(one)),
        private_key=cast(ec.EllipticCurvePrivateKey, held.private_key(card)),
        use_from=card.made_at,
        use_until=card.use_until,
    )


def _seal_root(held: KeyFolder, card: Card) -> bytes:
    """Of a bought seal its own top, if it came along; otherwise ours."""
    top = held.certificates(card.name)[-1]
    return top if card.imported and _is_root(top) else held.certificates("root")[0]


def _is_root(certificate: bytes) -> bool:
    read = x509.load_der_x509_certificate(certificate)
    return read.issuer == read.subject


def _revoked(held: KeyFolder) -> tuple[tuple[int, datetime], ...]:
    return tuple(
        (
            x509.load_der_x509_certificate(
                held.certificates(card.name)[0]
            ).serial_number,
            card.retired_at,
        )
        for card in held.cards
        if card.retired_at and card.kind in {"seal", "clock"} and not card.imported
    )
