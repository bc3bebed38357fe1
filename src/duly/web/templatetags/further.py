"""The other case of a matter: its address, where this browser holds its link."""

from django import template
from django.template import Context
from django.urls import reverse

from duly.cases.queries import cases_by_tokens
from duly.web.forms.kinds import KINDS
from duly.web.mine import tokens_of
from duly.web.words import Words

register = template.Library()


@register.simple_tag(takes_context=True)
def case_address(context: Context, reference: str) -> str:
    """Empty where the link is not held: a reference alone opens nothing."""
    for token, case in cases_by_tokens(tokens_of(context["request"])):
        if case.reference == reference:
            return reverse("web:case", args=[token])
    return ""


# How it was paid, in the words of the letter to the bank.
PAID_FROM = {
    "visa": "credit_card",
    "mastercard": "credit_card",
    "amex": "credit_card",
    "discover": "credit_card",
    "us_credit": "credit_card",
    "us_debit": "bank_debit",
    "us_bank_account": "bank_debit",
    "ca_preauthorized": "bank_debit",
    "sepa_direct_debit": "direct_debit_sepa",
    "uk_direct_debit": "bacs",
    "paypal": "paypal",
}


@register.filter
def paid_from(paid_by: str) -> str:
    return PAID_FROM.get(paid_by, "")


@register.filter
def kind_label(kind: str) -> Words:
    return dict(KINDS).get(kind, "")
