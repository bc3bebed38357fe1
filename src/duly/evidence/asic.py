"""How do the EU's validators find out what a seal covers? The ASiC-E manifest (EN 319 162-1, annex A)."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

MIMETYPE = b"application/vnd.etsi.asic-e+zip"
SIGNATURE_TYPE = "application/x-pkcs7-signature"
TIMESTAMP_TYPE = "application/vnd.etsi.timestamp-token"
ASIC = "http://uri.etsi.org/02918/v1.2.1#"
XMLDSIG = "http://www.w3.org/2000/09/xmldsig#"
XML_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".py": "text/x-python",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".pem": "application/x-pem-file",
    ".crl": "application/pkix-crl",
    ".eml": "message/rfc822",
    ".p7s": SIGNATURE_TYPE,
    ".tst": TIMESTAMP_TYPE,
    ".xml": "text/xml",
}


class BadManifest(ValueError):
    """The XML is no ASiC manifest as this standard writes it; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`reference` is the signature or timestamp that covers this manifest; `digests` are SHA-256 by file name."""

    reference: str
    digests: Mapping[str, bytes]


def media_type(name: str) -> str:
    _, dot, ending = name.rpartition(".")
    return MEDIA_TYPES.get(dot + ending.lower(), "application/octet-stream")


def write_manifest(files: Mapping[str, bytes], *, reference: str) -> bytes:
    """The manifest of `files` (content by name), to be covered by the signature or token named `reference`."""
    objects = "".join(_object(name, content) for name, content in files.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<asic:ASiCManifest xmlns:asic="{ASIC}" xmlns:ds="{XMLDSIG}">\n'
        f"<asic:SigReference URI={quoteattr(reference)} "
        f"MimeType={quoteattr(media_type(reference))}/>\n"
        f"{objects}</asic:ASiCManifest>\n"
    ).encode()


def _object(name: str, content: bytes) -> str:
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return (
        f"<asic:DataObjectReference URI={quoteattr(name)} "
        f"MimeType={quoteattr(media_type(name))}>"
        f'<ds:DigestMethod Algorithm="{XML_SHA256}"/>'
        f"<ds:DigestValue>{digest}</ds:DigestValue></asic:DataObjectReference>\n"
    )


def read_manifest(raw: bytes) -> Manifest:
    """Raises BadManifest for anything but one signature reference and SHA-256 digests, each name once."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as reason:
        # LookupError: it names an encoding that nobody knows.
        raise BadManifest(f"this is no plain XML ({reason})") from reason
    references = root.findall(f"{{{ASIC}}}SigReference")
    if root.tag != f"{{{ASIC}}}ASiCManifest" or len(references) != 1:
        raise BadManifest("this is no ASiC manifest with one signature reference")
    objects = root.findall(f"{{{ASIC}}}DataObjectReference")
    if len(objects) + 1 != len(root):
        raise BadManifest("the manifest holds an element that it must not hold")
    pairs = [_read_object(element) for element in objects]
    digests = dict(pairs)
    if len(digests) != len(pairs):
        raise BadManifest("the manifest names one file twice")
    return Manifest(reference=references[0].get("URI", ""), digests=digests)


def _read_object(element) -> tuple[str, bytes]:  # type: ignore[no-untyped-def]
    method = element.find(f"{{{XMLDSIG}}}DigestMethod")
    value = element.find(f"{{{XMLDSIG}}}DigestValue")
    if method is None or value is None or method.get("Algorithm") != XML_SHA256:
        raise BadManifest("a file of the manifest has no SHA-256 digest")
    try:
        digest = base64.b64decode(value.text or "", validate=True)
    except ValueError as reason:
        raise BadManifest("a digest of the manifest is not base64") from reason
    return element.get("URI", ""), digest
