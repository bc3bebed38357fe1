"""Answers of other machines: whole or not at all, and only as documented."""

import httpx
import pytest

from duly.kit import http_answer
from duly.kit.http_answer import as_documented, identifier, whole_answer, without, words
from duly.kit.http_outcome import json_object


def client(answer):
    return httpx.Client(transport=httpx.MockTransport(lambda _: answer))


def asked(answer, *, seconds=60):
    with client(answer) as http:
        request = http.build_request("GET", "https://carrier.example/")
        return whole_answer(http, request, seconds=seconds)


def test_an_answer_comes_as_it_was_given():
    found = asked(httpx.Response(404, content=iter([b'{"a"', b": 1}"])))
    assert (found.status_code, json_object(found)) == (404, {"a": 1})


@pytest.mark.parametrize(("more", "is_whole"), [(0, True), (1, False)])
def test_an_answer_may_have_so_many_bytes_and_no_more(monkeypatch, more, is_whole):
    monkeypatch.setattr(http_answer, "MOST_BYTES", 10)
    answer = httpx.Response(200, content=iter([b"x" * 5, b"x" * (5 + more)]))
    if is_whole:
        assert asked(answer).content == b"x" * 10
        return
    with pytest.raises(httpx.ReadError):
        asked(answer)


@pytest.mark.parametrize(("step", "is_whole"), [(20, True), (21, False)])
def test_an_answer_may_take_so_long_from_its_first_byte_and_no_longer(
    monkeypatch, step, is_whole
):
    clock = iter(range(0, 10 * step, step))
    monkeypatch.setattr(http_answer, "monotonic", lambda: next(clock))
    answer = httpx.Response(200, content=iter([b"a", b"b", b"c"]))
    if is_whole:
        assert asked(answer).content == b"abc"
        return
    with pytest.raises(httpx.ReadTimeout):
        asked(answer)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"1", b"null", b"{", b"\xff", b"[" * 100_000, b"9" * 5_000],
)
def test_what_is_no_object_is_none(content):
    assert json_object(httpx.Response(200, content=content)) is None


class Doubt(Exception):
    """For the tests."""


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        None,
        "text",
        {"data": []},
        {"data": {"price": "much"}},
        {"data": {"price": []}},
        {"data": {"price": 1e999}},
    ],
)
def test_what_is_not_as_documented_is_said_so(document):
    with pytest.raises(Doubt, match="Acme answered"):
        read(document)


def test_what_is_as_documented_is_read():
    assert read({"data": {"price": 6.9}}) == 7


def read(document):
    with as_documented(Doubt, whose="Acme"):
        return round(float(document["data"]["price"]))


def test_other_faults_rise():
    with pytest.raises(Doubt, match="mine"), as_documented(KeyError, whose="Acme"):
        raise Doubt("mine")
    with pytest.raises(OSError, match="disk"), as_documented(Doubt, whose="Acme"):
        raise OSError("disk")


@pytest.mark.parametrize("good", ["ltr_4868c3b754655f90", "0000-11", "a" * 100])
def test_an_id_is_taken(good):
    assert identifier(good) == good


@pytest.mark.parametrize(
    "bad", ["", "a/b", "../a", ".", "a b", "a?b", "a\n", "é", "a" * 101, None, 7, ["a"]]
)
def test_what_can_be_no_id_is_not(bad):
    with pytest.raises(ValueError, match="no id"):
        identifier(bad)


def test_words_are_text_and_short():
    assert words("a") == "a"
    assert words("a" * 400) == "a" * 300
    assert [words(other) for other in ("", None, 1, ["a"], {})] == [None] * 5


def test_a_secret_is_struck_out_wherever_it_stands():
    assert without("key k1 and k1k1", ["k1", ""]) == "key … and ……"
    assert without("no key", ["k1"]) == "no key"
