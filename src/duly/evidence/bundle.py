"""What does a person take home? One ASiC-E zip that is also a plain folder, checkable by three standard commands.

Built in two steps, because the log entry and outside timestamps are made over the finished list of files:
`assemble` seals the list, `finish` adds what others said about it and writes the zip. `write_bundle` does both.
"""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from duly.evidence import asic, cms, readme, standalone, timestamp
from duly.evidence.anchors import pem
from duly.evidence.canonical import canonical_json, sha256_hex
from duly.evidence.container import read_container
from duly.evidence.keys import Keys
from duly.evidence.record import event_name, iso

FORMAT = "duly-bundle/1"
PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
TEXTS = Path(__file__).parent / "texts"


class UnfitContents(ValueError):
    """Something that must not go into a bundle: a file name with a path in it, a name twice, a broken chain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file kept byte-exact (message as sent, delivery report, receipt, summary); `name` without a folder."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LogView:
    """What the log said of this bundle: `leaf` as logged, the tlog-proof (with the salt), the checkpoint.

    `witness_keys` are vkey lines; `log_pem` is the log's public key for openssl; `tiles` are hashes by path, by which
    two bundles can be compared. log_store.view makes one.
    """

    leaf: bytes
    proof: bytes
    checkpoint: bytes
    log_pem: bytes
    witness_keys: tuple[str, ...] = ()
    tiles: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleContents:
    """All that is proved. `records` come from record.evidence_record, in order, each naming the one before.

    reference: the case; language: of the README (en de fr es it nl, others read English).
    letter_pdf: the sealed letter; reviewed_sha256: of the letter as the person reviewed it, before the seal.
    supersedes: SHA-256 of the SHA256SUMS of the bundle that this one replaces.
    log_origin: name of the log in which this bundle will be entered; None when it will not be.
    """

    reference: str
    language: str
    letter_pdf: bytes
    reviewed_sha256: str | None
    records: tuple[Mapping[str, object], ...]
    sources: tuple[SourceFile, ...] = ()
    supersedes: str | None = None
    log_origin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A sealed bundle before anybody else has spoken about it; `files` by name, in the order of the zip."""

    files: Mapping[str, bytes]
    sealed_at: datetime

    @property
    def manifest_sha256(self) -> str:
        """Digest of SHA256SUMS: what the log entry and an evidence record of RFC 4998 name."""
        return sha256_hex(self.files["SHA256SUMS"])

    def outside_manifest(self, place: int) -> bytes:
        """The ASiC manifest that the outside token number `place` (1, 2, …) has to stamp, as SHA-256 of it."""
        return asic.write_manifest(
            _sealed_files(self.files), reference=_token_name(place + 1)
        )


def write_bundle(
    contents: BundleContents,
    *,
    keys: Keys,
    now: datetime,
    stamps: Sequence[cms.Stamp] = (),
    log: Callable[[str], LogView] | None = None,
    evidence_records: Sequence[bytes] = (),
) -> bytes:
    """The whole bundle as zip bytes.

    stamps: outside clocks, each called with the digest to stamp. log: called with the manifest's SHA-256 (hex),
    enters it and returns what the log said. Raises UnfitContents, signers.KeyPastUse, and what these two raise.
    """
    assembled = assemble(contents, keys=keys, now=now)
    tokens = tuple(
        clock(hashlib.sha256(assembled.outside_manifest(place)).digest())
        for place, clock in enumerate(stamps, start=1)
    )
    view = None if log is None else log(assembled.manifest_sha256)
    return finish(assembled, tokens=tokens, log=view, evidence_records=evidence_records)


def assemble(contents: BundleContents, *, keys: Keys, now: datetime) -> Assembled:
    """Everything that is proved, listed, sealed and stamped; raises UnfitContents, signers.KeyPastUse."""
    now = now.astimezone(UTC).replace(microsecond=0)
    return seal_files(_listed_files(contents, keys=keys, now=now), keys=keys, now=now)


def seal_files(listed: Mapping[str, bytes], *, keys: Keys, now: datetime) -> Assembled:
    """List, seal and stamp these files, in the form for people and in the form for machines."""
    files = {"mimetype": asic.MIMETYPE, **listed}
    clock = timestamp.own_clock(keys.clock, now=now)

    def seal(content: bytes) -> bytes:
        digest = hashlib.sha256(content).digest()
        return cms.sign_detached(digest, signer=keys.seal, now=now, stamp=clock)

    sums = _sums(files)
    manifest = asic.write_manifest(
        {name: files[name] for name in files if name != "mimetype"},
        reference="META-INF/signature001.p7s",
    )
    files |= {
        "SHA256SUMS": sums,
        "SHA256SUMS.p7s": seal(sums),
        "SHA256SUMS.tst": clock(hashlib.sha256(sums).digest()),
        "META-INF/ASiCManifest001.xml": manifest,
        "META-INF/signature001.p7s": seal(manifest),
    }
    stamped = asic.write_manifest(_sealed_files(files), reference=_token_name(1))
    files |= {
        "META-INF/ASiCManifest002.xml": stamped,
        _token_name(1): clock(hashlib.sha256(stamped).digest()),
    }
    return Assembled(files=files, sealed_at=now)


def finish(
    assembled: Assembled,
    *,
    tokens: Sequence[bytes] = (),
    log: LogView | None = None,
    evidence_records: Sequence[bytes] = (),
) -> bytes:
    """The zip: what was assembled, outside tokens (over `outside_manifest(1)`, (2), …), the log's words, RFC 4998 records."""
    files = dict(assembled.files)
    for place, token in enumerate(tokens, start=1):
        files[f"META-INF/ASiCManifest{place + 2:03}.xml"] = assembled.outside_manifest(
            place
        )
        files[_token_name(place + 1)] = token
    for place, record in enumerate(evidence_records, start=1):
        files[f"META-INF/evidencerecord{place:03}.ers"] = record
    if log is not None:
        files |= _log_files(log)
    return _zip(files, at=assembled.sealed_at)


def add_later(
    bundle: bytes,
    *,
    tokens: Sequence[bytes] = (),
    evidence_records: Sequence[bytes] = (),
) -> bytes:
    """An issued bundle with outside timestamps that came later; nothing that was sealed changes.

    Such a token says that the list existed at its own moment, not at that of the sealing. It stamps
    `reopen(bundle).outside_manifest(place)`; a bundle that already has tokens or records keeps them first.
    """
    opened = reopen(bundle)
    held = [n for n in opened.files if re.fullmatch(r"META-INF/timestamp\d{3}\.tst", n)]
    files = dict(opened.files)
    for place, token in enumerate(tokens, start=len(held)):
        name = f"META-INF/ASiCManifest{place + 2:03}.xml"
        files |= {name: opened.outside_manifest(place), _token_name(place + 1): token}
    first = 1 + sum(name.endswith(".ers") for name in files)
    for place, record in enumerate(evidence_records, start=first):
        files[f"META-INF/evidencerecord{place:03}.ers"] = record
    return _zip(files, at=opened.sealed_at)


def with_log(bundle: bytes, log: LogView) -> bytes:
    """An issued bundle whose entry is shown under a later state of the same log, one that witnesses have signed."""
    opened = reopen(bundle)
    files = {n: c for n, c in opened.files.items() if not n.startswith("log/")}
    return _zip(files | _log_files(log), at=opened.sealed_at)


def reopen(bundle: bytes) -> Assembled:
    """An issued bundle as it was assembled; raises container.BadContainer."""
    files = read_container(bundle)
    sealed_at = datetime.fromisoformat(json.loads(files["bundle.json"])["sealed_at"])
    return Assembled(files=files, sealed_at=sealed_at)


def _listed_files(
    contents: BundleContents, *, keys: Keys, now: datetime
) -> dict[str, bytes]:
    evidence = _evidence_files(contents.records)
    facts = readme.Facts(
        reference=contents.reference,
        sealed_at=now,
        letter_sha256=sha256_hex(contents.letter_pdf),
        reviewed_sha256=contents.reviewed_sha256,
        operator=keys.operator,
        label=keys.label,
        root_sha256=sha256_hex(keys.seal_root),
        seal_ends_on=_ends_on(keys.seal.certificate),
        clock_ends_on=_ends_on(keys.clock.certificate),
        supersedes=contents.supersedes,
        log_origin=contents.log_origin,
    )
    return {
        "README.txt": readme.as_text(facts, language=contents.language),
        "README.html": readme.as_html(facts, language=contents.language),
        "verify.py": standalone.single_file(),
        "bundle.json": _card(contents, now=now),
        "evidence-schema.json": (TEXTS / "evidence-schema.json").read_bytes(),
        "letter.pdf": contents.letter_pdf,
        **evidence,
        **_source_files(contents.sources),
        "ltv/roots.pem": keys.roots,
        "ltv/chain.pem": _chain(keys),
        "ltv/root.crl": keys.crl,
    }


def _card(contents: BundleContents, *, now: datetime) -> bytes:
    return canonical_json(
        {
            "format": FORMAT,
            "reference": contents.reference,
            "language": contents.language,
            "sealed_at": iso(now),
            "letter_sha256": sha256_hex(contents.letter_pdf),
            "reviewed_sha256": contents.reviewed_sha256,
            "events": len(contents.records),
            "supersedes": contents.supersedes,
            "log": contents.log_origin,
        }
    )


def _evidence_files(records: Sequence[Mapping[str, object]]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    before: str | None = None
    for place, record in enumerate(records, start=1):
        if record.get("previousEvidenceSha256") != before:
            raise UnfitContents(f"record {place} does not name the one before it")
        raw = canonical_json(dict(record))
        before = sha256_hex(raw)
        files[f"evidence/{place:02}-{event_name(record)}.json"] = raw
    return files


def _source_files(sources: Sequence[SourceFile]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for source in sources:
        if not PLAIN_NAME.fullmatch(source.name):
            raise UnfitContents(f"{source.name!r} is no plain file name")
        if f"sources/{source.name}" in files:
            raise UnfitContents(f"the name {source.name!r} is given twice")
        files[f"sources/{source.name}"] = source.content
    return files


def _log_files(log: LogView) -> dict[str, bytes]:
    return {
        "log/entry.json": log.leaf,
        "log/entry.tlog-proof": log.proof,
        "log/checkpoint": log.checkpoint,
        "log/log.pem": log.log_pem,
        "log/witnesses.txt": "".join(f"{key}\n" for key in log.witness_keys).encode(),
        **{f"log/{path}": content for path, content in log.tiles.items()},
    }


def _sealed_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    names = (
        "META-INF/ASiCManifest001.xml",
        "META-INF/signature001.p7s",
        "SHA256SUMS",
        "SHA256SUMS.p7s",
        "SHA256SUMS.tst",
    )
    return {name: files[name] for name in names}


def _token_name(number: int) -> str:
    return f"META-INF/timestamp{number:03}.tst"


def _sums(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{sha256_hex(content)}  {name}\n" for name, content in files.items())
    return "".join(lines).encode()


def _chain(keys: Keys) -> bytes:
    certificates = (
        keys.seal.certificate,
        *keys.seal.chain,
        keys.clock.certificate,
        *keys.clock.chain,
        keys.root,
        keys.seal_root,
    )
    return "".join(pem(one) for one in dict.fromkeys(certificates)).encode()


def _ends_on(certificate: bytes) -> datetime:
    from cryptography import x509

    return x509.load_der_x509_certificate(certificate).not_valid_after_utc


def _zip(files: Mapping[str, bytes], *, at: datetime) -> bytes:
    """`mimetype` first and stored, so that a reader knows the kind by the first bytes (EN 319 162-1 A.1)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=at.timetuple()[:6])
            entry.external_attr = 0o644 << 16
            entry.compress_type = (
                zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            )
            archive.writestr(entry, content)
    return target.getvalue()
