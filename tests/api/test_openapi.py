"""The OpenAPI document: complete, true to what is answered, and nothing in it or beside it from another host."""

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from duly.api import asked, gate
from duly.web.middleware import content_policy
from tests.letters.sample_cases import case_document

ROOT = Path(__file__).resolve().parents[2]
Ask = Callable[..., HttpResponse]

OPERATIONS = {
    ("post", "/api/deadline"),
    ("post", "/api/clock"),
    ("post", "/api/tracking-number"),
    ("post", "/api/address-check"),
    ("post", "/api/letter"),
    ("post", "/api/letter-check"),
    ("post", "/api/print-check"),
    ("post", "/api/verify"),
    ("post", "/api/mail-parse"),
    ("get", "/api/catalogue"),
    ("get", "/api/providers/{country}/{slug}"),
    ("post", "/api/cases"),
    ("get", "/api/cases/{reference}"),
    ("post", "/api/cases/{reference}/review"),
    ("post", "/api/cases/{reference}/send"),
    ("get", "/api/cases/{reference}/proof"),
}


@pytest.fixture
def document(machine: Client) -> dict[str, Any]:
    answer = machine.get("/api/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def test_every_operation_is_in_the_document(document: dict[str, Any]) -> None:
    assert {(method, path) for method, path, _ in operations(document)} == OPERATIONS


def test_every_operation_is_in_the_manual(document: dict[str, Any]) -> None:
    manual = (ROOT / "docs" / "api.md").read_text("utf-8")
    for method, path, _ in operations(document):
        assert f"`{method.upper()} {path}`" in manual


def test_every_operation_declares_what_it_may_refuse(document: dict[str, Any]) -> None:
    for _, path, operation in operations(document):
        assert operation["responses"].keys() >= {"400", "413", "422", "429"}, path


def test_only_cases_need_a_key_and_it_is_no_part_of_an_address(
    document: dict[str, Any],
) -> None:
    keyed = {path for _, path, one in operations(document) if "security" in one}
    assert keyed == {path for path in document["paths"] if "{reference}" in path}
    for _, path, operation in operations(document):
        names = {one["name"] for one in operation.get("parameters", ())}
        assert not names & {"token", "key", "name", "email", "address"}, path
    schemes = document["components"]["securitySchemes"].values()
    assert [(one["type"], one["scheme"]) for one in schemes] == [("http", "bearer")]


def test_every_input_is_described_with_an_example_that_fits(
    document: dict[str, Any],
) -> None:
    for _, path, operation in operations(document):
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" not in content or path.endswith("/review"):
            continue
        given_schema = content["application/json"]
        assert given_schema["example"], path
        Draft202012Validator(given_schema["schema"]).validate(given_schema["example"])


def test_nothing_of_another_host_is_named(document: dict[str, Any]) -> None:
    assert re.findall(r"https?://[^\"]+", json.dumps(document)) == []


def test_there_is_no_page_that_would_load_a_script(machine: Client) -> None:
    for path in ("/api/docs", "/api/redoc", "/api/"):
        answer = machine.get(path)
        assert answer.status_code == 404
        assert b"<script" not in answer.content


def test_the_safety_headers_stand_here_too(machine: Client) -> None:
    for path in ("/api/openapi.json", "/api/nothing", "/api/catalogue?q=a"):
        answer = machine.get(path)
        assert answer["Content-Security-Policy"] == content_policy()
        assert answer["Cache-Control"] == "private, no-store"
        assert "Set-Cookie" not in answer


def test_no_form_token_is_needed_since_no_cookie_is_read() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(
        "/api/clock",
        {"clock": "bacs", "event_on": "2026-11-02"},
        content_type="application/json",
    )
    assert answer.status_code == 200
    assert not answer.cookies


ANSWERED = {
    "deadline": asked.MATTER_EXAMPLE,
    "clock": {"clock": "bacs", "event_on": "2026-11-02"},
    "tracking-number": {"number": "x"},
    "address-check": {"addresses": [asked.ADDRESS_EXAMPLE, {}]},
    "letter": case_document("FR"),
    "letter-check": {"text": "Hello"},
}


def schema_of(document: dict[str, Any], name: str, status: int) -> dict[str, Any]:
    responses = document["paths"][f"/api/{name}"]["post"]["responses"]
    found = responses[str(status)]["content"]["application/json"]["schema"]
    return {**found, "components": document["components"]}


@pytest.mark.parametrize("name", ANSWERED)
def test_every_answer_is_as_declared(
    ask: Ask, document: dict[str, Any], name: str
) -> None:
    answer = ask(name, ANSWERED[name])
    assert answer.status_code == 200
    Draft202012Validator(schema_of(document, name, 200)).validate(answer.json())


def some_of(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that the schema allows, and now and then one that it does not."""
    if "anyOf" in schema:
        return st.one_of(*map(some_of, schema["anyOf"]))
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | WILD
    kinds = schema.get("type", "object")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return st.one_of(*(of_kind(kind, schema) for kind in listed), WILD)


WILD: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=5,
)
TEXTS = (
    st.dates().map(str)
    | st.sampled_from(
        [
            *("1m", "14d", "0d", "-1m", "9999999m", "indefinite", "none", "term_end"),
            *("DE", "US-CA", "GB-ENG", "CA-QC", "QX", "fitness", "telecom", "en", "de"),
            *("2026-03-29T02:30+01:00", "9999-12-31", "0001-01-01", "\x00", "\u202e"),
        ]
    )
    | st.text(max_size=30)
)


def of_kind(kind: str, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if kind == "object":
        fields = schema.get("properties", {})
        return st.fixed_dictionaries(
            {}, optional={name: some_of(part) for name, part in fields.items()}
        )
    if kind == "array":
        return st.lists(some_of(schema["items"]), max_size=3)
    plain: dict[str, st.SearchStrategy[Any]] = {
        "string": TEXTS,
        "integer": st.integers(-5, 10**12),
        "boolean": st.booleans(),
        "null": st.none(),
    }
    return plain[kind]


FUZZED = {
    "deadline": (asked.MATTER, 150),
    "clock": (asked.CLOCK, 40),
    "tracking-number": (asked.NUMBER, 40),
    "address-check": (asked.ADDRESSES, 60),
    "letter-check": (asked.PASTED, 40),
    "letter-check of a case": (asked.CASE_FILE, 60),
}


@pytest.mark.parametrize("name", FUZZED)
def test_odd_input_is_answered_as_declared(
    ask: Ask, document: dict[str, Any], name: str
) -> None:
    schema, times = FUZZED[name]
    path = name.split()[0]

    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(some_of(schema))
    def odd(value: Any) -> None:
        gate.QUESTIONS.forget_all()
        gate.LETTERS.forget_all()
        answer = ask(path, json.dumps(value))
        assert answer.status_code in {200, 422}, answer.content
        declared = schema_of(document, path, answer.status_code)
        Draft202012Validator(declared).validate(json.loads(answer.content))

    odd()


def test_a_sound_case_with_one_odd_field_is_answered_as_declared(
    ask: Ask, document: dict[str, Any]
) -> None:
    sound = case_document("DE", matter=asked.MATTER_EXAMPLE)
    dice = random.Random(20260302)

    @settings(
        max_examples=60,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(WILD)
    def odd(value: Any) -> None:
        gate.LETTERS.forget_all()
        case = json.loads(json.dumps(sound))
        place = dice.choice([case, case["sender"], case["matter"]])
        place[dice.choice(sorted(place))] = value
        answer = ask("letter-check", case)
        assert answer.status_code in {200, 422}, (case, answer.content)

    odd()
