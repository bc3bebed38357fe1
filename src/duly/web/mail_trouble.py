"""A notice that may not make it, or that nobody reads or answers: another way is advised at once."""

from datetime import datetime, timedelta

from duly.cases.follow_ups import (
    FAILED,
    HURRY,
    LAST_DAYS,
    LEFT,
    MOVES,
    UNDECIDED,
    end_of,
)
from duly.cases.models import Dispatch
from duly.cases.queries import CasePage, Entry
from duly.channels import channel

# How the worker says that it has tried long enough (attempt.py: defer).
GAVE_UP = "gave up after"
GO_ON_DAYS = 14


def mail_trouble(found: CasePage, *, now: datetime) -> str:
    """`unmonitored`, `mail_refused`, `mail_expired`, `running_out`, `in_doubt`, `not_moving`, `no_answer`, or empty."""
    silent = "no_answer" if days_of_silence(found) >= GO_ON_DAYS else ""
    if not found.dispatches or found.dispatches[-1].channel != "registered_email":
        return "not_moving" if is_still(found) else silent
    if last_verdict(found) == "unmonitored":
        return "unmonitored"
    return refusal(found) or undecided(found, now=now) or silent


def is_still(found: CasePage) -> bool:
    """The carrier has it and reported no step of its way, nor did anything else come of it since."""
    for entry in reversed(found.timeline):
        if entry.name == "move.not_reported":
            return True
        if entry.name in (*MOVES, *UNDECIDED, *FAILED) or is_answer(entry):
            return False
    return False


def days_of_silence(found: CasePage) -> int:
    """7 or 14 once so many days have gone by without an answer; 0 before, and after whatever came since."""
    for entry in reversed(found.timeline):
        if entry.name == "answer.not_received":
            return int(entry.payload.get("hours", 0)) // 24
        if entry.name in LEFT or is_answer(entry):
            return 0
    return 0


def is_answer(entry: Entry) -> bool:
    said = entry.name in ("reply.received", "reply.confirmed")
    return said and not entry.payload.get("by_machine")


def refusal(found: CasePage) -> str:
    """Why the last mail did not go; empty when it went, or when the person said that it did not."""
    if found.case.state != "refused":
        return ""
    last = [e for e in found.timeline if e.name == "dispatch.refused"][-1]
    if last.actor == "sender":
        return ""
    gave_up = str(last.payload.get("because", "")).startswith(GAVE_UP)
    return "mail_expired" if gave_up else "mail_refused"


def undecided(found: CasePage, *, now: datetime) -> str:
    left = time_left(found, now=now)
    is_short = left is not None and timedelta(0) < left < HURRY
    if is_short and is_unproven(found):
        return "running_out"
    return "in_doubt" if found.case.state == "in_doubt" else ""


def last_verdict(found: CasePage) -> str:
    said = [
        e.payload.get("verdict") for e in found.timeline if e.name == "reply.received"
    ]
    return str(said[-1]) if said else ""


def time_left(found: CasePage, *, now: datetime) -> timedelta | None:
    """To the end of the last day; None where the law gives none."""
    days = [row.day for row in found.deadlines if row.kind in LAST_DAYS and row.day]
    if not days:
        return None
    return end_of(min(days)) - now


def is_unproven(found: CasePage) -> bool:
    """Put off, in doubt, or reported as delayed; a mail that was taken and is quiet is no trouble."""
    names = [e for e in found.timeline if e.name.startswith("dispatch.")]
    tried = any(e.name == "dispatch.deferred" for e in names)
    if found.case.state == "in_doubt" or (
        found.case.state in ("waiting_to_go", "going_out") and tried
    ):
        return True
    return found.case.state == "sent" and is_delay(names[-1])


def is_delay(entry: Entry) -> bool:
    payload = entry.payload
    return payload.get("action") == "delayed" and not payload.get("is_hint")


def doubt_until(found: CasePage, dispatch: Dispatch) -> datetime | None:
    """A report may still come: before this moment the person is not asked. None where nothing is waited for."""
    way = channel(dispatch.channel)
    since = [
        e.at
        for e in found.timeline
        if e.name == "dispatch.in_doubt" and e.payload.get("dispatch") == dispatch.pk
    ]
    if way.needs != "email" or not since:
        return None
    return since[-1] + timedelta(seconds=way.settle_seconds)
