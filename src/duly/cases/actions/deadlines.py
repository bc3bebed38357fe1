"""The dates of a case: kept as rows with their reasons, so that a worker can remind."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from duly.cases.models import Case, Deadline
from duly.cases.record import record
from duly.deadlines.rules import Answer
from duly.kit.said import as_document

# In the order in which they come; each is the answer's attribute of the same name.
KINDS = (
    "post_recommended",
    "email_by",
    "post_by",
    "safe_last",
    "legal_last",
    "effective",
)


def set_deadlines(case: Case, answer: Answer, *, now: datetime) -> None:
    """Store the answer's dates; an event is added only when a date changed."""
    days = dict(_days(answer))
    before = {row.kind: row.day for row in case.deadlines.filter(kind__in=KINDS)}
    if days == before:
        return
    case.deadlines.filter(kind__in=KINDS).delete()
    reasons = {reason.date: reason for reason in answer.reasons}
    for kind, day in days.items():
        reason = reasons.get(day)
        Deadline.objects.create(
            case=case,
            kind=kind,
            day=day,
            rule_id=(reason.rule or "") if reason else "",
            reason=reason.because if reason else "",
            reason_parts=as_document(reason.because) if reason else {},
        )
    payload = {kind: day.isoformat() for kind, day in days.items()}
    record(
        case, "deadline.set", at=now, payload={**payload, "rules": list(answer.rules)}
    )
    plan_next_action(case, now=now)


def drop_deadlines(case: Case, *, now: datetime) -> None:
    """The letter became one that has no dates."""
    dropped, _rows = case.deadlines.filter(kind__in=KINDS).delete()
    if dropped:
        record(case, "deadline.set", at=now, payload={"rules": []})
        plan_next_action(case, now=now)


def _days(answer: Answer) -> Iterator[tuple[str, date]]:
    for kind in KINDS:
        day = getattr(answer, kind)
        if day is not None:
            yield kind, day


def plan_next_action(case: Case, *, now: datetime) -> None:
    """`next_action_at` is the morning of the first date that has not been reached."""
    first = (
        case.deadlines.filter(reached_at=None, day__gt=now.date() - timedelta(days=1))
        .order_by("day")
        .values_list("day", flat=True)
        .first()
    )
    zone = ZoneInfo(settings.TIME_ZONE)
    moment = datetime.combine(first, time(6), zone) if first else None
    Case.objects.filter(pk=case.pk).update(next_action_at=moment)
    case.next_action_at = moment
