"""A witness cosigns what continues the log it knows, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.evidence import log_store
from duly.evidence import witness as witnesses
from duly.evidence.checkpoint import read_checkpoint
from duly.evidence.note import BadNote, cosigned_at
from duly.evidence.witness import NotConsistent, WitnessRequest, read_request


@pytest.fixture
def grow(workshop, store):
    """Append leaves and give the checkpoint."""

    def append(count: int, mark: str = ""):
        leaves = [f"{mark}{n}".encode() for n in range(count)]
        return log_store.append(store, leaves, signer=workshop.keys.log).note

    return append


@pytest.fixture
def judge(workshop, witness, now):
    def run(asked: WitnessRequest, seen=None):
        return witnesses.cosign_request(
            read_request(bytes(asked)),
            log_key=workshop.keys.log.verifier,
            seen=seen and read_checkpoint(seen),
            signer=witness,
            now=now,
        )

    return run


def test_the_first_state_seen_is_cosigned(grow, judge, witness, now) -> None:
    note = grow(3)
    signed = judge(read_request(bytes(note)))
    assert cosigned_at(signed, key=witness.verifier) == now


def test_a_state_that_continues_is_cosigned(grow, judge, store, witness) -> None:
    first, second = grow(3), grow(300)
    asked = witnesses.request(second, old=3, read=store.read)
    signed = judge(asked, seen=first)
    assert cosigned_at(signed, key=witness.verifier)
    assert judge(witnesses.request(second, old=303, read=store.read), seen=second)


def test_a_state_without_its_proof_is_refused(grow, judge, store) -> None:
    first, second = grow(3), grow(5)
    with pytest.raises(NotConsistent, match="from 3 entries"):
        judge(read_request(bytes(second)), seen=first)
    good = witnesses.request(second, old=3, read=store.read)
    with pytest.raises(NotConsistent, match="does not continue"):
        judge(replace(good, proof=good.proof[:-1]), seen=first)


def test_a_log_rolled_back_or_forked_is_refused(
    workshop, grow, judge, new_store
) -> None:
    first, second = grow(3), grow(5)
    with pytest.raises(NotConsistent, match="rolled back"):
        judge(read_request(bytes(first)), seen=second)
    fork = new_store()
    log = workshop.keys.log
    other = log_store.append(fork, [b"x", b"y", b"z"], signer=log).note
    with pytest.raises(NotConsistent, match="two roots"):
        judge(read_request(bytes(other)), seen=first)
    longer = log_store.append(fork, [b"more"], signer=log).note
    with pytest.raises(NotConsistent, match="does not continue"):
        judge(witnesses.request(longer, old=3, read=fork.read), seen=first)


def test_a_checkpoint_that_the_log_did_not_sign_is_refused(
    grow, other_keys, witness, now
) -> None:
    with pytest.raises(BadNote):
        witnesses.cosign_request(
            read_request(bytes(grow(1))),
            log_key=other_keys.log.verifier,
            seen=None,
            signer=witness,
            now=now,
        )


def test_the_log_takes_over_a_good_cosignature_only(
    grow, judge, witness, other_keys
) -> None:
    note = grow(3)
    signed = judge(read_request(bytes(note)))
    line = f"{signed.signatures[-1]}\n".encode()
    for answer in (bytes(signed), line):
        added = witnesses.add_cosignature(note, answer, witness=witness.verifier)
        assert added == signed
    with pytest.raises(BadNote):
        witnesses.add_cosignature(
            note, bytes(signed), witness=other_keys.witness.verifier
        )
    later = grow(1)
    for answer in (bytes(signed), line):
        with pytest.raises(BadNote):
            witnesses.add_cosignature(later, answer, witness=witness.verifier)


@pytest.mark.parametrize(
    "raw", [b"", b"old 3", b"old x\n\n", b"old 03\n\nx", b"old 3\n????\n\nx\n1\n\n"]
)
def test_what_is_no_request_is_refused(raw: bytes) -> None:
    with pytest.raises(BadNote):
        read_request(raw)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_no_request(raw: bytes) -> None:
    for start in (b"", b"old 3\n"):
        with pytest.raises(BadNote):
            read_request(start + raw)
