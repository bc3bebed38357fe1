"""One case: where it stands, what is waited for, and the proof."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from duly.cases.actions.ask_time import is_time_pending
from duly.cases.actions.dispatch import NotUnderWay, settle
from duly.cases.actions.erase import erase_case
from duly.cases.actions.order import open_order
from duly.cases.actions.recall import recall_open
from duly.cases.actions.receive import (
    close_case,
)
from duly.cases.models import Case
from duly.cases.queries import CasePage, case_page
from duly.channels import channel, channel_names
from duly.web.counter import counter_for
from duly.web.days_of_case import days_of, next_of, way_of
from duly.web.fate import fate_meaning, is_over, next_way
from duly.web.folder import case_or_404, kind_of_case
from duly.web.forms.after import DecideForm
from duly.web.forms.kinds import ASKING_FOR_THE_END
from duly.web.further import further_letters
from duly.web.help_outside import offices
from duly.web.mail_trouble import (
    days_of_silence,
    doubt_until,
    last_verdict,
    mail_trouble,
)
from duly.web.mine import forget, remember
from duly.web.state_words import state_words
from duly.web.strength import lines_of
from duly.web.views.another_way import cards_for


@require_GET
def page(request: HttpRequest, token: str) -> HttpResponse:
    return remember(request, shown(request, token), token)


@require_GET
def happened(request: HttpRequest, token: str) -> HttpResponse:
    """The timeline alone, for a page that stays open."""
    return render(
        request, "web/case/happened.html", context_of(token, case_or_404(token))
    )


def shown(
    request: HttpRequest, token: str, *, status: int = 200, **more: object
) -> HttpResponse:
    context = context_of(token, case_or_404(token)) | more
    return render(request, "web/case/page.html", context, status=status)


def context_of(token: str, case: Case) -> dict[str, Any]:
    today = timezone.localdate()
    found = case_page(case, today=today)
    dates = days_of(found.deadlines, state=case.state, today=today)
    trouble = mail_trouble(found, now=timezone.now())
    kind = kind_of_case(case)
    return {
        "token": token,
        "case": case,
        "page": found,
        "words": state_words(
            case.state,
            channel=last_channel(found),
            asks_for_the_end=kind in ASKING_FOR_THE_END,
        ),
        "kind": kind,
        "asking_for_the_end": ASKING_FOR_THE_END,
        "lines": lines_of(found.timeline),
        "papers": [exhibit for entry in found.timeline for exhibit in entry.exhibits],
        "deadlines": dates,
        "next_deadline": next_of(
            dates, way=way_of(case, found.dispatches), today=today
        ),
        "verdict": last_verdict(found),
        "was_charged": any(entry.name == "charge.found" for entry in found.timeline),
        **doubt_of(found, now=timezone.now()),
        "silent_days": days_of_silence(found),
        "offices": offices(case, found, silent_days=days_of_silence(found)),
        "marked_at": marked_at(found),
        "on_paper": has_left_on_paper(found),
        "fate": fate_meaning(case, found),
        "next_way": next_way(case, found, cards_for(case), trouble=trouble)
        if trouble or is_over(found)
        else None,
        "counter": counter_for(case, today=today)
        if case.state == "to_be_posted"
        else None,
        "recall": recall_open(case, now=timezone.now()),
        "order": open_order(case),
        "further": further_letters(found),
        "time_to_come": is_time_pending(case),
    }


def doubt_of(found: CasePage, *, now: datetime) -> dict[str, Any]:
    """The sending that the person is asked about, or until when a report is waited for first."""
    doubtful = next((d for d in found.dispatches if d.outcome == "in_doubt"), None)
    until = doubt_until(found, doubtful) if doubtful else None
    if until and now < until:
        return {"doubtful": None, "doubt_until": until}
    return {"doubtful": doubtful, "doubt_until": None}


def last_channel(found: CasePage) -> str:
    """How it went out; empty once the person posted it by hand, or before any sending."""
    posted = any(entry.name == "dispatch.posted" for entry in found.timeline)
    return found.dispatches[-1].channel if found.dispatches and not posted else ""


def has_left_on_paper(found: CasePage) -> bool:
    """A letter that a person can sign for: posted by hand, or given to a carrier."""
    return any(
        entry.name == "dispatch.posted"
        or (entry.name == "dispatch.accepted" and is_post(entry.payload.get("channel")))
        for entry in found.timeline
    )


def is_post(name: object) -> bool:
    return name in channel_names() and channel(str(name)).needs == "postal_address"


def marked_at(found: CasePage) -> object:
    """The day on the postmark: that of the last thing that happened to the letter itself."""
    moments = [
        entry.at
        for entry in found.timeline
        if entry.name.startswith(("dispatch.", "reply."))
    ]
    return moments[-1] if moments else None


@require_POST
def close(_request: HttpRequest, token: str) -> HttpResponse:
    """Only the person says that it is over."""
    close_case(case_or_404(token), now=timezone.now())
    return redirect("web:case", token=token)


@require_POST
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """The person settles a sending in doubt."""
    case = case_or_404(token)
    form = DecideForm(request.POST)
    dispatch = (
        case.dispatches.filter(pk=form.cleaned_data["dispatch"]).first()
        if form.is_valid()
        else None
    )
    if dispatch is None:
        return redirect("web:case", token=token)
    try:
        settle(dispatch, verdict=form.cleaned_data["verdict"], now=timezone.now())
    except NotUnderWay:
        return shown(
            request,
            token,
            status=409,
            problem=gettext("It is no longer in doubt. Below is where it stands."),
        )
    return redirect("web:case", token=token)


def delete(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first; then the key, the draft, the files and this link are gone."""
    case = case_or_404(token)
    if request.method != "POST":
        return render(request, "web/case/delete.html", {"token": token, "case": case})
    erase_case(case, now=timezone.now())
    return forget(request, redirect("web:my_cases"), token)
