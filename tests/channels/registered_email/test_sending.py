"""Every way a mail server can fail, and the one outcome that each of them allows."""

import json
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from duly.channels import InDoubt, Refused, Unavailable
from duly.channels.registered_email import channel

pytestmark = pytest.mark.real

KEY = "case-1:dispatch:1"
PROVABLY_NOT = "dispatch.deferred"


def send(letter, now, *, to="notices@acme.test", **more):
    """The outcome, whichever way it was told, and what was announced before."""
    announced = []
    try:
        sent = channel.send(
            letter, to, key=KEY, now=now, attempt=announced.append, **more
        )
    except (Refused, Unavailable, InDoubt) as reason:
        sent = reason.sent
    return sent, announced


FAULTS = [
    # fault, outcome, event, is it stored there
    ("", "accepted_by_provider", "dispatch.accepted", 1),
    ("lie", "accepted_by_provider", "dispatch.accepted", 0),
    ("drop:greeting", "not_sent", PROVABLY_NOT, 0),
    ("drop:ehlo", "not_sent", PROVABLY_NOT, 0),
    ("drop:mail", "not_sent", PROVABLY_NOT, 0),
    ("drop:rcpt", "not_sent", PROVABLY_NOT, 0),
    ("drop:data", "not_sent", PROVABLY_NOT, 0),
    ("drop:body", "in_doubt", "dispatch.in_doubt", 0),
    ("drop:dot_unstored", "in_doubt", "dispatch.in_doubt", 0),
    ("drop:dot_stored", "in_doubt", "dispatch.in_doubt", 1),
    ("garbage", "in_doubt", "dispatch.in_doubt", 1),
    ("421:greeting", "deferred", "dispatch.deferred", 0),
    ("451:mail", "deferred", "dispatch.deferred", 0),
    ("450:rcpt", "deferred", "dispatch.deferred", 0),
    ("451:data", "deferred", "dispatch.deferred", 0),
    ("452:dot", "deferred", "dispatch.deferred", 0),
    ("554:greeting", "refused", "dispatch.refused", 0),
    ("550:mail", "refused", "dispatch.refused", 0),
    ("550:rcpt", "refused", "dispatch.refused", 0),
    ("554:data", "refused", "dispatch.refused", 0),
    ("550:dot", "refused", "dispatch.refused", 0),
    ("250:data", "not_sent", PROVABLY_NOT, 0),
]


@pytest.mark.parametrize(("fault", "outcome", "event", "stored"), FAULTS)
def test_each_fault_has_its_own_outcome(
    fault, outcome, event, stored, server, mailbox, letter, now
):
    server.fault = fault
    sent, announced = send(letter, now)
    assert sent.happened.detail["outcome"] == outcome
    assert sent.happened.name == event
    assert [happening.name for happening in announced] == ["dispatch.attempted"]
    assert len(server.stored) == stored


@pytest.mark.parametrize(
    ("fault", "error"),
    [("550:rcpt", Refused), ("450:rcpt", Unavailable), ("drop:dot_stored", InDoubt)],
)
def test_each_failure_raises_the_error_of_the_contract(
    fault, error, server, mailbox, letter, now
):
    server.fault = fault
    with pytest.raises(error):
        channel.send(letter, "a@acme.test", key=KEY, now=now, attempt=lambda _: None)


def test_a_slow_last_answer_is_waited_for(server, mailbox, letter, now):
    server.fault = "slow:1"
    sent, _ = send(letter, now)
    assert sent.happened.detail["outcome"] == "accepted_by_provider"
    assert sent.happened.level == "E2"


def test_a_last_answer_slower_than_the_wait_is_in_doubt(server, mailbox, letter, now):
    mailbox("FINAL_TIMEOUT", "1")
    server.fault = "slow:600"
    sent, _ = send(letter, now)
    assert sent.happened.detail["outcome"] == "in_doubt"
    assert sent.happened.detail["end_of_data_sent"] is True


def test_a_server_that_is_not_there_has_provably_sent_nothing(
    server, mailbox, letter, now
):
    server.end()
    sent, _ = send(letter, now)
    assert sent.happened.detail["outcome"] == "not_sent"
    assert sent.happened.detail["stage"] == "connect"


def test_nothing_is_connected_before_the_attempt_is_committed(
    server, mailbox, letter, now
):
    class NotCommitted(Exception):
        pass

    def attempt(_):
        raise NotCommitted

    with pytest.raises(NotCommitted):
        channel.send(letter, "a@acme.test", key=KEY, now=now, attempt=attempt)
    assert server.commands == []


def test_the_stored_bytes_arrive_octet_by_octet(server, mailbox, letter, now):
    raw = channel.prepare(letter, "a@acme.test", key=KEY, date=now)
    send(replace(letter, message=raw), now.replace(hour=20))
    send(replace(letter, message=raw), now.replace(hour=21))
    assert server.stored[0] == server.stored[1]
    assert server.stored[0].replace(b"\r\n..", b"\r\n.") == raw


def test_a_line_that_begins_with_a_dot_survives(server, mailbox, letter, now):
    send(letter, now)
    assert b"\r\n..I end my contract" in server.stored[0]


def test_the_transcript_has_every_line_in_order_and_the_body_as_a_digest(
    server, mailbox, letter, now
):
    sent, _ = send(letter, now)
    talk = json.loads(sent.artefacts[1].content)
    assert [line["dir"] for line in talk["lines"][:3]] == ["S", "C", "S"]
    (body,) = [line for line in talk["lines"] if "octets" in line]
    assert body["sha256"] == sent.happened.detail["message_sha256"]
    assert "line" not in body
    assert talk["lines"][-3]["line"] == "250 2.0.0 Ok: queued as 4F2K9A1B"
    assert sent.happened.detail["queue_id"] == "4F2K9A1B"
    assert sent.happened.detail["by"] == "provider"
    times = [line["t_ms"] for line in talk["lines"]]
    assert times == sorted(times)


def test_report_options_are_asked_for_only_where_they_are_offered(
    server, mailbox, letter, now
):
    send(letter, now)
    assert "ENVID" not in " ".join(server.commands)
    server.extensions = ("DSN", "SIZE 10000000")
    sent, announced = send(letter, now)
    mail = next(c for c in reversed(server.commands) if c.upper().startswith("MAIL"))
    rcpt = next(c for c in reversed(server.commands) if c.upper().startswith("RCPT"))
    assert f"ENVID={announced[0].detail['envid']}" in mail
    assert "RET=HDRS" in mail
    assert "SIZE=" in mail
    assert "NOTIFY=SUCCESS,FAILURE,DELAY" in rcpt
    assert "ORCPT=rfc822;" in rcpt
    assert sent.happened.detail["dsn_offered"] is True


def test_the_report_secrets_stand_in_no_byte_of_the_message(
    server, mailbox, letter, now
):
    sent, announced = send(letter, now)
    raw = sent.artefacts[0].content
    assert announced[0].detail["envid"].encode() not in raw
    assert announced[0].detail["orcpt"].split("=")[0].encode() not in raw


def test_answers_go_to_a_case_address_where_the_mailbox_allows_it(
    server, mailbox, letter, now
):
    raw = channel.prepare(letter, "a@acme.test", key=KEY, date=now)
    assert message_from_bytes(raw, policy=default)["Reply-To"] is None
    mailbox("PLUS_ADDRESSING", "yes")
    raw = channel.prepare(letter, "a@acme.test", key=KEY, date=now)
    _, announced = send(letter, now)
    reply_to = message_from_bytes(raw, policy=default)["Reply-To"].addresses[0]
    assert reply_to.username == f"ada+{announced[0].detail['reply_token']}"


def test_a_password_is_in_no_part_of_the_record(server, mailbox, letter, now):
    server.extensions = ("AUTH PLAIN LOGIN",)
    mailbox("USER", "ada@example.org")
    mailbox("PASSWORD", "hunter2-secret")
    server.fault = "535:auth"
    sent, _ = send(letter, now)
    talk = sent.artefacts[1].content.decode()
    assert sent.happened.detail["stage"] == "auth"
    assert sent.happened.detail["outcome"] == "refused"
    assert "AUTH PLAIN [redacted]" in talk
    assert "aHVudGVyMi1zZWNyZXQ" not in talk
    assert "hunter2" not in talk + str(sent.happened)
    assert "AGFkYUBleGFtcGxlLm9yZwBodW50ZXIyLXNlY3JldA" not in talk


def test_a_server_without_starttls_gets_nothing(server, mailbox, letter, now):
    mailbox("TLS", "starttls")
    sent, _ = send(letter, now)
    assert sent.happened.detail["outcome"] == "not_sent"
    assert not any(c.upper().startswith("MAIL") for c in server.commands)


@pytest.mark.parametrize("to", ["a@b> NOTIFY=NEVER", "a@acme.test\r\nX: y", "nobody"])
def test_an_address_outside_the_grammar_never_reaches_the_server(
    to, server, mailbox, letter, now
):
    with pytest.raises(Refused):
        channel.send(letter, to, key=KEY, now=now, attempt=lambda _: None)
    assert server.commands == []


def test_a_postal_address_is_refused(mailbox, letter, now):
    with pytest.raises(Refused, match="e-mail address"):
        channel.send(
            letter, letter.sender_address, key=KEY, now=now, attempt=lambda _: None
        )
