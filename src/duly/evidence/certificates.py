"""Which certificates does an installation make for itself? A root, a seal and a clock, labelled as self-made."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LABEL = "self-made CA"
ROOT_YEARS, SEAL_YEARS, CLOCK_YEARS = 20, 3, 15


def name(common: str, *, operator: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, operator),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def years(moment: datetime, count: int) -> datetime:
    return moment + timedelta(days=365 * count + count // 4)


def key_usage(*, sign: bool = False, issue: bool = False) -> x509.KeyUsage:
    """Either a signature that binds (digitalSignature, nonRepudiation) or an issuer."""
    return x509.KeyUsage(
        digital_signature=sign,
        content_commitment=sign,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issue,
        crl_sign=issue,
        encipher_only=False,
        decipher_only=False,
    )


def root_certificate(
    key: ec.EllipticCurvePrivateKey, *, operator: str, now: datetime
) -> x509.Certificate:
    """The operator's own root: path length 0, twenty years."""
    subject = name(f"duly root ({LABEL})", operator=operator)
    return (
        _builder(subject, subject, key.public_key(), now, years(now, ROOT_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(key_usage(issue=True), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        .sign(key, hashes.SHA384())
    )


def leaf_certificate(
    public_key: ec.EllipticCurvePublicKey,
    *,
    purpose: str,
    root: x509.Certificate,
    root_key: ec.EllipticCurvePrivateKey,
    now: datetime,
    use_until: datetime,
) -> x509.Certificate:
    """A seal (`purpose` "seal", 3 years) or a clock ("clock", 15 years, RFC 3161 key purpose).

    `use_until` goes into PrivateKeyUsagePeriod: the key stops signing long before the certificate ends,
    so that a reader with plain tools needs no date of the past for years.
    """
    operator = root.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
    subject = name(f"duly {purpose} ({LABEL})", operator=str(operator))
    until = years(now, CLOCK_YEARS if purpose == "clock" else SEAL_YEARS)
    builder = (
        _builder(
            subject,
            root.subject,
            public_key,
            now,
            min(until, root.not_valid_after_utc),
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(key_usage(sign=True), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()),
            critical=False,
        )
        .add_extension(
            x509.PrivateKeyUsagePeriod(not_before=now, not_after=use_until),
            critical=False,
        )
    )
    if purpose == "clock":
        # RFC 3161 section 2.3: the only key purpose, and critical; openssl refuses anything else.
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
    return builder.sign(root_key, hashes.SHA384())


def revocation_list(
    revoked: tuple[tuple[int, datetime], ...],
    *,
    root: x509.Certificate,
    root_key: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> bytes:
    """A DER CRL, served as a static file and put into every bundle; `revoked` holds (serial, when)."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.subject)
        .last_update(now)
        .next_update(now + timedelta(days=400))
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()),
            critical=False,
        )
    )
    for serial, revoked_at in revoked:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(serial)
            .revocation_date(revoked_at)
            .build()
        )
    return builder.sign(root_key, hashes.SHA384()).public_bytes(Encoding.DER)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    not_before: datetime,
    not_after: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(not_before)
        .not_valid_after(not_after)
    )
