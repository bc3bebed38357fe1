"""A proof after it was handed out: witnesses sign, proofs are audited, the person is forgotten."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from duly import cli
from duly.cases.actions.audit import audit_proofs
from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.cosign import (
    log_store_of,
    newest_checkpoint,
    take_cosignature,
)
from duly.cases.actions.draft import OpenedCase, open_case
from duly.cases.actions.erase import erase_case
from duly.cases.actions.keep_keys import publish_keys
from duly.cases.actions.log import newest_leaf, proof_of
from duly.cases.envelope import sealed_letter
from duly.cases.models import Case, LogLeaf
from duly.evidence.checkpoint import read_checkpoint, read_proof
from duly.evidence.container import read_container
from duly.evidence.keys import Keys, make_keys, open_keys
from duly.evidence.log import leaf_hash, verify_consistency, verify_inclusion
from duly.evidence.log_store import leaf_digest
from duly.evidence.note import check_signed, cosign, read_note
from duly.evidence.tiles import Tree
from duly.evidence.verify import verify_bundle, verify_pair
from tests.cases.test_letter import press_send

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(opened: OpenedCase, drop_box: Path, now: datetime) -> Case:
    press_send(opened.case, now)
    return Case.objects.get(pk=opened.case.pk)


@pytest.fixture
def keys(home: Path, now: datetime) -> Keys:
    return open_keys(home / "keys", now=now)


@pytest.fixture
def bens_keys(
    tmp_path: Path, now: datetime, settings: Any, request: pytest.FixtureRequest
) -> Keys:
    """Ben's installation, whose signature counts here."""
    keys = make_keys(tmp_path / "ben", now=now, log_name="ben.example/duly-log")
    file = tmp_path / "witnesses.txt"
    file.write_text(f"{keys.witness.verifier}\n")
    request.getfixturevalue("db")
    settings.WITNESS_KEYS = str(file)
    publish_keys(now=now)
    return keys


@pytest.fixture(autouse=True)
def nobody_else_counts_afterwards(db: None, settings: Any, now: datetime) -> Any:
    yield
    settings.WITNESS_KEYS = ""
    publish_keys(now=now)


def test_a_witness_raises_the_grade_of_a_proof_that_was_handed_out(
    sealed: Case, home: Path, now: datetime, bens_keys: Keys
) -> None:
    keys = open_keys(home / "keys", now=now)
    before = issue_bundle(sealed, now=now)
    assert verify_bundle(before, roots=keys.roots).grade == "self"
    note = newest_checkpoint(keys)
    assert note is not None
    signed = cosign(note, signer=bens_keys.witness, now=now + timedelta(minutes=5))
    take_cosignature(bytes(signed), keys=keys)
    after = issue_bundle(sealed, now=now + timedelta(minutes=6))
    verdict = verify_bundle(after, roots=keys.roots)
    assert verdict.ok, [check for check in verdict.checks if not check.ok]
    assert verdict.grade == "witnessed"
    assert verify_pair(before, after, roots=keys.roots).ok
    assert read_container(before)["SHA256SUMS"] == (read_container(after)["SHA256SUMS"])


def test_a_witness_who_is_no_longer_believed_raises_nothing(
    sealed: Case, home: Path, now: datetime, bens_keys: Keys, settings: Any
) -> None:
    issue_bundle(sealed, now=now)
    keys = open_keys(home / "keys", now=now)
    note = newest_checkpoint(keys)
    assert note is not None
    take_cosignature(bytes(cosign(note, signer=bens_keys.witness, now=now)), keys=keys)
    settings.WITNESS_KEYS = ""
    publish_keys(now=now)
    roots = open_keys(home / "keys", now=now).roots
    verdict = verify_bundle(issue_bundle(sealed, now=now), roots=roots)
    assert verdict.ok
    assert verdict.grade == "self"


def test_the_entry_of_a_proof_is_proved_by_command(
    sealed: Case,
    home: Path,
    now: datetime,
    keys: Keys,
    capsys: pytest.CaptureFixture[str],
) -> None:
    issue_bundle(sealed, now=now)
    manifest = sealed.events.get(name="bundle.issued").payload["manifest_sha256"]
    row = newest_leaf(sealed)
    assert row is not None
    proof = read_proof(bytes(proof_of(row)))
    check_signed(proof.note, key=keys.log.verifier)
    state = read_checkpoint(proof.note)
    assert verify_inclusion(
        leaf_hash=leaf_hash(bytes(row.leaf)),
        index=proof.index,
        size=state.size,
        proof=proof.path,
        root=state.root,
    )
    leaf = json.loads(bytes(row.leaf))
    assert leaf["digest"] == leaf_digest(manifest, salt=proof.extra)
    assert cli.run(["log", "prove", sealed.reference.lower(), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["proof"].encode() == bytes(proof)
    assert said["reference"] == sealed.reference
    assert cli.run(["log", "prove", "NOBODY"]) == 1


def test_a_case_without_a_proof_has_nothing_to_prove(
    opened: OpenedCase, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["log", "prove", opened.case.reference]) == 1
    assert "no proof" in capsys.readouterr().err


def test_every_recent_proof_is_verified_again_and_counted(
    sealed: Case, home: Path, now: datetime
) -> None:
    issue_bundle(sealed, now=now)
    found = audit_proofs(sample=5, seed=1, now=now + timedelta(days=3))
    assert (found.issued, found.checked, found.held) == (1, 1, 1)
    published = json.loads((home / "log/audit.json").read_text())
    assert (published["checked"], published["failed"]) == (1, 0)
    assert sealed.reference not in json.dumps(published)


def test_a_proof_that_was_lost_or_changed_is_counted_as_failed(
    sealed: Case, home: Path, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    issue_bundle(sealed, now=now)
    kept = sealed.events.get(name="bundle.issued").payload["sha256"]
    default_storage.delete(f"{sealed.reference}/{kept}")
    assert cli.run(["evidence", "audit", "--json"]) in (0, 1)
    said = json.loads(capsys.readouterr().out)
    found = audit_proofs(sample=0, seed=1, now=now)
    assert found.failures[0][0].startswith(sealed.reference)
    assert found.held == found.checked - 1
    assert said["issued"] == 1


def everything_public(home: Path) -> bytes:
    log = home / "log"
    return b"\n".join(path.read_bytes() for path in log.rglob("*") if path.is_file())


def test_after_erasure_the_log_is_whole_and_holds_nothing_of_ada(
    sealed: Case,
    document: dict[str, Any],
    home: Path,
    now: datetime,
    keys: Keys,
    drop_box: Path,
) -> None:
    issue_bundle(sealed, now=now)
    row = newest_leaf(sealed)
    manifest = sealed.events.get(name="bundle.issued").payload["manifest_sha256"]
    assert row is not None
    salt, before = bytes(row.salt), newest_checkpoint(keys)
    assert before is not None
    erase_case(sealed, now=now)
    # The salt and the key of the files are nowhere any more; the leaf alone stays, tied to nobody.
    held = LogLeaf.objects.get(pk=row.pk)
    assert (bytes(held.salt), held.case_id) == (b"", None)
    assert bytes(Case.objects.get(pk=sealed.pk).wrapped_key) == b""
    assert default_storage.listdir(sealed.reference) == ([], [])
    public = everything_public(home)
    for private in (b"Ada", b"Vale", b"ada@example", b"AliExpress", b"Fern Street"):
        assert private not in public
    for tie in (
        salt,
        salt.hex().encode(),
        manifest.encode(),
        sealed.reference.encode(),
    ):
        assert tie not in public
    # And it goes on: the next proof continues the very state that was signed before.
    other = open_case(document, now=now).case
    press_send(other, now)
    issue_bundle(Case.objects.get(pk=other.pk), now=now)
    after = newest_checkpoint(keys)
    assert after is not None
    old, new = read_checkpoint(before), read_checkpoint(after)
    tree = Tree(size=new.size, read=log_store_of(new.origin).read)
    assert tree.root() == new.root
    assert verify_consistency(
        size1=old.size,
        size2=new.size,
        root1=old.root,
        root2=new.root,
        proof=tree.consistency_proof(old.size),
    )
    assert verify_inclusion(
        leaf_hash=leaf_hash(bytes(row.leaf)),
        index=row.index,
        size=new.size,
        proof=tree.inclusion_proof(row.index),
        root=new.root,
    )


def test_a_proof_in_adas_hands_outlives_her_erasure(
    sealed: Case, home: Path, now: datetime, keys: Keys
) -> None:
    proof = issue_bundle(sealed, now=now)
    erase_case(sealed, now=now)
    assert verify_bundle(proof, roots=keys.roots).ok
    note = read_note(read_container(proof)["log/checkpoint"])
    newest = newest_checkpoint(keys)
    assert newest is not None
    assert read_checkpoint(newest).size >= read_checkpoint(note).size


def test_a_sending_carries_one_state_of_the_log_at_every_attempt(
    opened: OpenedCase, drop_box: Path, home: Path, now: datetime, keys: Keys
) -> None:
    publish_keys(now=now)
    dispatch = press_send(opened.case, now)
    first = sealed_letter(dispatch).checkpoint
    assert first is not None
    issue_bundle(Case.objects.get(pk=opened.case.pk), now=now)
    assert sealed_letter(dispatch).checkpoint == first
    note = read_note(first.encode())
    check_signed(note, key=keys.log.verifier)
    newest = newest_checkpoint(keys)
    assert newest is not None
    assert read_checkpoint(newest).size > read_checkpoint(note).size
