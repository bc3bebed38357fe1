"""The signed card of a letter on paper: the person photographs it, and it becomes part of the proof."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duly.cases.actions.return_card import keep_return_card
from duly.cases.models import Case
from duly.web.forms.after import FILES
from duly.web.forms.days import PastDayField
from duly.web.views.told import answered


class ReturnCardForm(forms.Form):
    card = forms.FileField(
        label=_("Picture of the signed card"),
        help_text=_("PDF, JPEG or PNG. Both sides, if you can, in one file."),
        widget=forms.FileInput(attrs={"accept": FILES}),
        error_messages={"required": _("Choose the picture or the PDF of the card.")},
    )
    signed_on = PastDayField(
        label=_("Day beside the signature"),
        required=False,
        help_text=_("Leave it empty if you cannot read it."),
    )


def page(request: HttpRequest, token: str) -> HttpResponse:
    return answered(
        request,
        token,
        template="web/case/return_card.html",
        form_class=ReturnCardForm,
        act=keep,
    )


def keep(case: Case, given: dict[str, Any]) -> None:
    keep_return_card(
        case,
        name=given["card"].name,
        content=given["card"].read(),
        signed_on=given["signed_on"],
        now=timezone.now(),
    )
