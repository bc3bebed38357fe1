"""A letter on paper after its posting: what the post office says, and calling it off at the carrier."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duly.cases.actions.post_news import note_post_news
from duly.cases.actions.recall import TooLate, recall
from duly.cases.models import Case
from duly.channels import InDoubt, Unavailable
from duly.web.folder import case_or_404
from duly.web.forms.after import FILES, NO_DAY_CHOSEN
from duly.web.forms.days import PastDayField
from duly.web.views.case import shown
from duly.web.views.told import answered, keep


class PostNewsForm(forms.Form):
    news = forms.ChoiceField(
        label=_("What does the tracking page or the envelope say?"),
        choices=(
            ("", _("Choose")),
            ("delivered", _("Delivered")),
            ("declined", _("Refused by them")),
            ("unclaimed", _("Not picked up")),
            ("returned", _("Came back: wrong or unknown address")),
            ("lost", _("Lost")),
        ),
        error_messages={"required": _("Choose what it says.")},
    )
    happened_on = PastDayField(label=_("On which day?"), errors=NO_DAY_CHOSEN)
    paper = forms.FileField(
        label=_("A picture of it"),
        help_text=_(
            "The tracking page or the envelope, as PDF, JPEG or PNG. It becomes part of your proof."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": FILES}),
    )


class RecallForm(forms.Form):
    dispatch = forms.IntegerField(widget=forms.HiddenInput())


def page(request: HttpRequest, token: str) -> HttpResponse:
    return answered(
        request,
        token,
        template="web/case/post_news.html",
        form_class=PostNewsForm,
        act=note_news,
    )


def note_news(case: Case, given: dict[str, Any]) -> None:
    if given["paper"]:
        keep(case, kind="post_report", upload=given["paper"])
    note_post_news(
        case,
        news=given["news"],
        happened_on=given["happened_on"],
        now=timezone.now(),
    )


@require_POST
def call_off(request: HttpRequest, token: str) -> HttpResponse:
    """One press asks the carrier to stop the letter; pressing again changes nothing."""
    case = case_or_404(token)
    form = RecallForm(request.POST)
    if not form.is_valid():
        return redirect("web:case", token=token)
    try:
        recall(case, dispatch_id=form.cleaned_data["dispatch"], now=timezone.now())
    except TooLate:
        problem = gettext(
            "It is too late: the letter is being printed or is on its way. It goes out as you sealed it."
        )
        return shown(request, token, status=409, problem=problem)
    except (Unavailable, InDoubt):
        problem = gettext(
            "The carrier did not answer, so we do not know if it was stopped. Press again while the time runs."
        )
        return shown(request, token, status=503, problem=problem)
    return redirect("web:case", token=token)
