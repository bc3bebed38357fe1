"""After a letter has gone: a further one about the same matter, with a case and a proof of its own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from duly.cases.actions.draft import OpenedCase, open_case
from duly.cases.models import Case
from duly.cases.record import record_anyway
from duly.knowledge.prose import letter_kinds


def write_again(
    first: Case, document: Mapping[str, Any], *, now: datetime
) -> OpenedCase:
    """A new case for this case file; each of the two says in its timeline that there is the other.

    Raises BadCaseFile or BadMatter, naming the field.
    """
    kind = str(document.get("kind") or "")
    with transaction.atomic():
        opened = open_case(document, now=now, follows=first)
        record_anyway(
            first,
            "case.followed",
            at=now,
            actor="sender",
            payload={
                "further": opened.case.reference,
                # What a person typed is never written into an event.
                "kind": kind if kind in letter_kinds("en") else "",
            },
        )
    return opened
