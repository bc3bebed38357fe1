"""`duly letter-check`: a case file or a text, the fields and exit codes of the contract."""

import json
import subprocess
import sys
from typing import Any

import pytest

from duly.cli.answer import Unreadable
from duly.cli.pure.letter_check import run
from tests.letters.good_letters import GOOD
from tests.letters.test_check_case import CASE


def written(tmp_path, content: str | bytes) -> str:
    path = tmp_path / "letter"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def answered(tmp_path, capsys, content: Any, *options: str) -> tuple[int, Any]:
    text = content if isinstance(content, str) else json.dumps(content)
    code = run([written(tmp_path, text), "--json", *options])
    return code, json.loads(capsys.readouterr().out)


def test_a_good_text_exits_with_nought(tmp_path, capsys):
    text = GOOD["a German notice with a cap"].text
    code, document = answered(
        tmp_path, capsys, text, "--residence", "DE", "--language", "de"
    )
    assert (code, document) == (0, {"ok": True, "findings": []})


def test_a_blocking_finding_exits_with_one_and_has_the_four_fields(tmp_path, capsys):
    text = GOOD["a German notice with a cap"].text
    code, document = answered(tmp_path, capsys, text, "--residence", "AT")
    assert code == 1
    assert document["ok"] is False
    (finding,) = document["findings"]
    assert list(finding) == ["code", "severity", "where", "message"]
    assert finding["code"] == "foreign-law"


def test_a_case_file_with_warnings_only_exits_with_nought(tmp_path, capsys):
    code, document = answered(tmp_path, capsys, CASE)
    assert code == 0
    assert document["ok"] is True
    severities = {(f["code"], f["severity"]) for f in document["findings"]}
    assert severities == {("recipient-unverified", "warn")}


def test_a_case_file_is_judged_by_its_own_residence(tmp_path, capsys):
    case = CASE | {"free_text": "Section 309 No. 9 of the German Civil Code applies."}
    code, document = answered(tmp_path, capsys, case)
    assert code == 1
    assert "foreign-law" in {f["code"] for f in document["findings"]}


def test_the_option_stands_above_the_case_file(tmp_path, capsys):
    case = CASE | {"free_text": "Section 62 of the Consumer Rights Act 2015: unfair."}
    assert answered(tmp_path, capsys, case)[0] == 0
    code, document = answered(tmp_path, capsys, case, "--residence", "US-CA")
    assert code == 1
    assert "foreign-law" in {f["code"] for f in document["findings"]}


def test_a_long_free_text_is_counted_in_pages(tmp_path, capsys):
    case = CASE | {"free_text": "I add this. " * 300}
    code, document = answered(tmp_path, capsys, case)
    assert code == 0
    assert ("too-long", "warn") in {
        (f["code"], f["severity"]) for f in document["findings"]
    }


def test_half_a_character_in_a_case_is_a_clear_no(tmp_path, capsys):
    case = CASE | {"free_text": "{{\ud800}}", "identifiers": {"no\ud800": None}}
    code, document = answered(tmp_path, capsys, case)
    assert code == 1
    assert "unprintable-character" in {f["code"] for f in document["findings"]}


def test_a_case_that_cannot_be_set_is_a_clear_no(tmp_path, capsys):
    code, document = answered(tmp_path, capsys, CASE | {"free_text": "x" * 12_001})
    assert code == 1
    assert "too-long" in {f["code"] for f in document["findings"]}


@pytest.mark.parametrize("text", ["{{name}}, I cancel.", "{name}, I cancel.", "[NAME]"])
def test_a_text_that_begins_with_a_blank_is_a_text(tmp_path, capsys, text):
    code, document = answered(tmp_path, capsys, text)
    assert code == 1
    assert {f["code"] for f in document["findings"]} == {"unresolved-field"}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "  \n",
        "{",
        '{"sender": ',
        "[1, 2]",
        "{}",
        '{"provider": 3}',
        '{"provider": "xx/nobody", "date": "2026-03-02"}',
        '{"provider": {"name": "A"}, "date": "soon"}',
        '{"provider": {"name": "A"}, "channel": "pigeon", "date": "2026-03-02"}',
        b"\xff\xfe\x00",
    ],
)
def test_what_cannot_be_read_is_wrong_use(tmp_path, content):
    try:
        code = run([written(tmp_path, content), "--json"])
    except Unreadable:
        code = 2
    assert code == 2


def test_a_matter_that_contradicts_itself_is_wrong_use(tmp_path):
    matter = CASE["matter"] | {"contract": {"notice": "-1m"}}
    with pytest.raises(Unreadable, match="matter"):
        run([written(tmp_path, json.dumps(CASE | {"matter": matter}))])


def test_a_missing_file_is_wrong_use():
    with pytest.raises(Unreadable, match="nowhere"):
        run(["/nowhere/letter.txt"])


def test_the_readable_answer_names_code_and_place(tmp_path, capsys):
    text = "Dear Acme,\n\nI cancel under the Consumer Rights Act 2015.\n"
    assert run([written(tmp_path, text), "--residence", "US"]) == 1
    said = capsys.readouterr().out
    assert "foreign-law  line 3" in said
    assert "may not go out" in said


def test_a_byte_order_mark_is_no_fault(tmp_path, capsys):
    text = "\ufeff" + GOOD["a plain letter without law"].text
    assert answered(tmp_path, capsys, text)[0] == 0


def test_a_pasted_letter_needs_neither_fonts_nor_signatures(tmp_path):
    path = written(tmp_path, GOOD["a French renewal"].text)
    script = (
        "import sys; from duly.cli.pure.letter_check import run; "
        f"run([{path!r}, '--residence', 'FR']); "
        "print({'typst', 'fontTools', 'pyhanko', 'django', 'pypdfium2'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().endswith("set()")
