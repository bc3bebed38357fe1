"""What a person tells us after the sending."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from duly.web.forms.days import DayField, PastDayField
from duly.web.forms.kinds import ASKING_FOR_THE_END
from duly.web.words import Words

FILES = "application/pdf,image/jpeg,image/png"


NO_DAY_CHOSEN: dict[str, Words] = {"required": _("Choose the day.")}


def day_field(
    label: Words, *, required: bool = True, help_text: Words = ""
) -> DayField:
    return DayField(
        label=label, required=required, help_text=help_text, errors=NO_DAY_CHOSEN
    )


class PostedForm(forms.Form):
    posted_on = PastDayField(label=_("Day you posted it"), errors=NO_DAY_CHOSEN)
    tracking_number = forms.CharField(
        label=_("Number on the receipt"),
        help_text=_("If it has one. With it you can follow the letter."),
        required=False,
        max_length=40,
        error_messages={
            "max_length": _("That is longer than any such number. Look at it again.")
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    receipt = forms.FileField(
        label=_("Picture of the receipt"),
        help_text=_("PDF, JPEG or PNG. It becomes part of your proof."),
        required=False,
        widget=forms.FileInput(attrs={"accept": FILES}),
    )


OFFER = ("offer", _("They offer something so that I stay"))
# What a company can say to each letter, beside no, a question and something else.
ANSWERS: Mapping[str, tuple[tuple[str, Words], ...]] = {
    "refund_demand": (
        ("confirmed", _("Yes, they pay it back")),
        ("partly", _("They pay back a part")),
    ),
    "stop_payment": (("confirmed", _("Yes, the bank stops the payments")),),
    "erasure": (
        ("confirmed", _("Yes, my data is erased")),
        ("partly", _("They erase a part and keep the rest")),
    ),
    **dict.fromkeys(ASKING_FOR_THE_END, (("confirmed", _("Yes, it ends")), OFFER)),
}


class AnswerForm(forms.Form):
    """`kind` is that of the letter: only one that asks for the end of a contract asks for its day."""

    verdict = forms.ChoiceField(
        label=_("What do they say?"),
        error_messages={"required": _("Choose what they say.")},
    )
    confirmed_end = day_field(
        _("The day on which it ends, in their words"),
        required=False,
        help_text=_("Only if they name one."),
    )
    message = forms.FileField(
        label=_("Their message"),
        help_text=_(
            "A picture, a PDF, or the email as a file (.eml). It becomes part of your proof."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": f"{FILES},.eml,message/rfc822"}),
    )

    def __init__(self, *given: Any, kind: str = "ordinary", **named: Any) -> None:
        super().__init__(*given, **named)
        yes, *more = ANSWERS[kind]
        cast(forms.ChoiceField, self.fields["verdict"]).choices = (
            ("", _("Choose")),
            yes,
            *more,
            ("refused", _("No")),
            ("asked", _("They ask for more")),
            ("other", _("Something else")),
        )
        if kind not in ASKING_FOR_THE_END:
            del self.fields["confirmed_end"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "confirmed_end" not in self.fields:
            return cleaned
        if cleaned.get("verdict") == "confirmed" and not cleaned.get("confirmed_end"):
            self.add_error(
                "confirmed_end",
                _(
                    "Give the day that they confirm. A yes without a day does not say when you are free."
                ),
            )
        return cleaned


PAID_BY = (
    ("", _("Choose")),
    ("visa", _("Visa card")),
    ("mastercard", _("Mastercard")),
    ("amex", _("American Express card")),
    ("discover", _("Discover card")),
    ("us_debit", _("Debit card in the United States")),
    ("us_credit", _("Credit card in the United States, by the billing law")),
    ("us_bank_account", _("Bank account in the United States")),
    ("sepa_direct_debit", _("SEPA direct debit")),
    ("uk_direct_debit", _("Direct Debit in the United Kingdom")),
    ("ca_preauthorized", _("Pre-authorized debit in Canada")),
    ("paypal", _("PayPal")),
)


class ChargedForm(forms.Form):
    paid_by = forms.ChoiceField(
        label=_("How was it paid?"),
        choices=PAID_BY,
        error_messages={
            "required": _("Choose how it was paid: the days you have depend on it.")
        },
    )
    charged_on = PastDayField(
        label=_("Day of the charge"),
        help_text=_("As it stands on the statement."),
        errors=NO_DAY_CHOSEN,
    )
    amount = forms.CharField(
        label=_("Amount"),
        help_text=_("As it stands on the statement. Only for the text to your bank."),
        required=False,
        max_length=30,
        error_messages={
            "max_length": _("Give the amount alone, such as 12.99 with its currency.")
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-s"}),
    )


class DecideForm(forms.Form):
    dispatch = forms.IntegerField(widget=forms.HiddenInput())
    verdict = forms.ChoiceField(
        choices=(("sent", ""), ("not_sent", ""), ("resend", "")),
        widget=forms.HiddenInput(),
    )


class DecideMailForm(forms.Form):
    mail = forms.IntegerField(widget=forms.HiddenInput())
    verdict = forms.ChoiceField(
        choices=(("theirs", ""), ("not_theirs", "")), widget=forms.HiddenInput()
    )
