"""`duly verify`: the contract of its answer, its exit codes, and that it needs neither Django nor much time."""

import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst

from duly.cli import run
from duly.evidence.bundle import BundleContents, write_bundle
from duly.evidence.canonical import sha256_hex
from duly.evidence.keys import Keys, make_keys
from duly.evidence.record import Party, evidence_record
from duly.evidence.seal import seal_pdf

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return make_keys(tmp_path_factory.mktemp("keys"), now=NOW)


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Path:
    letter = typst.compile(b"= Notice", format="pdf")
    ada = Party(name="Ada Example")
    record = evidence_record(
        event="SubmissionAcceptance",
        at=NOW,
        identifier="ADA-1/1",
        message="ADA-1",
        issuer=ada,
        sender=ada,
        recipient=ada,
        previous=None,
    )
    contents = BundleContents(
        reference="ADA-1",
        language="en",
        letter_pdf=seal_pdf(letter, keys=keys, now=NOW),
        reviewed_sha256=sha256_hex(letter),
        records=(record,),
    )
    folder = tmp_path_factory.mktemp("proof")
    (folder / "proof.asice").write_bytes(write_bundle(contents, keys=keys, now=NOW))
    (folder / "roots.pem").write_bytes(keys.roots)
    return folder / "proof.asice"


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict]:
    code = run(["verify", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_true_proof_is_answered_with_yes(proof: Path, capsys) -> None:
    code, document = answer(
        capsys, str(proof), "--roots", str(proof.with_name("roots.pem"))
    )
    assert code == 0
    assert document["ok"] is True
    assert document["grade"] == "self"
    assert document["reference"] == "ADA-1"
    assert len(document["letter_sha256"]) == 64
    assert document["anchored"] is True
    assert [event["event"] for event in document["events"]] == ["SubmissionAcceptance"]
    for check in document["checks"]:
        assert isinstance(check["name"], str)
        assert check["ok"] is True
        assert check["detail"]


def test_a_changed_proof_is_answered_with_no_and_names_the_file(
    proof: Path, tmp_path: Path, capsys
) -> None:
    changed = tmp_path / "changed.asice"
    with zipfile.ZipFile(proof) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            more = b" " if name == "letter.pdf" else b""
            new.writestr(name, old.read(name) + more)
    code, document = answer(capsys, str(changed))
    assert code == 1
    assert document["ok"] is False
    assert any(
        not check["ok"] and "letter.pdf" in check["detail"]
        for check in document["checks"]
    )


def test_at_judges_as_of_a_moment(proof: Path, capsys) -> None:
    assert answer(capsys, str(proof), "--at", "2027-01-01T00:00Z")[0] == 0
    assert answer(capsys, str(proof), "--at", "2026-01-01T00:00Z")[0] == 1


def test_two_bundles_are_compared(proof: Path, capsys) -> None:
    code, document = answer(capsys, str(proof), str(proof))
    assert code == 0
    assert {check["name"] for check in document["checks"]} == {"one-case", "one-log"}
    assert len(document["bundles"]) == 2


def test_what_is_no_proof_is_answered_with_no_and_a_reason(
    tmp_path: Path, capsys
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam")
    code, document = answer(capsys, str(path))
    assert code == 1
    assert document["grade"] is None
    assert "no bundle" in document["checks"][0]["detail"]


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-file"],
        ["PROOF", "--roots", "no-such-file"],
        ["PROOF", "--roots", "PROOF"],
        ["PROOF", "--at", "yesterday"],
        ["PROOF", "PROOF", "PROOF"],
    ],
)
def test_what_cannot_be_read_is_wrong_use(proof: Path, capsys, words) -> None:
    words = [str(proof) if word == "PROOF" else word for word in words]
    assert run(["verify", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err


def test_people_read_one_line_a_check(proof: Path, capsys) -> None:
    assert run(["verify", str(proof)]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Case ADA-1, time grade self")
    assert "ok  digests: " in text
    assert text.endswith("This proof holds.\n")


def test_it_runs_without_django_network_and_pdf_writer(proof: Path) -> None:
    code = (
        "import sys; from duly.cli import run; run(['verify', sys.argv[1], '--json']);"
        "banned = {'django', 'pyhanko', 'httpx', 'requests', 'typst'} & set(sys.modules);"
        "sys.exit(f'imported {banned}' if banned else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(proof)], check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr
