"""CLI.md as a table: every command, every field, every exit code, and no input that ends in a traceback."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from duly.cli import command_files, run
from tests.deadlines.sample_matters import FITNESS
from tests.letters.sample_cases import case_document

DEADLINE = {
    "test",
    "nominal_last",
    "legal_last",
    "safe_last",
    "email_by",
    "post_by",
    "post_recommended",
    "post_feasible",
    "effective",
    "timely",
    "refund_due",
    "instants",
    "rules",
    "citations",
    "assumptions",
    "reasons",
    "advice",
}
CLOCK = {"last", "safe_last", "others", "citations", "reasons"}
CLOCK_NAMES = (
    "visa_13_2",
    "mastercard_4853",
    "amex_c28",
    "discover_ap",
    "reg_e_stop",
    "reg_e_error",
    "reg_z_error",
    "ach_r07",
    "sepa_8_weeks",
    "sepa_13_months",
    "bacs",
    "pad_ca",
    "paypal_dispute",
    "gdpr_answer",
    "ccpa_answer",
)
LETTER = {"sha256", "pages", "bytes", "language", "law", "citations", "findings"}
FINDING = {"code", "severity", "where", "message"}
MAIL = {"kind", "recipients", "auto_reply", "reply", "authentication"}
TRACKING = {"valid", "format", "carrier", "country", "service"}
PROFILES = (
    "uk-notify",
    "din5008-a",
    "din5008-b",
    "fr-right-window",
    "ch-left",
    "ch-right",
    "us-10",
    "us-lob",
    "us-lob-certified",
)
ADDRESS = {"country": "GB", "lines": ["Ada", "10 Downing Street", "LONDON", "SW1A 2AA"]}
REPLY = b"From: a@example.org\r\nSubject: Your contract\r\n\r\nWe confirm the end.\r\n"


class Answer(NamedTuple):
    code: object
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document; it must not need anything that JSON does not know."""

        def refuse(name: str) -> None:
            raise AssertionError(f"{name} is no JSON")

        found: dict[str, Any] = json.loads(self.out, parse_constant=refuse)
        return found


Duly = Callable[..., Answer]


@pytest.fixture
def duly(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Duly:
    """Call a command as a stranger would: words, and what comes on standard input."""

    def call(*words: str, given: object = b"") -> Answer:
        raw = given if isinstance(given, bytes) else json.dumps(given).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        try:
            code: object = run(list(words))
        except SystemExit as ended:
            code = ended.code
        return Answer(code, *capsys.readouterr())

    return call


# The words, what is given, the exit code, the fields of the answer.
YES: list[tuple[tuple[str, ...], object, int, set[str]]] = [
    (("deadline", "-"), FITNESS, 0, DEADLINE),
    (("deadline", "-"), {}, 0, DEADLINE),
    (("letter", "-"), case_document("DE"), 0, LETTER),
    (("letter", "-"), case_document("DE", sender={"name": ""}), 1, LETTER),
    (("letter-check", "-"), case_document("US"), 0, {"ok", "findings"}),
    (("letter-check", "-"), b"Dear {{name}}, goodbye.", 1, {"ok", "findings"}),
    (("verify", "-"), b"this is no proof", 1, {"ok", "grade", "reference", "checks"}),
    (("mail-parse", "-"), REPLY, 0, MAIL),
    (("mail-parse", "-"), b"\0\xff", 0, MAIL),
    (("tracking-number", "RR473124829GB"), b"", 0, TRACKING),
    (("tracking-number", "RR473124828GB"), b"", 1, TRACKING),
    (("address-check", "-"), ADDRESS, 0, {"results"}),
    (("address-check", "-"), {"country": "GB", "lines": []}, 1, {"results"}),
    *(
        (("clock", "-"), {"clock": name, "event_on": "2026-03-02"}, 0, CLOCK)
        for name in CLOCK_NAMES
    ),
]


@pytest.mark.parametrize(("words", "given", "code", "fields"), YES)
def test_a_command_answers_with_its_fields_and_its_code(
    duly: Duly, words: tuple[str, ...], given: object, code: int, fields: set[str]
) -> None:
    answer = duly(*words, "--json", given=given)
    assert answer.code == code
    assert answer.document.keys() >= fields
    assert answer.out.count("\n") == 1


@pytest.mark.parametrize(("words", "given", "code", "fields"), YES)
def test_without_json_it_speaks_to_people(
    duly: Duly, words: tuple[str, ...], given: object, code: int, fields: set[str]
) -> None:
    answer = duly(*words, given=given)
    assert answer.code == code
    assert answer.out.strip()
    assert not answer.out.startswith("{")


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_of_the_contract_exists_and_judges_a_letter(
    duly: Duly, tmp_path: Path, profile: str
) -> None:
    letter = tmp_path / "letter.pdf"
    assert (
        duly("letter", "-", "--out", str(letter), given=case_document("DE")).code == 0
    )
    answer = duly("print-check", str(letter), "--profile", profile, "--json")
    assert answer.code == (0 if answer.document["ok"] else 1)
    for finding in answer.document["findings"]:
        assert finding.keys() >= {"code", "page", "box_mm", "message"}


def test_a_finding_has_its_four_fields(duly: Duly) -> None:
    found = duly("letter-check", "-", "--json", given=b"Dear {{name}}, goodbye.")
    assert found.document["findings"]
    assert all(f.keys() >= FINDING for f in found.document["findings"])


def test_a_result_of_an_address_stands_in_the_order_of_the_lines(duly: Duly) -> None:
    lines = b"\n".join(
        json.dumps({"country": country, "lines": ["A"]}).encode()
        for country in ("GB", "DE")
    )
    results = duly("address-check", "-", "--json", given=lines).document["results"]
    assert len(results) == 2
    assert all(r.keys() >= {"valid", "normalised", "problems"} for r in results)
    problem = results[0]["problems"][0]
    assert problem.keys() >= {"code", "severity", "line", "message"}


def test_a_calendar_file_comes_instead_of_the_answer(duly: Duly) -> None:
    answer = duly("deadline", "-", "--ics", given=FITNESS)
    assert answer.code == 0
    assert answer.out.startswith("BEGIN:VCALENDAR")


def test_the_data_of_the_package_is_sound(duly: Duly) -> None:
    answer = duly("data", "check", "--json")
    assert answer.code == 0
    assert answer.document.keys() >= {"ok", "counts", "findings"}


READERS: list[tuple[str, ...]] = [
    ("deadline",),
    ("clock",),
    ("letter",),
    ("letter-check",),
    ("address-check",),
    ("print-check", "--profile", "us-10"),
    ("verify",),
    ("mail-parse",),
    ("data", "check"),
]
NO_FILES = {
    "absent": "/nonexistent/file",
    "a folder that is none": "/dev/null/file",
    "no name": "nul\0in the name",
    "half a character": "\ud800",
    "too long": "x" * 5000,
}


@pytest.mark.parametrize("path", NO_FILES.values(), ids=NO_FILES.keys())
@pytest.mark.parametrize("words", READERS)
def test_a_file_that_cannot_be_opened_is_wrong_use_with_a_sentence(
    duly: Duly, words: tuple[str, ...], path: str
) -> None:
    answer = duly(*words, "--json", path)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.strip()


JSON_READERS = ("deadline", "clock", "letter")
NO_DOCUMENTS: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \r\n",
    "binary": bytes(range(256)),
    "a list": b"[]",
    "null": b"null",
    "a text": b'"{}"',
    "two objects": b"{}{}",
    "cut off": b'{"residence": "DE"',
    "nested too deep": b'{"contract":' * 100_000,
    "a number too long": b'{"contract": ' + b"9" * 5000 + b"}",
    "UTF-16": '{"residence": "DE"}'.encode("utf-16"),
}


@pytest.mark.parametrize("given", NO_DOCUMENTS.values(), ids=NO_DOCUMENTS.keys())
@pytest.mark.parametrize("command", JSON_READERS)
def test_what_is_no_json_object_is_wrong_use_with_a_sentence(
    duly: Duly, command: str, given: bytes
) -> None:
    answer = duly(command, "-", "--json", given=given)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.strip()


@pytest.mark.parametrize("given", NO_DOCUMENTS.values(), ids=NO_DOCUMENTS.keys())
@pytest.mark.parametrize(
    "words", [("address-check",), ("letter-check",), ("verify",), ("mail-parse",)]
)
def test_no_input_ends_in_a_traceback(
    duly: Duly, words: tuple[str, ...], given: bytes
) -> None:
    answer = duly(*words, "-", "--json", given=given)
    assert answer.code in {0, 1, 2}
    assert answer.err.strip() if answer.code == 2 else answer.document


def test_a_windows_file_is_read(duly: Duly) -> None:
    raw = b"\xef\xbb\xbf" + json.dumps(FITNESS, indent=1).replace("\n", "\r\n").encode()
    assert duly("deadline", "-", "--json", given=raw).code == 0


def test_an_input_without_end_is_refused(
    duly: Duly, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duly.cli.answer.MOST_BYTES", 1000)
    answer = duly("deadline", "/dev/zero")
    assert answer.code == 2
    assert "not read" in answer.err


ODD: list[object] = [
    None,
    True,
    -1,
    1.5,
    float("nan"),
    10**400,
    "",
    [],
    {},
    [None],
    "\ud800",
    "a\0b",
    "9999-12-31",
    "2026-02-30",
    "99999999999999999999m",
    "<script>",
    '#read("/etc/passwd")',
]


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value in a document."""
    if isinstance(value, dict):
        steps: list[tuple[Any, object]] = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    else:
        return [path]
    below = [place for step, each in steps for place in places(each, (*path, step))]
    return ([path] if path else []) + below


def with_value(document: dict[str, Any], path: tuple[Any, ...], value: object) -> Any:
    changed = json.loads(json.dumps(document))
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return changed


DRAWN = {"kind": "drawn", "strokes": [[[1, 2], [3, 4]]]}
EVERY_FIELD: list[tuple[tuple[str, ...], dict[str, Any]]] = [
    (("deadline", "-"), FITNESS),
    (("clock", "-"), {"clock": "visa_13_2", "event_on": "2026-03-02"}),
    (("letter", "-", "--format", "txt"), case_document("DE", signature=DRAWN)),
    (("address-check", "-"), ADDRESS | {"origin": "US"}),
]


@pytest.mark.parametrize(("words", "sound"), EVERY_FIELD, ids=lambda v: str(v)[:16])
def test_an_odd_value_in_any_field_is_judged_or_refused_in_words(
    duly: Duly, words: tuple[str, ...], sound: dict[str, Any]
) -> None:
    for path in places(sound):
        for value in ODD:
            answer = duly(*words, "--json", given=with_value(sound, path, value))
            assert answer.code in {0, 1, 2}, (path, value)
            if answer.code == 2:
                assert answer.err.strip(), (path, value)
                assert not answer.out, (path, value)
            else:
                assert answer.document, (path, value)


def test_half_a_character_in_an_answer_is_written_as_its_escape(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from duly.cli.answer import emit

    emit({"name": "\ud800"}, as_json=True, text="")
    assert json.loads(capsys.readouterr().out) == {"name": "\ud800"}
    emit({}, as_json=False, text="\ud800")
    assert capsys.readouterr().out == "\\ud800\n"


@pytest.mark.parametrize("command", sorted(command_files()))
def test_help_is_an_answer_and_a_wrong_option_is_wrong_use(
    duly: Duly, command: str
) -> None:
    assert duly(command, "--help").code == 0
    wrong = duly(command, "--no-such-option")
    assert wrong.code == 2
    assert wrong.out == ""
    assert wrong.err.strip()


def test_an_unknown_command_is_wrong_use(duly: Duly) -> None:
    assert duly("cancel-everything").code == 2


@pytest.mark.parametrize("command", ["web", "serve"])
@pytest.mark.parametrize("port", ["http", "-1", "65536"])
def test_a_port_that_can_be_none_is_wrong_use(
    duly: Duly, command: str, port: str
) -> None:
    assert duly(command, "--port", port).code == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [("show", "D-0000-0000"), ("send", "D-0000-0000", "--channel", "drop_box")],
)
def test_a_case_that_is_not_here_is_a_clear_no(
    duly: Duly, words: tuple[str, ...]
) -> None:
    answer = duly("case", *words, "--json")
    assert answer.code == 1
    assert answer.document["ok"] is False
    assert "D-0000-0000" in answer.err


def test_every_command_of_the_contract_is_there() -> None:
    pure = {words[0] for words in READERS} | {"tracking-number"}
    stored = {"init", "serve", "web", "worker", "case", "catalogue"}
    kept = {"backup", "restore", "doctor", "bench"}
    assert pure | stored | kept <= set(command_files())
