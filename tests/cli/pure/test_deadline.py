"""`duly deadline` from the outside: documents, codes, calendar file."""

import io
import json
import sys

import pytest

from duly.cli import run
from tests.deadlines.sample_matters import FITNESS

FIELDS = {
    *("test", "nominal_last", "legal_last", "safe_last", "email_by", "post_by"),
    *("post_recommended", "post_feasible", "effective", "timely", "refund_due"),
    *("instants", "rules", "citations", "assumptions", "reasons", "advice"),
}


@pytest.fixture
def file(tmp_path):
    def write(document):
        path = tmp_path / "matter.json"
        path.write_text(
            document if isinstance(document, str) else json.dumps(document), "utf-8"
        )
        return str(path)

    return write


def test_the_answer_has_the_fields_of_the_contract(file, capsys):
    assert run(["deadline", file(FITNESS), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) >= FIELDS
    assert answer["legal_last"] == "2027-01-14"
    assert answer["rules"] == ["de.bgb.309-9.2022"]


def test_standard_input_is_read(monkeypatch, capsys):
    stdin = io.TextIOWrapper(io.BytesIO(json.dumps(FITNESS).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run(["deadline", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["effective"] == "2027-02-14"


def test_a_text_for_people_names_the_days(file, capsys):
    assert run(["deadline", file(FITNESS)]) == 0
    text = capsys.readouterr().out
    assert "2027-01-14" in text
    assert "§ 309 Nr. 9 BGB" in text


@pytest.mark.parametrize(
    ("document", "names"),
    [
        (FITNESS | {"today": "2026-02-30"}, "today"),
        (FITNESS | {"contract": {"notice": "13 moons"}}, "contract.notice"),
        ("{", "not JSON"),
        ("[]", "object"),
    ],
)
def test_unreadable_input_is_wrong_use_with_a_sentence(file, capsys, document, names):
    assert run(["deadline", file(document), "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert names in err


def test_a_file_that_is_not_there_is_wrong_use(capsys):
    assert run(["deadline", "/nowhere/matter.json"]) == 2
    assert "matter.json" in capsys.readouterr().err


def test_without_today_the_clock_is_read_and_named(file, capsys):
    undated = {k: v for k, v in FITNESS.items() if k != "today"}
    assert run(["deadline", file(undated), "--json"]) == 0
    assert any(
        line.startswith("today:")
        for line in json.loads(capsys.readouterr().out)["assumptions"]
    )


def test_the_calendar_file_is_written_instead(file, capsysbinary):
    assert run(["deadline", file(FITNESS), "--ics"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"BEGIN:VCALENDAR\r\n")
