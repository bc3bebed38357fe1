"""The Merkle tree of RFC 6962: known values, every index of small trees, and what textbook verifiers let through."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.evidence import log

# The leaves and roots that the certificate-transparency project has used for its tests since 2013.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
HASHES = [log.leaf_hash(leaf) for leaf in LEAVES]


def inclusion(index: int, hashes: list[bytes]) -> list[bytes]:
    """The audit path straight from the definition in RFC 6962 section 2.1.1."""
    if len(hashes) == 1:
        return []
    split = 1 << (len(hashes) - 1).bit_length() - 1
    if index < split:
        return [*inclusion(index, hashes[:split]), log.tree_root(hashes[split:])]
    return [*inclusion(index - split, hashes[split:]), log.tree_root(hashes[:split])]


def consistency(size: int, hashes: list[bytes], *, whole: bool = True) -> list[bytes]:
    """The proof straight from the definition in RFC 6962 section 2.1.2."""
    if size == len(hashes):
        return [] if whole else [log.tree_root(hashes)]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    if size <= split:
        path = consistency(size, hashes[:split], whole=whole)
        return [*path, log.tree_root(hashes[split:])]
    path = consistency(size - split, hashes[split:], whole=False)
    return [*path, log.tree_root(hashes[:split])]


@pytest.mark.parametrize(("size", "root"), ROOTS.items())
def test_roots_are_those_of_the_reference(size: int, root: str) -> None:
    assert log.tree_root(HASHES[:size]).hex() == root


@pytest.mark.parametrize("size", range(1, 9))
def test_every_leaf_of_a_small_tree_is_proved_and_no_other(size: int) -> None:
    hashes = HASHES[:size]
    root = log.tree_root(hashes)
    for index in range(size):
        proof = inclusion(index, hashes)
        for other in range(size):
            assert log.verify_inclusion(
                leaf_hash=hashes[other],
                index=index,
                size=size,
                proof=proof,
                root=root,
            ) is (other == index)
        for place in {*range(-1, size + 2)} - {index}:
            assert not log.verify_inclusion(
                leaf_hash=hashes[index],
                index=place,
                size=size,
                proof=proof,
                root=root,
            )


@pytest.mark.parametrize("size", range(1, 9))
def test_every_earlier_tree_is_proved_and_no_other(size: int) -> None:
    hashes = HASHES[:size]
    for earlier in range(1, size + 1):
        proof = consistency(earlier, hashes)
        for other in range(1, size + 1):
            assert log.verify_consistency(
                size1=earlier,
                size2=size,
                root1=log.tree_root(hashes[:other]),
                root2=log.tree_root(hashes),
                proof=proof,
            ) is (other == earlier)


def test_hashes_that_have_not_32_bytes_are_refused() -> None:
    for length in (0, 31, 33, 64):
        short = bytes(length)
        assert not log.verify_inclusion(
            leaf_hash=short, index=0, size=1, proof=[], root=short
        )
        assert not log.verify_consistency(
            size1=1, size2=1, root1=short, root2=short, proof=[]
        )
        root = log.node_hash(HASHES[0], short)
        assert not log.verify_inclusion(
            leaf_hash=HASHES[0], index=0, size=2, proof=[short], root=root
        )


def test_an_earlier_size_of_nothing_is_refused() -> None:
    for root in (log.EMPTY_ROOT, HASHES[0]):
        assert not log.verify_consistency(
            size1=0, size2=1, root1=root, root2=HASHES[0], proof=[]
        )
    assert not log.verify_consistency(
        size1=0, size2=0, root1=log.EMPTY_ROOT, root2=log.EMPTY_ROOT, proof=[]
    )


def test_a_log_that_shrinks_is_refused() -> None:
    root = log.tree_root(HASHES)
    assert not log.verify_consistency(
        size1=8, size2=4, root1=root, root2=log.tree_root(HASHES[:4]), proof=[]
    )


def test_equal_sizes_need_equal_roots_and_no_proof() -> None:
    root = log.tree_root(HASHES)
    assert log.verify_consistency(size1=8, size2=8, root1=root, root2=root, proof=[])
    for root2, proof in ((HASHES[0], []), (root, [root])):
        assert not log.verify_consistency(
            size1=8, size2=8, root1=root, root2=root2, proof=proof
        )


def test_a_path_too_long_or_too_short_is_refused() -> None:
    proof = inclusion(3, HASHES)
    root = log.tree_root(HASHES)
    for wrong in (proof[:-1], [*proof, root], [], proof * 30):
        assert not log.verify_inclusion(
            leaf_hash=HASHES[3], index=3, size=8, proof=wrong, root=root
        )


@given(
    size=st.integers(1, 70),
    data=st.data(),
)
def test_a_proof_holds_for_its_own_index_alone(size: int, data: st.DataObject) -> None:
    hashes = [log.leaf_hash(bytes([n])) for n in range(size)]
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion(index, hashes)
    root = log.tree_root(hashes)
    assert log.verify_inclusion(
        leaf_hash=hashes[index], index=index, size=size, proof=proof, root=root
    )
    if proof:
        place = data.draw(st.integers(0, len(proof) - 1))
        flipped = [*proof]
        flipped[place] = hashlib.sha256(flipped[place]).digest()
        assert not log.verify_inclusion(
            leaf_hash=hashes[index], index=index, size=size, proof=flipped, root=root
        )


@given(
    size1=st.integers(-2, 40),
    size2=st.integers(-2, 40),
    proof=st.lists(st.binary(min_size=30, max_size=33), max_size=8),
)
def test_arbitrary_proofs_are_refused_and_never_crash(
    size1: int, size2: int, proof: list[bytes]
) -> None:
    root = HASHES[0]
    trivial = size1 == size2 and not proof
    assert trivial or not log.verify_consistency(
        size1=size1, size2=size2, root1=root, root2=HASHES[1], proof=proof
    )
    log.verify_inclusion(
        leaf_hash=root, index=size1, size=size2, proof=proof, root=root
    )
