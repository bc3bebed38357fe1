"""Does this certificate lead to a root that the reader believes, and may it do what it did?"""

from collections.abc import Iterable
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509.oid import ExtendedKeyUsageOID

from duly.kit.said import said

LONGEST_PATH = 5


class Untrusted(Exception):
    """No path to a believed root, or a certificate that may not do this; the message says which."""


def find_path(
    certificate: x509.Certificate,
    *,
    pool: Iterable[x509.Certificate],
    anchors: Iterable[x509.Certificate],
    at: datetime,
) -> tuple[x509.Certificate, ...]:
    """Leaf first, anchor last; every certificate valid at `at`, every issuer allowed to issue. Raises Untrusted."""
    believed = tuple(anchors)
    path = _extend((certificate,), (*believed, *pool), frozenset(believed), at)
    if path is None:
        raise Untrusted(
            said(
                "the certificate %(name)s does not lead to a believed root",
                name=label(certificate),
            )
        )
    for one in path:
        _check_valid(one, at)
        _check_extensions(one)
    return path


def _extend(
    path: tuple[x509.Certificate, ...],
    candidates: tuple[x509.Certificate, ...],
    believed: frozenset[x509.Certificate],
    at: datetime,
) -> tuple[x509.Certificate, ...] | None:
    if path[-1] in believed:
        return path
    if len(path) >= LONGEST_PATH:
        return None
    for issuer in dict.fromkeys(candidates):
        if issuer not in path and _issued(issuer, path):
            longer = _extend((*path, issuer), candidates, believed, at)
            if longer:
                return longer
    return None


def _issued(issuer: x509.Certificate, path: tuple[x509.Certificate, ...]) -> bool:
    try:
        basic = issuer.extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = issuer.extensions.get_extension_for_class(x509.KeyUsage).value
        path[-1].verify_directly_issued_by(issuer)
    except (
        x509.ExtensionNotFound,
        InvalidSignature,
        UnsupportedAlgorithm,
        ValueError,
        TypeError,
    ):
        return False
    allowed = basic.path_length is None or len(path) - 1 <= basic.path_length
    return bool(basic.ca and usage.key_cert_sign and allowed)


def _check_valid(certificate: x509.Certificate, at: datetime) -> None:
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise Untrusted(
            f"the certificate {label(certificate)} was valid from "
            f"{certificate.not_valid_before_utc:%Y-%m-%d %H:%M} to "
            f"{certificate.not_valid_after_utc:%Y-%m-%d %H:%M}, not at {at:%Y-%m-%d %H:%M} UTC"
        )


def _check_extensions(certificate: x509.Certificate) -> None:
    for extension in certificate.extensions:
        unknown = isinstance(extension.value, x509.UnrecognizedExtension)
        if extension.critical and unknown:
            raise Untrusted(
                f"the certificate {label(certificate)} has a condition that is not understood"
            )


def check_may_seal(certificate: x509.Certificate, *, at: datetime) -> None:
    """Raises Untrusted unless this is a signing certificate in its period of use."""
    purposes = _purposes(certificate)
    if not _may_sign(certificate):
        raise Untrusted(f"{label(certificate)} may not sign")
    if purposes is not None and set(purposes[0]) == {ExtendedKeyUsageOID.TIME_STAMPING}:
        raise Untrusted(f"{label(certificate)} is a clock, it may not seal")
    _check_use(certificate, at)


def check_may_stamp(certificate: x509.Certificate, *, at: datetime) -> None:
    """Raises Untrusted unless timeStamping is the only, critical key purpose (RFC 3161 section 2.3)."""
    purposes = _purposes(certificate)
    if purposes != ([ExtendedKeyUsageOID.TIME_STAMPING], True):
        raise Untrusted(f"{label(certificate)} is not made for timestamps alone")
    if not _may_sign(certificate):
        raise Untrusted(f"{label(certificate)} may not sign")
    _check_use(certificate, at)


def _purposes(
    certificate: x509.Certificate,
) -> tuple[list[x509.ObjectIdentifier], bool] | None:
    try:
        found = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        return None
    return list(found.value), found.critical


def _may_sign(certificate: x509.Certificate) -> bool:
    extensions = certificate.extensions
    try:
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
        signs = usage.digital_signature or usage.content_commitment
    except x509.ExtensionNotFound:
        signs = True
    try:
        issues = extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        issues = False
    return bool(signs and not issues)


def _check_use(certificate: x509.Certificate, at: datetime) -> None:
    """The key itself has a shorter life than its certificate (PrivateKeyUsagePeriod)."""
    try:
        period = certificate.extensions.get_extension_for_class(
            x509.PrivateKeyUsagePeriod
        ).value
    except x509.ExtensionNotFound:
        return
    naive = at.replace(tzinfo=None)
    start, end = _naive(period.not_before), _naive(period.not_after)
    if (start and naive < start) or (end and naive > end):
        raise Untrusted(
            f"the key of {label(certificate)} was past its use at {at:%Y-%m-%d %H:%M} UTC"
        )


def _naive(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=None)


def label(certificate: x509.Certificate) -> str:
    """The subject as a person reads it."""
    return certificate.subject.rfc4514_string()
