"""What should the letter do? The nine kinds of letter, and what each of them asks for."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from duly.knowledge.providers import Contact, Provider

FIRST = (
    ("ordinary", _("End my contract")),
    ("for_cause", _("End my contract for a reason")),
    ("withdrawal", _("I want to undo a purchase I just made")),
    ("stop_payment", _("Have my bank stop the payments")),
    ("erasure", _("Have my data erased")),
)
AFTERWARDS = (
    ("reminder", _("Remind them of a letter that they did not answer")),
    ("answer_refusal", _("Answer them when they said no")),
    ("answer_offer", _("Turn down an offer to stay")),
    ("refund_demand", _("Ask back what they took after the end")),
)
KINDS = (*FIRST, *AFTERWARDS)
# They end the contract, so that there is a day on which they must be there.
ENDING = ("ordinary", "for_cause", "withdrawal")
# Their answer should name the day on which the contract ends.
ASKING_FOR_THE_END = (*ENDING, "reminder", "answer_refusal", "answer_offer")
AFTER = tuple(name for name, _label in AFTERWARDS)
REASONS = (
    ("", _("Another reason, in my own words")),
    ("breach", _("They do not deliver what was agreed")),
    ("price_raised", _("They announced a higher price")),
    ("terms_changed", _("They announced other terms")),
    ("moved", _("I am moving home")),
    ("illness", _("An illness keeps me from using it")),
    ("situation_changed", _("My situation has changed")),
    ("claim_happened", _("The insured event has happened")),
)
PAID_FROM = (
    ("", _("Choose")),
    ("bank_debit", _("A bank account or a debit card")),
    ("direct_debit_sepa", _("SEPA direct debit")),
    ("bacs", _("Direct Debit in the United Kingdom")),
    ("credit_card", _("A credit card")),
    ("paypal", _("PayPal")),
)
FIRST_ACTS = (
    ("ordinary", _("It ended the contract")),
    ("for_cause", _("It ended the contract for a reason")),
    ("withdrawal", _("It undid a purchase")),
)
# Each field and the kinds of letter that ask for it; the order is that of the page.
ASKED: Mapping[str, tuple[str, ...]] = {
    "circumstance": ("for_cause",),
    "cause": ("for_cause",),
    "first_act": ("reminder", "answer_refusal", "answer_offer"),
    "first_letter_on": (*AFTER, "stop_payment"),
    "first_reference": AFTER,
    "refused_on": ("answer_refusal",),
    "offered_on": ("answer_offer",),
    "ended_on": ("reminder", "refund_demand"),
    "paid_from": ("stop_payment",),
    "bank_account": ("stop_payment",),
    "mandate_reference": ("stop_payment",),
    "stop_from": ("stop_payment",),
    "charged_on": ("refund_demand", "stop_payment"),
    "amount": ("refund_demand", "stop_payment"),
}
ABOUT_THE_CONTRACT = (*ENDING, *AFTER)
# The other fields that not every letter shows.
LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "renews": ABOUT_THE_CONTRACT,
    "concluded_on": ABOUT_THE_CONTRACT,
    "online": ABOUT_THE_CONTRACT,
    "notice": ABOUT_THE_CONTRACT,
    "end": ("ordinary", "for_cause"),
    "end_on": ("ordinary", "for_cause"),
    "goals": ENDING,
}
# Those that stand under `facts` in the case file.
FACTS = (
    "cause",
    "first_letter_on",
    "first_reference",
    "refused_on",
    "offered_on",
    "ended_on",
    "stop_from",
    "charged_on",
    "amount",
)


def kind_of(typed: Mapping[str, Any]) -> str:
    """The kind that the form stands for now; without a choice it is the letter that ends a contract."""
    return chosen_kind(typed) or "ordinary"


def chosen_kind(typed: Mapping[str, Any]) -> str:
    """Empty while the person has chosen none. Older drafts chose the withdrawal as an end, and whoever wants nothing
    but their data erased writes that letter (`letters.case_file` reads it the same way)."""
    if chosen := among(KINDS, typed, "kind"):
        return chosen
    if typed.get("end") == "undo":
        return "withdrawal"
    return "erasure" if typed.get("goals") == ["erase_data"] else ""


def found_contact(provider: Provider | None, kind: str) -> Contact | None:
    """The postal address of the catalogue that this kind of letter goes to: the company's, and for its data the
    privacy desk's where there is one. A bank stands in no catalogue.
    """
    if provider is None or kind == "stop_payment":
        return None
    if kind == "erasure":
        return privacy_desk(provider) or provider.postal_recipient
    return provider.postal_recipient


def privacy_desk(provider: Provider) -> Contact | None:
    return next(
        (
            contact
            for contact in provider.contacts
            if (contact.kind, contact.purpose) == ("postal_address", "privacy")
            and contact.source.is_own_text
            and contact.source.checked != "import"
        ),
        None,
    )


def act_of(typed: Mapping[str, Any]) -> str:
    """Which act of law the letter is, or speaks of."""
    kind = kind_of(typed)
    return (
        kind if kind in ENDING else among(FIRST_ACTS, typed, "first_act") or "ordinary"
    )


def circumstances(typed: Mapping[str, Any]) -> list[str]:
    """What the law packs ask the person about, for this kind of letter."""
    kind = kind_of(typed)
    named = [
        among(REASONS, typed, "circumstance") if act_of(typed) == "for_cause" else "",
        among(PAID_FROM, typed, "paid_from") if kind == "stop_payment" else "",
        "refused" if kind == "answer_refusal" else "",
    ]
    return [name for name in named if name]


def among(
    choices: tuple[tuple[str, Any], ...], typed: Mapping[str, Any], name: str
) -> str:
    """What was chosen, or empty for what nobody offers."""
    chosen = str(typed.get(name) or "")
    return chosen if chosen in dict(choices) else ""
