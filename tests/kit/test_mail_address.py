"""Which texts may be handed to a mail server as an address."""

import pytest

from duly.kit.mail_address import (
    BadMailAddress,
    domain_of,
    from_xtext,
    mail_address,
    plus_address,
    xtext,
)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Ada@Example.ORG", "Ada@example.org"),
        ("o'neil+x=1@sub.example.co.uk", "o'neil+x=1@sub.example.co.uk"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
    ],
)
def test_an_address_comes_back_with_its_domain_normalised(typed, address):
    assert mail_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "a",
        "a@",
        "@b.de",
        "a@b",
        "a@-b.de",
        "a@b-.de",
        "ä@b.de",
        "a@b.de>",
        "a@b.de ",
        "a@[127.0.0.1]",
        "a\x00@b.de",
        "x" * 65 + "@b.de",
        "a@" + "b" * 64 + ".de",
        "a@" + "b." * 130 + "de",
        "a@..de",
    ],
)
def test_a_text_outside_the_grammar_is_refused(typed):
    with pytest.raises(BadMailAddress):
        mail_address(typed)


def test_xtext_hides_what_would_end_an_option_and_comes_back():
    assert xtext("a+b=c d>é") == "a+2Bb+3Dc+20d>+C3+A9"
    assert from_xtext(xtext("a+b=c d>é")) == "a+b=c d>é"
    assert from_xtext("+ZZ") == "+ZZ"


def test_a_token_is_put_behind_the_local_part():
    assert plus_address("me@example.org", "t1") == "me+t1@example.org"
    assert domain_of("me@Example.org") == "example.org"
    assert domain_of("nobody") == ""
