"""The one question of the provider page."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RenewalForm(forms.Form):
    renews = forms.DateField(
        label=_("When does it renew?"),
        widget=forms.DateInput(
            attrs={"type": "date", "class": "w-m"}, format="%Y-%m-%d"
        ),
        error_messages={
            "required": _("Choose the day on which it renews."),
            "invalid": _(
                "That is no day. Write it as year-month-day, such as 2026-12-15."
            ),
        },
    )
