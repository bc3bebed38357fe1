"""What the recipient of a notice says on their own page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duly.web.forms.after import day_field


class RecipientForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Your answer"),
        choices=(
            ("", _("Choose")),
            ("confirmed", _("We confirm: the contract ends")),
            ("refused", _("We refuse")),
            ("information_request", _("We need something more")),
            ("not_our_customer", _("This person is not our customer")),
        ),
        error_messages={"required": _("Choose your answer.")},
    )
    ends_on = day_field(
        _("The day on which the contract ends"),
        required=False,
        help_text=_("Only if you confirm."),
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("The person who answers for the company."),
        max_length=120,
        error_messages={"required": _("Type your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    words = forms.CharField(
        label=_("What you need, or why you refuse"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == "confirmed" and not cleaned.get("ends_on"):
            self.add_error("ends_on", _("Give the day on which it ends."))
        return cleaned


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code from the mail"),
        help_text=_("Eight digits; it holds for 30 minutes."),
        max_length=20,
        error_messages={"required": _("Type the code.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )
