"""A worker killed at any line of the sending leaves "in doubt" or "not sent", and never a second message by itself."""

import gc
import os
import sys
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from duly.cases.actions import attempt as attempting
from duly.cases.actions import prepare
from duly.cases.actions.attempt import attempt_dispatch, take_over_stale
from duly.cases.models import Dispatch
from duly.channels.registered_email import (
    conversation,
    sending,
    smtp,
    submission,
)
from tests.channels.registered_email.test_whole_way import case, dispatch, now

__all__ = ["case", "dispatch", "now"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.real,
    # A killed worker closes nothing; here its sockets are left to the collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PATH = {
    module.__file__
    for module in (attempting, prepare, sending, submission, conversation, smtp)
}


class Killed(BaseException):
    """As by kill -9: nothing below catches it, and the database forgets what was not committed."""


@contextmanager
def watched(on_line):
    """Call `on_line(file, number)` before each line of the send path."""

    def local(frame, event, _):
        if event == "line":
            on_line((Path(frame.f_code.co_filename).name, frame.f_lineno))
        return local

    def enter(frame, _event, _):
        return local if frame.f_code.co_filename in PATH else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        yield
    finally:
        sys.settrace(before)


def another(first, number):
    """The same letter under another key: a sending of its own without a second typesetting."""
    return Dispatch.objects.create(
        case=first.case,
        letter=first.letter,
        channel=first.channel,
        key=sha256(f"{first.key}:{number}".encode()).hexdigest(),
        intent_at=first.intent_at,
        next_attempt_at=first.next_attempt_at,
    )


def try_once(row, at):
    row.refresh_from_db()
    return attempt_dispatch(
        row.pk, attempt_no=row.attempt_no, owner="worker", clock=lambda: at
    )


def lines_of_a_sending(row, at):
    """Every line that a sending runs through, in order, each once."""
    seen = {}
    with watched(seen.setdefault):
        try_once(row, at)
    return list(seen)


def is_killed_at(row, line, at):
    """False for a line that runs once a process only (what it makes is remembered)."""

    def die(reached):
        if reached == line:
            raise Killed

    try:
        with watched(die):
            try_once(row, at)
    except Killed:
        is_killed = True
    else:
        is_killed = False
    # A dead process leaves no open connection; what the traceback held would keep the server waiting.
    gc.collect()
    return is_killed


def test_killed_at_every_line_it_is_sent_once_at_most(server, mailbox, dispatch, now):
    mailbox("TIMEOUT", "1")
    lines = lines_of_a_sending(another(dispatch, "whole"), now)
    wrong, deaths = {}, 0
    # Every line takes a minute and a half: `make soak`. The run of every day takes every eighth.
    step = 1 if os.environ.get("DULY_TEST_SOAK") else 8
    for number, line in list(enumerate(lines))[::step]:
        row, before = another(dispatch, number), len(server.stored)
        deaths += is_killed_at(row, line, now)
        take_over_stale(now=now + timedelta(hours=1))
        row.refresh_from_db()
        if row.is_open:
            try_once(row, now + timedelta(hours=1))
            row.refresh_from_db()
        copies = len(server.stored) - before
        fine = (row.outcome, copies) in {
            ("accepted", 1),
            # Provably not sent: the dead one's connection still held the server.
            ("deferred", 0),
            ("in_doubt", 0),
            ("in_doubt", 1),
        }
        if not fine:
            wrong[line] = (row.outcome, copies)
    assert wrong == {}
    assert deaths > 100 / step


def test_killed_before_the_attempt_is_written_down_it_is_sent_by_the_next_worker(
    server, dispatch, now, monkeypatch
):
    def die(*_, **__):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(prepare, "keep_exhibit", die)
        with pytest.raises(Killed):
            try_once(dispatch, now)
    assert server.stored == []
    take_over_stale(now=now + timedelta(hours=1))
    assert try_once(dispatch, now + timedelta(hours=1)) == "accepted"
    assert len(server.stored) == 1
