"""Work in a process with limits: the same answer, and an end to what will not end."""

import pytest

from duly.letters import limited, limits
from duly.letters.limits import OverLimit, check_in_limits
from duly.letters.print_findings import UnreadablePdf
from tests.letters.hand_made_pdf import lines, made


def test_the_answer_is_the_document_of_print_check() -> None:
    assert check_in_limits(made(lines()), profile="uk-notify") == {
        "ok": True,
        "findings": [],
    }
    answer = check_in_limits(made(lines(), ""), profile="uk-notify")
    assert answer["ok"] is False
    assert answer["findings"][0]["code"] == "blank-page"


def test_a_refusal_comes_back_as_the_same_exception() -> None:
    with pytest.raises(UnreadablePdf, match="no PDF"):
        check_in_limits(b"hello", profile="uk-notify")


def test_a_process_that_dies_is_over_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.sys, "executable", "/bin/false")
    with pytest.raises(OverLimit):
        check_in_limits(made(lines()), profile="uk-notify")


def test_the_memory_of_the_process_is_limited() -> None:
    assert limits.MEMORY_BYTES <= 2 * 1024**3
    assert set(limited.TASKS) == {"print-check", "typeset", "flatten"}
