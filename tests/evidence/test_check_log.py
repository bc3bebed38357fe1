"""The public log in a bundle: entry, proof, checkpoint, witnesses; and two bundles against a forked log."""

import base64
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from duly.evidence import log_store
from duly.evidence.anchors import Anchors, read_anchors, write_anchors
from duly.evidence.canonical import canonical_json
from duly.evidence.checkpoint import Checkpoint, read_proof, sign_checkpoint
from duly.evidence.container import read_container
from duly.evidence.note import LOG_KEY, NoteSigner, cosign
from duly.evidence.standalone import report
from duly.evidence.verify import Verdict, verify_bundle, verify_pair

TODAY = datetime(2026, 3, 3, tzinfo=UTC)
Files = dict[str, bytes]


def failed(verdict: Verdict) -> set[str]:
    return {check.name for check in verdict.checks if not check.ok}


@pytest.fixture
def judged(tmp_path) -> Callable[..., Verdict]:
    """The verdict on a bundle, once the standalone verifier was seen to say the same."""

    def run(bundle: bytes, roots: bytes | None = None) -> Verdict:
        verdict = verify_bundle(bundle, roots=roots, at=TODAY)
        (tmp_path / "proof.asice").write_bytes(bundle)
        other = report.verify(tmp_path / "proof.asice", roots, TODAY.timestamp())
        no = [check for check in other["checks"] if not check["ok"]]
        assert (other["ok"], other["grade"]) == (verdict.ok, verdict.grade), no
        return verdict

    return run


@pytest.fixture
def trusted(workshop, witness: NoteSigner) -> bytes:
    """Roots from outside in which the witness is known."""
    own = read_anchors(workshop.keys.roots)
    return write_anchors(
        Anchors(
            certificates=own.certificates,
            log_keys=own.log_keys,
            witness_keys=(witness.verifier,),
        ),
        title="with a witness",
    )


def test_an_entered_bundle_is_true(workshop, store, judged) -> None:
    verdict = judged(workshop.entered(store), workshop.keys.roots)
    assert verdict.ok, failed(verdict)
    assert verdict.grade == "self"


def test_a_witness_known_from_outside_raises_the_grade(
    workshop, store, judged, witness, trusted
) -> None:
    bundle = workshop.entered(store, witnesses=[witness])
    assert judged(bundle, trusted).grade == "witnessed"
    # Named only by the bundle itself, a witness counts for nothing.
    assert judged(bundle, workshop.keys.roots).grade == "self"
    assert judged(bundle).grade == "self"


def test_the_log_is_not_its_own_witness(workshop, store, judged) -> None:
    log = workshop.keys.log
    pretended = NoteSigner(name="w.example", kind=0x04, private_key=log.private_key)
    own = read_anchors(workshop.keys.roots)
    roots = write_anchors(
        Anchors(
            certificates=own.certificates,
            log_keys=own.log_keys,
            witness_keys=(pretended.verifier,),
        ),
        title="the log as witness",
    )
    verdict = judged(workshop.entered(store, witnesses=[pretended]), roots)
    assert verdict.ok
    assert verdict.grade == "self"


FORGERIES: dict[str, tuple[str, Callable[[Files, Any], Files]]] = {
    "the log folder taken out": (
        "log-checkpoint",
        lambda f, w: {n: c for n, c in f.items() if not n.startswith("log/")},
    ),
    "another entry": (
        "log-inclusion",
        lambda f, w: (
            f
            | {
                "log/entry.json": canonical_json(
                    {"v": 1, "kind": "bundle", "digest": "0"}
                )
            }
        ),
    ),
    "an entry written in another way": (
        "log-inclusion",
        lambda f, w: f | {"log/entry.json": f["log/entry.json"] + b"\n"},
    ),
    "another place in the log": (
        "log-inclusion",
        lambda f, w: _proof(f, rb"index \d+", b"index 1"),
    ),
    "another salt": (
        "log-binding",
        lambda f, w: _proof(f, rb"extra \S+", b"extra " + base64.b64encode(bytes(32))),
    ),
    "a checkpoint that the log did not sign": (
        "log-checkpoint",
        lambda f, w: _resigned(f, w, w.stranger),
    ),
    "a checkpoint of a larger tree": (
        "log-checkpoint",
        lambda f, w: _everywhere(f, b"\n4\n", b"\n5\n"),
    ),
    "a key that is not the log's": (
        "log-checkpoint",
        lambda f, w: f | {"log/log.pem": w.stranger.verifier.pem()},
    ),
    "a hash of the log changed": (
        "log-checkpoint",
        lambda f, w: _changed(f, "log/tile/0/000.p/4"),
    ),
    "hashes of the log missing": (
        "log-checkpoint",
        lambda f, w: f | {"log/tile/0/000.p/4": b""},
    ),
    "a tile too many": (
        "log-checkpoint",
        lambda f, w: f | {"log/tile/0/001.p/4": bytes(128)},
    ),
    "a witness that has not signed": (
        "witness",
        lambda f, w: f | {"log/witnesses.txt": f"{w.keys.witness.verifier}\n".encode()},
    ),
    "a signature of somebody unknown": (
        "witness",
        lambda f, w: _everywhere(
            f,
            "— ".encode(),
            f"— a.example {base64.b64encode(bytes(80)).decode()}\n— ".encode(),
            1,
        ),
    ),
}


class Forger:
    """What a forger has at hand beside the workshop."""

    def __init__(self, workshop: Any) -> None:
        self.keys = workshop.keys
        self.stranger = NoteSigner(
            name=workshop.keys.log.name,
            kind=LOG_KEY,
            private_key=workshop.keys.witness.private_key,
        )


def _proof(files: Files, pattern: bytes, new: bytes) -> Files:
    name = "log/entry.tlog-proof"
    return files | {name: re.sub(pattern, lambda _: new, files[name], count=1)}


def _everywhere(files: Files, old: bytes, new: bytes, count: int = -1) -> Files:
    names = ("log/entry.tlog-proof", "log/checkpoint")
    return files | {name: files[name].replace(old, new, count) for name in names}


def _resigned(files: Files, _: Forger, signer: NoteSigner) -> Files:
    old = files["log/checkpoint"]
    text = old.decode().partition("\n\n")[0].split("\n")
    checkpoint = Checkpoint(
        origin=text[0], size=int(text[1]), root=base64.b64decode(text[2])
    )
    return _everywhere(files, old, bytes(sign_checkpoint(checkpoint, signer=signer)))


def _changed(files: Files, name: str) -> Files:
    return files | {name: bytes([files[name][0] ^ 1]) + files[name][1:]}


@pytest.fixture
def entered_files(workshop, store) -> Files:
    log_store.append(store, [b"a", b"b", b"c"], signer=workshop.keys.log)
    return read_container(workshop.entered(store))


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_is_wrong_about_the_log_is_seen_by_one_check(
    workshop, pack, judged, entered_files: Files, forgery: str
) -> None:
    check, change = FORGERIES[forgery]
    verdict = judged(pack(change(dict(entered_files), Forger(workshop))))
    follows = {"log-checkpoint", "log-inclusion", "log-binding", "witness"}
    assert check in failed(verdict), failed(verdict)
    assert failed(verdict) <= follows


def test_a_whole_valid_proof_of_another_bundle_is_refused(
    workshop, store, pack, judged, entered_files: Files
) -> None:
    other = read_container(workshop.entered(store, language="de"))
    borrowed = {n: c for n, c in other.items() if n.startswith("log/")}
    kept = {n: c for n, c in entered_files.items() if not n.startswith("log/")}
    verdict = judged(pack(kept | borrowed))
    assert failed(verdict) == {"log-binding"}


def test_a_log_put_into_a_bundle_that_promised_none_is_refused(
    pack, judged, true_files: Files, entered_files: Files
) -> None:
    added = {n: c for n, c in entered_files.items() if n.startswith("log/")}
    assert "log-checkpoint" in failed(judged(pack(true_files | added)))


def test_an_insider_with_all_keys_of_seal_and_clock_fails_at_the_log(
    workshop, judged, entered_files: Files
) -> None:
    """Everything is sealed anew with the real keys; only the log entry still names the old list."""
    files = entered_files | {"sources/note.txt": b"invented later"}
    verdict = judged(workshop.reseal(files), workshop.keys.roots)
    assert failed(verdict) == {"log-binding"}


def test_an_insider_who_also_rewrites_the_log_is_not_excluded_under_grade_self(
    workshop, store, judged
) -> None:
    forged = workshop.entered(store, language="fr")
    verdict = judged(forged, workshop.keys.roots)
    assert verdict.ok
    assert "cannot exclude" in verdict.checks[-1].detail


def test_a_rewritten_log_lacks_the_witness(
    workshop, store, pack, judged, witness, trusted
) -> None:
    """The operator forks the log; the witness has not signed the other history."""
    true = workshop.entered(store, witnesses=[witness])
    assert judged(true, trusted).grade == "witnessed"
    signed = read_proof(read_container(true)["log/entry.tlog-proof"]).note
    forged = workshop.entered(type(store)(), language="fr")
    assert judged(forged, trusted).grade == "self"
    files = read_container(forged)
    note = files["log/checkpoint"]
    stolen = note + str(signed.signatures[-1]).encode() + b"\n"
    files = _everywhere(files, note, stolen) | {
        "log/witnesses.txt": f"{witness.verifier}\n".encode()
    }
    assert "witness" in failed(judged(pack(files), trusted))


def test_two_bundles_of_one_growing_log_agree(workshop, store) -> None:
    first = workshop.entered(store)
    log_store.append(
        store, [f"{n}".encode() for n in range(300)], signer=workshop.keys.log
    )
    second = workshop.entered(store, language="de")
    pair = verify_pair(first, second, roots=workshop.keys.roots, at=TODAY)
    assert pair.ok, pair.as_document()
    assert verify_pair(second, first).ok
    assert verify_pair(first, first).ok


@pytest.mark.parametrize(("before", "behind"), [(0, 0), (2, 0), (2, 5), (300, 7)])
def test_a_forked_log_is_caught_by_a_second_bundle(
    workshop, new_store, before: int, behind: int
) -> None:
    """Up to `before` leaves both histories are the same; then the operator tells each customer another one."""
    common = new_store()
    log_store.append(
        common, [f"{n}".encode() for n in range(before)], signer=workshop.keys.log
    )
    other = new_store(files=dict(common.files))
    first = workshop.entered(common)
    log_store.append(
        other, [f"x{n}".encode() for n in range(behind)], signer=workshop.keys.log
    )
    second = workshop.entered(other, language="de")
    pair = verify_pair(first, second, roots=workshop.keys.roots)
    assert pair.first.ok
    assert pair.second.ok
    assert not pair.ok
    assert [c.name for c in pair.checks if not c.ok] == ["one-log"]


def test_a_large_log_is_compared_with_its_tiles(workshop, store) -> None:
    log_store.append(
        store, [f"{n}".encode() for n in range(2000)], signer=workshop.keys.log
    )
    first = workshop.entered(store)
    log_store.append(
        store, [f"y{n}".encode() for n in range(900)], signer=workshop.keys.log
    )
    second = workshop.entered(store, language="de")
    assert verify_bundle(second, at=TODAY).ok
    alone = verify_pair(first, second)
    assert "--log" in alone.checks[-1].detail
    assert not alone.ok
    assert verify_pair(first, second, log=store.read).ok


def test_two_tellings_of_one_case_are_caught(workshop) -> None:
    first = workshop.bundle()
    second = workshop.bundle(records=workshop.records(asserted_by="somebody else"))
    pair = verify_pair(first, second)
    assert [c.name for c in pair.checks if not c.ok] == ["one-case"]


def test_a_longer_bundle_of_the_same_case_agrees(workshop) -> None:
    shorter = workshop.bundle(records=workshop.records()[:1], sources=())
    assert verify_pair(shorter, workshop.bundle()).ok


def test_a_cosignature_from_the_future_is_refused(
    workshop, store, pack, witness
) -> None:
    bundle = workshop.entered(store, witnesses=[witness])
    files = read_container(bundle)
    note = read_proof(files["log/entry.tlog-proof"]).note
    late = cosign(note, signer=witness, now=datetime(2030, 1, 1, tzinfo=UTC))
    forged = _everywhere(files, files["log/checkpoint"], bytes(late))
    verdict = verify_bundle(pack(forged), at=TODAY)
    # The earliest cosignature of a witness counts, and it is of today.
    assert verdict.ok
    only = (
        note.text.encode()
        + b"\n"
        + b"".join(
            f"{line}\n".encode() for line in (late.signatures[0], late.signatures[-1])
        )
    )
    forged = _everywhere(files, files["log/checkpoint"], only)
    assert "witness" in failed(verify_bundle(pack(forged), at=TODAY))


def test_a_leaf_holds_nothing_but_a_salted_digest(entered_files: Files) -> None:
    leaf = json.loads(entered_files["log/entry.json"])
    assert set(leaf) == {"v", "kind", "digest"}
    assert len(leaf["digest"]) == 64
