"""Texts, links and hosts of a stranger's list, looked at one by one."""

import pytest

from duly.knowledge.importing.refusal import (
    RefusedRecord,
    host_of,
    plain_text,
    web_address,
)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://www.Acme.example/de?x=1", "acme.example"),
        ("acme.example", "acme.example"),
        ("acme.example/forum", "acme.example"),
        ("http://help.acme.example:8080/", "help.acme.example"),
        ("xn--mller-kva.example", "xn--mller-kva.example"),
        ("dewrito,net", ""),
        ("localhost", ""),
        ("../../etc", ""),
        ("", ""),
    ],
)
def test_a_host_is_read_from_a_link_or_a_domain(text: str, host: str) -> None:
    assert host_of(text) == host


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//acme.example",
        "https://",
        "https://localhost/",
        "https://acme.example@evil.example/",
        "https://acme.example/ x",
        'https://acme.example/"onclick=',
        "https://acme.example/" + "a" * 2_000,
        "https://[::1",
        None,
        7,
    ],
)
def test_a_link_that_could_trick_is_refused(text: object) -> None:
    with pytest.raises(RefusedRecord) as refused:
        web_address(text, field="url")
    assert refused.value.code == "bad-url"


def test_an_ordinary_link_is_kept_as_it_is() -> None:
    link = "https://acme.example/account#/close?step=1"
    assert web_address(f" {link} ", field="url") == link


def test_letters_of_any_script_are_plain_text() -> None:
    for text in ("Électricité & Cie", "日本", "שלום", "AT&T (U-verse)", "1&1"):
        assert plain_text(text, field="name") == text
