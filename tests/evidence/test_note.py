"""Signed notes, verifier keys, checkpoints and proofs: what is written is read again, anything else is refused."""

import base64
import contextlib
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from duly.evidence.anchors import BadAnchors, read_anchors
from duly.evidence.checkpoint import (
    BadProof,
    Checkpoint,
    Proof,
    read_checkpoint,
    read_proof,
    sign_checkpoint,
)
from duly.evidence.note import (
    LOG_KEY,
    WITNESS_KEY,
    BadNote,
    NoteSigner,
    check_signed,
    cosign,
    cosigned_at,
    read_note,
    read_verifier_key,
    sign_note,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LOG = NoteSigner(name="log.example/2026", kind=LOG_KEY, private_key=KEY)
WITNESS = NoteSigner(name="w.example", kind=WITNESS_KEY, private_key=KEY)
CHECKPOINT = Checkpoint(origin="log.example/2026", size=7, root=bytes(32))
NOTE = sign_checkpoint(CHECKPOINT, signer=LOG)
WHEN = datetime(2026, 3, 2, tzinfo=UTC)
# From the signed-note specification's own library (golang.org/x/mod/sumdb/note), its published example key.
SUMDB = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"


def test_a_note_is_read_as_it_was_written() -> None:
    assert read_note(bytes(NOTE)) == NOTE
    check_signed(NOTE, key=LOG.verifier)
    assert read_checkpoint(NOTE) == CHECKPOINT


def test_a_known_verifier_key_has_its_known_hash() -> None:
    key = read_verifier_key(SUMDB)
    assert key.name == "sum.golang.org"
    assert key.key_id.hex() == "033de0ae"
    assert str(key) == SUMDB


@pytest.mark.parametrize(
    "line",
    [
        "",
        "a",
        "a+b",
        "a+033de0ae+AAAA",
        SUMDB.replace("033d", "033e"),
        SUMDB.replace("sum", "sun"),
        SUMDB[:-4],
        SUMDB.replace("Ac4z", "Bc4z"),
        "a b+" + SUMDB.split("+", 1)[1],
    ],
)
def test_a_damaged_verifier_key_is_refused(line: str) -> None:
    with pytest.raises(BadNote):
        read_verifier_key(line)


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw.replace(b"\n7\n", b"\n8\n"),
        lambda raw: raw.replace(b"2026\n", b"2027\n", 1),
        lambda raw: raw[:-3] + b"A=\n",
    ],
)
def test_a_changed_note_is_not_believed(change) -> None:
    with pytest.raises(BadNote):
        check_signed(read_note(change(bytes(NOTE))), key=LOG.verifier)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"text\n\nno signature line\n",
        b"\n\n",
        bytes(NOTE)[:-1],
        bytes(NOTE).replace(b"\n7", b"\n7\x00"),
        bytes(NOTE).replace(b"\n7", b"\n\xff"),
        b"x" * 1_000_001,
        bytes(NOTE) + b"\n",
    ],
)
def test_what_is_no_note_is_refused(raw: bytes) -> None:
    with pytest.raises(BadNote):
        read_note(raw)


def test_a_cosignature_says_who_saw_it_and_when() -> None:
    seen = cosign(NOTE, signer=WITNESS, now=WHEN)
    assert cosigned_at(seen, key=WITNESS.verifier) == WHEN
    assert cosigned_at(NOTE, key=WITNESS.verifier) is None
    assert read_note(bytes(seen)) == seen


def test_a_cosignature_of_another_time_or_text_is_wrong() -> None:
    seen = cosign(NOTE, signer=WITNESS, now=WHEN)
    line = seen.signatures[-1]
    body = base64.b64encode(line.key_id + line.signature).decode()
    later = bytes(8 - 1) + b"\x01" + line.signature[8:]
    other = base64.b64encode(line.key_id + later).decode()
    for raw in (
        bytes(seen).replace(body.encode(), other.encode()),
        bytes(seen).replace(b"\n7\n", b"\n8\n"),
    ):
        with pytest.raises(BadNote):
            cosigned_at(read_note(raw), key=WITNESS.verifier)


def test_each_key_signs_only_what_it_is_for() -> None:
    with pytest.raises(BadNote):
        sign_note("text\n", signer=WITNESS)
    with pytest.raises(BadNote):
        cosign(NOTE, signer=LOG, now=WHEN)
    other = Checkpoint(origin="another.example/2026", size=1, root=bytes(32))
    with pytest.raises(BadNote):
        sign_checkpoint(other, signer=LOG)


def test_a_proof_is_read_as_it_was_written() -> None:
    for extra in (b"", bytes(32)):
        proof = Proof(index=5, path=(bytes(32), b"\x01" * 32), note=NOTE, extra=extra)
        assert read_proof(bytes(proof)) == proof


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"c2sp.org/tlog-proof@v1", b"c2sp.org/tlog-proof@v2"),
        (b"index 5", b"index 05"),
        (b"index 5", b"index -5"),
        (b"index 5", b"place 5"),
        (b"index 5\n", b""),
        (
            b"AAAA",
            b"AA",
        ),
        (b"extra AAAA", b"extra ????"),
        (b"\n\n", b"\n"),
    ],
)
def test_a_damaged_proof_is_refused(old: bytes, new: bytes) -> None:
    raw = bytes(Proof(index=5, path=(b"\x07" * 32,), note=NOTE, extra=bytes(32)))
    with pytest.raises((BadProof, BadNote)):
        read_proof(raw.replace(old, new, 1))


@given(st.binary(max_size=300))
def test_arbitrary_bytes_never_crash_a_reader(raw: bytes) -> None:
    for read, refusals in (
        (read_note, BadNote),
        (read_proof, (BadProof, BadNote)),
        (read_anchors, BadAnchors),
    ):
        with pytest.raises(refusals):
            read(raw)


@given(st.text(max_size=200))
def test_arbitrary_text_never_crashes_the_key_reader(text: str) -> None:
    with pytest.raises(BadNote):
        read_verifier_key(text)


@given(place=st.integers(0, 2000), letter=st.integers(0, 255))
def test_a_proof_with_one_byte_changed_is_refused_or_another_proof(
    place: int, letter: int
) -> None:
    true = Proof(index=5, path=(b"\x07" * 32,) * 3, note=NOTE, extra=bytes(32))
    raw = bytearray(bytes(true))
    raw[place % len(raw)] = letter
    with contextlib.suppress(BadProof, BadNote):
        assert bytes(read_proof(bytes(raw))) == bytes(raw)
