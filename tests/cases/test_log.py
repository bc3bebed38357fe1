"""The log of an installation: key events, proofs, and what a second installation signs as a witness."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from django.test import Client

from duly import cli
from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.cosign import (
    UnknownWitness,
    log_store_of,
    newest_checkpoint,
    take_cosignature,
)
from duly.cases.actions.draft import open_case
from duly.cases.actions.keep_keys import (
    UnfitSetting,
    keep_keys,
    keep_keys_today,
    publish_keys,
)
from duly.cases.models import Case, LogLeaf
from duly.evidence import certificates
from duly.evidence import keys as key_folder
from duly.evidence.anchors import pem
from duly.evidence.canonical import canonical_json
from duly.evidence.checkpoint import read_checkpoint
from duly.evidence.keys import Keys, open_keys
from duly.evidence.log import leaf_hash, verify_consistency, verify_inclusion
from duly.evidence.note import BadNote, cosign
from duly.evidence.tiles import Tree
from duly.evidence.verify import verify_bundle
from duly.evidence.witness import NotConsistent, request
from duly.evidence.witness_book import UnknownLog, WitnessBook
from tests.cases.test_letter import press_send

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(
    tmp_path: Path, now: datetime, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """An installation of its own, whose log nobody else writes."""
    settings.HOME, settings.KEYS = tmp_path / "site", tmp_path / "site" / "keys"
    settings.WITNESS_KEYS = ""
    monkeypatch.setenv("DULY_HOME", str(settings.HOME))
    key_folder.make_keys(settings.KEYS, now=now)
    (settings.KEYS / "wrapping.key").write_text("00" * 32)
    return tmp_path / "site"


@pytest.fixture
def other_keys(tmp_path: Path, now: datetime) -> Keys:
    """Ben runs an installation too, and is the witness."""
    return key_folder.make_keys(
        tmp_path / "other" / "keys", now=now, log_name="ben.example/duly-log"
    )


def trust(settings: Any, tmp_path: Path, keys: Keys, now: datetime) -> None:
    file = tmp_path / "witnesses.txt"
    file.write_text(f"# Ben\n{keys.witness.verifier}\n")
    settings.WITNESS_KEYS = str(file)
    publish_keys(now=now)


def test_the_first_keys_are_the_first_entries(site: Path, now: datetime) -> None:
    entered = publish_keys(now=now)
    assert {(event.event, event.card.kind) for event in entered} == {
        ("key.made", kind) for kind in ("root", "seal", "clock", "log", "witness")
    }
    assert publish_keys(now=now) == ()
    keys = open_keys(site / "keys", now=now)
    store = log_store_of(keys.log.name)
    note = newest_checkpoint(keys)
    assert note is not None
    state = read_checkpoint(note)
    assert state.size == 5
    tree = Tree(size=5, read=store.read)
    for row in LogLeaf.objects.all():
        assert verify_inclusion(
            leaf_hash=leaf_hash(bytes(row.leaf)),
            index=row.index,
            size=5,
            proof=tree.inclusion_proof(row.index),
            root=state.root,
        )


def test_a_month_before_its_end_the_next_seal_is_made_and_entered(
    site: Path, now: datetime
) -> None:
    publish_keys(now=now)
    later = now + timedelta(days=340)
    events = keep_keys(now=later)
    assert {event.card.kind for event in events} == {"seal", "clock", "log"}
    assert (site / "roots.pem").read_bytes() == (site / "keys/roots.pem").read_bytes()
    assert (site / "log/root.crl").read_bytes() == (site / "keys/root.crl").read_bytes()
    assert keep_keys(now=later) == ()


def test_the_daily_work_is_done_once_a_day(site: Path, now: datetime) -> None:
    assert keep_keys_today(now=now) == 5
    assert keep_keys_today(now=now + timedelta(hours=13)) == 0
    (site / "roots.pem").unlink()
    assert keep_keys_today(now=now + timedelta(days=1)) == 0
    assert (site / "roots.pem").exists()


def test_without_the_root_key_the_day_goes_on(
    site: Path, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    (site / "keys/root.key").unlink()
    keep_keys(now=now + timedelta(days=340))
    assert "the next key cannot be made" in caplog.text


@pytest.mark.parametrize("line", ["not a key", "log.example+0badc0de+AAAA"])
def test_a_slip_in_the_file_of_witnesses_stops_no_letter(
    site: Path,
    now: datetime,
    tmp_path: Path,
    settings: Any,
    caplog: pytest.LogCaptureFixture,
    line: str,
) -> None:
    file = tmp_path / "witnesses.txt"
    file.write_text(line)
    settings.WITNESS_KEYS = str(file)
    with pytest.raises(UnfitSetting, match="DULY_WITNESS_KEYS"):
        publish_keys(now=now)
    assert keep_keys_today(now=now) == 5
    assert "roots.pem is not renewed" in caplog.text


def test_a_retired_key_is_entered_and_revoked(site: Path, now: datetime) -> None:
    publish_keys(now=now)
    before = (site / "log/root.crl").read_bytes()
    key_folder.rotate(site / "keys", kind="seal", now=now + timedelta(days=1))
    key_folder.retire(
        site / "keys", name=f"seal-{now:%Y-%m-%d}", now=now + timedelta(days=1)
    )
    events = publish_keys(now=now + timedelta(days=1))
    assert sorted(event.event for event in events) == ["key.made", "key.retired"]
    assert (site / "log/root.crl").read_bytes() != before


def test_a_witness_signs_what_grows_and_refuses_what_does_not(
    site: Path, now: datetime, tmp_path: Path, other_keys: Keys
) -> None:
    publish_keys(now=now)
    keys = open_keys(site / "keys", now=now)
    book = WitnessBook(folder=tmp_path / "witnessed")
    store = log_store_of(keys.log.name)
    first = newest_checkpoint(keys)
    assert first is not None
    with pytest.raises(UnknownLog):
        book.cosign(
            request(first, old=0, read=store.read), signer=other_keys.witness, now=now
        )
    signed = book.cosign(
        request(first, old=0, read=store.read),
        signer=other_keys.witness,
        now=now,
        log_key=keys.log.verifier,
    )
    assert signed.signatures[:-1] == first.signatures
    key_folder.rotate(site / "keys", kind="seal", now=now + timedelta(days=1))
    publish_keys(now=now + timedelta(days=1))
    second = newest_checkpoint(keys)
    assert second is not None
    with pytest.raises(NotConsistent, match="a proof from 5 entries"):
        book.cosign(
            request(second, old=0, read=store.read), signer=other_keys.witness, now=now
        )
    asked = request(second, old=5, read=store.read)
    assert book.cosign(asked, signer=other_keys.witness, now=now)
    assert book.cosign(asked, signer=other_keys.witness, now=now)
    with pytest.raises(NotConsistent, match="rolled back"):
        book.cosign(
            request(first, old=0, read=store.read), signer=other_keys.witness, now=now
        )
    assert verify_consistency(
        size1=5,
        size2=read_checkpoint(second).size,
        root1=read_checkpoint(first).root,
        root2=read_checkpoint(second).root,
        proof=asked.proof,
    )


def test_a_log_that_comes_with_another_key_than_before_is_refused(
    site: Path, now: datetime, tmp_path: Path, other_keys: Keys
) -> None:
    publish_keys(now=now)
    keys = open_keys(site / "keys", now=now)
    book = WitnessBook(folder=tmp_path / "witnessed")
    note = newest_checkpoint(keys)
    assert note is not None
    asked = request(note, old=0, read=log_store_of(keys.log.name).read)
    book.cosign(asked, signer=other_keys.witness, now=now, log_key=keys.log.verifier)
    with pytest.raises(BadNote, match="with another key"):
        book.cosign(
            asked, signer=other_keys.witness, now=now, log_key=other_keys.log.verifier
        )


def test_a_signature_counts_only_from_a_configured_witness(
    site: Path, now: datetime, tmp_path: Path, other_keys: Keys, settings: Any
) -> None:
    publish_keys(now=now)
    keys = open_keys(site / "keys", now=now)
    note = newest_checkpoint(keys)
    assert note is not None
    answer = bytes(cosign(note, signer=other_keys.witness, now=now))
    with pytest.raises(UnknownWitness):
        take_cosignature(answer, keys=keys)
    trust(settings, tmp_path, other_keys, now)
    taken, names = take_cosignature(answer, keys=open_keys(site / "keys", now=now))
    assert names == ("ben.example/duly-log/witness",)
    assert bytes(taken) == answer


def test_a_forged_state_is_not_taken_in(
    site: Path, now: datetime, tmp_path: Path, other_keys: Keys, settings: Any
) -> None:
    publish_keys(now=now)
    trust(settings, tmp_path, other_keys, now)
    note = newest_checkpoint(open_keys(site / "keys", now=now))
    assert note is not None
    changed = bytes(cosign(note, signer=other_keys.witness, now=now)).replace(
        b"\n5\n", b"\n4\n"
    )
    with pytest.raises(BadNote):
        take_cosignature(changed, keys=open_keys(site / "keys", now=now))


def test_two_installations_by_their_commands(
    site: Path,
    now: datetime,
    tmp_path: Path,
    other_keys: Keys,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Ada's checkpoint as a file, Ben's one command, and the answer taken in by Ada."""

    def duly(home: Path, *words: str) -> dict[str, Any]:
        monkeypatch.setenv("DULY_HOME", str(home))
        assert cli.run([*words, "--json"]) == 0
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer

    (tmp_path / "other/keys/wrapping.key").write_text("11" * 32)
    trust(settings, tmp_path, other_keys, now)
    state = duly(site, "log", "checkpoint")
    assert (state["size"], state["origin"]) == (5, f"localhost/duly-log/{now.year}")
    (tmp_path / "state.json").write_text(json.dumps(state))
    signed = duly(tmp_path / "other", "log", "witness", str(tmp_path / "state.json"))
    assert signed["size"] == 5
    assert signed["witness_key"] == str(other_keys.witness.verifier)
    (tmp_path / "signed").write_text(signed["checkpoint"])
    taken = duly(site, "log", "cosigned", str(tmp_path / "signed"))
    assert taken["witnesses"] == ["ben.example/duly-log/witness"]
    again = duly(
        tmp_path / "other", "log", "witness", str(site / f"log/{now.year}/checkpoint")
    )
    assert again["root"] == state["root"]


def test_a_witness_who_knows_nothing_of_a_log_asks_for_its_key(
    site: Path, now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish_keys(now=now)
    note = newest_checkpoint(open_keys(site / "keys", now=now))
    (tmp_path / "bare").write_bytes(bytes(note or b""))
    assert cli.run(["log", "witness", str(tmp_path / "bare")]) == 1
    assert "--log-key" in capsys.readouterr().err


def test_the_log_is_served_as_static_files_and_nothing_else_is(
    site: Path, now: datetime
) -> None:
    publish_keys(now=now)
    client = Client()
    keys = open_keys(site / "keys", now=now)
    for name in (
        f"{now.year}/checkpoint",
        f"{now.year}/log.vkey",
        f"{now.year}/tile/0/000.p/5",
        f"{now.year}/tile/entries/000.p/5",
        "roots.pem",
        "root.crl",
    ):
        answer = client.get(f"/log/{name}")
        assert answer.status_code == 200, name
        assert b"".join(answer.streaming_content) == (site / "log" / name).read_bytes()
    assert (site / f"log/{now.year}/log.vkey").read_text() == f"{keys.log.verifier}\n"
    for name in (
        "../keys/keys.json",
        f"{now.year}/../../keys/keys.json",
        f"{now.year}/.checkpoint.new",
        f"{now.year}",
        f"{now.year}/tile/0/999",
        "keys.day",
    ):
        assert client.get(f"/log/{name}").status_code == 404, name


def test_a_key_event_in_the_log_names_no_person(site: Path, now: datetime) -> None:
    publish_keys(now=now)
    for row in LogLeaf.objects.all():
        leaf = json.loads(bytes(row.leaf))
        assert set(leaf) == {"at", "key_sha256", "kind", "name", "use_until", "v"}
        assert canonical_json(leaf) == bytes(row.leaf)


Duly = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def duly(site: Path, capsys: pytest.CaptureFixture[str]) -> Duly:
    def run(*words: str) -> tuple[int, dict[str, Any]]:
        code = cli.run([*words, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else {}

    return run


def test_keys_are_listed_rotated_and_retired_by_command(
    site: Path, now: datetime, duly: Duly
) -> None:
    publish_keys(now=datetime.now(UTC))  # with the log of the year that it is
    code, listed = duly("keys", "list")
    assert code == 0
    assert {one["kind"] for one in listed["keys"]} == {
        "root",
        "seal",
        "clock",
        "log",
        "witness",
    }
    code, made = duly("keys", "rotate", "seal")
    assert (code, made["event"], made["entered"]) == (0, "key.made", 1)
    code, ended = duly("keys", "retire", f"seal-{now:%Y-%m-%d}")
    assert (code, ended["event"], ended["entered"]) == (0, "key.retired", 1)
    assert duly("keys", "retire", "nobody")[0] == 2
    assert duly("keys", "retire", "root")[0] == 2
    (site / "keys/root.key").unlink()
    assert duly("keys", "rotate", "seal")[0] == 1


def test_a_bought_seal_is_imported_by_command_and_seals_the_next_proof(
    site: Path, tmp_path: Path, duly: Duly, drop_box: Path, document: dict[str, Any]
) -> None:
    today = datetime.now(UTC)
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = certificates.root_certificate(root_key, operator="Bought", now=today)
    bought = certificates.leaf_certificate(
        key.public_key(),
        purpose="seal",
        root=root,
        root_key=root_key,
        now=today - timedelta(minutes=1),
        use_until=today + timedelta(days=300),
    )
    chain = "".join(pem(one.public_bytes(Encoding.DER)) for one in (bought, root))
    (tmp_path / "chain.pem").write_text(chain)
    (tmp_path / "seal.key").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    words = ("--chain", str(tmp_path / "chain.pem"), "--key")
    code, said = duly("keys", "import", *words, str(tmp_path / "seal.key"))
    assert (code, said["event"]) == (0, "key.imported")
    assert duly("keys", "import", *words, str(tmp_path / "chain.pem"))[0] == 2
    now = today + timedelta(seconds=5)
    ends = (today + timedelta(days=200)).date().isoformat()
    contract = {**document["matter"]["contract"], "term_end": ends}
    case = open_case(
        {**document, "matter": {**document["matter"], "contract": contract}}, now=now
    ).case
    press_send(case, now)
    proof = issue_bundle(Case.objects.get(pk=case.pk), now=now)
    verdict = verify_bundle(proof, roots=(site / "roots.pem").read_bytes())
    assert verdict.ok, [check for check in verdict.checks if not check.ok]
    anchor = next(check for check in verdict.checks if check.name == "trust-anchor")
    assert "Bought" in anchor.detail
