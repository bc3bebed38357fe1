"""What signs? A key that stays loaded, its certificate, and the day after which it must not sign any more."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from duly.evidence import der

ECDSA_SHA256 = der.sequence(der.oid("1.2.840.10045.4.3.2"))
RSA_SHA256 = der.sequence(der.oid("1.2.840.113549.1.1.11"), der.null())


class KeyPastUse(Exception):
    """The key is outside its period of use, or was retired; it must not sign."""


class Signer(Protocol):
    """Anything that signs with SHA-256: a key file here, a PKCS#11 slot elsewhere.

    `certificate` and `chain` are DER; `algorithm` is the DER AlgorithmIdentifier of the signature.
    """

    @property
    def name(self) -> str: ...

    @property
    def certificate(self) -> bytes: ...

    @property
    def chain(self) -> tuple[bytes, ...]: ...

    @property
    def algorithm(self) -> bytes: ...

    def sign(self, message: bytes, *, now: datetime) -> bytes:
        """The signature over `message`; raises KeyPastUse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySigner:
    """A private key held in memory: loading and checking it anew for each letter costs seven times as much."""

    name: str
    certificate: bytes
    chain: tuple[bytes, ...]
    private_key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    use_from: datetime
    use_until: datetime

    @property
    def algorithm(self) -> bytes:
        elliptic = isinstance(self.private_key, ec.EllipticCurvePrivateKey)
        return ECDSA_SHA256 if elliptic else RSA_SHA256

    def sign(self, message: bytes, *, now: datetime) -> bytes:
        check_use(self.name, self.use_from, self.use_until, now=now)
        if isinstance(self.private_key, ec.EllipticCurvePrivateKey):
            return self.private_key.sign(message, ec.ECDSA(hashes.SHA256()))
        return self.private_key.sign(message, padding.PKCS1v15(), hashes.SHA256())


def check_use(name: str, start: datetime, end: datetime, *, now: datetime) -> None:
    """Raises KeyPastUse unless `start` <= `now` < `end`."""
    if now < start:
        raise KeyPastUse(
            f"the key {name} was made on {start:%Y-%m-%d %H:%M} UTC and cannot sign for a moment before; "
            "check this machine's clock"
        )
    if now >= end:
        raise KeyPastUse(
            f"the key {name} was to be used until {end:%Y-%m-%d} and seals nothing any more; "
            "make the next one with `duly keys rotate`"
        )
