"""The sealed letter once more, by another way: prepared and offered, sent only by a press of its own."""

import secrets

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from duly.cases.actions.deadlines import KINDS
from duly.cases.actions.draft import draft_of, judged
from duly.cases.models import Case
from duly.cases.own_day import own_day
from duly.channels import channel_names
from duly.web.channel_cards import ChannelCard, channel_cards
from duly.web.folder import case_or_404, provider_of, sealed_letter
from duly.web.forms.case_file import home_country, recipient_place
from duly.web.forms.typed import typed_values
from duly.web.shown_price import shown_offer
from duly.web.views.review import pressed, priced_for


class AnotherWayForm(forms.Form):
    channel = forms.ChoiceField(choices=[(name, name) for name in channel_names()])
    key = forms.CharField(min_length=8, max_length=64)
    offer = forms.CharField(max_length=300, required=False)


def page(request: HttpRequest, token: str) -> HttpResponse:
    """Every way with its price on its own button; one press sends by that way, once."""
    case = case_or_404(token)
    letter = sealed_letter(case)
    if letter is None:
        return redirect("web:review", token=token)
    if request.method != "POST":
        return shown(request, token, case)
    form = AnotherWayForm(request.POST)
    if not form.is_valid():
        return shown(request, token, case, status=422)
    given = {**form.cleaned_data, "reviewed_sha256": letter.reviewed_sha256}
    return pressed(request, token, case, given, shown=shown)


def shown(
    request: HttpRequest,
    token: str,
    case: Case,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    context = {
        "token": token,
        "case": case,
        "offered": [(card, shown_offer(card, now=now)) for card in cards_for(case)],
        "is_undated": not has_dates(case),
        "key": secrets.token_urlsafe(16),
        "problem": problem,
    }
    return render(request, "web/case/another_way.html", context, status=status)


def has_dates(case: Case) -> bool:
    """A letter that ends nothing has none of its own; the last day to dispute a charge is not the letter's."""
    return case.deadlines.filter(kind__in=KINDS).exists()


def cards_for(case: Case) -> tuple[ChannelCard, ...]:
    document = draft_of(case)
    typed, known = typed_values(document), provider_of(case)
    origin = home_country(typed, known)
    today = timezone.localdate()
    dates = judged(document, today=own_day(document, now=timezone.now()))
    cards = channel_cards(
        origin=origin,
        destination=recipient_place(typed, known) or origin,
        today=today,
        dates=dates if has_dates(case) else None,
    )
    letter = sealed_letter(case)
    return tuple(priced_for(card, letter) if letter else card for card in cards)
