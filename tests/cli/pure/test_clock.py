"""`duly clock` from the outside."""

import json

import pytest

from duly.cli import run


@pytest.fixture
def file(tmp_path):
    def write(document):
        path = tmp_path / "clock.json"
        path.write_text(json.dumps(document), "utf-8")
        return str(path)

    return write


def test_the_answer_has_the_fields_of_the_contract(file, capsys):
    path = file({"clock": "gdpr_answer", "event_on": "2026-01-31"})
    assert run(["clock", path, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) >= {"last", "safe_last", "others", "citations", "reasons"}
    assert answer["last"] == "2026-03-02"
    assert answer["others"]["nominal"] == "2026-02-28"


def test_a_text_for_people_names_the_days(file, capsys):
    assert run(["clock", file({"clock": "bacs", "event_on": "2026-01-31"})]) == 0
    assert "no time limit" in capsys.readouterr().out


def test_an_unknown_clock_is_wrong_use(file, capsys):
    assert run(["clock", file({"clock": "sundial", "event_on": "2026-01-31"})]) == 2
    assert "clock" in capsys.readouterr().err
