"""The face for machines answers what the command line answers, document for document."""

import base64
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.deadlines.sample_matters import FITNESS
from tests.letters.good_letters import GOOD
from tests.letters.hand_made_pdf import lines, made
from tests.letters.sample_cases import case_document

Ask = Callable[..., HttpResponse]
Command = Callable[..., tuple[int, dict[str, Any]]]

TRIAL = {
    "residence": "US-CA",
    "today": "2026-03-02",
    "contract": {
        "trial": {
            "started_at": "2026-03-01T22:30-08:00",
            "length": "30d",
            "cancel_lead": "24h",
            "price_disclosed": True,
        }
    },
}
BOUNCE = (
    b"From: MAILER-DAEMON@mx.test\nTo: ada@sender.test\nSubject: failure notice\n\n"
    b"<kim@acme.test>:\n550 5.1.1 User unknown\n"
)


def as_file(document: Any) -> bytes:
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    "matter",
    [FITNESS, TRIAL, {}, {"residence": "XX", "contract": {"sector": "circus"}}],
)
def test_deadlines_are_the_same(ask: Ask, command: Command, matter: Any) -> None:
    code, printed = command("deadline", as_file(matter))
    answer = ask("deadline", matter)
    assert (code, answer.status_code) == (0, 200)
    assert answer.json() == printed


@pytest.mark.parametrize(
    "question",
    [
        {"clock": "visa_13_2", "event_on": "2026-11-02"},
        {"clock": "reg_e_stop", "event_on": "2026-11-02"},
        {"clock": "gdpr_answer", "event_on": "2024-01-31"},
    ],
)
def test_clocks_are_the_same(ask: Ask, command: Command, question: Any) -> None:
    _, printed = command("clock", as_file(question))
    answer = ask("clock", question)
    assert answer.status_code == 200
    assert answer.json() == printed


@pytest.mark.parametrize("number", ["RR473124829DE", "RR473124828DE", "not a number"])
def test_tracking_numbers_are_the_same(ask: Ask, command: Command, number: str) -> None:
    _, printed = command("tracking-number", number)
    answer = ask("tracking-number", {"number": number})
    assert answer.status_code == 200
    assert answer.json() == printed


def test_addresses_are_the_same(ask: Ask, command: Command) -> None:
    addresses = [
        {"country": "GB", "lines": ["Ada", "12 High Street", "Leeds"], "origin": "US"},
        {"country": "DE", "street_address": "Allee 4", "city": "Ulm", "name": "Ada"},
        {"country": 7},
        {"country": "QX", "lines": []},
        {"country": "GB", "lines": ["half \ud800", "a character"]},
    ]
    _, printed = command("address-check", b"\n".join(map(as_file, addresses)))
    answer = ask("address-check", json.dumps({"addresses": addresses}))
    assert answer.status_code == 200
    assert answer.json() == printed
    assert [one["valid"] for one in printed["results"]] == [
        False,
        True,
        False,
        False,
        False,
    ]


CASES = {
    "a letter from America": case_document("US"),
    "a letter from France": case_document("FR"),
    "a letter with dates": case_document("DE", matter=FITNESS),
    "own words on a second page": case_document("GB", free_text="Please. " * 300),
    "no such number": case_document("US", identifiers={"contract_number": None}),
    "a name without an address": case_document("US", sender={"name": "Ada"}),
    "an emoji": case_document("US", free_text="Stop it \U0001f6d1"),
    "a placeholder": case_document("US", free_text="Dear {name}"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_letters_are_the_same(ask: Ask, command: Command, case: Any) -> None:
    code, printed = command("letter", as_file(case))
    answer = ask("letter", case)
    assert answer.status_code == 200, answer.content
    document = answer.json()
    pdf = document.pop("pdf")
    assert document == printed
    assert (pdf is not None) == (code == 0)
    if pdf:
        assert len(base64.b64decode(pdf)) == printed["bytes"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_checks_of_case_files_are_the_same(
    ask: Ask, command: Command, case: Any
) -> None:
    code, printed = command("letter-check", as_file(case))
    answer = ask("letter-check", case)
    assert answer.status_code == 200, answer.content
    assert answer.json() == printed
    assert printed["ok"] == (code == 0)


@pytest.mark.parametrize(
    "options",
    [
        {"residence": "DE", "language": "de"},
        {"residence": "AT", "language": "de"},
        {"residence": "DE", "language": "fr"},
        {},
        {"channel": "registered_post"},
    ],
)
def test_checks_of_a_pasted_letter_are_the_same(
    ask: Ask, command: Command, options: dict[str, str]
) -> None:
    text = GOOD["a German notice with a cap"].text
    flags = [word for name, value in options.items() for word in (f"--{name}", value)]
    _, printed = command("letter-check", text.encode(), *flags)
    answer = ask("letter-check", {"text": text, **options})
    assert answer.json() == printed


@pytest.mark.parametrize("pages", [("fits",), ("fits", "")])
def test_print_checks_are_the_same(
    machine: Client, command: Command, pages: tuple[str, ...]
) -> None:
    pdf = made(lines(), *pages[1:])
    _, printed = command("print-check", pdf, "--profile", "uk-notify")
    answer = machine.post(
        "/api/print-check", {"profile": "uk-notify", "pdf": BytesIO(pdf)}
    )
    assert answer.status_code == 200, answer.content
    assert answer.json() == printed


@pytest.mark.real  # a process of its own reads it, and waiting for one looks now and then
@pytest.mark.parametrize("mail", [BOUNCE, b"", b"\xff\x00 no mail"])
def test_mails_are_read_the_same(
    machine: Client, command: Command, mail: bytes
) -> None:
    _, printed = command("mail-parse", mail)
    answer = machine.post("/api/mail-parse", {"message": BytesIO(mail)})
    assert answer.status_code == 200, answer.content
    assert answer.json() == printed


def test_the_catalogue_is_the_same(
    machine: Client, command: Command, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DULY_HOME", str(home))
    _, printed = command("catalogue", "search", "aliexpress", "--limit", "3")
    answer = machine.get("/api/catalogue", {"q": "aliexpress", "limit": 3})
    assert answer.status_code == 200
    assert answer.json() == printed
    assert printed["results"][0]["slug"] == "us/aliexpress-vip"
