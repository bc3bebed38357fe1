"""How do many bundles share one outside timestamp? Evidence records of RFC 4998, one a bundle.

The first partial hash list holds the document's own hash alone. Own hash and sibling in one list, the tempting
form, lets a reader accept the sibling's document under this record too.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from asn1crypto import algos, cms, core

from duly.evidence import cms as cms_writer
from duly.evidence import der
from duly.evidence.cms_read import BadSignature, Token, read_token_over

MOST_LISTS = 64
HASH_BYTES = 32


class BadRecord(Exception):
    """This is no evidence record for that document; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Documents to be stamped together: `root` is what the authority stamps, `paths` the sibling hashes of each."""

    root: bytes
    digests: tuple[bytes, ...]
    paths: tuple[tuple[bytes, ...], ...]


class PartialHashtree(core.SequenceOf):  # type: ignore[misc]
    _child_spec = core.OctetString


class PartialHashtrees(core.SequenceOf):  # type: ignore[misc]
    _child_spec = PartialHashtree


class ArchiveTimeStamp(core.Sequence):  # type: ignore[misc]
    _fields: ClassVar[list[Any]] = [
        ("digest_algorithm", algos.DigestAlgorithm, {"implicit": 0, "optional": True}),
        ("attributes", cms.CMSAttributes, {"implicit": 1, "optional": True}),
        ("reduced_hashtree", PartialHashtrees, {"implicit": 2, "optional": True}),
        ("timestamp", cms.ContentInfo),
    ]


class ArchiveTimeStampChain(core.SequenceOf):  # type: ignore[misc]
    _child_spec = ArchiveTimeStamp


class ArchiveTimeStampSequence(core.SequenceOf):  # type: ignore[misc]
    _child_spec = ArchiveTimeStampChain


class DigestAlgorithms(core.SequenceOf):  # type: ignore[misc]
    _child_spec = algos.DigestAlgorithm


class EncryptionInfo(core.Sequence):  # type: ignore[misc]
    _fields: ClassVar[list[Any]] = [
        ("type", core.ObjectIdentifier),
        ("value", core.Any),
    ]


class EvidenceRecord(core.Sequence):  # type: ignore[misc]
    _fields: ClassVar[list[Any]] = [
        ("version", core.Integer),
        ("digest_algorithms", DigestAlgorithms),
        ("crypto_infos", cms.CMSAttributes, {"implicit": 0, "optional": True}),
        ("encryption_info", EncryptionInfo, {"implicit": 1, "optional": True}),
        ("sequence", ArchiveTimeStampSequence),
    ]


def batch(digests: Sequence[bytes]) -> Batch:
    """A binary hash tree over SHA-256 digests (32 bytes each), in their order; raises ValueError when empty."""
    if not digests or any(len(one) != HASH_BYTES for one in digests):
        raise ValueError("a batch is made of SHA-256 digests")
    paths: list[list[bytes]] = [[] for _ in digests]
    level = [(digest, [place]) for place, digest in enumerate(digests)]
    while len(level) > 1:
        level = [_pair(level[i : i + 2], paths) for i in range(0, len(level), 2)]
    return Batch(
        root=level[0][0], digests=tuple(digests), paths=tuple(map(tuple, paths))
    )


def _pair(
    nodes: list[tuple[bytes, list[int]]], paths: list[list[bytes]]
) -> tuple[bytes, list[int]]:
    if len(nodes) == 1:
        return nodes[0]
    (left, left_places), (right, right_places) = nodes
    for place in left_places:
        paths[place].append(right)
    for place in right_places:
        paths[place].append(left)
    return _join({left, right}), left_places + right_places


def _join(hashes: set[bytes]) -> bytes:
    """RFC 4998 section 4.2: sort binary ascending, concatenate, hash."""
    return hashlib.sha256(b"".join(sorted(hashes))).digest()


def evidence_record(group: Batch, place: int, *, token: bytes) -> bytes:
    """The DER evidence record of document number `place`; `token` is over `group.root`."""
    lists = [der.sequence(der.octets(group.digests[place]))]
    lists += [der.sequence(der.octets(one)) for one in group.paths[place]]
    # One document alone needs no tree: its own hash is the root.
    tree = der.context(2, b"".join(lists)) if group.paths[place] else b""
    algorithm = cms_writer.SHA256
    stamp = der.sequence(der.context(0, algorithm[2:]), tree, token)
    return der.sequence(
        der.integer(1),
        der.sequence(algorithm),
        der.sequence(der.sequence(stamp)),
    )


def read_record(raw: bytes, *, content: bytes) -> tuple[Token, ...]:
    """The timestamps of a record for `content`, oldest first; raises BadRecord.

    Read are records with one chain of SHA-256 and one archive timestamp in it, as written here; renewals add
    further ones, which are refused until a reader for them exists.
    """
    try:
        record = EvidenceRecord.load(raw, strict=True)
        chains = record["sequence"]
        if record["version"].native != 1 or len(chains) != 1 or len(chains[0]) != 1:
            raise BadRecord("only a record with one archive timestamp can be read")
        stamp = chains[0][0]
        _check_algorithms(record, stamp)
        root = _root(stamp["reduced_hashtree"], hashlib.sha256(content).digest())
        return (read_token_over(stamp["timestamp"].dump(), {"sha256": root}),)
    except BadSignature as reason:
        raise BadRecord(str(reason)) from reason
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as reason:
        raise BadRecord(f"this is no evidence record: {reason}") from reason


def _check_algorithms(record: EvidenceRecord, stamp: ArchiveTimeStamp) -> None:
    stated = [*record["digest_algorithms"], stamp["digest_algorithm"]]
    if any(one["algorithm"].native != "sha256" for one in stated):
        raise BadRecord("only SHA-256 is read")


def _root(tree: PartialHashtrees | core.Void, own: bytes) -> bytes:
    if isinstance(tree, core.Void):
        return own
    lists = [[one.native for one in part] for part in tree]
    hashes = [one for part in lists for one in part]
    if len(lists) > MOST_LISTS or any(len(one) != HASH_BYTES for one in hashes):
        raise BadRecord("the hash tree is malformed")
    if not lists or lists[0] != [own]:
        raise BadRecord("the first list must hold this document's digest alone")
    found = own
    for part in lists[1:]:
        found = _join({found, *part})
    return found
