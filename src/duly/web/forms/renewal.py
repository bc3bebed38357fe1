"""The one question of the provider page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from duly.web.forms.days import DayField


class RenewalForm(forms.Form):
    renews = DayField(
        label=_("When does it renew?"),
        errors={"required": _("Choose the day on which it renews.")},
    )
