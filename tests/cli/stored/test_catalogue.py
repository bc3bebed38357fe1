"""`duly catalogue`: the contract of CLI.md, through the door that a script uses."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from duly import cli

RECORD = {
    "slug": "acme-fon",
    "name": "Acme Fon GmbH",
    "address": "Weg 1\n10115 Berlin\nDeutschland",
    "email": "datenschutz@acme-fon.example",
}
Answer = tuple[int, dict[str, Any], str]


@pytest.fixture
def duly(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., Answer]:
    monkeypatch.setenv("DULY_HOME", str(tmp_path / "home"))

    def run(*words: str) -> Answer:
        code = cli.run(["catalogue", *words, "--json"])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else {}, err

    return run


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    folder = tmp_path / "list" / "companies"
    folder.mkdir(parents=True)
    (folder / "acme-fon.json").write_text(json.dumps(RECORD), "utf-8")
    (folder / "evil.json").write_text(json.dumps({**RECORD, "slug": "../x"}), "utf-8")
    return tmp_path / "list"


def test_search_answers_with_the_fields_of_the_contract(
    duly: Callable[..., Answer],
) -> None:
    code, answer, _ = duly("search", "aliexpress")
    assert code == 0
    assert answer["results"][0] == {
        "slug": "us/aliexpress-vip",
        "name": "AliExpress VIP",
        "country": "US",
        "checked_on": "2026-11-24",
        "imported": False,
    }


def test_search_takes_a_country_and_a_limit(duly: Callable[..., Answer]) -> None:
    _, answer, _ = duly("search", "vodafone", "--country", "de")
    assert [r["slug"] for r in answer["results"]] == ["de/vodafone"]
    _, answer, _ = duly("search", "vodafone", "--limit", "1")
    assert len(answer["results"]) == 1


def test_finding_nothing_is_an_answer(duly: Callable[..., Answer]) -> None:
    assert duly("search", "qqxxzzyy")[:2] == (0, {"results": []})


def test_a_limit_below_one_is_wrong_use(duly: Callable[..., Answer]) -> None:
    code, answer, err = duly("search", "acme", "--limit", "0")
    assert (code, answer) == (2, {})
    assert "--limit" in err


def test_import_counts_and_names_what_it_refused(
    duly: Callable[..., Answer], listing: Path
) -> None:
    code, answer, err = duly("import", "datenanfragen", str(listing))
    assert code == 0
    assert {key: answer[key] for key in ("read", "created", "updated", "joined")} == {
        "read": 2,
        "created": 1,
        "updated": 0,
        "joined": 0,
    }
    assert answer["refused"][0]["record"] == "evil.json"
    assert answer["refused"][0]["code"] == "bad-slug"
    assert "evil.json" in err
    _, found, _ = duly("search", "acme fon")
    assert found["results"][0]["slug"] == "de/acme-fon"
    assert found["results"][0]["imported"] is True
    assert found["results"][0]["checked_on"] is None


def test_a_second_import_creates_and_updates_nothing(
    duly: Callable[..., Answer], listing: Path
) -> None:
    duly("import", "datenanfragen", str(listing))
    _, answer, _ = duly("import", "datenanfragen", str(listing))
    assert (answer["read"], answer["created"], answer["updated"]) == (2, 0, 0)


def test_a_path_without_a_list_is_unreadable_input(
    duly: Callable[..., Answer], tmp_path: Path
) -> None:
    code, answer, err = duly("import", "jdm", str(tmp_path / "nowhere"))
    assert (code, answer) == (2, {})
    assert "sites.json" in err


def test_the_index_can_be_built_by_hand(duly: Callable[..., Answer]) -> None:
    code, answer, _ = duly("index")
    assert code == 0
    assert answer["services"] >= 20


def test_an_unknown_list_is_wrong_use(duly: Callable[..., Answer]) -> None:
    with pytest.raises(SystemExit) as ended:
        duly("import", "phonebook", ".")
    assert ended.value.code == 2


def test_searching_needs_no_django_and_leaves_no_file_outside_the_home(
    tmp_path: Path,
) -> None:
    program = (
        "import sys; from duly import cli;"
        "code = cli.run(['catalogue', 'search', 'aliexpress', '--json']);"
        "assert 'django' not in sys.modules; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "DULY_HOME": str(tmp_path / "home")},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
