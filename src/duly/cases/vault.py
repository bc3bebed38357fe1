"""Encrypts what is private with a key of the case, so that erasing the key erases the person.

AES-256-GCM; the nonce is the first 12 bytes. The reference of the case is bound in as associated data.
"""

import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12
Bytes = bytes | memoryview  # SQLite gives the one, PostgreSQL the other


class Erased(Exception):
    """The case's key is gone: its contents cannot be read any more."""


class WrongKey(Exception):
    """The bytes were not encrypted with this key, or were changed."""


@lru_cache(maxsize=4)
def _wrapping_key(path: Path) -> bytes:
    key = bytes.fromhex(path.read_text("ascii").strip())
    if len(key) != 32:
        raise WrongKey(f"{path.name} must hold 64 hexadecimal digits")
    return key


def wrapping_key() -> bytes:
    """The installation's key that wraps the cases' keys; made by `duly init`."""
    return _wrapping_key(Path(settings.KEYS) / "wrapping.key")


def encrypt(key: bytes, plain: bytes, *, bound_to: str) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def decrypt(key: bytes, cipher: Bytes, *, bound_to: str) -> bytes:
    """Raises WrongKey when the bytes are not what was encrypted under this key and name."""
    raw = bytes(cipher)
    try:
        return AESGCM(key).decrypt(
            raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound_to.encode()
        )
    except (InvalidTag, ValueError) as reason:
        raise WrongKey(bound_to) from reason


def new_key(reference: str) -> tuple[bytes, bytes]:
    """A fresh data key for a case, and the same key wrapped for the row."""
    key = secrets.token_bytes(32)
    return key, encrypt(wrapping_key(), key, bound_to=f"key:{reference}")


def unwrap(reference: str, wrapped: Bytes) -> bytes:
    """The case's data key. Raises Erased when it was deleted."""
    if not wrapped:
        raise Erased(reference)
    return decrypt(wrapping_key(), wrapped, bound_to=f"key:{reference}")
