"""`duly print-check`: the answer and the exit codes of the contract."""

import json
from pathlib import Path

import pytest

from duly.cli import run
from tests.letters.hand_made_pdf import lines, made


def checked(tmp_path: Path, pdf: bytes, *options: str) -> int:
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf)
    return run(["print-check", str(path), *options])


def test_a_letter_that_fits_is_a_yes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(tmp_path, made(lines()), "--profile", "uk-notify", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "findings": []}


def test_a_letter_that_does_not_fit_is_a_clear_no(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(tmp_path, made(lines(), ""), "--profile", "uk-notify", "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    (finding,) = answer["findings"]
    assert finding["code"] == "blank-page"
    assert finding["page"] == 2
    assert finding.keys() >= {"code", "page", "box_mm", "message"}


def test_people_read_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(tmp_path, made(lines(), ""), "--profile", "uk-notify") == 1
    assert "Page 2 is blank." in capsys.readouterr().out


@pytest.mark.parametrize("pdf", [b"", b"hello", made(lines(), encrypt=True)])
def test_what_cannot_be_read_is_wrong_use(
    pdf: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(tmp_path, pdf, "--profile", "uk-notify") == 2
    assert capsys.readouterr().err.startswith("duly: ")


def test_an_unknown_envelope_lists_the_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(tmp_path, made(lines()), "--profile", "pigeon") == 2
    assert "us-lob-certified" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["print-check", str(tmp_path / "none.pdf"), "--profile", "us-10"]) == 2
    assert "none.pdf" in capsys.readouterr().err
