"""The log grows batch by batch, in memory and in a folder, and a crash at any step leaves one history."""

import random
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from duly.evidence import log, log_store
from duly.evidence.checkpoint import read_checkpoint
from duly.evidence.keys import make_keys
from duly.evidence.log_store import BrokenLog, FolderStore
from duly.evidence.note import BadNote, read_note
from duly.evidence.tiles import MissingTile, Tree, edge_paths, joined, tile_path


def leaves(count: int, start: int = 0) -> list[bytes]:
    return [f"leaf {n}".encode() for n in range(start, start + count)]


def hashes(count: int) -> list[bytes]:
    return [log.leaf_hash(leaf) for leaf in leaves(count)]


def test_the_root_is_that_of_all_leaves_after_every_batch(keys, store) -> None:
    chance = random.Random(6962)
    size = 0
    while size < 1400:
        count = chance.choice([0, 1, 1, 2, 7, 255, 256, 257])
        appended = log_store.append(store, leaves(count, size), signer=keys.log)
        assert appended.first == size
        size += count
        assert appended.size == size
        assert read_checkpoint(appended.note).root == log.tree_root(hashes(size))


def test_proofs_from_tiles_are_those_that_the_verifier_believes(keys, store) -> None:
    size = 700
    log_store.append(store, leaves(size), signer=keys.log)
    tree, every = Tree(size=size, read=store.read), hashes(size)
    root = log.tree_root(every)
    for index in (0, 1, 255, 256, 511, 512, 698, 699):
        assert log.verify_inclusion(
            leaf_hash=every[index],
            index=index,
            size=size,
            proof=tree.inclusion_proof(index),
            root=root,
        )
    for earlier in (1, 2, 255, 256, 257, 512, 699, 700):
        assert log.verify_consistency(
            size1=earlier,
            size2=size,
            root1=log.tree_root(every[:earlier]),
            root2=root,
            proof=tree.consistency_proof(earlier),
        )


def test_an_index_outside_the_log_is_refused(keys, store) -> None:
    log_store.append(store, leaves(3), signer=keys.log)
    tree = Tree(size=3, read=store.read)
    for ask in (tree.inclusion_proof, tree.consistency_proof):
        with pytest.raises(IndexError):
            ask(4)
    with pytest.raises(IndexError):
        tree.consistency_proof(0)
    with pytest.raises(MissingTile):
        Tree(size=600, read=store.read).root()


def test_tiles_are_named_as_the_specification_names_them() -> None:
    assert tile_path(0, 0, width=5) == "tile/0/000.p/5"
    assert tile_path(2, 1234067) == "tile/2/x001/x234/067"
    assert tile_path("entries", 1000) == "tile/entries/x001/000"


def test_entries_lie_beside_the_tiles_with_their_lengths(keys, store) -> None:
    log_store.append(store, leaves(2), signer=keys.log)
    log_store.append(store, leaves(1, 2), signer=keys.log)
    raw = store.read("tile/entries/000.p/3")
    assert raw == b"".join(b"\x00\x06" + leaf for leaf in leaves(3))


def test_partial_tiles_do_not_pile_up(keys, store) -> None:
    for start in range(600):
        log_store.append(store, leaves(1, start), signer=keys.log)
    partials = [name for name in store.files if ".p/" in name]
    # For each unfinished tile the newest and the one before: two levels of hashes, and the entries.
    assert len(partials) <= 6, partials


class Crash(Exception):
    pass


@pytest.mark.parametrize("step", range(1, 9))
def test_a_crash_at_any_step_leaves_one_root_for_a_size(
    keys, tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was signed before stays; what was half written is written over by whatever comes next."""
    folder = FolderStore(folder=tmp_path)
    log_store.append(folder, leaves(255), signer=keys.log)
    steps = 0

    def counted(name: str) -> None:
        true = getattr(FolderStore, name)

        def may_die(self: FolderStore, *words: object, **named: object) -> object:
            nonlocal steps
            steps += 1
            if steps == step:
                raise Crash
            return true(self, *words, **named)

        monkeypatch.setattr(FolderStore, name, may_die)

    for name in ("write", "sync", "publish", "forget_partials"):
        counted(name)
    died = False
    try:
        log_store.append(folder, [b"lost", b"lost too"], signer=keys.log)
    except Crash:
        died = True
    monkeypatch.undo()
    signed = read_note((tmp_path / "checkpoint").read_bytes())
    seen = {read_checkpoint(signed).size: read_checkpoint(signed).root}
    again = FolderStore(folder=tmp_path)
    for text in (b"after the crash", b"and one more"):
        appended = log_store.append(again, [text], signer=keys.log)
        checkpoint = read_checkpoint(appended.note)
        assert seen.setdefault(checkpoint.size, checkpoint.root) == checkpoint.root
        tree = Tree(size=checkpoint.size, read=again.read)
        for earlier, root in seen.items():
            assert log.verify_consistency(
                size1=earlier,
                size2=checkpoint.size,
                root1=root,
                root2=checkpoint.root,
                proof=tree.consistency_proof(earlier),
            )
    assert died or step > 7


APPENDING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from duly.evidence import keys, log_store
held = keys.open_keys(Path(sys.argv[1]), now=datetime(2026, 3, 2, 10, tzinfo=UTC))
store = log_store.FolderStore(folder=Path(sys.argv[2]))
for count in range(100_000):
    leaves = [f"{count}.{n}".encode() for n in range(count % 70 + 1)]
    note = log_store.append(store, leaves, signer=held.log).note
    print(bytes(note).hex(), flush=True)
"""


@pytest.mark.real
@pytest.mark.parametrize("moment", [0.05, 0.21, 0.4])
def test_a_process_killed_while_appending_leaves_one_history(
    tmp_path: Path, moment: float
) -> None:
    """Every checkpoint that left the process is still the beginning of the log that the next process finds."""
    held = make_keys(tmp_path / "keys", now=datetime(2026, 3, 2, 10, tzinfo=UTC))
    folder = tmp_path / "log"
    for _ in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", APPENDING, str(tmp_path / "keys"), str(folder)],
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            told = [process.stdout.readline().strip()]
            time.sleep(moment)
            process.kill()
            # The last line may be cut off in the middle.
            told += process.stdout.read().split("\n")[:-1]
        store = FolderStore(folder=folder)
        now = read_checkpoint(log_store.append(store, [b"after"], signer=held.log).note)
        tree = Tree(size=now.size, read=store.read)
        for line in (*told[::7], told[-1]):
            seen = read_checkpoint(read_note(bytes.fromhex(line)))
            assert log.verify_consistency(
                size1=seen.size,
                size2=now.size,
                root1=seen.root,
                root2=now.root,
                proof=tree.consistency_proof(seen.size),
            )


def test_a_log_whose_tiles_were_changed_signs_nothing_more(keys, tmp_path) -> None:
    folder = FolderStore(folder=tmp_path)
    log_store.append(folder, leaves(3), signer=keys.log)
    tile = tmp_path / "tile/0/000.p/3"
    tile.write_bytes(bytes(96))
    with pytest.raises(BrokenLog):
        log_store.append(folder, leaves(1), signer=keys.log)


def test_a_checkpoint_of_another_key_is_not_built_upon(keys, other_keys, store) -> None:
    log_store.append(store, leaves(3), signer=other_keys.log)
    with pytest.raises(BadNote):
        log_store.append(store, leaves(1), signer=keys.log)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 1024, 1025, 2000, 66_000])
def test_the_tiles_of_a_bundle_give_its_root(keys, store, size: int) -> None:
    appended = log_store.append(store, leaves(size), signer=keys.log)
    tiles = log_store.edge_tiles(store, size)
    assert set(tiles) == set(edge_paths(size, whole_up_to=log_store.WHOLE_UP_TO))
    root = Tree(size=size, read=joined(tiles)).root()
    assert root == read_checkpoint(appended.note).root
    assert sum(map(len, tiles.values())) <= 34_000


def test_the_log_holds_nothing_personal_and_outlives_its_salt(workshop, store) -> None:
    """Erasure: the salt goes, the leaf can no longer be tied to anything, and the log stays whole."""
    workshop.entered(store)
    everything = b"".join(store.files.values())
    for word in (b"Ada", b"ada@example.org", b"ADA-1", b"Acme"):
        assert word not in everything
    leaf = store.read("tile/entries/000.p/1")
    assert re.fullmatch(
        rb'..\{"digest":"[0-9a-f]{64}","kind":"bundle","v":1\}', leaf, re.DOTALL
    )
    log_store.append(store, leaves(5), signer=workshop.keys.log)
    note = read_note(store.read("checkpoint"))
    assert Tree(size=6, read=store.read).root() == read_checkpoint(note).root
