"""A small workshop for proofs: keys made once, one letter, and ways to build and to forge bundles."""

import io
import re
import secrets
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import typst

from duly.evidence import bundle as bundles
from duly.evidence import log_store, record
from duly.evidence.bundle import BundleContents, LogView, SourceFile
from duly.evidence.canonical import sha256_hex
from duly.evidence.container import read_container
from duly.evidence.keys import Keys, make_keys
from duly.evidence.note import NoteSigner, cosign
from duly.evidence.seal import seal_pdf

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LETTER = b"""
#set document(title: "Notice of termination", author: "Ada Example", date: datetime(year: 2026, month: 3, day: 2))
#set text(lang: "en")
= Notice of termination
I end my contract on the next possible day.
"""
BUILT_LATER = re.compile(r"SHA256SUMS.*|META-INF/.*|log/.*|mimetype")


@dataclass
class MemoryStore:
    """A log in a dictionary."""

    files: dict[str, bytes] = field(default_factory=dict)

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def write(self, path: str, content: bytes) -> None:
        self.files[path] = content

    def sync(self) -> None:
        pass

    def publish(self, path: str, content: bytes) -> None:
        self.files[path] = content

    def forget_partials(self, path: str, *, keep: Sequence[str]) -> None:
        tile = path.partition(".p/")[0]
        for name in list(self.files):
            if name.startswith(f"{tile}.p/") and name not in keep:
                del self.files[name]


@dataclass
class Workshop:
    """Builds true bundles, and false ones with exactly one thing wrong."""

    keys: Keys = field(repr=False)
    letter: bytes = field(repr=False)
    sealed: bytes = field(repr=False)
    now: datetime = NOW

    def records(self, **changes: Any) -> tuple[dict[str, object], ...]:
        """letter.sealed, then the hand-over to a mail server."""
        parties = {
            "issuer": record.Party(name=self.keys.operator),
            "sender": record.Party(
                name="Ada Example", identifiers={"email": "ada@example.org"}
            ),
            "recipient": record.Party(name="Acme Ltd"),
            "message": "ADA-1",
        }
        sealed = record.evidence_record(
            event="SubmissionAcceptance",
            at=self.now,
            identifier="ADA-1/1",
            previous=None,
            parts=(
                record.Part(
                    name="letter.pdf",
                    media_type="application/pdf",
                    sha256=sha256_hex(self.sealed),
                ),
            ),
            name="letter.sealed",
            details={
                "reviewed_sha256": sha256_hex(self.letter),
                "letter_sha256": sha256_hex(self.sealed),
            },
            **parties,
        )
        sent = record.evidence_record(
            **{
                "event": "RelayToNonERDS",
                "at": self.now + timedelta(seconds=5),
                "identifier": "ADA-1/2",
                "previous": sealed,
                "submitted_at": self.now,
                "asserted_by": "mx.acme.example",
                "raw_source": record.Part(
                    name="sources/message.eml",
                    media_type="message/rfc822",
                    sha256=sha256_hex(self.message.content),
                ),
                "name": "dispatch.accepted",
                **parties,
                **changes,
            }
        )
        return sealed, sent

    @property
    def message(self) -> SourceFile:
        return SourceFile(
            name="message.eml",
            media_type="message/rfc822",
            content=b"From: ada@example.org\r\nTo: post@acme.example\r\n\r\nPlease find.\r\n",
        )

    def contents(self, **changes: Any) -> BundleContents:
        whole = BundleContents(
            reference="ADA-1",
            language="en",
            letter_pdf=self.sealed,
            reviewed_sha256=sha256_hex(self.letter),
            records=self.records(),
            sources=(self.message,),
        )
        return replace(whole, **changes)

    def bundle(
        self, *, later: timedelta = timedelta(minutes=1), **changes: Any
    ) -> bytes:
        return bundles.write_bundle(
            self.contents(**changes), keys=self.keys, now=self.now + later
        )

    def entered(
        self,
        store: MemoryStore,
        *,
        witnesses: Sequence[NoteSigner] = (),
        **changes: Any,
    ) -> bytes:
        """A bundle that is entered in the log `store`."""
        contents = self.contents(log_origin=self.keys.log.name, **changes)
        return bundles.write_bundle(
            contents,
            keys=self.keys,
            now=self.now + timedelta(minutes=1),
            log=lambda digest: self.enter(store, digest, witnesses=witnesses),
        )

    def enter(
        self, store: MemoryStore, digest: str, *, witnesses: Sequence[NoteSigner] = ()
    ) -> LogView:
        salt = secrets.token_bytes(32)
        leaf = log_store.bundle_leaf(digest, salt=salt)
        appended = log_store.append(store, [leaf], signer=self.keys.log)
        note = appended.note
        for witness in witnesses:
            note = cosign(note, signer=witness, now=self.now)
        (proof,) = log_store.prove(store, [appended.first], note=note, salts=[salt])
        return log_store.view(
            store,
            leaf=leaf,
            proof=proof,
            log=self.keys.log,
            witnesses=[str(witness.verifier) for witness in witnesses],
        )

    def reseal(self, files: Mapping[str, bytes], *, keys: Keys | None = None) -> bytes:
        """What an insider does: change files, then list, seal and stamp everything anew with the real keys."""
        listed = {n: c for n, c in files.items() if not BUILT_LATER.fullmatch(n)}
        assembled = bundles.seal_files(
            listed, keys=keys or self.keys, now=self.now + timedelta(minutes=1)
        )
        logged = {n: c for n, c in files.items() if n.startswith("log/")}
        return pack({**assembled.files, **logged})


def pack(files: Mapping[str, bytes]) -> bytes:
    """Any files as a zip, without asking whether they fit together."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=kind)
    return target.getvalue()


@pytest.fixture(scope="session")
def letter() -> bytes:
    """A letter as it is reviewed: PDF/A-2a, not yet sealed."""
    pdf = typst.compile(LETTER, format="pdf", pdf_standards=["a-2a"])
    assert isinstance(pdf, bytes)
    return pdf


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return make_keys(tmp_path_factory.mktemp("keys"), now=NOW)


@pytest.fixture(scope="session")
def other_keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Keys that somebody else made, with the same names in them."""
    return make_keys(tmp_path_factory.mktemp("other"), now=NOW)


@pytest.fixture(scope="session")
def workshop(keys: Keys, letter: bytes) -> Workshop:
    return Workshop(
        keys=keys, letter=letter, sealed=seal_pdf(letter, keys=keys, now=NOW)
    )


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def new_store() -> type[MemoryStore]:
    return MemoryStore


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session", name="pack")
def pack_fixture() -> Any:
    return pack


@pytest.fixture(scope="session")
def true_bundle(workshop: Workshop) -> bytes:
    return workshop.bundle()


@pytest.fixture
def true_files(true_bundle: bytes) -> dict[str, bytes]:
    return read_container(true_bundle)


@pytest.fixture(scope="session")
def witness() -> NoteSigner:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return NoteSigner(
        name="witness.example/w1",
        kind=0x04,
        private_key=Ed25519PrivateKey.generate(),
    )
