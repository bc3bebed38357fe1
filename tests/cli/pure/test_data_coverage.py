"""`duly data coverage`: what law is known, as a page and as one document."""

import json
from pathlib import Path

import pytest

from duly import cli

PAGE = Path(__file__).parents[3] / "docs" / "law-coverage.md"


def test_the_committed_page_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["data", "coverage"]) == 0
    out = capsys.readouterr().out
    assert out == PAGE.read_text("utf-8"), (
        "run: duly data coverage > docs/law-coverage.md"
    )


def test_the_document_has_the_figures_of_every_law(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.run(["data", "coverage", "--json"]) == 0
    laws = {
        law["jurisdiction"]: law for law in json.loads(capsys.readouterr().out)["laws"]
    }
    assert {"AT", "BE", "CH", "DE", "ES", "FR", "GB", "IT", "NL", "US"} <= laws.keys()
    assert laws["DE"]["citable"] > 0
    assert laws["BE"]["statuses"]["not_commenced"] == 1
    assert all(law["citable"] <= law["statuses"]["in_force"] for law in laws.values())


def test_a_file_name_is_wrong_use() -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.run(["data", "coverage", "somewhere.toml"])
    assert stopped.value.code == 2
