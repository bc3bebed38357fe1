"""The recipient's own page: looking at it proves nothing, an answer with a name does."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from duly.cases.actions.recipient_answer import (
    PageAnswer,
    TooManyAnswers,
    dispatch_of_page,
    take_page_answer,
)
from duly.cases.envelope import sealed_letter
from duly.cases.models import Dispatch
from duly.web.forms.recipient import RecipientForm
from duly.web.limits import CHECKS, TooMany, count
from duly.web.views.errors import too_many


def page(request: HttpRequest, token: str) -> HttpResponse:
    dispatch = dispatch_of_page(token)
    if dispatch is None:
        raise Http404
    if request.method != "POST":
        context = context_of(dispatch, RecipientForm(auto_id="%s"))
        context["is_kept"] = "kept" in request.GET
        return render(request, "web/recipient.html", context)
    try:
        count(CHECKS, request)
    except TooMany:
        return too_many(request)
    form = RecipientForm(request.POST, auto_id="%s")
    if form.is_valid():
        try:
            take_page_answer(
                dispatch, PageAnswer(**form.cleaned_data), now=timezone.now()
            )
        except TooManyAnswers:
            form.add_error(
                None,
                gettext("This page has been answered often. Answer the mail instead."),
            )
        else:
            return redirect(f"{reverse('web:recipient', args=(token,))}?kept")
    return render(request, "web/recipient.html", context_of(dispatch, form), status=422)


def context_of(dispatch: Dispatch, form: RecipientForm) -> dict[str, Any]:
    """The mail holds the whole letter already: nothing here is behind the answer."""
    return {
        "letter": sealed_letter(dispatch),
        "sealed_at": dispatch.letter.sealed_at,
        "form": form,
    }
