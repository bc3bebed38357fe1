"""One case: where it stands, what is waited for, and the proof."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from duly.cases.actions.ask_time import is_time_pending
from duly.cases.actions.bundle import NothingSealed, issue_bundle
from duly.cases.actions.dispatch import NotUnderWay, settle
from duly.cases.actions.draft import draft_of, judged
from duly.cases.actions.erase import erase_case
from duly.cases.actions.order import open_order
from duly.cases.actions.recall import recall_open
from duly.cases.actions.receive import (
    NotAnExhibit,
    add_exhibit,
    close_case,
    note_answer,
)
from duly.cases.actions.summary import NAME as SUMMARY
from duly.cases.actions.track import BadTrackingNumber, note_posted
from duly.cases.actions.watch import note_charge
from duly.cases.envelope import print_pack
from duly.cases.files import read_file
from duly.cases.models import Case
from duly.cases.queries import CasePage, case_page
from duly.channels import channel, channel_names
from duly.deadlines.calendar_file import calendar_file
from duly.evidence.bundle import reopen
from duly.web.counter import counter_for
from duly.web.days_of_case import days_of, next_of, way_of
from duly.web.fate import fate_meaning, is_over, next_way
from duly.web.folder import case_or_404, kind_of_case
from duly.web.forms.after import AnswerForm, ChargedForm, DecideForm, PostedForm
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
from duly.web.views.catalogue import calendar_response


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


@require_GET
def calendar(_request: HttpRequest, token: str) -> HttpResponse:
    case = case_or_404(token)
    now = timezone.now()
    answer = judged(draft_of(case), today=timezone.localdate(now))
    return calendar_response(
        calendar_file(answer, title=case.provider_name, stamp=now), case.reference
    )


@require_GET
def proof(request: HttpRequest, token: str) -> HttpResponse:
    """The proof as it stands now, in one file."""
    case = case_or_404(token)
    if not case.letters.filter(sealed_at__isnull=False).exists():
        return shown(
            request,
            token,
            status=409,
            problem=gettext("There is no proof yet: the letter is not sealed."),
        )
    response = HttpResponse(
        issue_bundle(case, now=timezone.now()),
        content_type="application/vnd.etsi.asic-e+zip",
    )
    response["Content-Disposition"] = (
        f'attachment; filename="duly-{case.reference}.asice"'
    )
    return response


@require_GET
def summary(_request: HttpRequest, token: str) -> HttpResponse:
    """The one page for people who print, out of the proof as it stands now."""
    case = case_or_404(token)
    try:
        proof_now = issue_bundle(case, now=timezone.now())
    except NothingSealed as reason:
        raise Http404 from reason
    response = HttpResponse(
        reopen(proof_now).files[f"sources/{SUMMARY}"], content_type="application/pdf"
    )
    response["Content-Disposition"] = (
        f'attachment; filename="summary-{case.reference}.pdf"'
    )
    return response


@require_GET
def pack(_request: HttpRequest, token: str) -> HttpResponse:
    """The print pack with this very link on the slip to keep: only here is the link known."""
    case = case_or_404(token)
    dispatch = case.dispatches.filter(
        channel="self_print", outcome="handed_to_sender"
    ).last()
    if dispatch is None:
        raise Http404
    link = f"{settings.BASE_URL}{reverse('web:case', args=[token])}"
    response = HttpResponse(
        print_pack(dispatch, case_url=link), content_type="application/pdf"
    )
    response["Content-Disposition"] = (
        f'attachment; filename="print-pack-{case.reference}.pdf"'
    )
    return response


@require_POST
def close(_request: HttpRequest, token: str) -> HttpResponse:
    """Only the person says that it is over."""
    close_case(case_or_404(token), now=timezone.now())
    return redirect("web:case", token=token)


@require_GET
def paper(_request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One exhibit as it came; always a download, never shown inside our pages."""
    case = case_or_404(token)
    exhibit = case.exhibits.filter(pk=number).first()
    if exhibit is None:
        raise Http404
    response = HttpResponse(
        bytes(read_file(case, exhibit.sha256)), content_type=exhibit.media_type
    )
    name = "".join(
        letter if letter.isalnum() or letter in "-._" else "-"
        for letter in exhibit.name
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def answered(
    request: HttpRequest,
    token: str,
    *,
    template: str,
    form_class: Callable[..., forms.Form],
    act: Callable[[Case, dict[str, Any]], None],
) -> HttpResponse:
    """A small form of its own page; when it is good, one action and back to the case."""
    case = case_or_404(token)
    if request.method != "POST":
        return render(
            request,
            template,
            {"token": token, "case": case, "form": form_class(auto_id="%s")},
        )
    form = form_class(request.POST, request.FILES, auto_id="%s")
    if form.is_valid():
        try:
            # All of it or nothing: a receipt that is refused must not leave a posting behind.
            with transaction.atomic():
                act(case, form.cleaned_data)
        except BadTrackingNumber:
            form.add_error(
                "tracking_number",
                gettext(
                    "The check digit does not fit. Look at the receipt again, or leave it empty."
                ),
            )
        except NotAnExhibit as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("web:case", token=token)
    return render(
        request, template, {"token": token, "case": case, "form": form}, status=422
    )


def posted(request: HttpRequest, token: str) -> HttpResponse:
    return answered(
        request, token, template="web/case/posted.html", form_class=PostedForm, act=post
    )


def post(case: Case, given: dict[str, Any]) -> None:
    now = timezone.now()
    note_posted(
        case,
        tracking_number=given["tracking_number"] or None,
        posted_on=given["posted_on"],
        now=now,
    )
    if given["receipt"]:
        keep(case, kind="posting_receipt", upload=given["receipt"])


def answer(request: HttpRequest, token: str) -> HttpResponse:
    kind = kind_of_case(case_or_404(token))
    return answered(
        request,
        token,
        template="web/case/answer.html",
        form_class=partial(AnswerForm, kind=kind),
        act=take_answer,
    )


def take_answer(case: Case, given: dict[str, Any]) -> None:
    if given["message"]:
        keep(case, kind="reply", upload=given["message"])
    note_answer(
        case,
        verdict=given["verdict"],
        confirmed_end=given.get("confirmed_end"),
        now=timezone.now(),
    )


def keep(case: Case, *, kind: str, upload: Any) -> None:
    add_exhibit(
        case, kind=kind, name=upload.name, content=upload.read(), now=timezone.now()
    )


def charged(request: HttpRequest, token: str) -> HttpResponse:
    """They charged me again: the last day to dispute it, and the words for the bank."""
    case = case_or_404(token)
    context: dict[str, Any] = {
        "token": token,
        "case": case,
        "page": case_page(case, today=timezone.localdate()),
    }
    context["further"] = further_letters(context["page"])
    form = ChargedForm(request.POST or None, auto_id="%s")
    context["form"] = form
    if request.method != "POST":
        return render(request, "web/case/charged.html", context)
    if not form.is_valid():
        return render(request, "web/case/charged.html", context, status=422)
    given = form.cleaned_data
    context["amount"] = given["amount"]
    context["charge"] = note_charge(
        case,
        paid_by=given["paid_by"],
        charged_on=given["charged_on"],
        now=timezone.now(),
    )
    context["sender"] = draft_of(case).get("sender", {})
    return render(request, "web/case/charged.html", context)


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
