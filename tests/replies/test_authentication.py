"""Who sent it? A stored DNS answer verifies for ever; a header that anybody can write proves nothing."""

import base64

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from duly.replies.reading import read_message

NAME = "s1._domainkey.acme.test"


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def txt(key):
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return {NAME: f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"}


@pytest.fixture(scope="module")
def signed(key):
    raw = b"From: Kim <kim@acme.test>\r\nTo: ada@sender.test\r\nSubject: Re: x\r\n\r\nWe confirm that your contract ends on 31 March 2026.\r\n"
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    return (
        dkim.sign(
            raw, b"s1", b"acme.test", pem, include_headers=[b"From", b"To", b"Subject"]
        )
        + raw
    )


def test_a_signature_verifies_against_the_stored_answer(signed, txt):
    found = read_message(signed, txt=txt).authentication
    (one,) = found.signatures
    assert (one.domain, one.selector, one.result, one.aligned) == (
        "acme.test",
        "s1",
        "pass",
        True,
    )
    assert one.txt == txt[NAME]
    assert one.name == NAME
    assert found.is_aligned


def test_what_was_written_above_a_signed_mail_is_not_signed(signed, txt):
    found = read_message(signed, txt=txt)
    assert found.authentication.signed_headers == {"from", "to", "subject"}
    assert found.signed_marks.sent_to == ("ada@sender.test",)
    for name in ("To", "Subject", "Delivered-To", "In-Reply-To"):
        laid_on = f"{name}: <ben@sender.test>\r\n".encode() + signed
        more = read_message(laid_on, txt=txt)
        assert more.authentication.is_aligned
        assert name.lower() not in more.authentication.signed_headers
        assert "ben@sender.test" not in str(more.signed_marks)


YES = b"We confirm that your contract ends on 14 December 2026."


@pytest.mark.parametrize(
    "laid_on",
    [
        b"X-Note: a\r" + YES + b"\r\n\r\n",
        b"From " + YES + b"\r\n\r\n",
        b"X-Note: a\rTo: ben@sender.test\r\n\r\n",
    ],
    ids=["lone CR", "From line", "a header after a lone CR"],
)
def test_words_that_only_we_would_read_are_signed_by_nobody(laid_on, signed, txt):
    """A check of the signature that skips them still passes."""
    forged = signed.replace(b"\r\n\r\n", b"\r\n" + laid_on, 1)
    assert dkim.DKIM(forged).verify(dnsfunc=lambda *_, **__: txt[NAME].encode())
    found = read_message(forged, txt=txt)
    assert [one.result for one in found.authentication.signatures] == ["fail"]
    assert not found.authentication.is_aligned
    assert found.authentication.signed_headers == frozenset()
    results = b"Authentication-Results: mx.ours.test; dkim=pass header.d=acme.test\r\n"
    at_border = read_message(results + forged, border="mx.ours.test").authentication
    assert at_border.signed_headers == frozenset()


def test_a_header_cut_in_two_does_not_hide_the_signed_one(signed, txt):
    """Ours would end at the lone CR, with a recipient of the forger's alone; the signature is of the one below."""
    at = signed.index(b"From: ")
    cut = b"From: kim@acme.test\r\nTo: ben@sender.test\r\nX: a\rno header\r\n"
    forged = signed[:at] + cut + signed[at:]
    found = read_message(forged, txt=txt)
    assert found.signed_marks.sent_to == ()
    assert not found.authentication.is_aligned


def test_the_line_that_a_mail_server_writes_on_top_of_a_pipe_changes_nothing(
    signed, txt
):
    found = read_message(
        b"From kim@acme.test Mon Mar  2 10:00:00 2026\r\n" + signed, txt=txt
    )
    assert found.authentication.is_aligned


def test_a_signature_that_names_a_header_once_more_than_it_stands_still_covers_it(
    key, txt
):
    """RFC 6376 section 8.15: so a signer keeps a second one from being added."""
    raw = b"From: kim@acme.test\r\nTo: ada@sender.test\r\n\r\nWe confirm.\r\n"
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    names = [b"From", b"To", b"To"]
    made = dkim.sign(raw, b"s1", b"acme.test", pem, include_headers=names) + raw
    assert "to" in read_message(made, txt=txt).authentication.signed_headers
    more = read_message(b"To: ben@sender.test\r\n" + made, txt=txt).authentication
    assert more.signed_headers == frozenset()


def test_what_our_border_verified_is_signed_and_what_it_did_not_is_not(signed):
    results = b"Authentication-Results: mx.ours.test; %s\r\n"
    for result, is_signed in (
        (b"dkim=pass header.d=acme.test", True),
        (b"dkim=pass header.d=other.test", False),
        (b"dmarc=pass header.from=acme.test; spf=pass", False),
        (b"dkim=fail header.d=acme.test", False),
    ):
        found = read_message(results % result + signed, border="mx.ours.test")
        assert bool(found.authentication.signed_headers) is is_signed, result


def test_a_signature_of_the_beginning_alone_signs_nothing(key, txt):
    raw = b"From: Kim <kim@acme.test>\r\nTo: ada@sender.test\r\n\r\nThank you for your mail.\r\n"
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    made = dkim.sign(raw, b"s1", b"acme.test", pem, length=True)
    written_on = (
        made + raw + b"We confirm that your contract ends on 31 March 2026.\r\n"
    )
    assert b" l=" in made
    assert dkim.DKIM(written_on).verify(dnsfunc=lambda *_, **__: txt[NAME].encode())
    found = read_message(written_on, txt=txt).authentication
    assert [one.result for one in found.signatures] == ["fail"]
    assert not found.is_aligned


def test_one_changed_digit_breaks_it(signed, txt):
    found = read_message(
        signed.replace(b"31 March", b"30 March"), txt=txt
    ).authentication
    assert found.signatures[0].result == "fail"
    assert not found.is_aligned


def test_without_the_answer_nothing_is_claimed(signed):
    found = read_message(signed).authentication
    assert found.signatures[0].result == "unverified"
    assert not found.is_aligned


@pytest.mark.parametrize(
    "answer", ["", "v=DKIM1; p=", "rubbish", "v=DKIM1; k=rsa; p=AAAA"]
)
def test_a_broken_key_is_a_failure_and_no_crash(signed, answer):
    found = read_message(signed, txt={NAME: answer}).authentication
    assert found.signatures[0].result in ("fail", "unverified")


def test_a_valid_signature_of_another_domain_is_not_aligned(signed, txt):
    other = signed.replace(b"From: Kim <kim@acme.test>", b"From: Kim <kim@other.test>")
    assert not read_message(other, txt=txt).authentication.is_aligned


RESULTS = b"Authentication-Results: %s;\r\n dkim=pass (2048-bit key) header.d=acme.test header.s=s1;\r\n spf=pass smtp.mailfrom=kim@acme.test\r\nFrom: kim@acme.test\r\n\r\nx\r\n"


def test_results_of_our_own_border_count():
    found = read_message(
        RESULTS % b"mx.ours.test", border="mx.ours.test"
    ).authentication
    assert [(one.method, one.result, one.domain) for one in found.border] == [
        ("dkim", "pass", "acme.test"),
        ("spf", "pass", "acme.test"),
    ]
    assert found.is_aligned
    assert found.foreign_results == 0


def test_a_result_under_our_borders_name_below_its_own_is_not_believed():
    raw = (
        b"Authentication-Results: mx.ours.test; dkim=none; dmarc=fail header.from=acme.test\r\n"
        b"Authentication-Results: mx.ours.test; dkim=pass header.d=acme.test\r\n"
        b"From: Kim <kim@acme.test>\r\n\r\nWe confirm.\r\n"
    )
    found = read_message(raw, border="mx.ours.test").authentication
    assert not found.is_aligned
    assert found.foreign_results == 1


@pytest.mark.parametrize("border", [None, "mx.ours.test"])
def test_results_that_anybody_could_have_written_do_not(border):
    found = read_message(RESULTS % b"mx.evil.test", border=border).authentication
    assert found.border == ()
    assert found.foreign_results == 1
    assert not found.is_aligned


@pytest.mark.parametrize(
    ("domain", "sender", "aligned"),
    [
        ("acme.test", "acme.test", True),
        ("acme.test", "mail.acme.test", True),
        ("mail.acme.test", "acme.test", True),
        ("test", "acme.test", False),
        ("evilacme.test", "acme.test", False),
        ("", "acme.test", False),
    ],
)
def test_alignment_is_the_domain_or_one_below(domain, sender, aligned):
    from duly.replies.authentication import is_aligned

    assert is_aligned(domain, sender) is aligned
