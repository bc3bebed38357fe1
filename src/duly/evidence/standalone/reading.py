"""Checks a proof bundle with nothing but Python's standard library and the openssl program.

    python3 verify.py [--roots roots.pem] [--at 2027-01-01T00:00Z] [--json] BUNDLE

BUNDLE is the zip file or the folder it was unpacked into. Without --roots the bundle's own roots are believed,
and a bundle forged as a whole is not noticed. Exit code: 0 every check holds, 1 one does not, 2 wrong use.
"""

from __future__ import annotations

import calendar
import datetime
import hashlib
import io
import json
import pathlib
import re
import struct
import subprocess
import tempfile
import time
import xml.etree.ElementTree as Xml
import zipfile
import zlib
from typing import Any

MANY, LARGE, SKEW, SEALING = 2_000, 256 * 1024 * 1024, 60, 300
NAME = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*){0,5}/?", re.ASCII)
LATER = re.compile(
    r"SHA256SUMS(\.p7s|\.tst)?|META-INF/(ASiCManifest\d{3}\.xml|signature001\.p7s|timestamp\d{3}\.tst"
    r"|evidencerecord\d{3}\.ers)|log/(entry\.json|entry\.tlog-proof|checkpoint|log\.pem|witnesses\.txt)"
    r"|log/tile/\d{1,2}/(x\d{3}/)*\d{3}(\.p/\d{1,3})?",
    re.ASCII,
)
FIRST, FIRST_SEAL = "META-INF/ASiCManifest001.xml", "META-INF/signature001.p7s"
OWN = ("SHA256SUMS.tst", "META-INF/timestamp001.tst")
COVERED = (FIRST, FIRST_SEAL, "SHA256SUMS", "SHA256SUMS.p7s", "SHA256SUMS.tst")
NEEDED = [
    "mimetype",
    "README.txt",
    "bundle.json",
    "letter.pdf",
    "ltv/roots.pem",
    "ltv/root.crl",
]
ASIC, DS = "{http://uri.etsi.org/02918/v1.2.1#}", "{http://www.w3.org/2000/09/xmldsig#}"
XML_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
EVENT = "http://uri.etsi.org/19522/Event/"
KEY_PURPOSE, USE_PERIOD, STAMPING = "551d25", "551d10", "2b06010505070308"
STAMP_ATTRIBUTE = "2a864886f70d010910020e"
PEM = re.compile(rb"-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?")
RANGE = re.compile(rb"/ByteRange\s*\[\s*0 (\d{1,9}) (\d{1,9}) (\d{1,9})\s*\]")
PDF_WORD = re.compile(
    rb"<<|>>|[\[\]]|/[^\s<>\[\]()/%]*|\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|[^\s<>\[\]()/%]+",
    re.DOTALL,
)
BROKEN: tuple[type[Exception], ...] = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    struct.error,
    StopIteration,
    RecursionError,
    Xml.ParseError,
)


class No(Exception):
    """A check says no: about which file, and why."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}" if file else reason)
        self.file = file


NO_BUNDLE: tuple[type[Exception], ...] = (No, *BROKEN)
DAMAGED: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    *BROKEN,
)


def need(holds: object, file: str, reason: str) -> None:
    if not holds:
        raise No(file, reason)


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def canonical(value: Any) -> str:
    """RFC 8785, for the values that occur here."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: str(key).encode("utf-16-be"))
        pairs = (f"{canonical(key)}:{canonical(value[key])}" for key in keys)
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        value = int(value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def der(raw: bytes, place: int = 0) -> tuple[int, bytes, int]:
    """One DER value: tag, content, where it ends."""
    tag, length, start = raw[place], raw[place + 1], place + 2
    if length & 0x80:
        start += length & 0x7F
        length = int.from_bytes(raw[place + 2 : start], "big")
    if start + length > len(raw):
        raise ValueError("the DER value is cut off")
    return tag, raw[start : start + length], start + length


def parts(content: bytes) -> list[tuple[int, bytes, bytes]]:
    """The values inside a constructed one, each as (tag, content, whole)."""
    found, place = [], 0
    while place < len(content):
        tag, inner, end = der(content, place)
        found.append((tag, inner, content[place:end]))
        place = end
    return found


def inside(raw: bytes) -> list[tuple[int, bytes, bytes]]:
    return parts(der(raw)[1])


def moment(text: bytes) -> int:
    """UTCTime or GeneralizedTime as seconds since 1970."""
    digits = text.decode("ascii").rstrip("Z").split(".")[0]
    if len(digits) == 12:
        digits = ("20" if digits < "5" else "19") + digits
    return calendar.timegm(time.strptime(digits, "%Y%m%d%H%M%S"))


def iso(text: str) -> float:
    text = text.strip().replace("Z", "+00:00")
    zone = "" if re.search(r"[+-]\d\d:\d\d$", text) else "+00:00"
    return datetime.datetime.fromisoformat(text + zone).timestamp()


class Certificate:
    """Serial, period and purposes of an X.509 certificate; read only, openssl judges the path."""

    def __init__(self, whole: bytes) -> None:
        fields = parts(inside(whole)[0][1])
        fields = fields[1:] if fields[0][0] == 0xA0 else fields
        self.whole, self.serial, self.issuer = whole, fields[0][1], fields[2][2]
        self.starts, self.ends = (moment(one[1]) for one in parts(fields[3][1]))
        listed = next((one[1] for one in fields if one[0] == 0xA3), b"\x30\x00")
        items = [parts(one[1]) for one in inside(listed)]
        self.extensions = {
            one[0][1].hex(): (len(one) == 3, one[-1][1]) for one in items
        }

    def purposes(self) -> tuple[bool, list[str]]:
        critical, raw = self.extensions.get(KEY_PURPOSE, (False, b"\x30\x00"))
        return critical, [one[1].hex() for one in inside(raw)]

    def in_use(self, at: float) -> bool:
        raw = self.extensions.get(USE_PERIOD, (False, b"\x30\x00"))[1]
        times = {one[0]: moment(one[1]) for one in inside(raw)}
        first = max(times.get(0x80, 0), self.starts)
        return first <= at <= min(times.get(0x81, self.ends), self.ends)


class Signature:
    """A CMS signature or token: signer, content, timestamps inside; read only, openssl verifies it."""

    def __init__(self, raw: bytes) -> None:
        end = der(raw)[2]
        if raw[end:].strip(b"\0"):
            raise ValueError("bytes that nobody signed follow the signature")
        self.raw = raw[:end]
        fields = inside(inside(raw)[1][1])
        held = next(one[1] for one in fields if one[0] == 0xA0)
        signers = parts(fields[-1][1])
        if len(signers) != 1:
            raise ValueError("there is not exactly one signer")
        signer = parts(signers[0][1])
        if signer[2][2] not in [one[2] for one in parts(fields[1][1])]:
            raise ValueError("the digest of the signer is not announced")
        issuer, serial = parts(signer[1][1])
        name = (issuer[2], serial[1])
        certificates = [Certificate(one[2]) for one in parts(held)]
        self.certificate = next(c for c in certificates if (c.issuer, c.serial) == name)
        self.value = next(one[1] for one in signer if one[0] == 4)
        inner = parts(fields[2][1])
        self.content = der(inner[1][1])[1] if len(inner) > 1 else b""
        unsigned = next((one[1] for one in signer if one[0] == 0xA1), b"")
        attributes = [parts(one[1]) for one in parts(unsigned)]
        self.tokens = [
            value[2]
            for kind, values in attributes
            if kind[1].hex() == STAMP_ATTRIBUTE
            for value in parts(values[1])
        ]

    def gen_time(self) -> int:
        return moment(next(one[1] for one in inside(self.content) if one[0] == 0x18))


def read(path: pathlib.Path) -> dict[str, bytes]:
    if path.is_dir():
        files = {}
        for one in sorted(path.rglob("*")):
            name = one.relative_to(path).as_posix()
            need(not one.is_symlink(), name, "a symbolic link")
            if one.is_file() and name != "roots.pem":
                files[name] = one.read_bytes()
    else:
        files = read_zip(path.read_bytes())
    kind = files.get("mimetype")
    need(kind == b"application/vnd.etsi.asic-e+zip", "mimetype", "this is no bundle")
    return files


def read_zip(raw: bytes) -> dict[str, bytes]:
    """Refuses every trick of the zip directory before anything is unpacked."""
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            check_directory(raw, entries)
            for entry in entries:
                if not entry.is_dir():
                    with archive.open(entry) as file:
                        files[entry.filename] = file.read(entry.file_size + 1)
    except DAMAGED as why:
        raise No("", f"this is no bundle, or it is damaged: {why}") from why
    return files


def check_directory(raw: bytes, entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    need(len(set(names)) == len(names) < MANY, "", "a name stands twice in the zip")
    need(sum(one.file_size for one in entries) < LARGE, "", "too large for a bundle")
    place = 0
    for one in sorted(entries, key=lambda entry: entry.header_offset):
        plain = NAME.fullmatch(one.filename) and one.orig_filename == one.filename
        need(plain, one.filename, "a name that could leave the folder")
        usual = one.compress_type in (0, 8) and not one.flag_bits & 9
        link = (one.external_attr >> 16) & 0o170000 == 0o120000
        need(usual and not link, one.filename, "an unusual kind of entry")
        need(one.header_offset == place, one.filename, "hidden or overlapping bytes")
        head = struct.unpack("<4s5H3I2H", raw[place : place + 30])
        name = raw[place + 30 : place + 30 + head[9]]
        told = (head[3], *head[6:9], name)
        true = (one.compress_type, one.CRC, one.compress_size, one.file_size)
        same = told == (*true, one.filename.encode())
        need(same, one.filename, "file and zip directory differ")
        place += 30 + head[9] + head[10] + one.compress_size
    end = struct.unpack("<4s4H2IH", raw[-22:])
    whole = (end[0], end[4], end[6], end[5] + end[6], end[7])
    true_end = (b"PK\x05\x06", len(entries), place, len(raw) - 22, 0)
    need(whole == true_end, "", "hidden bytes before, between or behind the files")


class Bundle:
    """The files, the believed roots, and the moment to judge at."""

    def __init__(self, files: dict[str, bytes], roots: bytes | None, at: float) -> None:
        self.files, self.at, self.outside = files, at, roots is not None
        self.roots = roots if roots is not None else files["ltv/roots.pem"]
        # Below this line stand roots that are believed for the time alone.
        self.own_roots = self.roots.partition(b"\ntimestamp authorities\n")[0]
        self.work = tempfile.TemporaryDirectory()
        self.count = 0

    def file(self, name: str) -> bytes:
        need(name in self.files, name, "the file is missing")
        return self.files[name]

    def object(self, name: str) -> dict[str, Any]:
        raw = self.file(name)
        value = json.loads(raw.decode())
        same = isinstance(value, dict) and canonical(value).encode() == raw
        need(same, name, "not in RFC 8785 form (or a key stands twice)")
        return dict(value)

    def put(self, content: bytes) -> str:
        self.count += 1
        path = pathlib.Path(self.work.name, str(self.count))
        path.write_bytes(content)
        return str(path)

    def openssl(self, file: str, *words: str) -> None:
        command = ("openssl", *words)  # file names of our own, no shell
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
        if done.returncode:
            lines = [one for one in done.stderr.splitlines() if "config" not in one]
            raise No(file, f"openssl says no: {'; '.join(lines)[-300:]}")

    def cms(
        self, file: str, raw: bytes, content: bytes, roots: bytes, at: float
    ) -> None:
        """`raw` is a detached CAdES signature over `content` that leads to `roots`."""
        words = ["cms", "-verify", "-cades", "-inform", "DER", "-binary", "-in"]
        words += [self.put(raw), "-content", self.put(content), "-purpose", "any"]
        words += ["-CAfile", self.put(roots), "-no-CApath", "-no-CAstore"]
        self.openssl(file, *words, "-attime", str(int(at)), "-out", "/dev/null")

    def token(self, file: str, raw: bytes, content: bytes, roots: bytes) -> int:
        """`raw` is an RFC 3161 token over `content`; gives its time."""
        signature = Signature(raw)
        at = signature.gen_time()
        words = ["ts", "-verify", "-token_in", "-in", self.put(raw), "-data"]
        words += [self.put(content), "-CAfile", self.put(roots), "-attime", str(at)]
        self.openssl(file, *words)
        made_for = signature.certificate.purposes() == (True, [STAMPING])
        need(made_for, file, "the clock's certificate is not made for timestamps alone")
        need(signature.certificate.in_use(at), file, "the clock's key was past its use")
        need(at <= self.at + SKEW, file, "stamped after the moment asked for")
        return at

    def seal(self, file: str, raw: bytes, content: bytes, roots: bytes) -> int:
        """A seal with its timestamps; gives the time of the seal."""
        signature = Signature(raw)
        need(not signature.content, file, "the seal carries content of its own")
        need(signature.tokens, file, "the seal carries no timestamp")
        times = [self.token(file, t, signature.value, roots) for t in signature.tokens]
        self.cms(file, signature.raw, content, self.own_roots, min(times))
        clock = STAMPING in signature.certificate.purposes()[1]
        need(not clock, file, "it was sealed with the certificate of a clock")
        need(signature.certificate.in_use(min(times)), file, "the key was past its use")
        revoked = self.revoked().get(signature.certificate.serial, 1 << 40)
        need(min(times) < revoked, file, "the certificate was revoked")
        return min(times)

    def revoked(self) -> dict[bytes, int]:
        fields = parts(inside(self.file("ltv/root.crl"))[0][1])
        lists = [one[1] for one in fields if one[0] == 0x30][2:]
        entries = [parts(one[1]) for content in lists for one in parts(content)]
        return {one[0][1]: moment(one[1][1]) for one in entries}
