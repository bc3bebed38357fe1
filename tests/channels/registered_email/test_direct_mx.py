"""Straight to the recipient's servers: each in turn, and the one outcome that each fault allows."""

import os
from dataclasses import replace
from functools import partial

import pytest

from duly.channels import InDoubt, Refused, Unavailable
from duly.channels.registered_email import channel, direct_mx
from duly.channels.registered_email.direct_mx import deliver
from duly.channels.registered_email.dns_answers import (
    DnsUnavailable,
    MxAnswer,
    NoMailDomain,
)
from duly.channels.registered_email.envelope import envelope_for
from duly.channels.registered_email.outcome import Outcome
from duly.channels.registered_email.settings import read_settings
from duly.channels.registered_email.transcript import Transcript
from tests.channels.registered_email.conftest import FaultServer

pytestmark = pytest.mark.real


def answering(*hosts):
    def lookup(domain):
        return MxAnswer(
            domain=domain,
            hosts=hosts,
            answers=tuple(f"10 {host}." for host in hosts),
            ad=False,
            resolver="192.0.2.53",
        )

    return lookup


@pytest.fixture
def direct(mailbox, monkeypatch):
    """The channel as an operator sets it up; the DNS answers what the test says."""
    mailbox("TRANSPORT", "direct_mx")
    mailbox("EHLO_NAME", "mail.sender.test")

    def dns(lookup):
        monkeypatch.setattr(
            "duly.channels.registered_email.sending.deliver",
            partial(deliver, lookup=lookup),
        )

    dns(answering("127.0.0.1"))
    return dns


def send(letter, now):
    try:
        return channel.send(
            letter, "kim@acme.test", key="k", now=now, attempt=lambda _: None
        )
    except (Refused, Unavailable, InDoubt) as reason:
        return reason.sent


@pytest.mark.parametrize(
    ("fault", "outcome", "level"),
    [
        ("", "accepted_by_mx", "E4"),
        ("lie", "accepted_by_mx", "E4"),
        ("drop:greeting", "not_sent", "E1"),
        ("drop:data", "not_sent", "E1"),
        ("drop:body", "in_doubt", "E1"),
        ("drop:dot_unstored", "in_doubt", "E1"),
        ("drop:dot_stored", "in_doubt", "E1"),
        ("450:rcpt", "deferred", "E1"),
        ("452:dot", "deferred", "E1"),
        ("550:rcpt", "refused", "E1"),
        ("554:dot", "refused", "E1"),
    ],
)
def test_each_fault_has_its_own_outcome_and_level(
    fault, outcome, level, server, direct, letter, now
):
    server.fault = fault
    sent = send(letter, now)
    assert sent.happened.detail["outcome"] == outcome
    assert sent.happened.level == level
    assert sent.happened.detail["by"] == "mx"


def test_the_next_server_is_asked_when_the_first_is_not_there(
    server, direct, letter, now
):
    direct(answering("127.0.0.2", "127.0.0.1"))
    sent = send(letter, now)
    assert sent.happened.detail["outcome"] == "accepted_by_mx"
    assert sent.happened.detail["host"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("door", "outcome"), [("", "accepted_by_mx"), ("554:greeting", "refused")]
)
def test_a_server_that_takes_mail_of_nobody_leaves_the_next_to_be_asked(
    door, outcome, server, direct, letter, now
):
    closed = FaultServer(fault="554:greeting")
    closed.start()
    server.fault = door
    try:
        told = two_doors(closed, server, letter)
    finally:
        closed.end()
    assert told.kind == outcome
    assert len(server.stored) == (outcome == "accepted_by_mx")


def two_doors(first, second, letter):
    """The first is asked by the name of the second's neighbour: ports stand in for hosts here."""
    ports = iter((first.port, second.port))
    transcript = Transcript()
    with pytest.MonkeyPatch.context() as patched:
        real = direct_mx.hand_over

        def by_port(raw, envelope, *, settings, **named):
            there = replace(settings, port=next(ports))
            return real(raw, envelope, settings=there, **named)

        patched.setattr(direct_mx, "hand_over", by_port)
        outcome = deliver(
            b"A: b\r\n\r\nx\r\n",
            envelope_for(
                secret=b"s", key="k", mail_from="a@b.test", rcpt_to="kim@acme.test"
            ),
            settings=read_settings(os.environ),
            transcript=transcript,
            lookup=answering("127.0.0.1", "127.0.0.1"),
        )
    (earlier,) = transcript.as_document()["earlier"]
    assert earlier["port"] == first.port
    assert earlier["peer"].endswith(f":{first.port}")
    until = earlier["lines_until"]
    said = [line.line for line in transcript.lines]
    assert said[0] == "554 5.7.1 Not wanted"
    assert said[until] != said[0] or outcome.kind == "refused"
    return outcome


def test_our_own_server_in_the_recipients_dns_is_no_recipient(
    server, direct, mailbox, letter, now
):
    mailbox("EHLO_NAME", "mx.test")  # as the server calls itself
    sent = send(letter, now)
    assert sent.happened.detail["outcome"] == "not_sent"
    assert "OurOwnServer" in sent.happened.detail["reply"]
    assert server.stored == []


def test_a_domain_of_many_dead_servers_takes_bounded_time(direct, letter, now):
    asked = []

    def dead(_raw, _envelope, *, settings, transcript, **_):
        asked.append(settings.host)
        transcript.began -= 50
        return Outcome(kind="not_sent", stage="connect")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(direct_mx, "hand_over", dead)
        direct(answering(*(f"mx{number}.acme.test" for number in range(50))))
        assert send(letter, now).happened.detail["outcome"] == "not_sent"
    assert asked == ["mx0.acme.test", "mx1.acme.test", "mx2.acme.test"]


def test_a_deferral_after_the_dot_and_a_dead_second_server_is_no_doubt(
    server, direct, letter, now
):
    server.fault = "452:dot"
    direct(answering("127.0.0.1", "127.0.0.2"))
    assert send(letter, now).happened.detail["outcome"] == "deferred"


def test_after_a_doubt_no_other_server_is_asked(server, direct, letter, now):
    server.fault = "drop:dot_stored"
    direct(answering("127.0.0.1", "localhost"))
    assert send(letter, now).happened.detail["outcome"] == "in_doubt"
    assert len(server.stored) == 1


def test_a_refusal_is_final_for_every_server(server, direct, letter, now):
    server.fault = "550:rcpt"
    direct(answering("127.0.0.1", "localhost"))
    assert send(letter, now).happened.detail["outcome"] == "refused"
    assert sum(c.lower().startswith("rcpt") for c in server.commands) == 1


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (NoMailDomain("acme.test says that it takes no mail"), "refused"),
        (DnsUnavailable("no DNS answer for acme.test"), "not_sent"),
    ],
)
def test_what_the_dns_says_decides_before_any_server(
    trouble, outcome, server, direct, letter, now
):
    def lookup(_):
        raise trouble

    direct(lookup)
    sent = send(letter, now)
    assert sent.happened.detail["outcome"] == outcome
    assert str(trouble) in sent.happened.detail["reply"]
    assert server.commands == []


def test_each_sending_has_a_return_address_of_its_own(server, direct, letter, now):
    send(letter, now)
    mail = next(c for c in server.commands if c.lower().startswith("mail"))
    assert mail.lower().startswith("mail from:<ada+")
    assert b"Ada via duly" in server.stored[0]
