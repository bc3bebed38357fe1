"""The keys of an installation: made once, used for their time, rotated with an overlap, retired for good."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from duly.evidence import certificates, keys
from duly.evidence.anchors import pem, read_anchors
from duly.evidence.canonical import canonical_json
from duly.evidence.key_folder import RootKeyAway
from duly.evidence.keys import NoKeys, UnfitCertificate
from duly.evidence.signers import KeyPastUse

MADE = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    keys.make_keys(tmp_path / "keys", now=MADE, operator="Ada's Post")
    return tmp_path / "keys"


def test_private_keys_are_readable_by_their_owner_only(folder: Path) -> None:
    private = list(folder.glob("*.key"))
    assert len(private) == 5
    for path in private:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_making_keys_twice_changes_nothing(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    keys.make_keys(folder, now=MADE + timedelta(days=1))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_certificates_are_those_of_the_table(folder: Path) -> None:
    held = keys.open_keys(folder, now=MADE)
    root = x509.load_der_x509_certificate(held.root)
    seal = x509.load_der_x509_certificate(held.seal.certificate)
    clock = x509.load_der_x509_certificate(held.clock.certificate)
    assert "self-made CA" in root.subject.rfc4514_string()
    assert held.label == "self-made CA"
    for certificate, curve, years in (
        (root, "secp384r1", 20),
        (seal, "secp256r1", 3),
        (clock, "secp256r1", 15),
    ):
        key = certificate.public_key()
        assert isinstance(key, ec.EllipticCurvePublicKey)
        assert key.curve.name == curve
        length = certificate.not_valid_after_utc - certificate.not_valid_before_utc
        assert abs(length.days - 365.25 * years) < 2
        certificate.verify_directly_issued_by(root)
    purpose = clock.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    assert purpose.critical
    assert [one.dotted_string for one in purpose.value] == ["1.3.6.1.5.5.7.3.8"]
    for certificate in (seal, clock):
        period = certificate.extensions.get_extension_for_class(
            x509.PrivateKeyUsagePeriod
        ).value
        assert period.not_after - period.not_before == timedelta(days=365)


def test_a_key_past_its_use_opens_nothing_and_says_what_to_do(folder: Path) -> None:
    with pytest.raises(KeyPastUse, match="rotate"):
        keys.open_keys(folder, now=MADE + timedelta(days=366))


def test_a_folder_without_keys_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoKeys, match="duly init"):
        keys.open_keys(tmp_path, now=MADE)


def test_rotation_overlaps_and_the_new_key_is_used(folder: Path) -> None:
    assert keys.rotate_due(folder, now=MADE + timedelta(days=200)) == ()
    near = MADE + timedelta(days=340)
    first = keys.open_keys(folder, now=near)
    events = keys.rotate_due(folder, now=near)
    assert {event.card.kind for event in events} == {"seal", "clock"}
    after = keys.open_keys(folder, now=MADE + timedelta(days=366))
    assert after.seal.name != first.seal.name
    assert after.root == first.root
    assert keys.open_keys(folder, now=near).seal.name == after.seal.name


def test_a_log_key_belongs_to_one_year(folder: Path) -> None:
    end = datetime(2026, 12, 15, tzinfo=UTC)
    events = keys.rotate_due(folder, now=end)
    assert [event.card.name for event in events] == ["log-2027"]
    assert keys.open_keys(folder, now=end).log.name == "localhost/duly-log/2026"
    january = datetime(2027, 1, 5, tzinfo=UTC)
    assert keys.open_keys(folder, now=january).log.name == "localhost/duly-log/2027"
    names = [
        key.name for key in read_anchors((folder / "roots.pem").read_bytes()).log_keys
    ]
    assert names == ["localhost/duly-log/2026", "localhost/duly-log/2027"]


def test_a_new_year_finds_its_log_key_without_anybody_doing_anything(folder) -> None:
    january = datetime(2027, 1, 1, tzinfo=UTC)
    first = keys.open_keys(folder, now=january).log
    assert first.name == "localhost/duly-log/2027"
    assert keys.open_keys(folder, now=january).log.verifier == first.verifier
    roots = read_anchors(keys.open_keys(folder, now=january).roots)
    assert first.verifier in roots.log_keys


def test_a_clock_that_once_ran_ahead_leaves_this_year_its_log_key(folder: Path) -> None:
    with pytest.raises(KeyPastUse):
        keys.open_keys(folder, now=datetime(2029, 5, 1, tzinfo=UTC))
    right_again = datetime(2027, 1, 5, tzinfo=UTC)
    assert keys.open_keys(folder, now=right_again).log.name == "localhost/duly-log/2027"
    assert keys.open_keys(folder, now=MADE).log.name == "localhost/duly-log/2026"


def test_a_clock_that_runs_behind_makes_no_keys(folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(KeyPastUse):
        keys.open_keys(folder, now=datetime(2025, 5, 1, tzinfo=UTC))
    assert sorted(path.name for path in folder.iterdir()) == before


def test_every_key_event_can_be_logged_and_names_nobody(folder: Path) -> None:
    event = keys.rotate(folder, kind="seal", now=MADE + timedelta(days=1))
    leaf = canonical_json(event.as_leaf())
    assert b"key.made" in leaf
    assert b"Ada" not in leaf


def test_a_retired_key_is_revoked_and_its_file_is_gone(folder: Path) -> None:
    old = keys.open_keys(folder, now=MADE).seal
    keys.rotate(folder, kind="seal", now=MADE + timedelta(days=1))
    keys.retire(folder, name=old.name, now=MADE + timedelta(days=2))
    held = keys.open_keys(folder, now=MADE + timedelta(days=3))
    assert held.seal.name != old.name
    assert not (folder / f"{old.name}.key").exists()
    crl = x509.load_der_x509_crl(held.crl)
    serial = x509.load_der_x509_certificate(old.certificate).serial_number
    revoked = crl.get_revoked_certificate_by_serial_number(serial)
    assert revoked is not None
    assert revoked.revocation_date_utc == MADE + timedelta(days=2)
    root = x509.load_der_x509_certificate(held.root).public_key()
    assert crl.is_signature_valid(root)
    with pytest.raises(KeyError):
        keys.retire(folder, name="nothing", now=MADE)


def test_without_the_root_key_sealing_goes_on_and_making_keys_does_not(
    folder: Path,
) -> None:
    (folder / "root.key").unlink()
    assert keys.open_keys(folder, now=MADE).seal.sign(b"x", now=MADE)
    with pytest.raises(RootKeyAway):
        keys.rotate(folder, kind="seal", now=MADE)
    seal = keys.open_keys(folder, now=MADE).seal.name
    with pytest.raises(RootKeyAway):
        keys.retire(folder, name=seal, now=MADE)


def test_a_bought_certificate_is_taken_into_use(folder: Path, workshop) -> None:
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = certificates.root_certificate(root_key, operator="Bought", now=MADE)
    key = ec.generate_private_key(ec.SECP256R1())
    bought = certificates.leaf_certificate(
        key.public_key(),
        purpose="seal",
        root=root,
        root_key=root_key,
        now=MADE,
        use_until=MADE + timedelta(days=300),
    )
    chain = "".join(pem(one.public_bytes(Encoding.DER)) for one in (bought, root))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    later = MADE + timedelta(hours=1)
    keys.import_seal(folder, chain_pem=chain, key_pem=private, now=later)
    held = keys.open_keys(folder, now=later)
    assert held.seal.certificate == bought.public_bytes(Encoding.DER)
    roots = read_anchors(held.roots).certificates
    assert root.public_bytes(Encoding.DER) in roots
    assert held.root in roots
    other = ec.generate_private_key(ec.SECP256R1())
    stranger = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(UnfitCertificate):
        keys.import_seal(folder, chain_pem=chain, key_pem=stranger, now=later)
    late = MADE + timedelta(days=365 * 5)
    with pytest.raises(UnfitCertificate):
        keys.import_seal(folder, chain_pem=chain, key_pem=private, now=late)


def test_roots_name_witnesses_and_keep_them_over_a_rotation(folder, witness) -> None:
    keys.publish_roots(folder, witnesses=[str(witness.verifier)])
    keys.rotate(folder, kind="seal", now=MADE + timedelta(days=1))
    found = read_anchors((folder / "roots.pem").read_bytes())
    assert found.witness_keys == (witness.verifier,)
    keys.publish_roots(folder, witnesses=[])
    assert not read_anchors((folder / "roots.pem").read_bytes()).witness_keys


def test_roots_of_outside_authorities_are_kept_apart(folder, other_keys) -> None:
    keys.publish_roots(folder, authorities=pem(other_keys.root).encode())
    keys.rotate(folder, kind="seal", now=MADE + timedelta(days=1))
    found = read_anchors((folder / "roots.pem").read_bytes())
    assert found.authorities == (other_keys.root,)
    assert other_keys.root not in found.certificates
