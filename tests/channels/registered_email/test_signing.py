"""An operator's message is signed once; its bytes verify with the key that stood in the DNS then."""

import base64
import os
import re
from dataclasses import replace
from email import message_from_bytes
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from duly.channels import Unavailable
from duly.channels.registered_email import channel
from duly.channels.registered_email.outcome import Outcome
from duly.channels.registered_email.settings import PREFIX
from duly.replies.reading import read_message


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def operator(monkeypatch, tmp_path, key):
    path = tmp_path / "dkim.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    for name, value in {
        "TRANSPORT": "direct_mx",
        "FROM": "post@sender.test",
        "EHLO_NAME": "mail.sender.test",
        "TOKEN_SECRET": "a secret of the test",
        "DKIM_DOMAIN": "sender.test",
        "DKIM_SELECTOR": "s1",
        "DKIM_KEY_FILE": str(path),
    }.items():
        monkeypatch.setenv(PREFIX + name, value)
    return path


def test_the_signed_bytes_verify_with_the_stored_answer(operator, key, letter, now):
    raw = channel.prepare(letter, "kim@acme.test", key="k", date=now)
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    txt = {
        "s1._domainkey.sender.test": f"v=DKIM1; p={base64.b64encode(public).decode()}"
    }
    found = read_message(raw, txt=txt).authentication
    assert [(s.domain, s.result, s.aligned) for s in found.signatures] == [
        ("sender.test", "pass", True)
    ]
    broken = read_message(raw.replace(b"4711", b"4712"), txt=txt).authentication
    assert broken.signatures[0].result == "fail"


def test_the_signature_stands_in_the_evidence_by_its_digest(
    operator, letter, now, monkeypatch
):
    announced = []

    def never(*_, **__):
        return Outcome(kind="not_sent", stage="connect")

    monkeypatch.setattr("duly.channels.registered_email.sending.deliver", never)
    raw = channel.prepare(letter, "kim@acme.test", key="k", date=now)
    kept = replace(letter, message=raw)  # the signature bears the second it was made in
    with pytest.raises(Unavailable):
        channel.send(kept, "kim@acme.test", key="k", now=now, attempt=announced.append)
    head = message_from_bytes(raw)["DKIM-Signature"]
    value = "".join(re.split(r";\s*b=", head)[1].split())
    assert announced[0].detail["dkim"] == {
        "d": "sender.test",
        "s": "s1",
        "b_sha256": sha256(value.encode()).hexdigest(),
    }
    assert announced[0].detail["software"].startswith("duly 0")


def test_a_key_that_cannot_sign_sends_nothing_and_is_named(operator, letter, now):
    operator.write_text("no key")
    with pytest.raises(Unavailable, match=f"{PREFIX}DKIM_KEY"):
        channel.prepare(letter, "kim@acme.test", key="k", date=now)


def test_without_a_key_nothing_is_signed(operator, monkeypatch, letter, now):
    monkeypatch.delenv(PREFIX + "DKIM_KEY_FILE")
    assert PREFIX + "DKIM_KEY" not in os.environ
    raw = channel.prepare(letter, "kim@acme.test", key="k", date=now)
    assert b"DKIM-Signature" not in raw
