"""Which service, and how does one leave it?"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from duly.deadlines.calendar_file import calendar_file
from duly.deadlines.rules import Answer, BadMatter
from duly.knowledge.providers import Contact, Fact, Provider
from duly.knowledge.returned import last_return
from duly.knowledge.search import search as find
from duly.web.forms.case_file import recipient_place
from duly.web.forms.renewal import RenewalForm
from duly.web.renewal import renewal_answer
from duly.web.shelf import overlay, provider_or_404
from duly.web.views.prices import price_rows

FIRST_HITS, MORE_HITS = 10, 50


def search(request: HttpRequest) -> HttpResponse:
    """The hits for `?q=`; with htmx only the list, which is the same template."""
    words = request.GET.get("q", "").strip()[:200]
    limit = MORE_HITS if "more" in request.GET else FIRST_HITS
    found = find(
        words,
        index=settings.HOME / "search.sqlite3",
        overlay=overlay(),
        limit=limit + 1,
    )
    context = {
        "words": words,
        "hits": found[:limit],
        "has_more": len(found) > limit,
        "live": True,
    }
    template = "web/parts/hits.html" if is_fragment(request) else "web/search.html"
    return render(request, template, context)


def is_fragment(request: HttpRequest) -> bool:
    asked = request.headers
    return "HX-Request" in asked and "HX-History-Restore-Request" not in asked


def provider_page(request: HttpRequest, country: str, slug: str) -> HttpResponse:
    provider = provider_or_404(country, slug)
    today = timezone.localdate()
    context = {
        "provider": provider,
        "guide": provider.guide_in(request.LANGUAGE_CODE),
        "guide_language": request.LANGUAGE_CODE
        if request.LANGUAGE_CODE in provider.guides
        else "en",
        "facts": fact_rows(provider, today=today),
        "contacts": contact_rows(provider),
        "prices": price_rows(
            origin=provider.country,
            # where this letter goes: the price is the one of the order
            destination=recipient_place({}, provider),
            today=today,
        ),
        **last_day(request, provider, today=today),
    }
    template = (
        "web/parts/last_day.html" if is_fragment(request) else "web/provider.html"
    )
    return render(request, template, context)


def last_day(
    request: HttpRequest, provider: Provider, *, today: date
) -> dict[str, object]:
    """The form and, once a day is typed, what follows from it."""
    if "renews" not in request.GET:
        return {"form": RenewalForm()}
    form = RenewalForm(request.GET)
    if not form.is_valid():
        return {"form": form}
    renews_on = form.cleaned_data["renews"]
    try:
        answer = renewal_answer(provider, renews_on=renews_on, today=today)
    except BadMatter as reason:
        form.add_error("renews", reason.message)
        return {"form": form}
    return {
        "form": form,
        "answer": answer,
        "renews_on": renews_on,
        "is_late": is_late(answer, renews_on=renews_on, today=today),
    }


def is_late(answer: Answer, *, renews_on: date, today: date) -> bool:
    """Too late for this renewal: its last day is over, or the contract now ends only after it."""
    if answer.legal_last is not None and answer.legal_last < today:
        return True
    return answer.effective is not None and answer.effective >= renews_on


def provider_calendar(request: HttpRequest, country: str, slug: str) -> HttpResponse:
    """The same days as a calendar file."""
    provider = provider_or_404(country, slug)
    now = timezone.now()
    found = last_day(request, provider, today=timezone.localdate(now))
    answer = found.get("answer")
    if not isinstance(answer, Answer):
        return render(
            request, "web/provider.html", {"provider": provider, **found}, status=400
        )
    return calendar_response(
        calendar_file(answer, title=provider.name, stamp=now), slug
    )


def calendar_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="duly-{name}.ics"'
    return response


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    fact: Fact
    is_stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """`came_back` is the last day on which a letter to it came back to somebody here."""

    contact: Contact
    came_back: date | None


def contact_rows(provider: Provider) -> tuple[ContactRow, ...]:
    """Addresses from which nothing came back stand first."""
    folder = settings.HOME / "data"
    rows = [
        ContactRow(
            contact=contact,
            came_back=last_return(folder, slug=provider.slug, address=contact.address)
            if contact.address
            else None,
        )
        for contact in provider.contacts
    ]
    return tuple(sorted(rows, key=lambda row: row.came_back is not None))


def fact_rows(provider: Provider, *, today: date) -> tuple[FactRow, ...]:
    return tuple(
        FactRow(fact=fact, is_stale=fact.source.is_stale(today=today))
        for fact in provider.facts
    )
