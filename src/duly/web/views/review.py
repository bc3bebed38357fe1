"""Is this what you want to send? The exact pages, and one button."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duly.cases.actions.dispatch import NotConfigured, NoticeOpen, send_case
from duly.cases.actions.draft import draft_of
from duly.cases.actions.seal import Blocked, Changed, Review
from duly.cases.actions.seal import review as review_case
from duly.cases.models import Case, Letter
from duly.cases.pricing import quote_letter
from duly.cases.service import kind_on_the_way
from duly.channels import Refused, Unavailable, channel_names
from duly.kit.address_check import check_address
from duly.knowledge.law import law_set
from duly.knowledge.profiles import profile
from duly.letters.case_file import CaseFile
from duly.web.channel_cards import ChannelCard, channel_cards, sentence_of
from duly.web.channel_words import channel_words
from duly.web.enclosed import papers_of
from duly.web.folder import case_or_404, provider_of, sealed_letter
from duly.web.forms.case_file import home_country, recipient_place
from duly.web.forms.send import SendForm
from duly.web.forms.typed import typed_values
from duly.web.limits import SENDS, count
from duly.web.mine import remember
from duly.web.open_notice import shown_notice
from duly.web.sentences import ruled
from duly.web.shelf import provider_or_404
from duly.web.shown_price import price_problem, shown_offer
from duly.web.views.errors import no_room


def page(request: HttpRequest, token: str) -> HttpResponse:
    case = case_or_404(token)
    if sealed_letter(case):
        return redirect("web:case", token=token)
    try:
        return remember(request, shown(request, token, case), token)
    except OSError:
        return no_room(request)


def shown(
    request: HttpRequest,
    token: str,
    case: Case,
    *,
    form: SendForm | None = None,
    enclosure_form: forms.Form | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    found = review_case(case, now=now)
    document = draft_of(case)
    law = law_set(found.draft.case_file.residence)
    composed = found.draft.composed
    card = chosen_card(document, found)
    context = {
        "token": token,
        "case": case,
        "review": found,
        "card": card,
        "form": form or send_form(found, card, now=now),
        "problem": problem,
        "open_notice": shown_notice(request, case, now=now),
        "provider": provider_of(case),
        "packs": law.packs,
        "sentences": ruled(composed.sentences, law) if composed else [],
        "address_notes": address_notes(found.draft.case_file),
        "envelope_title": profile(found.letter.profile).title if found.letter else "",
        "numbers": range(1, found.letter.pages + 1) if found.letter else (),
        **papers_of(document, found, form=enclosure_form),
    }
    return render(request, "web/review.html", context, status=status)


def address_notes(case_file: CaseFile) -> list[str]:
    """A postcode that cannot be, or lies elsewhere, in an address that the person typed; odd is not wrong."""
    typed = [case_file.sender.address]
    if case_file.recipient is not None:
        typed.append(case_file.recipient.address)
    return [
        problem.message
        for address in typed
        if address is not None
        for problem in check_address(address).problems
        if problem.code.startswith("postcode-")
    ]


def send_form(found: Review, card: ChannelCard | None, *, now: datetime) -> SendForm:
    sha256 = found.letter.reviewed_sha256 if found.letter else ""
    return SendForm(
        initial={
            "reviewed_sha256": sha256,
            "key": secrets.token_urlsafe(16),
            "offer": shown_offer(card, now=now),
        },
        auto_id="%s",
    )


def chosen_card(document: dict[str, Any], found: Review) -> ChannelCard | None:
    """The way that the person chose, with its price for this very letter."""
    typed = typed_values(document)
    provider = document["provider"]
    known = (
        provider_or_404(*provider.split("/", 1)) if isinstance(provider, str) else None
    )
    origin = home_country(typed, known)
    cards = channel_cards(
        origin=origin,
        destination=recipient_place(typed, known) or origin,
        today=timezone.localdate(),
        dates=found.draft.answer if found.draft.case_file.is_ending else None,
    )
    card = next((card for card in cards if card.name == typed["channel"]), None)
    if card is None:
        return None
    kind = kind_on_the_way(document, channel_name=card.name)
    card = replace(card, kind=kind, words=channel_words(kind))
    return priced_for(card, found.letter) if found.letter else card


def priced_for(card: ChannelCard, letter: Letter) -> ChannelCard:
    """The price of this very letter with its pages, the same that the order will name."""
    if card.quote is None or not card.quote.total.amount:
        return card
    try:
        quote = quote_letter(letter.case, letter, channel=card.name, now=timezone.now())
    except (Refused, Unavailable) as reason:
        return replace(card, quote=None, why_not=sentence_of(reason))
    return replace(card, quote=quote)


@require_POST
def send(request: HttpRequest, token: str) -> HttpResponse:
    """One press: seal and decide to send. The same press again changes nothing."""
    case = case_or_404(token)
    form = SendForm(request.POST, auto_id="%s")
    name = draft_of(case).get("carrier", "")
    if name not in channel_names():
        problem = gettext(
            "Choose how it should go, then look at the letter again. Nothing was sent."
        )
        return shown(request, token, case, problem=problem, status=422)
    if not form.is_valid():
        return shown(request, token, case, form=form, status=422)
    return pressed(
        request, token, case, {**form.cleaned_data, "channel": name}, shown=shown
    )


def pressed(
    request: HttpRequest,
    token: str,
    case: Case,
    given: Mapping[str, Any],
    *,
    shown: Callable[..., HttpResponse],
) -> HttpResponse:
    """Send: the price still stands, then seal and decide. `given`: channel, offer, key and reviewed_sha256."""
    count(SENDS, request)
    now = timezone.now()
    channel, reviewed = given["channel"], given["reviewed_sha256"]
    asked = price_problem(
        case, reviewed, channel=channel, offer=given["offer"], now=now
    )
    if asked:
        return shown(request, token, case, problem=asked, status=409)
    try:
        send_case(
            case,
            channel=channel,
            key=given["key"],
            reviewed_sha256=reviewed,
            now=now,
        )
    except OSError:
        return no_room(request)
    except (Blocked, Changed, NotConfigured) as reason:
        problem, status = refusal(reason)
        return shown(request, token, case, problem=problem, status=status)
    return redirect("web:case", token=token)


def refusal(reason: Exception) -> tuple[str, int]:
    """What happened, what did not, and what to do now."""
    if isinstance(reason, Changed):
        return gettext(
            "The letter has changed since you looked at it. Nothing was sent. Read it again, then press."
        ), 409
    if isinstance(reason, Blocked):
        return gettext(
            "It may not go out like this. Nothing was sent. The reason stands below."
        ), 422
    if isinstance(reason, NoticeOpen):
        return gettext(
            "Your notice about this contract is under way already, in the case %(reference)s. Nothing was sent. Go on in that case: correct it there, have it sent once more, or close it first."
        ) % {"reference": reason.reference}, 409
    return gettext(
        "This way cannot be used here: %(reason)s. Nothing was sent. Choose another way."
    ) % {"reason": reason}, 422
