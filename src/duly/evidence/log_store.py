"""How does the log grow so that a crash never leaves two roots for one size? Tiles first, checkpoint last.

The caller holds the one lock (in `cases`, inside a database transaction); here are only the steps and their order.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from duly.evidence.bundle import LogView
from duly.evidence.canonical import canonical_json
from duly.evidence.checkpoint import (
    Checkpoint,
    Proof,
    read_checkpoint,
    sign_checkpoint,
)
from duly.evidence.key_folder import sync_folder, write_atomic
from duly.evidence.log import EMPTY_ROOT, leaf_hash, tree_root
from duly.evidence.note import NoteSigner, SignedNote, check_signed, read_note
from duly.evidence.tiles import (
    WIDTH,
    Tree,
    edge_paths,
    split_hashes,
    tile_path,
    tile_widths,
)

CHECKPOINT = "checkpoint"
SALT_BYTES = 32
LARGEST_LEAF = 65_535
# Up to this many leaves a bundle carries every hash, so that any two bundles can be compared without the log.
WHOLE_UP_TO = 1024


class BrokenLog(Exception):
    """The stored log does not fit its own checkpoint; nothing more may be signed until that is understood."""


class Store(Protocol):
    """Files by path. `write` may be lost in a crash until `sync` returned; `publish` is whole, durable and last."""

    def read(self, path: str) -> bytes | None: ...

    def write(self, path: str, content: bytes) -> None: ...

    def sync(self) -> None: ...

    def publish(self, path: str, content: bytes) -> None: ...

    def forget_partials(self, path: str, *, keep: Sequence[str]) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """`first` is the index of the first new leaf; `note` the signed checkpoint that covers all of them."""

    first: int
    size: int
    note: SignedNote


def bundle_leaf(manifest_sha256: str, *, salt: bytes) -> bytes:
    """The leaf of a bundle: the digest of 32 random bytes and of the digest of its SHA256SUMS; nothing personal.

    Whoever deletes the salt makes the leaf meaningless, and the log stays whole.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt has 32 bytes")
    return canonical_json(
        {
            "v": 1,
            "kind": "bundle",
            "digest": leaf_digest(manifest_sha256, salt=salt),
        }
    )


def leaf_digest(manifest_sha256: str, *, salt: bytes) -> str:
    """SHA-256(salt ‖ manifest digest) in hex."""
    return hashlib.sha256(salt + bytes.fromhex(manifest_sha256)).hexdigest()


def current(store: Store, *, signer: NoteSigner) -> Checkpoint:
    """The newest checkpoint, its signature checked; an empty log before the first. Raises BadNote."""
    raw = store.read(CHECKPOINT)
    if raw is None:
        return Checkpoint(origin=signer.name, size=0, root=EMPTY_ROOT)
    note = read_note(raw)
    check_signed(note, key=signer.verifier)
    return read_checkpoint(note)


def append(store: Store, leaves: Sequence[bytes], *, signer: NoteSigner) -> Appended:
    """Add leaves and sign the new checkpoint; call under the lock. No leaves: the present state.

    Raises BrokenLog when the tiles do not fit the last checkpoint, BadNote when that is not ours.
    """
    before = current(store, signer=signer)
    if any(len(leaf) > LARGEST_LEAF for leaf in leaves):
        raise ValueError("a leaf has at most 65,535 bytes")
    tree = Tree(size=before.size, read=store.read)
    if tree.root() != before.root:
        raise BrokenLog(f"the tiles do not give the root signed at {before.size}")
    written = _write_level(store, 0, before.size, [leaf_hash(leaf) for leaf in leaves])
    written += _write_entries(store, before.size, leaves)
    store.sync()
    size = before.size + len(leaves)
    root = Tree(size=size, read=store.read).root()
    note = sign_checkpoint(
        Checkpoint(origin=before.origin, size=size, root=root), signer=signer
    )
    store.publish(CHECKPOINT, bytes(note))
    for path in written:
        store.forget_partials(path, keep=_partials_kept(path, before.size))
    return Appended(first=before.size, size=size, note=note)


def prove(
    store: Store, indexes: Sequence[int], *, note: SignedNote, salts: Sequence[bytes]
) -> tuple[Proof, ...]:
    """One offline proof a leaf, all against the checkpoint `note`; raises tiles.MissingTile, IndexError."""
    tree = Tree(size=read_checkpoint(note).size, read=store.read)
    return tuple(
        Proof(index=index, path=tree.inclusion_proof(index), note=note, extra=salt)
        for index, salt in zip(indexes, salts, strict=True)
    )


def edge_tiles(store: Store, size: int) -> dict[str, bytes]:
    """The tiles a bundle carries: all of a small log, the right edge of a large one."""
    tree = Tree(size=size, read=store.read)
    tiles = {}
    for path in edge_paths(size, whole_up_to=WHOLE_UP_TO):
        _, level, *rest = path.partition(".p/")[0].split("/")
        index = int("".join(part.removeprefix("x") for part in rest))
        tiles[path] = b"".join(tree.hashes(int(level), index)[0])
    return tiles


def _write_level(
    store: Store, level: int, count: int, hashes: Sequence[bytes]
) -> list[str]:
    """Append hashes to a level that holds `count`; full tiles send their root one level up."""
    if not hashes:
        return []
    first, width = divmod(count, WIDTH)
    held = _partial(store, tile_path(level, first, width=width)) if width else []
    every = held + list(hashes)
    paths, roots = [], []
    for place in range(0, len(every), WIDTH):
        part = every[place : place + WIDTH]
        path = tile_path(level, first + place // WIDTH, width=len(part))
        store.write(path, b"".join(part))
        paths.append(path)
        if len(part) == WIDTH:
            roots.append(tree_root(part))
    return paths + _write_level(store, level + 1, first, roots)


def _write_entries(store: Store, count: int, leaves: Sequence[bytes]) -> list[str]:
    """The leaves themselves, each with its length in two bytes (tlog-tiles, entry bundles)."""
    packed = [len(leaf).to_bytes(2, "big") + leaf for leaf in leaves]
    first, width = divmod(count, WIDTH)
    held = b""
    if width and packed:
        held = store.read(tile_path("entries", first, width=width)) or b""
    paths = []
    place = 0
    while place < len(packed):
        take = packed[place : place + WIDTH - width]
        path = tile_path("entries", first, width=width + len(take))
        store.write(path, held + b"".join(take))
        paths.append(path)
        place, first, width, held = place + len(take), first + 1, 0, b""
    return paths


def _partial(store: Store, path: str) -> list[bytes]:
    raw = store.read(path) or store.read(path.partition(".p/")[0])
    width = int(path.partition(".p/")[2])
    if raw is None:
        raise BrokenLog(f"the tile {path} is not there")
    return split_hashes(raw)[:width]


def _partials_kept(path: str, size: int) -> tuple[str, ...]:
    """The new partial tile, and the one of the last checkpoint: readers may still be fetching that.

    A full tile needs neither (tlog-tiles: whoever misses a partial reads the full one).
    """
    tile, _, width = path.partition(".p/")
    if not width:
        return ()
    level = tile.split("/")[1]
    widths = tile_widths(size)
    number = 0 if level == "entries" else int(level)
    before = widths[number] % WIDTH if number < len(widths) else 0
    return (path, f"{tile}.p/{before}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderStore:
    """A log in a plain folder, to be served as static files."""

    folder: Path
    unsynced: set[Path] = field(default_factory=set)

    def read(self, path: str) -> bytes | None:
        try:
            return (self.folder / path).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, path: str, content: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        new = target.with_name(f".{target.name}.new")
        new.write_bytes(content)
        new.replace(target)
        self.unsynced.add(target)

    def sync(self) -> None:
        for path in self.unsynced:
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        for folder in self._folders():
            sync_folder(folder)
        self.unsynced.clear()

    def publish(self, path: str, content: bytes) -> None:
        write_atomic(self.folder / path, content)

    def forget_partials(self, path: str, *, keep: Sequence[str]) -> None:
        tile = path.partition(".p/")[0]
        kept = {self.folder / one for one in keep}
        for partial in (self.folder / f"{tile}.p").glob("*"):
            if partial not in kept:
                partial.unlink(missing_ok=True)

    def _folders(self) -> set[Path]:
        """Every folder on the way: a new one is lost with its parent's entry."""
        return {self.folder} | {
            folder
            for path in self.unsynced
            for folder in path.parents
            if folder.is_relative_to(self.folder)
        }


def view(
    store: Store,
    *,
    leaf: bytes,
    proof: Proof,
    log: NoteSigner,
    witnesses: Sequence[str],
) -> LogView:
    """What a bundle carries of the log: `witnesses` are the vkey lines of those who cosigned the checkpoint."""
    size = read_checkpoint(proof.note).size
    return LogView(
        leaf=leaf,
        proof=bytes(proof),
        checkpoint=bytes(proof.note),
        log_pem=log.verifier.pem(),
        witness_keys=tuple(witnesses),
        tiles=edge_tiles(store, size),
    )
