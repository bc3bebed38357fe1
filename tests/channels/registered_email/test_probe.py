"""Is it set up? Each part says so in a sentence, and nothing is sent to find out."""

import os
from base64 import b64encode

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from duly.channels.registered_email import channel
from duly.channels.registered_email.probe import examine, knock
from duly.channels.registered_email.settings import read_settings


@pytest.mark.real
def test_a_server_that_lets_us_in_is_fit(server, mailbox):
    found = knock(read_settings(os.environ))
    assert found.ok
    assert "without delivery reports" in found.detail
    assert not any(c.upper().startswith("MAIL") for c in server.commands)


@pytest.mark.real
@pytest.mark.parametrize(
    ("fault", "said"), [("554:greeting", "554"), ("drop:ehlo", "failed at ehlo")]
)
def test_a_server_that_does_not_is_named_with_its_words(fault, said, server, mailbox):
    server.fault = fault
    found = knock(read_settings(os.environ))
    assert not found.ok
    assert said in found.detail


@pytest.mark.real
def test_a_mailbox_without_a_way_in_is_told(server, mailbox):
    found = {check.name: check for check in channel.examine()}
    assert found["outgoing mail"].ok
    assert "IMAP_HOST" in found["incoming mail"].detail


@pytest.fixture(scope="module")
def signing_key():
    """The private key as it lies in the file, and its public half as it is published."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    der = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return pem.decode(), b64encode(der).decode()


@pytest.fixture
def operator(mailbox, signing_key):
    mailbox("TRANSPORT", "direct_mx")
    mailbox("EHLO_NAME", "mail.example.org")
    mailbox("DKIM_DOMAIN", "example.org")
    mailbox("DKIM_SELECTOR", "s1")
    mailbox("DKIM_KEY", signing_key[0])
    return mailbox


def seen(answers):
    found = examine(
        read_settings(os.environ),
        ask=lambda names: {n: answers[n] for n in names if n in answers},
    )
    return {check.name: check for check in found}


def test_an_operators_domain_that_is_set_up_is_fit(operator, signing_key):
    public = signing_key[1]
    found = seen(
        {
            "example.org": "v=spf1 ip4:192.0.2.25 -all",
            "_dmarc.example.org": "v=DMARC1; p=reject",
            # In two strings, as a long record comes.
            "s1._domainkey.example.org": f"v=DKIM1; k=rsa; p={public[:200]} {public[200:]}",
        }
    )
    assert [name for name, check in found.items() if not check.ok] == []
    assert {"SPF", "DMARC", "DKIM"} < found.keys()


@pytest.mark.parametrize(
    ("place", "answer", "name", "said"),
    [
        ("example.org", "", "SPF", "example.org has no record with v=spf1"),
        ("example.org", "google-site=1", "SPF", "no record with v=spf1"),
        ("_dmarc.example.org", "", "DMARC", "_dmarc.example.org has no record"),
        ("s1._domainkey.example.org", "", "DKIM", "has no record with p="),
        ("s1._domainkey.example.org", "v=DKIM1; p=", "DKIM", "another key"),
        ("s1._domainkey.example.org", "v=DKIM1; p=MIIB", "DKIM", "another key"),
    ],
)
def test_each_record_that_is_missing_or_wrong_is_named(
    place, answer, name, said, operator, signing_key
):
    answers = {
        "example.org": "v=spf1 -all",
        "_dmarc.example.org": "v=DMARC1; p=reject",
        "s1._domainkey.example.org": f"v=DKIM1; p={signing_key[1]}",
    }
    found = seen({**answers, place: answer})
    assert said in found[name].detail
    assert [each for each, check in found.items() if not check.ok] == [name]


def test_a_signature_of_another_domain_than_the_senders_is_named(operator, signing_key):
    operator("DKIM_DOMAIN", "ample.org")
    found = seen({"s1._domainkey.ample.org": f"v=DKIM1; p={signing_key[1]}"})["DKIM"]
    assert not found.ok
    assert "DMARC fails" in found.detail


@pytest.mark.parametrize(
    ("key", "said"), [("", "nothing is signed"), ("no key", "cannot be read")]
)
def test_a_key_that_cannot_sign_is_named(key, said, operator):
    operator("DKIM_KEY", key)
    found = seen({"s1._domainkey.example.org": "v=DKIM1; p=MIIB"})
    assert said in found["DKIM"].detail
    assert not found["DKIM"].ok


def test_mail_may_come_by_the_pipe_of_an_own_server(operator):
    found = seen({})["incoming mail"]
    assert found.ok
    assert "duly mail-intake" in found.detail


@pytest.mark.parametrize(("webhook", "ok"), [("duly:hook-secret", True), ("", False)])
def test_a_sending_service_calls_or_nothing_is_seen(webhook, ok, mailbox):
    mailbox("TRANSPORT", "esp")
    mailbox("ESP", "postmark")
    mailbox("ESP_KEY", "k-secret")
    mailbox("ESP_WEBHOOK", webhook)
    found = seen({})
    assert found["incoming mail"].ok == ok
    assert ("ESP_WEBHOOK" in found["incoming mail"].detail) != ok
    assert "outgoing mail" not in found


@pytest.mark.real
def test_without_a_secret_no_report_can_count_and_that_is_said(mailbox):
    assert "reports" not in seen({})
    mailbox("TOKEN_SECRET", "")
    assert not seen({})["reports"].ok


def test_a_service_that_wants_more_than_it_was_given_is_said(mailbox):
    mailbox("TRANSPORT", "esp")
    mailbox("ESP", "unisender_go")
    mailbox("ESP_KEY", "k-secret")
    found = seen({})["outgoing mail"]
    assert not found.ok
    assert "API_URL" in found.detail


@pytest.mark.parametrize(
    ("service", "words"),
    [
        ("postmark", "answers to /callbacks/registered_email/incoming"),
        ("brevo", "not understood"),
    ],
)
def test_where_a_service_brings_answers_is_said(service, words, mailbox):
    for name, value in {
        "TRANSPORT": "esp",
        "ESP": service,
        "ESP_KEY": "k-secret",
        "ESP_WEBHOOK": "duly:hook-secret",
        "ESP_UNTRACKED": "yes",
    }.items():
        mailbox(name, value)
    assert words in seen({})["incoming mail"].detail
