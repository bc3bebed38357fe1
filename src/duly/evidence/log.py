"""Is this entry in that log, and did the log only ever grow? The Merkle tree of RFC 6962 section 2.1.

Hashes are SHA-256, 32 bytes; sizes and indexes count leaves. A hash of another length, an index beyond the size
and an earlier size of 0 are refused: textbook verifiers let them through.
"""

import hashlib
from collections.abc import Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
# More levels than any tree can have: a proof longer than this is not looked at.
LONGEST_PROOF = 64


def leaf_hash(leaf: bytes) -> bytes:
    """RFC 6962: SHA-256 of 0x00 and the leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 6962: SHA-256 of 0x01 and both children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(leaf_hashes: Sequence[bytes]) -> bytes:
    """The root over leaf hashes in order; for an empty tree the hash of nothing."""
    if not leaf_hashes:
        return EMPTY_ROOT
    level = list(leaf_hashes)
    while len(level) > 1:
        # A last one without a partner moves up as it is; this equals RFC 6962's split by powers of two.
        above = [node_hash(*level[i : i + 2]) for i in range(0, len(level) - 1, 2)]
        level = above + level[len(level) & ~1 :]
    return level[0]


def verify_inclusion(
    *, leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the leaf stands at `index` (from 0) in the tree of `size` leaves with this root.

    leaf_hash: 32 bytes, as `leaf_hash` makes them. proof: audit path from the leaf's sibling upwards
    (RFC 6962 section 2.1.1). size must come from the signed checkpoint: the path alone can fit a wrong size.
    False for anything malformed; never raises for bytes and ints.
    """
    if not 0 <= index < size or not _are_hashes((leaf_hash, root, *proof)):
        return False
    found, place, last = leaf_hash, index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(
    *, size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the tree of `size1` leaves is the beginning of the tree of `size2` (RFC 6962 section 2.1.2).

    Equal sizes need equal roots and an empty proof. size1 = 0 is refused, since it would prove nothing.
    False for anything malformed; never raises for bytes and ints.
    """
    if not 0 < size1 <= size2 or not _are_hashes((root1, root2, *proof)):
        return False
    if size1 == size2:
        return not proof and root1 == root2
    # RFC 9162 section 2.1.4.2: a complete older tree stands in the path by its own root.
    path = list(proof) if size1 & (size1 - 1) else [root1, *proof]
    if not path:
        return False
    place, last = _drop_ones(size1 - 1, size2 - 1)
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            place, last = _skip_right_edge(place, last)
        else:
            new = node_hash(new, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and old == root1 and new == root2


def _drop_ones(place: int, last: int) -> tuple[int, int]:
    while place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _skip_right_edge(place: int, last: int) -> tuple[int, int]:
    while not place & 1 and place:
        place, last = place >> 1, last >> 1
    return place, last


def _are_hashes(values: Sequence[bytes]) -> bool:
    return len(values) <= LONGEST_PROOF + 2 and all(
        isinstance(value, bytes) and len(value) == HASH_BYTES for value in values
    )
