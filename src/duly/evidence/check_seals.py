"""Checks of the seals and clocks: is each signature good, made by a key that may, and does it lead to a believed root?"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from duly.evidence import cms_read, letter_seal, revision, trust
from duly.evidence.canonical import sha256_hex
from duly.evidence.check_records import record_tokens
from duly.evidence.subject import (
    FIRST_SIGNATURE,
    OWN_TOKENS,
    TOKEN,
    Doubt,
    Subject,
)
from duly.kit.said import said

# Between a moment stated in one place and the same moment stated in another.
SKEW = timedelta(seconds=60)
SEALING = timedelta(minutes=5)
NOT_REVIEWED = said("the bundle does not say which bytes were reviewed before the seal")


def seal(subject: Subject) -> str:
    """SHA256SUMS.p7s fits SHA256SUMS."""
    return said(
        "the list is sealed by %(name)s", name=trust.label(subject.seal.certificate)
    )


def machine_seal(subject: Subject) -> str:
    """META-INF/signature001.p7s fits the manifest and comes from the same key."""
    if subject.machine_seal.certificate != subject.seal.certificate:
        raise Doubt(FIRST_SIGNATURE, said("it was made with another certificate"))
    return said("the list for machines carries the same seal")


def timestamps(subject: Subject) -> str:
    """Every token fits what it stamps; list, both seals and the letter have one."""
    for name, held in (
        ("SHA256SUMS.p7s", subject.seal),
        (FIRST_SIGNATURE, subject.machine_seal),
    ):
        if not held.tokens:
            raise Doubt(name, said("the seal carries no timestamp"))
    for name in OWN_TOKENS:
        if name not in subject.tokens:
            raise Doubt(name, said("the timestamp is missing"))
    return said("%(count)s timestamps fit what they stamp", count=len(subject.tokens))


def letter(subject: Subject) -> letter_seal.LetterSeal:
    """The seal of letter.pdf; raises Doubt."""
    try:
        return letter_seal.read_letter_seal(subject.file("letter.pdf"))
    except letter_seal.BadLetter as reason:
        raise Doubt("letter.pdf", reason) from reason


def letter_sealed(subject: Subject) -> str:
    """letter.pdf carries one PAdES seal over all of it, with a timestamp."""
    found = letter(subject)
    if not found.tokens:
        raise Doubt("letter.pdf", said("the seal of the letter carries no timestamp"))
    return said(
        "the whole letter is sealed by %(name)s",
        name=trust.label(found.signed.certificate),
    )


def letter_reviewed(subject: Subject) -> str:
    """The sealed letter is the reviewed bytes plus one revision that only adds the seal."""
    pdf, card = subject.file("letter.pdf"), subject.card
    if card["letter_sha256"] != sha256_hex(pdf):
        raise Doubt("bundle.json", said("it names another letter than letter.pdf"))
    reviewed = card["reviewed_sha256"]
    if reviewed is None:
        return NOT_REVIEWED
    try:
        start = letter(subject).start
        length = letter_seal.reviewed_length(
            pdf, reviewed_sha256=reviewed, before=start
        )
        revision.check_only_sealed(pdf, length=length)
    except (letter_seal.BadLetter, revision.Changed) as reason:
        raise Doubt("letter.pdf", reason) from reason
    return said(
        "the first %(length)s bytes are the reviewed letter; only the seal was added",
        length=length,
    )


def trust_anchor(subject: Subject) -> str:
    """Seals, letter and own clock lead to roots that the reader brought, or for want of them to the bundle's own."""
    root = subject.operator_root
    for name, signed, at in _signers(subject):
        path = subject.path(name, signed, at=at)
        if not set(signed.certificates) <= set(path):
            raise Doubt(name, said("it carries a certificate that has no part in it"))
        if name == "letter.pdf" and path[-1] != root:
            raise Doubt(name, said("it was sealed under another root than the list"))
    digest = root.fingerprint(SHA256()).hex()
    if subject.outside is None:
        return said(
            "not checked against roots from outside: the root comes from the bundle itself "
            "(SHA-256 %(digest)s); compare it, or give --roots",
            digest=digest,
        )
    return said(
        "everything leads to the given root %(name)s (SHA-256 %(digest)s)",
        name=trust.label(root),
        digest=digest,
    )


def certificates(subject: Subject) -> str:
    """Every certificate was made for what it did, strong enough, in its period of use and not revoked."""
    revoked = _revoked(subject)
    for name, signed, at in _signers(subject):
        certificate = signed.certificate
        check = (
            trust.check_may_stamp
            if isinstance(signed, cms_read.Token)
            else trust.check_may_seal
        )
        try:
            check(certificate, at=at)
        except trust.Untrusted as reason:
            raise Doubt(name, reason) from reason
        _check_strength(name, certificate)
        ended = revoked.get(certificate.serial_number)
        if ended is not None and at >= ended:
            raise Doubt(
                name,
                said(
                    "the certificate was revoked on %(at)s UTC",
                    at=f"{ended:%Y-%m-%d %H:%M}",
                ),
            )
    return said("every certificate was fit for what it did at that moment")


def _check_strength(name: str, certificate: x509.Certificate) -> None:
    key = certificate.public_key()
    strong = isinstance(key, ec.EllipticCurvePublicKey) and key.key_size >= 256
    if not strong and not (isinstance(key, rsa.RSAPublicKey) and key.key_size >= 2048):
        raise Doubt(name, said("the key is too weak"))


def time_order(subject: Subject) -> str:
    """No moment contradicts another: seals before their stamps, events before the sealing, nothing in the future."""
    sealed = subject.list_token.gen_time
    _check_signing_time(subject, sealed)
    for name, token in subject.tokens.items():
        if token.gen_time < sealed - SEALING:
            raise Doubt(
                name, said("this timestamp is older than the sealing it belongs to")
            )
        if name in OWN_TOKENS and token.gen_time > sealed + SEALING:
            raise Doubt(
                name, said("this timestamp is later than the sealing it belongs to")
            )
    for token in letter(subject).tokens:
        if token.gen_time > sealed + SKEW:
            raise Doubt(
                "letter.pdf", said("it was sealed after the list that names it")
            )
    for name, record in subject.records.items():
        if _moment(name, record.get("EventTime")) > sealed + SKEW:
            raise Doubt(name, said("the event lies after the sealing of the bundle"))
    _check_judged_at(subject)
    return said(
        "the list was sealed at %(at)s UTC; no moment contradicts",
        at=f"{sealed:%Y-%m-%d %H:%M:%S}",
    )


def _check_signing_time(subject: Subject, sealed: datetime) -> None:
    for name, signed in (
        ("SHA256SUMS.p7s", subject.seal),
        (FIRST_SIGNATURE, subject.machine_seal),
    ):
        stated = signed.signing_time
        if stated is None or abs(stated - sealed) > SEALING:
            raise Doubt(name, said("its signing time is not that of the timestamp"))


def _check_judged_at(subject: Subject) -> None:
    at = subject.at
    if at is None:
        return
    for name, token in subject.tokens.items():
        if token.gen_time > at + SKEW:
            raise Doubt(
                name,
                said(
                    "it was stamped at %(at)s UTC, after the moment asked for",
                    at=f"{token.gen_time:%Y-%m-%d %H:%M:%S}",
                ),
            )
        ends = token.certificate.not_valid_after_utc
        if name in OWN_TOKENS and at > ends:
            raise Doubt(
                name,
                f"the certificate of the clock ended on {ends:%Y-%m-%d}; without renewal "
                "it proves nothing at the moment asked for (openssl: use -attime)",
            )


def authorities(subject: Subject) -> dict[str, tuple[str, datetime]]:
    """Outside clocks that count, by root: file and moment of the earliest token. However many, one root counts once."""
    found: dict[str, tuple[str, datetime]] = {}
    if subject.outside is None:
        return found
    tokens = subject.tokens | record_tokens(subject)
    for name, token in sorted(tokens.items(), key=lambda pair: pair[1].gen_time):
        try:
            trust.check_may_stamp(token.certificate, at=token.gen_time)
            root = subject.path(name, token, at=token.gen_time)[-1]
        except (trust.Untrusted, Doubt):
            continue
        if root != subject.operator_root:
            fingerprint = root.fingerprint(SHA256()).hex()
            found.setdefault(fingerprint, (name, token.gen_time))
    return found


def _signers(
    subject: Subject,
) -> Iterator[tuple[str, cms_read.Signed | cms_read.Token, datetime]]:
    """Whoever must be trusted, and at which moment; outside tokens may be unknown, they just do not count then."""
    sealed = subject.list_token.gen_time
    yield "SHA256SUMS.p7s", subject.seal, sealed
    yield FIRST_SIGNATURE, subject.machine_seal, sealed
    for name, token in subject.tokens.items():
        if name in OWN_TOKENS or not TOKEN.fullmatch(name):
            yield name, token, token.gen_time
    found = letter(subject)
    stamped = min((token.gen_time for token in found.tokens), default=sealed)
    yield "letter.pdf", found.signed, stamped
    for token in found.tokens:
        yield "letter.pdf (timestamp inside)", token, token.gen_time


def _revoked(subject: Subject) -> dict[int, datetime]:
    """Serial numbers on the revocation list of the operator's root, with the moment."""
    name = "ltv/root.crl"
    try:
        crl = x509.load_der_x509_crl(subject.file(name))
    except ValueError as reason:
        raise Doubt(name, f"this is no revocation list: {reason}") from reason
    root = subject.operator_root
    if crl.issuer != root.subject:
        return {}  # a bought certificate has its issuer's list elsewhere
    key = root.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
        raise Doubt(name, "the key of the root is of an unknown kind")
    if not crl.is_signature_valid(key):
        raise Doubt(name, said("the revocation list is not signed by the root"))
    return {entry.serial_number: entry.revocation_date_utc for entry in crl}


def _moment(name: str, text: object) -> datetime:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError as reason:
        raise Doubt(name, f"EventTime is no moment: {text!r}") from reason
