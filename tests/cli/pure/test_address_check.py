"""`duly address-check`: order, exit codes, and lines that cannot be read."""

import json

import pytest

from duly.cli.answer import Unreadable
from duly.cli.pure.address_check import run

GOOD = {"country": "DE", "lines": ["Acme", "Weg 1", "10115 Berlin"]}
ABROAD = {**GOOD, "origin": "US"}


def written(tmp_path, *lines: str) -> str:
    path = tmp_path / "addresses.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return str(path)


def test_there_is_one_result_a_line_in_order(tmp_path, capsys):
    path = written(tmp_path, json.dumps(GOOD), "", json.dumps(ABROAD))
    assert run([path, "--json"]) == 1
    results = json.loads(capsys.readouterr().out)["results"]
    assert [result["valid"] for result in results] == [True, False]
    assert results[1]["normalised"][-1] == "GERMANY"
    assert results[1]["problems"][0].keys() == {"code", "severity", "line", "message"}


def test_good_addresses_exit_with_nought(tmp_path, capsys):
    assert run([written(tmp_path, json.dumps(GOOD))]) == 0
    assert "10115 Berlin" in capsys.readouterr().out


def test_one_object_over_several_lines_is_taken(tmp_path):
    assert run([written(tmp_path, json.dumps(GOOD, indent=2)), "--json"]) == 0


@pytest.mark.parametrize(
    "wrong", [{}, {"country": 3}, {**GOOD, "lines": "Acme"}, {**GOOD, "origin": 7}]
)
def test_a_field_of_the_wrong_kind_is_a_finding(tmp_path, capsys, wrong):
    assert run([written(tmp_path, json.dumps(wrong)), "--json"]) == 1
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert result["problems"][0]["code"] == "unreadable-field"


@pytest.mark.parametrize("line", ["{", "[]", "Acme"])
def test_a_line_that_is_no_object_is_named(tmp_path, line):
    with pytest.raises(Unreadable, match="line 2"):
        run([written(tmp_path, json.dumps(GOOD), line)])


def test_half_a_character_is_unprintable_and_does_not_break_the_answer(
    tmp_path, capsys
):
    path = written(tmp_path, '{"country": "DE", "lines": ["A\\ud800", "Weg 1", "10115 Berlin"]}')  # fmt: skip
    assert run([path, "--json"]) == 1
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert [p["code"] for p in result["problems"]] == ["unprintable-character"]
