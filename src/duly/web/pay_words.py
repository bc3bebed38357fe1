"""What each way to pay is called, and what happens on it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from duly.web.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PayWords:
    title: Words
    detail: Words


WORDS = {
    "stripe": PayWords(
        title=_("Card"),
        detail=_(
            "You type the card on the page of Stripe. We never see it, and nobody keeps it for a next time."
        ),
    ),
    "offline": PayWords(
        title=_("Bank transfer or voucher"),
        detail=_(
            "The letter waits until the transfer has come, which takes a day or two. A voucher pays at once."
        ),
    ),
}


def pay_words(name: str) -> PayWords:
    """A processor of the operator's own is called by its folder."""
    return WORDS.get(name, PayWords(title=name, detail=""))
