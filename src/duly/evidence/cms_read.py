"""Is this signature or timestamp token good in itself? Reads CMS (RFC 5652), CAdES and RFC 3161; trust is another question."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms, core, tsp
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from duly.kit.said import said

HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
SMALLEST_RSA = 2048
# Paths are searched among them, so their number bounds the work.
MOST_CERTIFICATES = 8
# RFC 5652 section 5.1: version 3 for content that is not plain data.
VERSIONS = {"data": "v1", "tst_info": "v3"}


class BadSignature(Exception):
    """Not CMS as these standards write it, or a signature that does not fit; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature that fits its content. `tokens` are DER timestamp tokens over it, as yet unread."""

    certificate: x509.Certificate
    certificates: tuple[x509.Certificate, ...]
    content_type: str
    content: bytes | None
    signature: bytes
    signing_time: datetime | None
    tokens: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A timestamp token that fits what it stamps."""

    gen_time: datetime
    serial: int
    policy: str
    nonce: int | None
    certificate: x509.Certificate
    certificates: tuple[x509.Certificate, ...]


@contextmanager
def _reading(what: str) -> Iterator[None]:
    try:
        yield
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        OverflowError,
        RecursionError,
        UnsupportedAlgorithm,
        x509.InvalidVersion,
    ) as reason:
        raise BadSignature(f"this is no {what}: {reason}") from reason


def read_signature(raw: bytes, *, content: bytes) -> Signed:
    """A detached signature over `content`; raises BadSignature."""
    signed = _read(raw, what="CAdES signature", detached=content)
    if signed.content_type != "data" or signed.content is not None:
        raise BadSignature("the signature is not a detached one over data")
    return signed


def read_token(raw: bytes, *, content: bytes) -> Token:
    """An RFC 3161 token over `content`; raises BadSignature."""
    return read_token_over(
        raw, {name: hashlib.new(name, content).digest() for name in HASHES}
    )


def read_token_over(raw: bytes, digests: dict[str, bytes]) -> Token:
    """An RFC 3161 token over one of these digests, by hash name; raises BadSignature."""
    signed = _read(raw, what="timestamp token", detached=None)
    if signed.content_type != "tst_info" or signed.content is None:
        raise BadSignature("this is no timestamp token")
    with _reading("timestamp token"):
        info = tsp.TSTInfo.load(signed.content, strict=True)
        imprint = info["message_imprint"]
        stated = imprint["hashed_message"].native
        if digests.get(imprint["hash_algorithm"]["algorithm"].native) != stated:
            raise BadSignature(said("the timestamp is for something else"))
        return Token(
            gen_time=info["gen_time"].native,
            serial=info["serial_number"].native,
            policy=info["policy"].dotted,
            nonce=info["nonce"].native,
            certificate=signed.certificate,
            certificates=signed.certificates,
        )


def _read(raw: bytes, *, what: str, detached: bytes | None) -> Signed:
    with _reading(what):
        outer = cms.ContentInfo.load(raw, strict=True)
        if outer["content_type"].native != "signed_data":
            raise BadSignature(f"this is no {what}")
        data = outer["content"]
        if len(data["signer_infos"]) != 1:
            raise BadSignature("there is not exactly one signer")
        signer, inner = data["signer_infos"][0], data["encap_content_info"]
        content_type = inner["content_type"].native
        _check_frame(data, signer, content_type)
        content = _inner_content(inner)
        covered = detached if content is None else content
        if covered is None:
            raise BadSignature("the signature covers nothing")
        certificates = _certificates(data)
        certificate = _signer_certificate(signer, certificates)
        attributes = _attributes(signer)
        _check_attributes(signer, attributes, content_type, covered, certificate)
        _check_signature(signer, certificate)
        return Signed(
            certificate=certificate,
            certificates=certificates,
            content_type=content_type,
            content=content,
            signature=signer["signature"].native,
            signing_time=_one(attributes, "signing_time", needed=False),
            tokens=_tokens(signer),
        )


def _check_frame(data: Any, signer: Any, content_type: str) -> None:
    """What nobody signs, and what therefore must not vary."""
    versions = (data["version"].native, signer["version"].native)
    if versions != (VERSIONS.get(content_type), "v1"):
        raise BadSignature("the versions are not those for this content")
    announced = [one.dump() for one in data["digest_algorithms"]]
    if signer["digest_algorithm"].dump() not in announced:
        raise BadSignature("the digest of the signer is not announced")


def _inner_content(inner: Any) -> bytes | None:
    content = inner["content"]
    return None if isinstance(content, core.Void) else bytes(content)


def _certificates(data: Any) -> tuple[x509.Certificate, ...]:
    if len(data["certificates"]) > MOST_CERTIFICATES:
        raise BadSignature("it carries more certificates than any signature needs")
    return tuple(
        x509.load_der_x509_certificate(choice.chosen.dump())
        for choice in data["certificates"]
        if choice.name == "certificate"
    )


def _signer_certificate(
    signer: Any, certificates: tuple[x509.Certificate, ...]
) -> x509.Certificate:
    if signer["sid"].name != "issuer_and_serial_number":
        raise BadSignature("the signer is not named by issuer and number")
    sid = signer["sid"].chosen
    issuer, serial = sid["issuer"].dump(), sid["serial_number"].native
    found = {
        one
        for one in certificates
        if one.serial_number == serial and one.issuer.public_bytes() == issuer
    }
    if len(found) != 1:
        raise BadSignature("the signer's certificate is not in the signature")
    return found.pop()


def _attributes(signer: Any) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    for attribute in signer["signed_attrs"]:
        kind = attribute["type"].native
        if kind in attributes or len(attribute["values"]) != 1:
            raise BadSignature(f"the attribute {kind} stands twice")
        attributes[kind] = attribute["values"][0]
    return attributes


def _one(attributes: dict[str, Any], kind: str, *, needed: bool = True) -> Any:
    if kind not in attributes:
        if needed:
            raise BadSignature(f"the signed attribute {kind} is missing")
        return None
    return attributes[kind].native


def _check_attributes(
    signer: Any,
    attributes: dict[str, Any],
    content_type: str,
    content: bytes,
    certificate: x509.Certificate,
) -> None:
    digest_name = signer["digest_algorithm"]["algorithm"].native
    if digest_name not in HASHES:
        raise BadSignature(f"the digest {digest_name} is not accepted")
    if _one(attributes, "content_type") != content_type:
        raise BadSignature("the signed content type is another")
    digest = hashlib.new(digest_name, content).digest()
    if _one(attributes, "message_digest") != digest:
        raise BadSignature(said("the signature belongs to other content"))
    der = certificate.public_bytes(Encoding.DER)
    if not _named_certificate(attributes, content_type, der):
        raise BadSignature("the signature names another certificate than it carries")


def _named_certificate(
    attributes: dict[str, Any], content_type: str, certificate: bytes
) -> bool:
    """Whether the signed attribute that names the signer's certificate fits it (RFC 5035, RFC 5816)."""
    if content_type == "tst_info" and "signing_certificate" in attributes:
        # Authorities that still follow RFC 3161 to the letter name it by SHA-1; enough to tell two certificates apart.
        named = _one(attributes, "signing_certificate")["certs"][0]
        sha1 = hashlib.sha1(certificate, usedforsecurity=False).digest()
        if named["cert_hash"] != sha1:
            return False
        if "signing_certificate_v2" not in attributes:
            return True
    named = _one(attributes, "signing_certificate_v2")["certs"][0]
    name = (named["hash_algorithm"] or {"algorithm": "sha256"})["algorithm"]
    if name not in HASHES:
        return False
    return bool(hashlib.new(name, certificate).digest() == named["cert_hash"])


def _check_signature(signer: Any, certificate: x509.Certificate) -> None:
    message = signer["signed_attrs"].untag().dump()
    name = _signature_hash(signer)
    if name not in HASHES:
        raise BadSignature(f"the digest {name} is not accepted")
    key = certificate.public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signer["signature"].native, message, ec.ECDSA(HASHES[name]()))
        elif isinstance(key, rsa.RSAPublicKey) and key.key_size >= SMALLEST_RSA:
            key.verify(
                signer["signature"].native,
                message,
                padding.PKCS1v15(),
                HASHES[name](),
            )
        else:
            raise BadSignature("a key of this kind or size is not accepted")
    except InvalidSignature as reason:
        raise BadSignature(said("the signature is wrong")) from reason


def _signature_hash(signer: Any) -> str:
    algorithm = signer["signature_algorithm"]
    if algorithm["algorithm"].native == "rsassa_pkcs1v15":
        return str(signer["digest_algorithm"]["algorithm"].native)
    return str(algorithm.hash_algo)


def _tokens(signer: Any) -> tuple[bytes, ...]:
    attributes = signer["unsigned_attrs"]
    if isinstance(attributes, core.Void):
        return ()
    return tuple(
        value.dump()
        for attribute in attributes
        if attribute["type"].native == "signature_time_stamp_token"
        for value in attribute["values"]
    )
