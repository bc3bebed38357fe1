"""A notice by e-mail that may not make it in time, or that nobody reads: the letter on paper is advised at once."""

from datetime import UTC, datetime, time, timedelta

from duly.cases.models import Dispatch
from duly.cases.queries import CasePage, Entry
from duly.channels import channel

# With less time than this a letter starts beside the mail (research: retry and stop of the notices).
HURRY = timedelta(hours=72)
LAST_DAYS = ("legal_last", "safe_last")


def mail_trouble(found: CasePage, *, now: datetime) -> str:
    """`unmonitored`, `running_out`, or empty while there is none."""
    if not found.dispatches or found.dispatches[-1].channel != "registered_email":
        return ""
    if last_verdict(found) == "unmonitored":
        return "unmonitored"
    left = time_left(found, now=now)
    is_short = left is not None and timedelta(0) < left < HURRY
    return "running_out" if is_short and is_unproven(found) else ""


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
    return datetime.combine(min(days), time.max, tzinfo=UTC) - now


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
