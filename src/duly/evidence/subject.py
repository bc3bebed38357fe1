"""What the checks look at: one opened bundle, whom the reader believes, and the moment to judge at."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from cryptography import x509

from duly.evidence import cms_read, trust
from duly.evidence.anchors import Anchors, BadAnchors, read_anchors
from duly.evidence.asic import BadManifest, Manifest, read_manifest
from duly.evidence.canonical import NotCanonical, read_canonical, sha256_hex
from duly.kit.said import Said, said

SUM_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._/-]*)")
EVIDENCE = re.compile(r"evidence/([0-9]{2,4})-[A-Za-z]+\.json")
TOKEN = re.compile(r"META-INF/timestamp[0-9]{3}\.tst")
MANIFEST = re.compile(r"META-INF/ASiCManifest[0-9]{3}\.xml")
FIRST_MANIFEST = "META-INF/ASiCManifest001.xml"
FIRST_SIGNATURE = "META-INF/signature001.p7s"
OWN_TOKENS = ("SHA256SUMS.tst", "META-INF/timestamp001.tst")


class Doubt(Exception):
    """Why a check says no: the file it is about, and the reason in plain words."""

    def __init__(self, file: str, reason: object) -> None:
        super().__init__(f"{file}: {reason}" if file else str(reason))
        self.file, self.reason = file, reason

    @property
    def sentence(self) -> str:
        """A page can say it in another language where the reason is a sentence of ours."""
        why = self.reason
        if isinstance(why, Exception) and why.args:
            why = why.args[0]
        if not isinstance(why, Said):
            return str(self)
        if not self.file:
            return why
        return said("%(file)s: %(reason)s", file=self.file, reason=why)


@dataclass(frozen=True)
class Subject:
    """`files` by name; `outside` anchors come from the reader, None when the bundle's own have to do.

    Everything derived is read once and kept; reading it raises Doubt when it cannot be read.
    """

    files: Mapping[str, bytes]
    outside: Anchors | None
    at: datetime | None

    def file(self, name: str) -> bytes:
        try:
            return self.files[name]
        except KeyError:
            raise Doubt(name, said("the file is missing")) from None

    @cached_property
    def card(self) -> dict[str, Any]:
        """bundle.json: reference, digests, number of events, what it replaces, the log it is entered in."""
        card = self.json("bundle.json")
        shape: dict[str, Any] = {
            "format": str,
            "reference": str,
            "letter_sha256": str,
            "events": int,
            "reviewed_sha256": (str, type(None)),
            "supersedes": (str, type(None)),
            "log": (str, type(None)),
        }
        for field, kind in shape.items():
            if field not in card or not isinstance(card[field], kind):
                raise Doubt(
                    "bundle.json",
                    said("the field %(field)s is missing or wrong", field=field),
                )
        if card["format"] != "duly-bundle/1":
            raise Doubt("bundle.json", f"the format {card['format']!r} is unknown")
        return card

    def json(self, name: str) -> dict[str, Any]:
        """A file that must be a JSON object in its RFC 8785 form."""
        try:
            value = read_canonical(self.file(name))
        except NotCanonical as reason:
            raise Doubt(name, reason) from reason
        if not isinstance(value, dict):
            raise Doubt(name, said("this is no JSON object"))
        return value

    @cached_property
    def sums(self) -> dict[str, str]:
        """SHA256SUMS: digest by name."""
        name = "SHA256SUMS"
        try:
            lines = self.file(name).decode("ascii").split("\n")
        except UnicodeDecodeError:
            raise Doubt(name, said("the list is not plain text")) from None
        if lines.pop() != "":
            raise Doubt(name, said("the last line does not end"))
        found = [SUM_LINE.fullmatch(line) for line in lines]
        sums = {match[2]: match[1] for match in found if match}
        if len(sums) != len(lines):
            raise Doubt(name, said("a line is unreadable or a name stands twice"))
        return sums

    @cached_property
    def bundled(self) -> Anchors:
        """The roots the bundle itself brings; believed only for want of others."""
        try:
            return read_anchors(self.file("ltv/roots.pem"))
        except BadAnchors as reason:
            raise Doubt("ltv/roots.pem", reason) from reason

    @cached_property
    def roots(self) -> tuple[x509.Certificate, ...]:
        """Believed for seals, and for clocks."""
        return self._read_roots((self.outside or self.bundled).certificates)

    @cached_property
    def clock_roots(self) -> tuple[x509.Certificate, ...]:
        """Believed for clocks: those of outside authorities too."""
        authorities = (self.outside or self.bundled).authorities
        return (*self.roots, *self._read_roots(authorities))

    def _read_roots(self, raw: Iterable[bytes]) -> tuple[x509.Certificate, ...]:
        try:
            return tuple(map(x509.load_der_x509_certificate, raw))
        except ValueError as reason:
            where = "roots" if self.outside else "ltv/roots.pem"
            raise Doubt(where, f"a root cannot be read: {reason}") from reason

    @cached_property
    def seal(self) -> cms_read.Signed:
        return self.signature("SHA256SUMS.p7s", over="SHA256SUMS")

    @cached_property
    def machine_seal(self) -> cms_read.Signed:
        return self.signature(FIRST_SIGNATURE, over=FIRST_MANIFEST)

    def signature(self, name: str, *, over: str) -> cms_read.Signed:
        try:
            return cms_read.read_signature(self.file(name), content=self.file(over))
        except cms_read.BadSignature as reason:
            raise Doubt(name, reason) from reason

    @cached_property
    def manifests(self) -> dict[str, Manifest]:
        found = {}
        for name in sorted(filter(MANIFEST.fullmatch, self.files)):
            try:
                found[name] = read_manifest(self.files[name])
            except BadManifest as reason:
                raise Doubt(name, reason) from reason
        return found

    @cached_property
    def list_token(self) -> cms_read.Token:
        """The timestamp of SHA256SUMS: when the list was sealed."""
        return read_token(
            "SHA256SUMS.tst", self.file("SHA256SUMS.tst"), self.file("SHA256SUMS")
        )

    @cached_property
    def tokens(self) -> dict[str, cms_read.Token]:
        """Every timestamp of list, manifests and seals, by the file it lies in."""
        tokens = {"SHA256SUMS.tst": self.list_token}
        for name, manifest in self.manifests.items():
            if TOKEN.fullmatch(manifest.reference):
                raw = self.file(manifest.reference)
                tokens[manifest.reference] = read_token(
                    manifest.reference, raw, self.files[name]
                )
        return tokens | self._seal_tokens()

    def _seal_tokens(self) -> dict[str, cms_read.Token]:
        tokens = {}
        seals = {"SHA256SUMS.p7s": self.seal, FIRST_SIGNATURE: self.machine_seal}
        for name, seal in seals.items():
            for raw in seal.tokens:
                tokens[f"{name} (timestamp inside)"] = read_token(
                    name, raw, seal.signature
                )
        return tokens

    @cached_property
    def records(self) -> dict[str, dict[str, Any]]:
        """The evidence records by file name, in the order of their numbers."""
        numbered = [
            (int(match[1]), name)
            for name in self.files
            if (match := EVIDENCE.fullmatch(name))
        ]
        return {name: self.json(name) for _, name in sorted(numbered)}

    @cached_property
    def operator_root(self) -> x509.Certificate:
        """The root to which the seal of the list leads."""
        path = self.path("SHA256SUMS.p7s", self.seal, at=self.list_token.gen_time)
        return path[-1]

    def path(
        self, name: str, signed: cms_read.Signed | cms_read.Token, *, at: datetime
    ) -> tuple[x509.Certificate, ...]:
        """From a signer to a root that is believed for what it did; raises Doubt."""
        is_clock = isinstance(signed, cms_read.Token)
        try:
            return trust.find_path(
                signed.certificate,
                pool=signed.certificates,
                anchors=self.clock_roots if is_clock else self.roots,
                at=at,
            )
        except trust.Untrusted as reason:
            raise Doubt(name, reason) from reason

    def check_digest(self, name: str, digest: str) -> None:
        if sha256_hex(self.file(name)) != digest:
            raise Doubt(
                name, said("the file was changed: its SHA-256 is not the listed one")
            )


def read_token(file: str, raw: bytes, content: bytes) -> cms_read.Token:
    try:
        return cms_read.read_token(raw, content=content)
    except cms_read.BadSignature as reason:
        raise Doubt(file, reason) from reason
