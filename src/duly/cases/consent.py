"""What exactly was accepted? The words beside the box, the price and the terms, as bytes with a digest."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from duly.cases.envelope import site_name
from duly.cases.pricing import own_folder, prices_now
from duly.cases.record import utc
from duly.channels import Quote
from duly.kit.money import Money
from duly.knowledge.operator_texts import operator_text, text_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """No name in it: the digest of the letter says whose it is."""

    order: str
    case: str
    letter_sha256: str
    channel: str
    processor: str
    quote: Quote
    language: str


def written(amount: Money) -> str:
    """`$14.20`, as it stands on the page in this language."""
    from babel.numbers import format_currency, get_currency_precision

    value = Decimal(amount.amount).scaleb(-get_currency_precision(amount.currency))
    language = translation.get_language() or "en"
    return str(format_currency(value, amount.currency, locale=language))


def box_words(amount: Money) -> str:
    """The sentence beside the box. It names the amount, and joins nothing else to it."""
    return _(
        "I order the sending of this letter for %(amount)s and accept the terms."
    ) % {"amount": written(amount)}


def own_text(name: str, language: str) -> str:
    """The operator's `terms` or `privacy`, filled."""
    return operator_text(
        name,
        language=language,
        filled={
            "operator": site_name(),
            "contact": settings.OPERATOR_CONTACT or settings.BASE_URL,
            "valid_minutes": str(prices_now().valid_minutes),
        },
        overlay=own_folder(),
    )


def own_text_language(name: str, language: str) -> str:
    """The language that it is written in: the operator's own may be one alone."""
    return text_file(name, language, own_folder()).parent.name


def terms_sha256(language: str) -> str:
    return hashlib.sha256(own_text("terms", language).encode()).hexdigest()


def consent_text(consent: Consent, *, now: datetime) -> bytes:
    """All that was on the page, in the language of the page, as plain text."""
    with translation.override(consent.language):
        lines = [
            box_words(consent.quote.total),
            "",
            f"order: {consent.order}",
            f"case: {consent.case}",
            f"letter SHA-256: {consent.letter_sha256}",
            f"way of sending: {consent.channel}",
            f"way of paying: {consent.processor}",
            f"accepted at: {utc(now)}",
            "",
            *(f"{line.label}: {written(line.amount)}" for line in consent.quote.lines),
            f"total, once: {written(consent.quote.total)}",
            "",
            own_text("terms", consent.language),
        ]
    return "\n".join(lines).encode()
