"""A token belongs to one dispatch and one purpose, and is found again in an address."""

import pytest

from duly.replies.tokens import is_token_of, mail_token, token_in_address

SECRET = b"a secret of the test"


def test_key_purpose_and_secret_each_make_another_token():
    tokens = {
        mail_token(secret, key=key, purpose=purpose)
        for secret in (SECRET, b"other")
        for key in ("k1", "k2")
        for purpose in ("reply", "envelope", "envid", "orcpt")
    }
    assert len(tokens) == 16


def test_a_token_folded_to_capitals_is_still_ours():
    token = mail_token(SECRET, key="k1", purpose="reply")
    assert is_token_of(token.upper(), SECRET, key="k1", purpose="reply")
    assert not is_token_of(token, SECRET, key="k2", purpose="reply")
    assert not is_token_of("ä", SECRET, key="k1", purpose="reply")


@pytest.mark.parametrize(
    "form", ["me+{}@x.org", "case+{}@x.org", "b-{}@x.org", "{}@x.org"]
)
def test_a_token_is_found_in_an_address(form):
    token = mail_token(SECRET, key="k1", purpose="reply")
    assert token_in_address(form.format(token)) == token


@pytest.mark.parametrize(
    "address",
    ["me@x.org", "me+short@x.org", "nothing", "", "me+" + "a" * 21 + "@x.org"],
)
def test_an_address_without_a_token_has_none(address):
    assert token_in_address(address) is None


def test_without_a_secret_no_token_is_ours():
    token = mail_token(b"", key="case-1:dispatch:1", purpose="envid")
    assert not is_token_of(token, b"", key="case-1:dispatch:1", purpose="envid")
