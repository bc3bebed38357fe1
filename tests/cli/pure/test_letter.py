"""`duly letter`: the document, the files and the exit codes of the contract."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from duly.cli import run
from tests.letters.sample_cases import case_document


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case_document("DE")))
    return path


def answered(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_letter_is_written_and_the_answer_is_the_contract(
    case_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "letter.pdf"
    assert run(["letter", str(case_path), "--out", str(out), "--json"]) == 0
    answer = answered(capsys)
    assert answer.keys() >= {
        "sha256",
        "pages",
        "bytes",
        "language",
        "law",
        "citations",
        "findings",
    }
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert answer["bytes"] == out.stat().st_size
    assert answer["pages"] == 1
    assert answer["language"] == "de"
    assert answer["law"] == ["eu", "de"]


def test_the_same_case_gives_the_same_file(
    case_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outs = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for out in outs:
        assert run(["letter", str(case_path), "--out", str(out), "--json"]) == 0
    capsys.readouterr()
    assert outs[0].read_bytes() == outs[1].read_bytes()


@pytest.mark.parametrize(
    ("format", "head"),
    [
        ("pdf", b"%PDF"),
        ("svg", b"<svg"),
        ("png", b"\x89PNG"),
        ("txt", b"Ada Lindqvist"),
    ],
)
def test_every_format_is_written_by_name_or_by_ending(
    format: str,
    head: bytes,
    case_path: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    by_ending, by_name = tmp_path / f"letter.{format}", tmp_path / "letter.bin"
    assert run(["letter", str(case_path), "--out", str(by_ending)]) == 0
    assert (
        run(["letter", str(case_path), "--out", str(by_name), "--format", format]) == 0
    )
    capsys.readouterr()
    assert by_ending.read_bytes().startswith(head)
    assert by_name.read_bytes() == by_ending.read_bytes()


def test_several_pages_become_numbered_files_that_the_answer_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case_document(free_text="A sentence. " * 400)))
    assert run(["letter", str(path), "--out", str(tmp_path / "p.svg"), "--json"]) == 0
    answer = answered(capsys)
    assert answer["files"] == [str(tmp_path / "p-1.svg"), str(tmp_path / "p-2.svg")]
    assert all(Path(file).exists() for file in answer["files"])
    assert not (tmp_path / "p.svg").exists()
    assert ["too-long", "warn"] in [
        [f["code"], f["severity"]] for f in answer["findings"]
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sender": {"name": "", "address": None}}, "missing-sender"),
        ({"free_text": "A smile \U0001f600"}, "unprintable-character"),
        ({"free_text": "Turned \u202e round"}, "bidi-control"),
        ({"free_text": "x" * 12_001}, "too-long"),
    ],
)
def test_a_blocking_finding_writes_no_file(
    change: dict[str, Any],
    code: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, out = tmp_path / "case.json", tmp_path / "letter.pdf"
    path.write_text(json.dumps(case_document(**change)))
    assert run(["letter", str(path), "--out", str(out), "--json"]) == 1
    assert code in {finding["code"] for finding in answered(capsys)["findings"]}
    assert not out.exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no json",
        "[]",
        json.dumps({"provider": {}}),
        json.dumps(case_document(channel="pigeon")),
        json.dumps(case_document(provider="zz/nobody")),
        json.dumps(case_document(language="tlh")),
    ],
)
def test_what_is_no_case_file_is_wrong_use(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "case.json", tmp_path / "letter.pdf"
    path.write_text(content)
    assert run(["letter", str(path), "--out", str(out), "--json"]) == 2
    assert capsys.readouterr().err.startswith("duly: ")
    assert not out.exists()


def test_a_matter_that_contradicts_itself_names_its_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    matter = {
        "residence": "DE",
        "contract": {"sector": "fitness", "term": "12m", "notice": "-1m"},
    }
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case_document("DE", matter=matter)))
    assert run(["letter", str(path), "--out", str(tmp_path / "l.pdf")]) == 2
    assert "matter." in capsys.readouterr().err


def test_an_unknown_envelope_is_wrong_use_and_lists_the_known(
    case_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--out", str(tmp_path / "l.pdf"), "--profile", "pigeon"]
    assert run(["letter", str(case_path), *options]) == 2
    assert "din5008-b" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_wrong_use(
    case_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["letter", str(case_path), "--out", str(tmp_path / "no" / "l.pdf")]) == 2
    assert "no" in capsys.readouterr().err


def test_a_case_is_read_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Given:
        buffer = io.BytesIO(json.dumps(case_document()).encode())

    monkeypatch.setattr(sys, "stdin", Given())
    assert run(["letter", "-", "--out", str(tmp_path / "l.pdf")]) == 0
    assert "us-10" in capsys.readouterr().out


def test_an_identifier_that_the_person_does_not_have_warns_and_is_written_around(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "case.json", tmp_path / "l.txt"
    path.write_text(json.dumps(case_document(identifiers={"contract_number": None})))
    assert run(["letter", str(path), "--out", str(out), "--json"]) == 0
    assert "missing-identifier" in {f["code"] for f in answered(capsys)["findings"]}
    text = out.read_text()
    assert "I do not have the contract number." in text
    assert "ada@example.org" in text


def test_the_end_date_comes_from_the_deadline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = {"sector": "fitness", "online": True, "consumer": True, "concluded_on": "2025-06-14", "started_on": "2025-06-15", "term": "12m", "renews_for": "indefinite", "notice": "1m", "notice_to": "term_end"}  # fmt: skip
    path, out = tmp_path / "case.json", tmp_path / "l.txt"
    matter = {"residence": "DE", "act": "ordinary", "contract": contract}
    path.write_text(json.dumps(case_document("DE", matter=matter)))
    assert run(["letter", str(path), "--out", str(out), "--json"]) == 0
    assert "§ 309 Nr. 9 BGB" in answered(capsys)["citations"]
    assert "spätestens zum 14. Juni 2026" in out.read_text()


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("registered_post", True),
        ("post", False),
        ("registered_email", False),
        ("self_print", False),
    ],
)
def test_only_registered_post_is_called_registered(
    channel: str, said: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "case.json", tmp_path / "l.txt"
    path.write_text(
        json.dumps(
            case_document(
                "DE", channel=channel, recipient={"email": "ende@acme.example"}
            )
        )
    )
    assert run(["letter", str(path), "--out", str(out)]) == 0
    assert ("Einschreiben" in out.read_text()) is said
    assert "certified" not in out.read_text().casefold()
