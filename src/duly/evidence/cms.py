"""How is a signature written down so that openssl and the EU's tools read it? CMS (RFC 5652) with CAdES attributes."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache

from duly.evidence import der
from duly.evidence.signers import Signer

DATA = "1.2.840.113549.1.7.1"
SIGNED_DATA = "1.2.840.113549.1.7.2"
CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_TIME = "1.2.840.113549.1.9.5"
SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"
SIGNATURE_TIMESTAMP = "1.2.840.113549.1.9.16.2.14"
SHA256 = der.sequence(der.oid("2.16.840.1.101.3.4.2.1"))

Stamp = Callable[[bytes], bytes]
"""A clock: takes a SHA-256 digest (32 bytes), gives a DER TimeStampToken over it."""


def sign_detached(
    digest: bytes,
    *,
    signer: Signer,
    now: datetime,
    state_time: bool = True,
    stamp: Stamp | None = None,
    certificates: Sequence[bytes] = (),
) -> bytes:
    """A detached CAdES signature over content whose SHA-256 is `digest` (ETSI EN 319 122-1, B-B or B-T).

    `state_time` adds the signer's own signing-time; a PDF states it elsewhere and PAdES forbids it here.
    `stamp` adds a signature timestamp; `certificates` (DER) ride along beside the signer's own. Raises signers.KeyPastUse.
    """
    attributes = [
        attribute(CONTENT_TYPE, der.oid(DATA)),
        attribute(MESSAGE_DIGEST, der.octets(digest)),
        signing_certificate(signer.certificate),
    ]
    if state_time:
        attributes.append(attribute(SIGNING_TIME, der.signing_time(now)))
    return signed_data(
        content=der.sequence(der.oid(DATA)),
        attributes=attributes,
        signer=signer,
        now=now,
        stamp=stamp,
        certificates=certificates,
    )


def signed_data(
    *,
    content: bytes,
    attributes: list[bytes],
    signer: Signer,
    now: datetime,
    stamp: Stamp | None = None,
    certificates: Sequence[bytes] = (),
    version: int = 1,
) -> bytes:
    """ContentInfo around SignedData with one signer; `content` is the DER EncapsulatedContentInfo."""
    signature = signer.sign(der.set_of(attributes), now=now)
    unsigned = b""
    if stamp is not None:
        token = stamp(hashlib.sha256(signature).digest())
        unsigned = der.context(1, attribute(SIGNATURE_TIMESTAMP, token))
    signer_info = der.sequence(
        der.integer(1),
        issuer_and_serial(signer.certificate),
        SHA256,
        der.context(0, b"".join(sorted(attributes))),
        signer.algorithm,
        der.octets(signature),
        unsigned,
    )
    held = sorted({signer.certificate, *signer.chain, *certificates})
    return der.sequence(
        der.oid(SIGNED_DATA),
        der.context(
            0,
            der.sequence(
                der.integer(version),
                der.set_of([SHA256]),
                content,
                der.context(0, b"".join(held)),
                der.set_of([signer_info]),
            ),
        ),
    )


def attribute(kind: str, value: bytes) -> bytes:
    return der.sequence(der.oid(kind), der.set_of([value]))


@lru_cache(maxsize=16)
def signing_certificate(certificate: bytes) -> bytes:
    """ESS signing-certificate-v2 (RFC 5035): names the certificate, so that no other can be put in its place."""
    digest = hashlib.sha256(certificate).digest()
    # SHA-256 is the default algorithm and is left out, as DER demands of defaults.
    return attribute(
        SIGNING_CERTIFICATE_V2,
        der.sequence(der.sequence(der.sequence(der.octets(digest)))),
    )


@lru_cache(maxsize=16)
def issuer_and_serial(certificate: bytes) -> bytes:
    from cryptography import x509

    read = x509.load_der_x509_certificate(certificate)
    return der.sequence(read.issuer.public_bytes(), der.integer(read.serial_number))
