"""A server that puts the first try off: deferred and provably not sent, then taken, once, with the same bytes."""

import time
from datetime import timedelta

import pytest

from duly.cases.actions.prepare import kept_message
from duly.cases.queries import due_dispatches
from tests.channels.registered_email.greylist import WHILE_SECONDS
from tests.channels.registered_email.test_real_servers import own_mailbox, straight
from tests.channels.registered_email.test_whole_way import (
    DOCUMENT,
    attempt,
    decide,
    last_event,
    now,
    open_case,
)

__all__ = ["now", "own_mailbox", "straight"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.real,
    pytest.mark.xdist_group("postfix"),
]

LEVELS = {"direct_mx": "E4", "submission": "E2"}


@pytest.mark.parametrize("transport", LEVELS)
def test_the_second_try_after_the_minute_is_taken_with_the_same_bytes(
    transport, straight, monkeypatch, now
):
    """The greylisting server is the company's MX, or the mailbox's own."""
    prefix = "DULY_REGISTERED_EMAIL_"
    monkeypatch.setenv(prefix + "CA_FILE", str(straight.home / "cert.pem"))
    monkeypatch.setenv(prefix + "TRANSPORT", "submission")
    to = f"later+{transport}@acme.test"
    document = {**DOCUMENT, "recipient": {"name": "Acme", "email": to}}
    case = open_case(document, now=now).case
    dispatch = decide(case, now)
    monkeypatch.setenv(prefix + "TRANSPORT", transport)
    assert attempt(dispatch, now) == "deferred"
    put_off = last_event(case, "dispatch.deferred")
    assert put_off.payload["is_proven"] is True
    assert put_off.payload["outcome"] == "deferred"
    assert put_off.payload["enhanced"] == "4.7.1"
    assert put_off.level == "E1"
    first_bytes = kept_message(dispatch)
    minute = now + timedelta(minutes=1)
    assert due_dispatches(now=minute - timedelta(seconds=1)) == []
    assert due_dispatches(now=minute) == [(case.pk, dispatch.pk, 2)]
    time.sleep(WHILE_SECONDS)
    assert attempt(dispatch, minute) == "accepted"
    taken = last_event(case, "dispatch.accepted")
    assert taken.level == LEVELS[transport]
    assert taken.payload["message_sha256"] == put_off.payload["message_sha256"]
    assert kept_message(dispatch) == first_bytes
    marks = taken.payload["message_id"].encode()
    (arrived,) = straight.mails("kim", holding=marks)
    assert arrived.endswith(first_bytes.replace(b"\r\n", b"\n"))
    assert due_dispatches(now=minute + timedelta(days=3)) == []
