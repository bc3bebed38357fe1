"""`duly data check`: yes, no, or unreadable."""

import json
from pathlib import Path

import pytest

from duly import cli


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.run(["data", "check", *words])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "tariffs" / "post.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        'source = "https://post.example"\nchecked_on = 2026-01-01\n', "utf-8"
    )
    return tmp_path / "data"


def test_a_sound_folder_is_a_yes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, str(folder), "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["ok"] is True
    assert answer["counts"] == {"tariffs": 1}
    assert [f for f in answer["findings"] if f["severity"] == "block"] == []


def test_a_broken_file_is_a_no_and_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "tariffs" / "post.toml").write_text("checked_on = ", "utf-8")
    code, out, _ = run(capsys, str(folder), "--json")
    answer = json.loads(out)
    assert code == 1
    assert answer["ok"] is False
    assert answer["findings"][0]["file"] == "tariffs/post.toml"
    assert answer["findings"][0]["code"] == "broken-toml"
    assert answer["findings"][0]["message"]


def test_the_text_for_people_names_the_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "tariffs" / "post.toml").write_text("checked_on = ", "utf-8")
    _, out, _ = run(capsys, str(folder))
    assert "block tariffs/post.toml: this is not TOML" in out


def test_a_path_that_is_not_there_is_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, str(tmp_path / "nowhere"), "--json")
    assert (code, out) == (2, "")
    assert "nowhere" in err


def test_a_folder_without_data_is_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, str(tmp_path), "--json")
    assert (code, out) == (2, "")
    assert err


def test_our_own_data_is_read_when_no_path_is_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capsys, "--json")
    answer = json.loads(out)
    assert answer["counts"]["providers"] >= 40
    assert answer["counts"]["law"] >= 1
