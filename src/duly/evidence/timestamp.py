"""When did this digest exist, by our own clock? RFC 3161 tokens, the same form as an outside authority gives.

A token from the operator's own clock proves nothing against the operator: its grade is `self`.
"""

import hashlib
import secrets
from datetime import datetime

from duly.evidence import cms, der
from duly.evidence.signers import Signer

TST_INFO = "1.2.840.113549.1.9.16.1.4"
# The arc 2.25 needs no registration (X.667); the number is a UUID drawn once for this project.
OWN_CLOCK_POLICY = "2.25.195873264217365471896352418763125498217.1"


def stamp(
    digest: bytes,
    *,
    signer: Signer,
    now: datetime,
    nonce: int | None = None,
    policy: str = OWN_CLOCK_POLICY,
) -> bytes:
    """A DER TimeStampToken over a SHA-256 `digest` (32 bytes), with genTime `now` to the second.

    `signer` must hold a certificate whose only, critical key purpose is timeStamping (RFC 3161 section 2.3).
    Raises ValueError for another digest length, signers.KeyPastUse for a key past its use.
    """
    if len(digest) != 32:
        raise ValueError("a SHA-256 digest has 32 bytes")
    info = der.sequence(
        der.integer(1),
        der.oid(policy),
        der.sequence(cms.SHA256, der.octets(digest)),
        der.integer(secrets.randbits(127) | 1 << 127),
        der.generalized_time(now),
        b"" if nonce is None else der.integer(nonce),
    )
    return cms.signed_data(
        content=der.sequence(der.oid(TST_INFO), der.context(0, der.octets(info))),
        attributes=[
            cms.attribute(cms.CONTENT_TYPE, der.oid(TST_INFO)),
            cms.attribute(
                cms.MESSAGE_DIGEST, der.octets(hashlib.sha256(info).digest())
            ),
            cms.attribute(cms.SIGNING_TIME, der.signing_time(now)),
            cms.signing_certificate(signer.certificate),
        ],
        signer=signer,
        now=now,
        version=3,
    )


def own_clock(signer: Signer, *, now: datetime) -> cms.Stamp:
    """The operator's clock as a function that others call with a digest."""
    return lambda digest: stamp(digest, signer=signer, now=now)
