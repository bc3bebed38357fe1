"""All cases whose links this browser holds."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from duly.cases.models import Case
from duly.cases.queries import cases_by_tokens
from duly.web.mine import tokens_of
from duly.web.state_words import StateWords, state_words

NEEDS_YOU = ("came_back", "refused", "in_doubt", "to_be_posted", "answered")
Row = tuple[str, Case, StateWords, date | None]


def page(request: HttpRequest) -> HttpResponse:
    """What needs the person first, then by the next date."""
    rows = [
        (token, case, state_words(case.state), next_day(case))
        for token, case in cases_by_tokens(tokens_of(request))
    ]
    urgent = [row for row in rows if row[1].state in NEEDS_YOU]
    return render(request, "web/my_cases.html", {"rows": rows, "urgent": urgent})


def next_day(case: Case) -> date | None:
    return timezone.localdate(case.next_action_at) if case.next_action_at else None
