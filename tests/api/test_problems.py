"""What is wrong is answered in one shape, with the field; nothing heavy or hasty comes in."""

import json
import logging
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from duly.api import gate
from duly.knowledge.providers import providers
from tests.letters.sample_cases import case_document

Ask = Callable[..., HttpResponse]


def problem(answer: HttpResponse) -> tuple[int, str]:
    found = json.loads(answer.content)
    assert found["message"]
    return answer.status_code, found["field"]


@pytest.mark.parametrize(
    "body",
    [
        "{",
        '{"clock": NaN}',
        '{"clock": Infinity}',
        b"\xff\xfe",
        "[" * 100_000,
        '{"a": ' + "9" * 5000 + "}",
    ],
    ids=["half", "nan", "infinity", "not utf-8", "deep", "long number"],
)
def test_a_body_that_is_no_json_is_unreadable(ask: Ask, body: Any) -> None:
    assert problem(ask("clock", body)) == (400, "")


@pytest.mark.parametrize("body", ["", "[]", "7", '"text"', "null", "true"])
def test_a_body_that_is_no_object_is_wrong(ask: Ask, body: str) -> None:
    assert problem(ask("deadline", body)) == (422, "")


@pytest.mark.parametrize(
    ("name", "document", "field"),
    [
        ("deadline", {"today": "2026-02-30"}, "today"),
        ("deadline", {"today": 20260302}, "today"),
        ("deadline", {"contract": {"notice": "-1m"}}, "contract.notice"),
        ("deadline", {"contract": []}, "contract"),
        ("deadline", {"contract": {"consumer": "true"}}, "contract.consumer"),
        ("clock", {"clock": "visa_13_2"}, "event_on"),
        ("clock", {"clock": "sundial", "event_on": "2026-11-02"}, "clock"),
        ("tracking-number", {}, "number"),
        ("tracking-number", {"number": 7}, "number"),
        ("tracking-number", {"number": "9" * 201}, "number"),
        ("address-check", {}, "addresses"),
        ("address-check", {"addresses": {}}, "addresses"),
        ("address-check", {"addresses": [{"country": "DE"}, 7]}, "addresses.1"),
        ("letter", {}, "provider"),
        ("letter", case_document("DE", goals=["revenge"]), "goals"),
        ("letter", case_document("DE", provider="us/no-such-service"), "provider"),
        ("letter?profile=origami", case_document("DE"), "profile"),
        ("letter-check", {"text": " "}, "text"),
        ("letter-check", {"text": 7}, "text"),
        ("letter-check", {"text": "Hello", "residence": 7}, "residence"),
        ("letter-check", case_document("DE", signature=7), "signature"),
    ],
)
def test_a_wrong_field_is_named(ask: Ask, name: str, document: Any, field: str) -> None:
    assert problem(ask(name, document)) == (422, field)


def test_a_fault_in_the_matter_of_a_case_names_its_whole_path(ask: Ask) -> None:
    case = case_document("DE", matter={"contract": {"notice": "13 moons"}})
    for name in ("letter", "letter-check"):
        assert problem(ask(name, case)) == (422, "matter.contract.notice")


def test_too_many_addresses_are_refused(ask: Ask) -> None:
    assert problem(ask("address-check", {"addresses": [{}] * 1001})) == (
        422,
        "addresses",
    )


def test_the_pdf_itself_on_request(ask: Ask) -> None:
    answer = ask("letter", case_document("DE"), Accept="application/pdf")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Duly-Findings"] == "recipient-unverified"
    assert answer.content.startswith(b"%PDF")


def test_no_pdf_of_a_letter_that_may_not_go_out(ask: Ask) -> None:
    case = case_document("DE", free_text="Dear {name}")
    answer = ask("letter", case, Accept="application/pdf")
    assert answer.status_code == 422
    assert "unresolved-field" in {one["code"] for one in answer.json()["findings"]}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "profile"),
        ({"profile": "us-10"}, "pdf"),
        ({"profile": "origami", "pdf": b"%PDF"}, "profile"),
        ({"profile": "us-10", "pdf": b"no pdf"}, "pdf"),
    ],
)
def test_a_wrong_upload_to_print_names_the_field(
    machine: Client, fields: dict[str, Any], field: str
) -> None:
    sent = {n: BytesIO(v) if isinstance(v, bytes) else v for n, v in fields.items()}
    assert problem(machine.post("/api/print-check", sent)) == (422, field)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "proof"),
        ({"proof": "text, no file"}, "proof"),
        ({"proof": b"x", "at": "soon"}, "at"),
        ({"proof": b"x", "roots": b"no certificate"}, "roots"),
    ],
)
def test_a_wrong_upload_to_verify_names_the_field(
    machine: Client, fields: dict[str, Any], field: str
) -> None:
    sent = {n: BytesIO(v) if isinstance(v, bytes) else v for n, v in fields.items()}
    assert problem(machine.post("/api/verify", sent)) == (422, field)


def test_what_is_no_proof_is_a_no_with_a_reason(machine: Client) -> None:
    answer = machine.post("/api/verify", {"proof": BytesIO(b"a cat picture")})
    found = answer.json()
    assert (answer.status_code, found["ok"]) == (200, False)
    assert found["checks"][0]["detail"]


def test_two_proofs_can_be_compared(machine: Client) -> None:
    files = {"proof": BytesIO(b"a"), "other": BytesIO(b"b")}
    answer = machine.post("/api/verify", files)
    assert (answer.status_code, answer.json()["ok"]) == (200, False)


def test_a_broken_form_is_unreadable(machine: Client) -> None:
    answer = machine.post("/api/verify", b"x", content_type="multipart/form-data")
    assert problem(answer) == (400, "")


@pytest.mark.parametrize("path", ["/api/", "/api/nothing", "/api/cases", "/api/docs"])
def test_an_address_that_is_not_there_is_json_too(machine: Client, path: str) -> None:
    answer = machine.get(path)
    assert answer.status_code in {404, 405}
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/api/providers/us/nowhere", "/api/providers/us/..", "/api/providers/x/y"]
)
def test_an_unknown_provider_is_not_found(machine: Client, path: str) -> None:
    assert problem(machine.get(path))[0] == 404


def test_a_provider_says_what_may_be_used_and_what_is_disputed(machine: Client) -> None:
    found = machine.get("/api/providers/us/aliexpress-vip").json()
    assert found["slug"] == "us/aliexpress-vip"
    assert all(one["source"]["url"].startswith("http") for one in found["contacts"])
    offered, disputed = (
        {(one["value"], json.dumps(one["address"])) for one in found[name]}
        for name in ("contacts", "disputed")
    )
    assert disputed
    assert not offered & disputed


def test_every_provider_of_the_catalogue_is_answered_as_declared(
    machine: Client,
) -> None:
    for one in providers():
        gate.QUESTIONS.forget_all()
        answer = machine.get(f"/api/providers/{one.slug}")
        assert answer.status_code == 200, one.slug
        assert len(answer.json()["contacts"]) == len(one.contacts)


@pytest.mark.parametrize(
    ("query", "field"),
    [("", "q"), ("?q=a&limit=0", "limit"), ("?q=a&limit=x", "limit")],
)
def test_a_wrong_search_names_the_field(
    machine: Client, query: str, field: str
) -> None:
    assert problem(machine.get(f"/api/catalogue{query}")) == (422, field)


def announced(path: str, **headers: Any) -> HttpResponse:
    request = RequestFactory().post(path, b"", content_type="application/json")
    request.META.update(headers)
    return gate.refuse_large_bodies(lambda _: HttpResponse("let in"))(request)


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/api/deadline", "2000000", 200),
        ("/api/deadline", "2000001", 413),
        ("/api/verify", "20000001", 200),
        ("/api/verify", "21000000", 413),
        ("/check-a-letter/", "21000000", 200),
    ],
)
def test_a_heavy_body_is_refused_by_its_announced_length(
    path: str, length: str, status: int
) -> None:
    assert announced(path, CONTENT_LENGTH=length).status_code == status


def test_a_body_without_a_length_is_refused() -> None:
    answer = announced(
        "/api/deadline", CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked"
    )
    assert problem(answer) == (411, "")


def test_a_file_over_the_limit_is_refused(machine: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 10
    files = {"proof": BytesIO(b"eleven bytes")}
    assert problem(machine.post("/api/verify", files)) == (413, "proof")


def test_who_asks_too_often_waits_and_others_do_not(
    machine: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate.QUESTIONS, "most", 2)
    gate.QUESTIONS.forget_all()
    path = "/api/catalogue?q=a"
    assert [machine.get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert machine.get(path, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_cookie_gives_no_second_bucket(
    machine: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate.QUESTIONS, "most", 1)
    gate.QUESTIONS.forget_all()
    assert machine.get("/api/catalogue?q=a").status_code == 200
    machine.cookies["csrftoken"] = "another"
    assert machine.get("/api/catalogue?q=a").status_code == 429


def test_a_fault_of_ours_is_json_and_its_log_quotes_nobody(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(document: Any) -> None:
        raise RuntimeError(document["sender"]["name"])

    monkeypatch.setattr("duly.api.letters.read_case_file", broken)
    with caplog.at_level(logging.ERROR):
        answer = ask("letter", case_document("DE"))
    assert problem(answer) == (500, "")
    assert "RuntimeError" in caplog.text
    assert "Lindqvist" not in caplog.text + answer.content.decode()
