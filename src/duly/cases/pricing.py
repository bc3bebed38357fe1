"""What does this letter cost by this way: the carrier's price, the operator's fee, the tax, and until when."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from babel.numbers import get_territory_currencies
from django.conf import settings
from django.utils.translation import gettext

from duly.cases.actions.draft import draft_of
from duly.cases.catalogue import parties_of
from duly.cases.envelope import case_file_of
from duly.cases.models import Case, Letter, Order
from duly.cases.printing import printed_pages
from duly.cases.service import chosen_service
from duly.channels import Quote, QuoteLine, Refused, SealedLetter, Unavailable
from duly.channels import channel as find_channel
from duly.kit.address import Address
from duly.kit.money import Money
from duly.kit.said import as_document, from_document, said
from duly.knowledge.operator_prices import (
    BadPrices,
    OperatorPrices,
    operator_prices,
    tax_of,
)
from duly.letters.case_file import CaseFile
from duly.payments import offered

# Whoever prints and posts it themselves owes nobody here anything, whatever a table says.
OWN_HANDS = "self_print"


def takes_money() -> bool:
    """False where the person runs duly for themselves: then no price is ours and no step is shown."""
    return bool(offered(os.environ))


def own_folder() -> Path:
    """Where the operator's own table and texts lie; they overlay the package's."""
    return Path(settings.HOME) / "data" / "operator"


def prices_now() -> OperatorPrices:
    """The operator's own table, or the empty one."""
    return operator_prices(own_folder())


def priced(quote: Quote, *, channel: str, country: str, now: datetime) -> Quote:
    """The whole price for a person in `country`: carrier, fee, tax.

    Untouched where nothing is taken here. Raises Unavailable where the operator's table has no row for it.
    """
    if not takes_money() or channel == OWN_HANDS:
        return quote
    try:
        prices = prices_now()
    except BadPrices as reason:
        # Named by `duly doctor`.
        raise Unavailable(
            gettext("The prices of this site cannot be read.")
        ) from reason
    carrier = in_the_persons_currency(quote, country=country)
    fee = prices.fee(channel, carrier.total.currency)
    rate = prices.rate(country)
    if fee is None:
        raise Unavailable(gettext("There is no price in your currency yet."))
    valid_until = now + timedelta(minutes=prices.valid_minutes)
    net = carrier.total.amount + fee
    if net == 0:
        return replace(carrier, valid_until=valid_until)
    if rate is None:
        raise Unavailable(gettext("There is no price for your country yet."))
    lines = (*carrier.lines, *our_lines(net, fee, rate, carrier.total.currency))
    total = Money(sum(line.amount.amount for line in lines), carrier.total.currency)
    return replace(carrier, lines=lines, total=total, valid_until=valid_until)


def in_the_persons_currency(quote: Quote, *, country: str) -> Quote:
    """Nothing is nothing in every currency; a price of a carrier is never converted by us."""
    currencies = get_territory_currencies(country) if country else []
    if quote.total.amount or not currencies:
        return quote
    nothing = Money(0, currencies[0])
    lines = tuple(replace(line, amount=nothing) for line in quote.lines)
    return replace(quote, lines=lines, total=nothing)


def our_lines(net: int, fee: int, rate: int, currency: str) -> list[QuoteLine]:
    lines = []
    if fee:
        label = said("Our fee for one letter")
        lines.append(QuoteLine(kind="fee", label=label, amount=Money(fee, currency)))
    if rate:
        label = said("VAT %(percent)s %%", percent=f"{rate / 100:g}")
        amount = Money(tax_of(net, rate), currency)
        lines.append(QuoteLine(kind="tax", label=label, amount=amount))
    return lines


def quote_letter(case: Case, letter: Letter, *, channel: str, now: datetime) -> Quote:
    """The price of this very letter with its pages. Raises Refused, Unavailable, KeyError."""
    case_file = case_file_of(case)
    home = home_of(case_file)
    recipient = parties_of(case_file).recipient
    quote = find_channel(channel).quote(
        letter=replace(
            to_be_priced(case, letter, case_file),
            service=chosen_service(draft_of(case), channel_name=channel),
        ),
        origin=home,
        destination=recipient.address.country if recipient.address else home,
        today=now.date(),
    )
    return priced(quote, channel=channel, country=home, now=now)


def is_paid(case: Case, *, channel: str, reviewed_sha256: str, now: datetime) -> bool:
    """May this letter go by this way: it costs nothing here, or its price is reserved."""
    if not takes_money():
        return True
    letter = case.letters.filter(reviewed_sha256=reviewed_sha256).first()
    if letter is None:
        return True  # there is nothing to send; the seal says why
    if letter.orders.filter(channel=channel, state=Order.RESERVED).exists():
        return True
    try:
        return quote_letter(case, letter, channel=channel, now=now).total.amount == 0
    except (Refused, Unavailable):
        return False


def home_of(case_file: CaseFile) -> str:
    """The person's country: where they say that they live, else that of their address."""
    residence = str(case_file.matter.get("residence") or "")
    address = case_file.sender.address
    return (residence or (address.country if address else ""))[:2].upper()


def to_be_priced(case: Case, letter: Letter, case_file: CaseFile) -> SealedLetter:
    """What a carrier needs for a price: no bytes, only how many pages."""
    recipient = parties_of(case_file).recipient
    sender = case_file.sender
    return SealedLetter(
        reference=case.reference,
        pdf=b"",
        sha256=letter.reviewed_sha256,
        pages=printed_pages(letter),
        language=letter.language,
        subject="",
        text="",
        sender_name=sender.name,
        sender_address=sender.address or Address(country=home_of(case_file)),
        sender_email=sender.email,
        recipient_name=recipient.name,
    )


def quote_as_document(quote: Quote) -> dict[str, Any]:
    """A quote as it is kept with the order."""
    return {
        "lines": [
            {
                "kind": line.kind,
                "label": line.label,
                "amount": line.amount.amount,
                "said": as_document(line.label),
            }
            for line in quote.lines
        ],
        "total": quote.total.amount,
        "currency": quote.total.currency,
        "source": quote.source,
        "source_said": as_document(quote.source),
        "checked_on": quote.checked_on.isoformat() if quote.checked_on else None,
    }


def quote_of(document: Mapping[str, Any]) -> Quote:
    """The quote that `quote_as_document` wrote."""
    currency = document["currency"]
    checked_on = document["checked_on"]
    return Quote(
        lines=tuple(
            QuoteLine(
                kind=line["kind"],
                label=from_document(line.get("said", {}), otherwise=line["label"]),
                amount=Money(line["amount"], currency),
            )
            for line in document["lines"]
        ),
        total=Money(document["total"], currency),
        source=from_document(
            document.get("source_said", {}), otherwise=document["source"]
        ),
        checked_on=date.fromisoformat(checked_on) if checked_on else None,
    )
