"""Is a notice about the same contract under way, and may this browser be told of it?"""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from duly.cases.actions.allow import is_verified
from duly.cases.counted import counted
from duly.cases.models import Case
from duly.cases.notices import open_notice
from duly.cases.queries import cases_by_tokens
from duly.web.mine import tokens_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNotice:
    """`token` is the secret part of its address, empty when this browser does not hold it."""

    reference: str
    token: str


def shown_notice(
    request: HttpRequest, case: Case, *, now: datetime
) -> ShownNotice | None:
    """Only to a browser that holds the link, or to somebody who reads the sender's mailbox: whoever types
    Ada's address and number must not learn that she has written.
    """
    found = open_notice(case, counted(case), now=now)
    if found is None:
        return None
    held = {each.pk: token for token, each in cases_by_tokens(tokens_of(request))}
    token = held.get(found.pk, "")
    if not token and not is_verified(case):
        return None
    return ShownNotice(reference=found.reference, token=token)
