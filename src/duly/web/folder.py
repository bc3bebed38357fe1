"""The case behind a secret link."""

from django.http import Http404

from duly.cases.models import Case
from duly.cases.queries import case_by_token


def case_or_404(token: str) -> Case:
    """An unknown link and an erased case look the same: like no page at all."""
    case = case_by_token(token)
    if case is None or case.is_erased:
        raise Http404
    return case
