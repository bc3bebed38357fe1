"""Is a notice about the same contract under way already, in another case?"""

from datetime import datetime, timedelta

from duly.cases.counted import Counted
from duly.cases.models import Case, Dispatch

# It has left or is about to, and nobody has answered for good. A print pack that nobody posted is none.
UNDER_WAY = (
    "waiting_to_go",
    "going_out",
    "sent",
    "in_doubt",
    "delivered",
    "answered",
)
# After that long without an end a new notice is a new matter.
OPEN_FOR = timedelta(days=90)


def open_notice(case: Case, mine: Counted, *, now: datetime) -> Case | None:
    """The other case of the same person, company and contract whose notice is open; the newest."""
    if not mine.contract_digest:
        return None
    found = (
        Dispatch.objects.select_related("case")
        .filter(
            contract_digest=mine.contract_digest,
            intent_at__gt=now - OPEN_FOR,
            case__state__in=UNDER_WAY,
            case__erased_at=None,
        )
        .exclude(outcome__in=("refused", "called_off"))
        .exclude(case=case.pk)
        .order_by("-intent_at")
        .first()
    )
    return found.case if found else None
