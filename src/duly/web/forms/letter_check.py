"""Any letter, pasted to see what is wrong with it."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from duly.web.forms.letter import LANGUAGES
from duly.web.forms.places import residence_choices

MOST = 20_000
# Kinds of a channel; a letter may only claim the one by which it really goes.
CHANNELS = (
    ("", _("I do not know yet")),
    ("post", _("Ordinary post")),
    ("registered_post", _("Registered or certified post")),
    ("email", _("E-mail")),
    ("registered_email", _("E-mail with proof")),
)


class LetterCheckForm(forms.Form):
    letter = forms.CharField(
        label=_("The letter"),
        help_text=_(
            "Paste the whole text, with the addresses. It is checked and not kept."
        ),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": "14", "dir": "auto"}),
        error_messages={"required": _("Paste the text of the letter.")},
    )
    residence = forms.ChoiceField(
        label=_("Where do you live?"),
        help_text=_(
            "A letter may only name a law that holds there. Leave it open if you do not know."
        ),
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language that the letter should be in"),
        choices=(("", _("Any")), *LANGUAGES),
        required=False,
    )
    channel = forms.ChoiceField(
        label=_("How will it go?"),
        help_text=_("A letter that says “registered” must be sent so."),
        choices=CHANNELS,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["residence"]).choices = residence_choices()
