"""The recipient's own page: looking at it proves nothing, an answer is kept, and the mailed code makes it sure."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from duly.cases.actions.answer_code import (
    NoCode,
    WrongCode,
    ask_again,
    can_mail_codes,
    stage_of,
    take_code,
)
from duly.cases.actions.recipient_answer import (
    PageAnswer,
    TooManyAnswers,
    dispatch_of_page,
    take_page_answer,
)
from duly.cases.envelope import sealed_letter
from duly.cases.models import Dispatch
from duly.web.folder import kind_of_case
from duly.web.forms.recipient import CodeForm, RecipientForm
from duly.web.limits import CHECKS, count


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """A GET, and a HEAD of a program that looks at links before a person does, write nothing down."""
    dispatch = page_or_404(token)
    if request.method != "POST":
        return shown(request, token, dispatch)
    count(CHECKS, request)
    form = RecipientForm(request.POST, auto_id="%s", kind=kind_of_case(dispatch.case))
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
            return back(token, "kept")
    return shown(request, token, dispatch, form=form, status=422)


@require_POST
def code(request: HttpRequest, token: str) -> HttpResponse:
    """The code that was mailed to the address of the letter."""
    dispatch = page_or_404(token)
    count(CHECKS, request)
    form = CodeForm(request.POST, auto_id="%s")
    if form.is_valid():
        try:
            take_code(dispatch, form.cleaned_data["code"], now=timezone.now())
        except (WrongCode, NoCode) as reason:
            form.add_error("code", why_not(reason))
        else:
            return back(token, "sure")
    dispatch.refresh_from_db()
    return shown(request, token, dispatch, code_form=form, status=422)


@require_POST
def fresh_code(request: HttpRequest, token: str) -> HttpResponse:
    """One mail in two minutes, five a day: pressing oftener changes nothing, and the page says so."""
    dispatch = page_or_404(token)
    count(CHECKS, request)
    is_asked = ask_again(dispatch, now=timezone.now())
    return back(token, "kept" if is_asked else "later")


def page_or_404(token: str) -> Dispatch:
    dispatch = dispatch_of_page(token)
    if dispatch is None:
        raise Http404
    return dispatch


def back(token: str, word: str) -> HttpResponse:
    return redirect(f"{reverse('web:recipient', args=(token,))}?{word}")


def why_not(reason: WrongCode | NoCode) -> str:
    if isinstance(reason, WrongCode):
        return gettext("That is not the code. Look at the newest mail and try again.")
    return gettext("This code holds no longer. Have a fresh one sent.")


def shown(
    request: HttpRequest,
    token: str,
    dispatch: Dispatch,
    *,
    form: RecipientForm | None = None,
    code_form: CodeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    kind = kind_of_case(dispatch.case)
    context = context_of(dispatch, form or RecipientForm(auto_id="%s", kind=kind))
    context |= {
        "token": token,
        "said": next((w for w in ("kept", "sure", "later") if w in request.GET), ""),
        "stage": stage_of(dispatch, now=timezone.now()),
        "can_mail_codes": can_mail_codes(),
        "code_form": code_form or CodeForm(auto_id="%s"),
    }
    return render(request, "web/recipient.html", context, status=status)


def context_of(dispatch: Dispatch, form: Form) -> dict[str, Any]:
    """The mail holds the whole letter already: nothing here is behind the answer."""
    return {
        "letter": sealed_letter(dispatch),
        "sealed_at": dispatch.letter.sealed_at,
        "form": form,
    }
