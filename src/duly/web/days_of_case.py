"""Which days of a case still ask something of the person, and which of them comes next?"""

from collections.abc import Iterable
from datetime import date

from duly.cases.actions.draft import draft_of
from duly.cases.models import Case, Deadline, Dispatch
from duly.channels import channel, channel_names

LEFT = ("sent", "delivered", "answered", "confirmed", "closed")
BEFORE_IT_LEFT = ("legal_last", "safe_last", "email_by", "post_by", "post_recommended")
# Another way is advised, so that the days of every way count.
FAILED = ("refused", "in_doubt", "came_back")
# A letter that goes by mail is not posted, and the reverse.
OF_ANOTHER_WAY = {
    "email": ("post_by", "post_recommended"),
    "postal_address": ("email_by",),
}


def days_of(
    rows: Iterable[Deadline], *, state: str, today: date
) -> tuple[Deadline, ...]:
    """In order: none for sending once it has gone, no advice whose day is over."""
    skipped = BEFORE_IT_LEFT if state in LEFT else ()
    asking = [
        row
        for row in rows
        if row.day
        and row.kind not in skipped
        and not (row.kind == "post_recommended" and row.day < today)
    ]
    return tuple(sorted(asking, key=lambda row: (row.day, row.pk)))


def next_of(days: Iterable[Deadline], *, way: str, today: date) -> Deadline | None:
    """`way` is the channel it goes by: a day of another way is no next one."""
    needs = channel(way).needs if way in channel_names() else "nothing"
    skipped = OF_ANOTHER_WAY.get(needs, ())
    return next(
        (
            row
            for row in days
            if row.day and row.day >= today and row.kind not in skipped
        ),
        None,
    )


def way_of(case: Case, sendings: Iterable[Dispatch]) -> str:
    """The channel of the last sending; before any, the one that the person chose; none after a failure."""
    if case.state in FAILED:
        return ""
    last = max(sendings, key=lambda dispatch: dispatch.pk, default=None)
    if last:
        return last.channel
    draft = draft_of(case)
    return str(draft.get("carrier") or draft.get("channel") or "")
