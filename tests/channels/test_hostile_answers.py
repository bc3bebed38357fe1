"""A carrier whose answers are not what its documents promise: one of the three errors, never a crash, never a wrong yes."""

import gzip
import json
import logging
import traceback
from collections.abc import Iterator

import httpx
import pytest

from duly.channels import InDoubt, Refused, Unavailable
from duly.kit import http_answer
from tests.channels.conftest import DOUBLED
from tests.channels.test_contract import fit, is_order

ODD = {
    "a list": b"[]",
    "a word": b'"ok"',
    "nothing known": b"{}",
    "null": b'{"data": null, "id": null}',
    "a list for an object": b'{"data": [1, 2], "id": []}',
    "a path for an id": json.dumps(
        {"id": "../accounts", "data": {"id": "../accounts", "attributes": {}}}
    ).encode(),
    "deeply nested": b"[" * 100_000,
    "a number of many digits": b'{"id": ' + b"9" * 5_000 + b"}",
    "half a character": b'{"id": "\xff"}',
    "empty": b"",
}
LISTS = {
    "no list": {"data": {}},
    "rows of text": {"data": ["x", "y"]},
    "rows without anything": {"data": [{}]},
    "rows of others": {
        "data": [{"id": "x", "metadata": {"duly_key": "of another"}, "date_created": "2026-03-02T10:00:00Z"}, {"id": "y"}]
    },
    "a row without a moment": {
        "data": [{"id": "x", "metadata": {"duly_key": "k1"}, "attributes": {"file_original_name": "D-1-k1.pdf", "created_at": None}, "date_created": None}]
    },
    "a moment before all years": {
        "data": [{"id": "x", "metadata": {"duly_key": "k1"}, "attributes": {"file_original_name": "D-1-k1.pdf", "created_at": "0001-01-01T00:00:00+23:00"}, "date_created": "0001-01-01T00:00:00+23:00"}]
    },
}  # fmt: skip


@pytest.fixture(params=DOUBLED)
def carrier(request, stand_in):
    return stand_in(request.param)


@pytest.fixture
def press(carrier, sealed, acme, now, doubles):
    letter, address = fit(carrier[0].name, doubles, sealed, acme)

    def press():
        return carrier[0].send(
            letter, address, key="k1", now=now, attempt=lambda _: None
        )

    return press


@pytest.fixture
def answering(carrier, monkeypatch):
    """From now on every request that `chosen` picks out gets this answer."""

    def answering(response, *, chosen):
        def answer(request):
            if chosen(request):
                return response() if callable(response) else response
            return carrier[1].answer(request)

        monkeypatch.setattr(carrier[0], "transport", httpx.MockTransport(answer))
        carrier[0].held.close()

    return answering


def is_question(request):
    return request.method == "GET" and "letters" in request.url.path


@pytest.mark.parametrize("odd", ODD)
def test_a_yes_without_a_letter_in_it_leaves_a_doubt(carrier, press, answering, odd):
    answering(httpx.Response(200, content=ODD[odd]), chosen=is_order)
    with pytest.raises(InDoubt):
        press()


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_yes_that_leads_elsewhere_leaves_a_doubt(carrier, press, answering, status):
    moved = httpx.Response(status, headers={"Location": "https://elsewhere.example/"})
    answering(moved, chosen=is_order)
    with pytest.raises(InDoubt):
        press()


def test_an_interface_that_is_not_there_is_the_operators_fault_and_not_the_letters(
    carrier, press, answering
):
    """“Refused” would be for ever, of every letter."""
    answering(httpx.Response(404, json={}), chosen=is_order)
    name = f"DULY_{carrier[0].name.upper()}_(BASE_URL|ORGANISATION)"
    with pytest.raises(Unavailable, match=name):
        press()


@pytest.mark.parametrize("odd", [*ODD, *LISTS])
def test_a_list_that_is_none_proves_nothing(carrier, press, answering, odd):
    """“There is no such letter” would send it a second time, and a letter of somebody else would lose it."""
    press()
    content = ODD[odd] if odd in ODD else json.dumps(LISTS[odd]).encode()
    answering(httpx.Response(200, content=content), chosen=is_question)
    with pytest.raises(Unavailable):
        carrier[0].find("k1")


@pytest.mark.parametrize("odd", ODD)
def test_what_became_of_a_letter_is_not_read_from_something_else(
    carrier, press, answering, now, odd
):
    carrier_id = press().carrier_id
    answering(httpx.Response(200, content=ODD[odd]), chosen=is_question)
    with pytest.raises(Unavailable):
        carrier[0].track(carrier_id, now=now)


def endless() -> httpx.Response:
    def pieces() -> Iterator[bytes]:
        while True:
            yield b" " * 100_000

    return httpx.Response(200, content=pieces())


def test_an_answer_without_end_holds_nobody_up(carrier, press, answering):
    answering(endless, chosen=is_order)
    with pytest.raises(InDoubt):
        press()
    answering(endless, chosen=is_question)
    with pytest.raises(Unavailable):
        carrier[0].find("k1")


def test_an_answer_that_comes_drop_by_drop_holds_nobody_up(
    carrier, press, answering, monkeypatch
):
    """Each piece comes in time, and the whole never does."""
    clock = iter(range(0, 1_000_000, 7))
    monkeypatch.setattr(http_answer, "monotonic", lambda: next(clock))

    def drops() -> httpx.Response:
        return httpx.Response(200, content=iter([b" "] * 1000 + [b"{}"]))

    answering(drops, chosen=is_order)
    with pytest.raises(InDoubt):
        press()


def test_an_answer_packed_wrongly_leaves_a_doubt(carrier, press, answering):
    packed = {"Content-Encoding": "gzip"}
    answering(
        lambda: httpx.Response(200, headers=packed, content=iter([b"no gzip"])),
        chosen=is_order,
    )
    with pytest.raises(InDoubt):
        press()


def test_an_answer_packed_rightly_is_read(carrier, press, answering):
    press()
    packed = gzip.compress(b'{"data": []}')
    answering(
        lambda: httpx.Response(
            200, headers={"Content-Encoding": "gzip"}, content=iter([packed])
        ),
        chosen=is_question,
    )
    assert carrier[0].find("k1") is None


SECRET = {"lob": "test_key_of_the_double", "pingen": "secret of the double"}


def test_a_complaint_is_short_and_repeats_no_secret(
    carrier, press, answering, caplog, doubles
):
    """A timeline, a log and a person read it."""
    caplog.set_level(logging.DEBUG)
    secret = SECRET[carrier[0].name]
    said = f"{secret} is wrong; token-1 is old. " + "And so on. " * 10_000
    error = {"error": {"message": said}, "errors": [{"detail": said}]}
    answering(httpx.Response(422, json=error), chosen=is_order)
    with pytest.raises(Refused) as caught:
        press()
    told = "".join(traceback.format_exception(caught.value))
    assert "is wrong" in str(caught.value)
    assert len(str(caught.value)) < 500
    tokens = ["token-1"] if carrier[0].name == "pingen" else []
    for word in (secret, "Basic ", *tokens):
        assert word not in told
        assert word not in caplog.text


def test_the_settings_show_no_secret(carrier):
    """An error that names them would print them into a log."""
    shown = repr(carrier[0].client().settings)
    assert "base_url" in shown
    for secret in (SECRET[carrier[0].name], "webhook secret", "secret_of_the_double"):
        assert secret not in shown


@pytest.mark.parametrize("status", [400, 404, 409, 422, 500, 503])
def test_calling_off_gives_no_yes_that_was_not_said(carrier, press, answering, status):
    carrier_id = press().carrier_id
    answering(
        httpx.Response(status, json={}),
        chosen=lambda request: request.method in {"DELETE", "PATCH"},
    )
    with pytest.raises(Refused if status in {400, 404, 422} else InDoubt):
        carrier[0].call_off(carrier_id)


def test_a_lost_answer_to_calling_off_is_a_doubt(carrier, press, answering):
    carrier_id = press().carrier_id

    def lost():
        raise httpx.ReadTimeout("late")

    answering(lost, chosen=lambda request: request.method in {"DELETE", "PATCH"})
    with pytest.raises(InDoubt):
        carrier[0].call_off(carrier_id)


def test_an_id_stays_in_its_place_in_the_path(carrier, press, answering, now):
    paths = []

    def noted(request):
        paths.append(request.url.raw_path)
        return False

    press()
    answering(None, chosen=noted)
    with pytest.raises((Refused, Unavailable)):
        carrier[0].track("../../accounts?x=1", now=now)
    asked = [path for path in paths if b"letters" in path]
    assert asked
    assert all(b"letters/..%2F..%2Faccounts%3Fx%3D1" in path for path in asked)
