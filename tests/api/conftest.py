"""A machine that asks, and the command line that is asked the same."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from duly import cli
from duly.api import gate
from tests.letters.sample_cases import case_document

Printed = tuple[int, dict[str, Any]]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """What one test asks does not slow the next."""
    for rate in (gate.QUESTIONS, gate.LETTERS, gate.SENDS):
        rate.forget_all()


@pytest.fixture
def machine(home: Path) -> Client:
    """No cookies, no forms, no database; a fault of ours is an answer of 500, as on the wire."""
    (home / "static").mkdir(exist_ok=True)
    return Client(raise_request_exception=False)


@pytest.fixture
def ask(machine: Client) -> Callable[..., HttpResponse]:
    """POST a JSON document to /api/<name>."""

    def asked(name: str, document: Any, **headers: str) -> HttpResponse:
        return machine.post(
            f"/api/{name}", document, content_type="application/json", headers=headers
        )

    return asked


@pytest.fixture
def command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Printed]:
    """Exit code and document of `duly <words> --json`; bytes among the words become files."""

    def printed(*words: str | bytes) -> Printed:
        typed = []
        for place, word in enumerate(words):
            if isinstance(word, bytes):
                path = tmp_path / f"input-{place}"
                path.write_bytes(word)
                typed.append(str(path))
            else:
                typed.append(word)
        code = cli.run([*typed, "--json"])
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return code, found

    return printed


@pytest.fixture
def ada() -> dict[str, Any]:
    """A sound case file that may be sent today."""
    document = case_document("US")
    del document["date"]
    return document


@pytest.fixture
def opened(ask: Callable[..., HttpResponse], ada: dict[str, Any], db: None) -> Any:
    """Ada's case: its reference, and the header that opens it."""
    answer = ask("cases", ada)
    assert answer.status_code == 201, answer.content
    found = answer.json()
    return found["reference"], {"Authorization": f"Bearer {found['token']}"}
