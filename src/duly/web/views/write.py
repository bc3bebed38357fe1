"""One form beside the real letter."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from duly.cases.actions.draft import open_case
from duly.deadlines.rules import BadMatter
from duly.knowledge.providers import Provider
from duly.letters.case_file import BadCaseFile
from duly.web.compression import compressed
from duly.web.drafting import (
    Desk,
    document_of,
    letter_form,
    open_desk,
    values_of,
)
from duly.web.forms.places_in_form import add_problem
from duly.web.limits import PREVIEWS, TooMany, count
from duly.web.mine import remember
from duly.web.shelf import provider_or_404


def write(
    request: HttpRequest, country: str | None = None, slug: str | None = None
) -> HttpResponse:
    """The empty form, the form with another country's address fields, or a new case."""
    provider = provider_or_404(country, slug) if country and slug else None
    now = timezone.now()
    if request.method != "POST":
        return page(
            request,
            open_desk(
                provider=provider, now=now, initial=first_values(request, provider)
            ),
        )
    if "go_on" in request.POST:
        return page(
            request,
            open_desk(provider=provider, now=now, initial=typed_in(request.POST)),
        )
    desk = open_desk(provider=provider, now=now, posted=request.POST)
    if desk.form.is_valid():
        return opened(request, desk)
    return page(request, desk, status=422)


def opened(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new case for the form, or the form again with what the case cannot take."""
    document = document_of(values_of(desk.form), desk.provider)
    try:
        case = open_case(document, now=timezone.now())
    except (BadCaseFile, BadMatter) as reason:
        add_problem(desk.form, where=reason.field, message=reason.message)
        return page(request, desk, status=422)
    response = redirect("web:review", token=case.token)
    return remember(request, response, case.token)


def page(request: HttpRequest, desk: Desk, *, status: int = 200) -> HttpResponse:
    return render(
        request, "web/write.html", {"desk": desk, "form": desk.form}, status=status
    )


def first_values(request: HttpRequest, provider: Provider | None) -> dict[str, Any]:
    """Nothing is chosen for the person; only the language follows the provider's, and a day the link brings along."""
    language = provider.languages[0] if provider and provider.languages else "en"
    return {
        "language": language,
        "renews": request.GET.get("renews", ""),
        "kind": request.GET.get("kind", ""),
    }


def typed_in(posted: QueryDict) -> dict[str, Any]:
    """The raw values, lists where a field may hold several."""
    return {
        name: posted.getlist(name) if name == "goals" else posted[name]
        for name in posted
    }


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The letter, its dates and the plan for what is typed now; the whole page without script."""
    try:
        count(PREVIEWS, request)
        desk = open_desk(
            provider=provider_of(request.POST),
            now=timezone.now(),
            initial=typed_in(request.POST),
        )
    except TooMany:
        return paused(request)
    if not is_htmx(request):
        return page(request, desk)
    response = render(
        request, "web/write/preview.html", {"desk": desk, "form": desk.form}
    )
    if desk.problem:
        response["HX-Reswap"] = "none"  # keep the last letter, show the note
    return compressed(request, response)


def paused(request: HttpRequest) -> HttpResponse:
    response = render(request, "web/write/paused.html", status=429)
    response["HX-Reswap"] = "none"
    response["Retry-After"] = "1"
    return response


@require_POST
def address(request: HttpRequest) -> HttpResponse:
    """The address fields of the country just chosen, with what was typed before."""
    form = letter_form(
        provider=provider_of(request.POST), initial=typed_in(request.POST)
    )
    return render(request, "web/write/address.html", {"form": form})


@require_POST
def check_field(request: HttpRequest, name: str) -> HttpResponse:
    """One field again, with or without its error, for a form that was pressed before."""
    form = letter_form(provider=provider_of(request.POST), posted=request.POST)
    if name not in form.fields:
        raise Http404
    return render(request, "web/parts/field.html", {"field": form[name]})


def provider_of(posted: Mapping[str, Any]) -> Provider | None:
    slug = str(posted.get("provider") or "")
    if not slug:
        return None
    country, _, name = slug.partition("/")
    if not name:
        raise Http404
    return provider_or_404(country, name)


def is_htmx(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers
