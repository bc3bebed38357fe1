"""All cases whose links this browser holds."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from duly.cases.models import Case, Deadline
from duly.cases.queries import cases_by_tokens
from duly.web.days_of_case import days_of, next_of, way_of
from duly.web.folder import kind_of_case
from duly.web.forms.kinds import ASKING_FOR_THE_END, KINDS
from duly.web.mine import tokens_of
from duly.web.state_words import StateWords, state_words
from duly.web.words import Words

# A sealed letter looks finished and has not been sent.
NEEDS_YOU = ("came_back", "refused", "in_doubt", "sealed", "to_be_posted", "answered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`letter` is the kind of letter, in the words in which it was chosen."""

    token: str
    case: Case
    words: StateWords
    letter: Words
    next: Deadline | None


def page(request: HttpRequest) -> HttpResponse:
    """What needs the person first, then by the next date."""
    today = timezone.localdate()
    rows = [
        row(token, case, today=today)
        for token, case in cases_by_tokens(tokens_of(request))
    ]
    urgent = [row for row in rows if row.case.state in NEEDS_YOU]
    return render(request, "web/my_cases.html", {"rows": rows, "urgent": urgent})


def row(token: str, case: Case, *, today: date) -> Row:
    kind, sendings = kind_of_case(case), case.dispatches.all()
    days = days_of(case.deadlines.all(), state=case.state, today=today)
    way = way_of(case, sendings)
    return Row(
        token=token,
        case=case,
        words=state_words(
            case.state,
            channel=way if sendings else "",
            asks_for_the_end=kind in ASKING_FOR_THE_END,
        ),
        letter=dict(KINDS)[kind],
        next=None if case.state == "closed" else next_of(days, way=way, today=today),
    )
