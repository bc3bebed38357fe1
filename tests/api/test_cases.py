"""A case from a machine: opened, looked at, sent once, proved; nobody else's token opens it."""

import base64
import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from duly.api import gate
from duly.cases.actions.enclose import enclose
from duly.cases.models import Case, Dispatch, Letter
from tests.letters.test_flatten import LETTER, pdf

Ask = Callable[..., HttpResponse]
Opened = tuple[str, dict[str, str]]

pytestmark = pytest.mark.django_db


def look(ask: Ask, opened: Opened) -> dict[str, Any]:
    reference, key = opened
    answer = ask(f"cases/{reference}/review", {}, **key)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def send(ask: Ask, opened: Opened, **asked: Any) -> HttpResponse:
    reference, key = opened
    return ask(f"cases/{reference}/send", {"channel": "self_print", **asked}, **key)


def test_from_the_case_file_to_the_proof(
    ask: Ask, machine: Client, opened: Opened, command: Any, home: Path
) -> None:
    reference, key = opened
    seen = look(ask, opened)
    pdf = base64.b64decode(seen["pdf"])
    assert hashlib.sha256(pdf).hexdigest() == seen["reviewed_sha256"]
    sent = send(ask, opened, reviewed_sha256=seen["reviewed_sha256"])
    assert sent.status_code == 200, sent.content
    assert sent.json()["outcome"] == "intended"
    shown = machine.get(f"/api/cases/{reference}", headers=key)
    names = [event["name"] for event in shown.json()["events"]]
    assert names[-2:] == ["letter.sealed", "dispatch.intended"]
    proof = machine.get(f"/api/cases/{reference}/proof", headers=key)
    assert proof["Content-Type"] == "application/vnd.etsi.asic-e+zip"
    at = "2030-01-01T00:00Z"
    _, printed = command(
        *("verify", proof.content, "--roots", str(home / "roots.pem"), "--at", at)
    )
    checked = machine.post("/api/verify", {"proof": BytesIO(proof.content), "at": at})
    assert checked.status_code == 200, checked.content
    assert checked.json() == printed
    assert printed["reference"] == reference
    assert printed["anchored"] is True


def test_the_case_is_shown_as_the_command_line_shows_it(
    machine: Client,
    opened: Opened,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: Any,
) -> None:
    reference, key = opened
    monkeypatch.setattr("duly.cli.stored._home.is_initialised", lambda: True)
    _, printed = command("case", "show", reference)
    assert machine.get(f"/api/cases/{reference}", headers=key).json() == printed


def test_a_machine_is_told_that_the_envelope_is_full(
    ask: Ask, ada: dict[str, Any]
) -> None:
    answer = ask("cases", {**ada, "channel": "self_print"}).json()
    key = {"Authorization": f"Bearer {answer['token']}"}
    opened = (answer["reference"], key)

    def codes() -> set[str]:
        return {each["code"] for each in look(ask, opened)["findings"]}

    assert "envelope-full" not in codes()
    case = Case.objects.get(reference=opened[0])
    paper = pdf(*[LETTER] * 8)
    enclose(case, name="contract.pdf", content=paper, now=timezone.now())
    assert "envelope-full" in codes()


def test_a_second_press_sends_nothing_new(ask: Ask, opened: Opened) -> None:
    first, second = send(ask, opened, key="once"), send(ask, opened, key="once")
    assert first.json() == second.json()
    assert Dispatch.objects.count() == 1


def test_another_key_of_the_same_letter_and_channel_sends_nothing_new(
    ask: Ask, opened: Opened
) -> None:
    assert send(ask, opened, key="a").json() == send(ask, opened, key="b").json()
    assert Dispatch.objects.count() == 1


@pytest.mark.parametrize("end", ["", "/proof"])
def test_without_the_right_token_there_is_nothing(
    machine: Client, ask: Ask, opened: Opened, ada: dict[str, Any], end: str
) -> None:
    reference, key = opened
    cleo = ask("cases", ada).json()["token"]
    token = key["Authorization"].removeprefix("Bearer ")
    for wrong in (
        {},
        {"Authorization": f"Bearer {cleo}"},
        {"Authorization": f"Bearer {token}x"},
        {"Authorization": "Bearer "},
        {"Authorization": f"Basic {token}"},
        {"Authorization": token},
    ):
        answer = machine.get(f"/api/cases/{reference}{end}", headers=wrong)
        assert answer.status_code == 404, wrong
        assert answer.json()["message"]


def test_nothing_is_sent_without_the_right_token(ask: Ask, opened: Opened) -> None:
    for wrong in ({}, {"Authorization": "Bearer x"}):
        for end in ("send", "review"):
            answer = ask(f"cases/{opened[0]}/{end}", {"channel": "drop_box"}, **wrong)
            assert answer.status_code == 404
    assert not Dispatch.objects.exists()
    assert not Letter.objects.exists()


def test_the_token_in_the_address_opens_nothing(
    machine: Client, opened: Opened
) -> None:
    token = opened[1]["Authorization"].removeprefix("Bearer ")
    assert machine.get(f"/api/cases/{token}").status_code == 404
    assert machine.get(f"/api/cases/{opened[0]}?token={token}").status_code == 404


def test_an_erased_case_is_like_none(machine: Client, opened: Opened, now: Any) -> None:
    reference, key = opened
    Case.objects.filter(reference=reference).update(erased_at=now)
    assert machine.get(f"/api/cases/{reference}", headers=key).status_code == 404


def test_a_case_without_a_seal_has_no_proof(machine: Client, opened: Opened) -> None:
    reference, key = opened
    answer = machine.get(f"/api/cases/{reference}/proof", headers=key)
    assert answer.status_code == 409
    assert "not sealed" in answer.json()["message"]


@pytest.mark.parametrize(
    ("asked", "status", "field"),
    [
        ({"channel": "pigeon"}, 422, "channel"),
        ({"channel": None}, 422, "channel"),
        ({"channel": 7}, 422, "channel"),
        ({"key": 7}, 422, "key"),
        ({"channel": "lob"}, 409, "channel"),
        ({"reviewed_sha256": "0" * 64}, 409, "reviewed_sha256"),
    ],
)
def test_what_cannot_be_sent_names_the_field(
    ask: Ask, opened: Opened, asked: Any, status: int, field: str
) -> None:
    answer = send(ask, opened, **asked)
    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert not Dispatch.objects.exists()


def test_a_letter_that_may_not_go_out_is_not_sent(
    ask: Ask, ada: dict[str, Any]
) -> None:
    found = ask("cases", ada | {"free_text": "Dear {name}"}).json()
    opened = found["reference"], {"Authorization": f"Bearer {found['token']}"}
    seen = look(ask, opened)
    assert (seen["reviewed_sha256"], seen["pdf"]) == (None, None)
    answer = send(ask, opened)
    assert answer.status_code == 422
    assert [one["code"] for one in answer.json()["findings"]] == ["unresolved-field"]
    assert not Dispatch.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"provider": None}, "provider"),
        ({"matter": {"contract": {"notice": "13 moons"}}}, "matter.contract.notice"),
        ({"date": "yesterday"}, "date"),
    ],
)
def test_a_bad_case_file_opens_no_case(
    ask: Ask, ada: dict[str, Any], change: Any, field: str
) -> None:
    answer = ask("cases", ada | change)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert not Case.objects.exists()


def test_a_full_disk_seals_nothing_and_says_so(
    ask: Ask, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("duly.cases.actions.seal.put_file", full)
    answer = send(ask, opened)
    assert answer.status_code == 507
    assert not Letter.objects.filter(sealed_at__isnull=False).exists()
    assert not Dispatch.objects.exists()


def test_who_sends_too_often_waits(
    ask: Ask, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate.SENDS, "most", 1)
    gate.SENDS.forget_all()
    assert send(ask, opened).status_code == 200
    answer = send(ask, opened)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_tokens_cannot_be_guessed_at_speed(
    machine: Client, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate.QUESTIONS, "most", 2)
    gate.QUESTIONS.forget_all()
    path, wrong = f"/api/cases/{opened[0]}", {"Authorization": "Bearer x"}
    answers = [machine.get(path, headers=wrong).status_code for _ in range(3)]
    assert answers == [404, 404, 429]
