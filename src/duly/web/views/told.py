"""What a person tells of a case: that they posted it, what the company answered, that they were charged again."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from duly.cases.actions.draft import draft_of
from duly.cases.actions.receive import NotAnExhibit, add_exhibit, note_answer
from duly.cases.actions.track import BadTrackingNumber, note_posted
from duly.cases.actions.watch import note_charge
from duly.cases.models import Case
from duly.cases.queries import case_page
from duly.web.folder import case_or_404, kind_of_case
from duly.web.forms.after import AnswerForm, ChargedForm, PostedForm
from duly.web.further import further_letters


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
