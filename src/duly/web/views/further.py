"""A further letter after the first: the form filled from the case, and a case of its own for it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from duly.cases.actions.write_again import write_again
from duly.cases.models import Case
from duly.cases.queries import CasePage, case_page
from duly.deadlines.rules import BadMatter
from duly.letters.case_file import BadCaseFile
from duly.web.drafting import Desk, document_of, open_desk, values_of
from duly.web.folder import case_or_404, provider_of
from duly.web.forms.places_in_form import add_problem
from duly.web.further import first_values, further_letters
from duly.web.mine import remember
from duly.web.views.write import typed_in

# Sent along by a press on a page of the case that has asked for them already.
BROUGHT = ("charged_on", "amount", "paid_from")


def page(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """The filled form, the form again, or the new case."""
    first = case_or_404(token)
    found = case_page(first, today=timezone.localdate())
    if kind not in [offer.kind for offer in further_letters(found)]:
        raise Http404
    provider, now = provider_of(first), timezone.now()
    if request.method == "POST" and not {"go_on", "begin"} & request.POST.keys():
        desk = open_desk(provider=provider, now=now, posted=request.POST)
        if desk.form.is_valid():
            return opened(request, token, first, desk)
        return form_page(request, token, first, desk, status=422)
    typed = asked(request, found, kind)
    return form_page(
        request, token, first, open_desk(provider=provider, now=now, initial=typed)
    )


def asked(request: HttpRequest, found: CasePage, kind: str) -> dict[str, Any]:
    if "go_on" in request.POST:
        return typed_in(request.POST)
    brought = {name: request.POST[name] for name in BROUGHT if name in request.POST}
    return first_values(found, kind) | brought


def opened(request: HttpRequest, token: str, first: Case, desk: Desk) -> HttpResponse:
    document = document_of(values_of(desk.form), desk.provider)
    try:
        case = write_again(first, document, now=timezone.now())
    except (BadCaseFile, BadMatter) as reason:
        add_problem(desk.form, where=reason.field, message=reason.message)
        return form_page(request, token, first, desk, status=422)
    response = redirect("web:review", token=case.token)
    return remember(request, response, case.token)


def form_page(
    request: HttpRequest, token: str, first: Case, desk: Desk, *, status: int = 200
) -> HttpResponse:
    context = {"desk": desk, "form": desk.form, "follows": first, "first": token}
    return render(request, "web/write.html", context, status=status)
