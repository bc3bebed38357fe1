"""Whom does a verifier believe from the start? One text file: root certificates, log keys, witness keys.

`roots.pem` is an ordinary PEM file for openssl, which skips all lines outside the certificate blocks.
In those lines stand the keys that openssl has no use for: `log <vkey>` and `witness <vkey>`. Certificates
below the line `timestamp authorities` are believed for the time and for nothing else: whoever can buy any
certificate under such a root must not be able to seal in the operator's name.
"""

import base64
import binascii
import re
from dataclasses import dataclass

from duly.evidence.note import (
    LOG_KEY,
    WITNESS_KEY,
    BadNote,
    VerifierKey,
    read_verifier_key,
)

CERTIFICATE = re.compile(
    r"-----BEGIN CERTIFICATE-----\s+([A-Za-z0-9+/=\s]+?)-----END CERTIFICATE-----"
)
AUTHORITIES = "timestamp authorities"


class BadAnchors(ValueError):
    """The file holds no certificate, or a line that names a key cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """`certificates` (DER) vouch for seals and clocks, `authorities` for outside clocks alone."""

    certificates: tuple[bytes, ...]
    authorities: tuple[bytes, ...] = ()
    log_keys: tuple[VerifierKey, ...] = ()
    witness_keys: tuple[VerifierKey, ...] = ()


def pem(certificate: bytes) -> str:
    """One DER certificate as a PEM block."""
    body = base64.encodebytes(certificate).decode().replace("\n", "")
    lines = [body[i : i + 64] for i in range(0, len(body), 64)]
    return "\n".join(
        ("-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", "")
    )


def read_pem(text: str) -> tuple[bytes, ...]:
    """Every certificate of a PEM text as DER; raises BadAnchors for a broken block."""
    try:
        return tuple(
            base64.b64decode("".join(block.split()), validate=True)
            for block in CERTIFICATE.findall(text)
        )
    except binascii.Error as reason:
        raise BadAnchors("a certificate block is not base64") from reason


def write_anchors(anchors: Anchors, *, title: str) -> bytes:
    """The bytes of roots.pem; `title` is one line that says whose anchors these are."""
    lines = [f"# {title}", "# Compare this file with one from outside the bundle."]
    lines += [f"log {key}" for key in anchors.log_keys]
    lines += [f"witness {key}" for key in anchors.witness_keys]
    blocks = "".join(map(pem, anchors.certificates))
    if anchors.authorities:
        blocks += "".join((AUTHORITIES, "\n", *map(pem, anchors.authorities)))
    return ("\n".join(lines) + "\n" + blocks).encode()


def read_anchors(raw: bytes) -> Anchors:
    """The anchors of a roots.pem; any PEM file of certificates will do. Raises BadAnchors."""
    text = raw.decode("utf-8", "replace")
    own, _, others = text.partition(f"\n{AUTHORITIES}\n")
    certificates = read_pem(own)
    if not certificates:
        raise BadAnchors("there is no certificate in the roots file")
    return Anchors(
        certificates=certificates,
        authorities=read_pem(others),
        log_keys=_keys(text, "log", LOG_KEY),
        witness_keys=_keys(text, "witness", WITNESS_KEY),
    )


def _keys(text: str, word: str, kind: int) -> tuple[VerifierKey, ...]:
    lines = [
        line.removeprefix(word + " ")
        for line in text.splitlines()
        if line.startswith(word + " ")
    ]
    try:
        keys = tuple(read_verifier_key(line) for line in lines)
    except BadNote as reason:
        raise BadAnchors(f"a {word} line cannot be read: {reason}") from reason
    if any(key.kind != kind for key in keys):
        raise BadAnchors(f"a {word} line holds a key of another kind")
    return keys
