"""Is it set up? Each part says so in a sentence, and nothing is sent to find out."""

import os

import pytest

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


def test_what_the_world_sees_of_an_operators_domain_is_checked(mailbox):
    mailbox("TRANSPORT", "direct_mx")
    mailbox("EHLO_NAME", "mail.example.org")
    mailbox("DKIM_DOMAIN", "example.org")
    mailbox("DKIM_SELECTOR", "s1")
    answers = {
        "example.org": "v=spf1 ip4:192.0.2.25 -all",
        "s1._domainkey.example.org": "v=DKIM1; p=abc",
    }
    found = {
        check.name: check
        for check in examine(
            read_settings(os.environ),
            ask=lambda names: {n: answers[n] for n in names if n in answers},
        )
    }
    assert found["SPF"].ok
    assert found["DKIM"].ok
    assert not found["DMARC"].ok
    assert "_dmarc.example.org" in found["DMARC"].detail
