"""The fields that only some kinds of letter ask for, and what such a letter cannot do without."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from duly.web.forms.days import DayField, PastDayField
from duly.web.forms.kinds import (
    ASKED,
    ENDING,
    FACTS,
    FIRST_ACTS,
    LEFT_OUT,
    PAID_FROM,
    REASONS,
    kind_of,
)
from duly.web.words import Words

if TYPE_CHECKING:
    from duly.web.forms.letter import LetterForm

# Without these there is no such letter.
NEEDED: Mapping[str, Mapping[str, Words]] = {
    "reminder": {
        "first_letter_on": _(
            "Give the day of your first letter: they look for it by that day."
        )
    },
    "refund_demand": {
        "charged_on": _("Give the day on which they took the money."),
        "amount": _("Give the amount that they took, with its currency."),
    },
    "stop_payment": {"recipient_name": _("Give the name of your bank.")},
}


def kind_fields() -> dict[str, forms.Field]:
    return {
        "circumstance": forms.ChoiceField(
            label=_("What is the reason?"), required=False, choices=REASONS
        ),
        "cause": words(
            _("The reason in one sentence"),
            hint=_(
                "Say what happened and since when. Leave it empty if the choice above says it all."
            ),
            longest=200,
        ),
        "first_act": forms.ChoiceField(
            label=_("What did your first letter do?"),
            required=False,
            choices=FIRST_ACTS,
        ),
        "first_letter_on": PastDayField(
            label=_("Day of your first letter"), required=False
        ),
        "first_reference": words(
            _("Reference of your first letter"), hint=_("If it has one."), longest=40
        ),
        "refused_on": PastDayField(
            label=_("Day on which they said no"), required=False
        ),
        "offered_on": PastDayField(label=_("Day of their offer"), required=False),
        "ended_on": DayField(
            label=_("Day on which the contract ends or ended"), required=False
        ),
        "paid_from": forms.ChoiceField(
            label=_("How was it paid?"), required=False, choices=PAID_FROM
        ),
        "bank_account": words(
            _("Your account or card number at the bank"),
            hint=_("Of a card only the last four digits."),
            longest=40,
        ),
        "mandate_reference": words(
            _("Reference of the direct debit"),
            hint=_("It stands on your statement. Leave it empty if you find none."),
            longest=40,
        ),
        "stop_from": DayField(
            label=_("Stop the payments from"),
            help_text=_("Empty means at once."),
            required=False,
        ),
        "charged_on": PastDayField(
            label=_("Day of the charge"),
            help_text=_("As it stands on the statement."),
            required=False,
        ),
        "amount": words(
            _("Amount"),
            hint=_(
                "As it stands on the statement, with its currency, such as 29.90 EUR."
            ),
            longest=30,
        ),
    }


def words(label: Words, *, hint: Words, longest: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=longest,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


def fit_to(form: "LetterForm", kind: str) -> None:
    """What another kind of letter asks for is not missing in this one."""
    if kind not in ("ordinary", "for_cause"):
        form.fields["end"].required = False
    if kind not in ENDING:
        form.fields["goals"].required = False


def forget_unasked(form: "LetterForm") -> None:
    """A slip in a field that this kind does not show cannot be mended there, and changes nothing."""
    kind = form.letter_kind
    for name in list(form.errors):
        kinds = ASKED.get(name) or LEFT_OUT.get(name)
        if kinds and kind not in kinds:
            del form.errors[name]


def kind_rows(form: "LetterForm") -> Iterator[tuple[str, forms.BoundField]]:
    """The kinds that ask for it, in one string for the page, and the field."""
    for name, kinds in ASKED.items():
        yield " ".join(kinds), form[name]


def check_kind(form: "LetterForm", cleaned: dict[str, Any]) -> None:
    for name, message in NEEDED.get(form.letter_kind, {}).items():
        if not cleaned.get(name) and name not in form.errors:
            form.add_error(name, message)
    check_cause(form, cleaned)
    check_amount(form, cleaned)
    check_charge(form, cleaned)


def check_cause(form: "LetterForm", cleaned: dict[str, Any]) -> None:
    is_given = cleaned.get("cause") or cleaned.get("circumstance")
    if form.letter_kind == "for_cause" and not is_given and "cause" not in form.errors:
        form.add_error("cause", _("Choose the reason, or say it in one sentence."))


def check_amount(form: "LetterForm", cleaned: dict[str, Any]) -> None:
    amount = str(cleaned.get("amount") or "")
    asks = form.letter_kind in ASKED["amount"]
    if asks and amount and not any(sign.isdigit() for sign in amount):
        form.add_error("amount", _("Give the amount as a figure, such as 29.90 EUR."))


def check_charge(form: "LetterForm", cleaned: dict[str, Any]) -> None:
    charged, ended = cleaned.get("charged_on"), cleaned.get("ended_on")
    if form.letter_kind == "refund_demand" and charged and ended and charged < ended:
        form.add_error(
            "charged_on",
            _(
                "That day lies before the end of the contract. This letter asks back only what was taken after it."
            ),
        )


def case_facts(typed: Mapping[str, Any]) -> dict[str, str]:
    """The facts of the case file; only those that this kind of letter speaks of. A day that is none stays out."""
    kind = kind_of(typed)
    found = {}
    for name in FACTS:
        value = str(typed.get(name) or "").strip()
        if value and kind in ASKED[name] and is_sound(name, value):
            found[name] = value
    if kind == "stop_payment" and is_before_the_notice(found):
        # With the day of the notice the letter would call this charge unauthorised, and it was not.
        del found["first_letter_on"]
    return found


def is_before_the_notice(facts: Mapping[str, str]) -> bool:
    noticed, charged = facts.get("first_letter_on"), facts.get("charged_on")
    return bool(noticed and charged and charged <= noticed)


def is_sound(name: str, value: str) -> bool:
    """In a form that is still being filled a half-typed day or amount is a gap and no fault."""
    if name == "amount":
        return any(sign.isdigit() for sign in value)
    if not name.endswith(("_on", "_from")):
        return True
    field = cast(DayField, kind_fields()[name])
    try:
        field.clean(value)
    except forms.ValidationError:
        return False
    return True
