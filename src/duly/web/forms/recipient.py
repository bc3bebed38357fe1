"""What the recipient of a notice says on their own page."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from duly.cases.actions.answer_code import answers_to
from duly.web.forms.after import day_field
from duly.web.forms.kinds import ASKING_FOR_THE_END


class RecipientForm(forms.Form):
    """`kind` is that of the letter: only one that asks for the end of a contract asks for its day."""

    verdict = forms.ChoiceField(
        label=_("Your answer"),
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

    def __init__(self, *given: Any, kind: str = "ordinary", **named: Any) -> None:
        super().__init__(*given, **named)
        cast(forms.ChoiceField, self.fields["verdict"]).choices = (
            ("", _("Choose")),
            *answers_to(kind).items(),
        )
        if kind not in ASKING_FOR_THE_END:
            del self.fields["ends_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "ends_on" not in self.fields:
            return cleaned
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
