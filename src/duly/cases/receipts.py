"""The receipt of what was taken and the credit note of what went back, each with its number.

No name stands on it: for a small amount the law asks for none (for the European Union: Directive 2006/112/EC,
Articles 238 and 226b), and so it may stay when the person has their case deleted.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from duly.cases.actions.receive import keep_exhibit
from duly.cases.consent import written
from duly.cases.day_patterns import PLAIN_DAY, written_day
from duly.cases.envelope import site_name
from duly.cases.in_language import in_language
from duly.cases.models import Exhibit, LedgerEntry
from duly.cases.pricing import prices_now, quote_of
from duly.cases.vault import Erased
from duly.kit.money import Money
from duly.letters.receipt import typeset_receipt


def receipt_pdf(entry: LedgerEntry) -> bytes:
    """One page in the person's language; the same entry gives the same bytes."""
    order = entry.order
    day = entry.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    with translation.override(order.case.language):
        words = receipt_words(entry, day=written_day(day, PLAIN_DAY))
    return typeset_receipt(words, country=order.country, dated=day)


def receipt_words(entry: LedgerEntry, *, day: str) -> dict[str, Any]:
    order, quote = entry.order, quote_of(entry.order.quote)
    is_back = entry.kind == LedgerEntry.REFUND
    sign = -1 if is_back else 1
    title = _("Credit note no. %(number)s") if is_back else _("Receipt no. %(number)s")
    facts = [
        [_("Date"), day],
        [_("Order"), order.reference],
        [_("Case"), order.case.reference],
        [_("What for"), _("Sending one letter, once")],
    ]
    if is_back:
        taken = order.ledger.get(kind=LedgerEntry.CAPTURE)
        facts.append([_("Takes back receipt no."), str(taken.document_no)])
    return {
        "title": title % {"number": entry.document_no},
        "lang": order.case.language,
        "issuer": issuer_lines(),
        "facts": facts,
        "lines": [
            [in_language(line.label), signed(line.amount, sign)]
            for line in quote.lines
            if line.amount.amount
        ],
        "total": [
            _("Paid back") if is_back else _("Paid"),
            signed(Money(entry.amount, order.currency), sign),
        ],
        "notes": [note for note in (prices_now().tax_note,) if note],
    }


def issuer_lines() -> list[str]:
    """The operator's own lines, else the name of the site; the tax number below."""
    prices = prices_now()
    lines = list(prices.issuer) or [site_name(), settings.OPERATOR_CONTACT]
    number = (
        _("VAT no. %(number)s") % {"number": prices.tax_number}
        if prices.is_registered and prices.tax_number
        else ""
    )
    return [line for line in (*lines, number) if line]


def signed(amount: Money, sign: int) -> str:
    return written(Money(sign * amount.amount, amount.currency))


def attach_receipt(entry: LedgerEntry, *, now: datetime) -> Exhibit | None:
    """Keep it with the case, once. None when the case was erased: the numbers stay in the ledger."""
    try:
        return keep_exhibit(
            entry.order.case,
            kind="receipt",
            name=f"receipt-{entry.document_no}.pdf",
            media_type="application/pdf",
            content=receipt_pdf(entry),
            source="order",
            source_id=f"{entry.order.reference}:{entry.kind}",
            now=now,
        )
    except Erased:
        return None


def attach_missing_receipts(*, since: datetime, now: datetime) -> int:
    """A process may die between the ledger and the page; the nightly run catches up."""
    numbered = LedgerEntry.objects.filter(document_no__isnull=False, at__gte=since)
    kept = set(
        Exhibit.objects.filter(source="order", kind="receipt").values_list(
            "source_id", flat=True
        )
    )
    missing = [
        entry
        for entry in numbered.select_related("order__case")
        if f"{entry.order.reference}:{entry.kind}" not in kept
    ]
    return sum(attach_receipt(entry, now=now) is not None for entry in missing)
