"""The order: two boxes, each for one thing, and nothing chosen for the person."""

from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from duly.cases.consent import box_words
from duly.kit.money import Money
from duly.payments import Processor
from duly.web.pay_words import pay_words

OFFER_SALT = "offer"


def signed_offer(amount: Money, *, at: datetime) -> str:
    """The price as it was shown, and when: it comes back with the press, and nobody can write another."""
    return signing.dumps(
        [amount.amount, amount.currency, at.isoformat()], salt=OFFER_SALT
    )


def offer_in(text: str) -> tuple[Money, datetime] | None:
    """What `signed_offer` wrote; None for anything else."""
    try:
        amount, currency, at = signing.loads(text, salt=OFFER_SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Money(amount, currency), datetime.fromisoformat(at)


class OrderForm(forms.Form):
    """What was looked at, by which way, at which price, paid how, once."""

    reviewed_sha256 = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput())
    key = forms.CharField(min_length=8, max_length=64, widget=forms.HiddenInput())
    channel = forms.CharField(max_length=40, widget=forms.HiddenInput())
    offer = forms.CharField(max_length=300, widget=forms.HiddenInput())
    processor = forms.ChoiceField(
        label=_("How do you want to pay?"),
        widget=forms.RadioSelect(),
        error_messages={"required": _("Choose how you want to pay.")},
    )
    agreed = forms.BooleanField(
        label=_("I have read the letter. duly may send it in my name."),
        error_messages={
            "required": _("Tick the box if the letter may go out in your name.")
        },
    )
    accepted = forms.BooleanField(
        error_messages={"required": _("Tick the box if you want to order it.")}
    )

    def __init__(
        self,
        *args: Any,
        price: Money,
        processors: tuple[Processor, ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accepted"].label = box_words(price)
        names = [each.name for each in processors]
        self.fields["processor"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (name, pay_words(name).title) for name in names
        ]
        if len(names) == 1:  # one way to pay is no choice
            self.fields["processor"].widget = forms.HiddenInput()
            self.fields["processor"].initial = names[0]

    def clean_offer(self) -> tuple[Money, datetime]:
        offer = offer_in(self.cleaned_data["offer"])
        if offer is None:
            raise forms.ValidationError(_("Load the page again and look at the price."))
        return offer


class VoucherForm(forms.Form):
    code = forms.CharField(
        label=_("Voucher code"),
        help_text=_("Sixteen characters. Spaces and hyphens do not matter."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-m"}),
        error_messages={"required": _("Type the code.")},
    )
