"""A date has come: say so in the timeline, and look for the next one."""

from datetime import datetime

from django.db import transaction

from duly.cases.actions.deadlines import plan_next_action
from duly.cases.models import Case
from duly.cases.record import record


def due_cases(*, now: datetime, limit: int = 200) -> list[int]:
    """Cases whose next moment has come."""
    due = Case.objects.filter(next_action_at__lte=now).order_by("next_action_at")
    return list(due.values_list("pk", flat=True)[:limit])


def remind(case_id: int, *, now: datetime) -> int:
    """Mark the dates that have come; returns how many. Running it again changes nothing."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case_id)
        reached = list(
            case.deadlines.filter(reached_at=None, day__lte=now.date()).order_by("day")
        )
        for deadline in reached:
            deadline.reached_at = now
            deadline.save(update_fields=["reached_at"])
            record(
                case,
                "deadline.reached",
                at=now,
                payload={"kind": deadline.kind, "day": str(deadline.day)},
            )
        plan_next_action(case, now=now)
    return len(reached)
