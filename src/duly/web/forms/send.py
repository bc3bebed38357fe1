"""The one press that sends."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SendForm(forms.Form):
    """What was looked at, by which way, once. The box is never ticked for the person."""

    reviewed_sha256 = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput())
    key = forms.CharField(min_length=8, max_length=64, widget=forms.HiddenInput())
    offer = forms.CharField(
        max_length=300, required=False, widget=forms.HiddenInput()
    )  # the price as it was shown; empty where the way costs nothing
    agreed = forms.BooleanField(
        label=_("I have read the letter. duly may send it in my name."),
        error_messages={
            "required": _("Tick the box if the letter may go out in your name.")
        },
    )
