"""The recipient says that they do not want this mail: what is sent from here afterwards is held against it."""

from datetime import datetime

from duly.cases.models import Dispatch
from duly.channels import Happening

# A report of the mail system (ARF, RFC 5965) and the word of a sending service.
REPORTED = ("complaint", "complained")


def is_complaint(happening: Happening) -> bool:
    return happening.raw_code in REPORTED or happening.detail.get("kind") == "complaint"


def note_complaint(dispatch: Dispatch, *, is_theirs: bool, now: datetime) -> None:
    """`is_theirs`: by a report, or with the code that only their mailbox got. Otherwise whoever held the link typed it:
    the sender, too, has the link, so that it may stop nobody else. What is theirs stays theirs.
    """
    rows = Dispatch.objects.filter(pk=dispatch.pk)
    if not is_theirs:
        rows = rows.exclude(complaint=Dispatch.THEIRS)
    rows.update(
        complained_at=now, complaint=Dispatch.THEIRS if is_theirs else Dispatch.TYPED
    )
