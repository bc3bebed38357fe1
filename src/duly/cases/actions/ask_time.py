"""After the seal and with every proof: put down that somebody else's clock is to be asked. The worker asks."""

from datetime import datetime

from django.conf import settings

from duly.cases.models import Case, Deadline

KIND = "independent_time"


def ask_for_time(case: Case, *, now: datetime) -> None:
    """Nothing where no outside authority is configured; a case that waits already keeps its place."""
    if not settings.TIMESTAMP_AUTHORITIES:
        return
    waiting, is_new = Deadline.objects.get_or_create(
        case=case, kind=KIND, defaults={"instant": now, "reason": ""}
    )
    if not is_new and waiting.reached_at is not None:
        waiting.instant, waiting.reached_at = now, None
        waiting.save(update_fields=["instant", "reached_at"])


def is_time_pending(case: Case) -> bool:
    """The proof still waits for a clock that is not ours."""
    return case.deadlines.filter(kind=KIND, reached_at=None).exists()
