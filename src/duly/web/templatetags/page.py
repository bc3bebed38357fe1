"""How dates, money and fingerprints look on a page."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from babel.numbers import format_currency
from django import template
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from duly.cases.day_patterns import (
    DAY,
    MIDDLE_DAY,
    MOMENT,
    SHORT_DAY,
    SHORT_DAY_YEAR,
    written_day,
)
from duly.cases.models import Dispatch
from duly.cases.queries import Entry
from duly.cases.service import is_ordinary
from duly.channels import channel, channel_names
from duly.kit.money import Money
from duly.kit.said import Said
from duly.web import state_words
from duly.web.channel_words import channel_words
from duly.web.forms import places, places_in_form
from duly.web.spoken import spoken

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: Context, name: str) -> SafeString | str:
    """`aria-current` on the link of the page one is on."""
    match = getattr(context.get("request"), "resolver_match", None)
    current = match is not None and match.view_name == f"web:{name}"
    return format_html(' aria-current="{}"', "page") if current else ""


@register.filter
def money(amount: Money) -> str:
    """`$13.40`, or "Free" when it costs nothing."""
    if amount.amount == 0:
        return gettext("Free")
    return exact_money(amount)


@register.filter
def exact_money(amount: Money) -> str:
    """`$0.00`: for a bill, where nothing is still a figure."""
    from babel.numbers import get_currency_precision

    value = amount.amount / 10 ** get_currency_precision(amount.currency)
    return str(format_currency(value, amount.currency, locale=get_language() or "en"))


@register.filter
def moved_money(payload: Mapping[str, Any]) -> str:
    """`$14.20`: what an event of an order moved."""
    return exact_money(Money(payload["amount"], payload["currency"]))


@register.filter
def day(value: date | str | None) -> SafeString | str:
    return marked(value, DAY)


@register.filter
def short_day(value: date | str | None) -> SafeString | str:
    return marked(value, SHORT_DAY)


@register.filter
def middle_day(value: date | str | None) -> SafeString | str:
    return marked(value, MIDDLE_DAY)


@register.filter
def short_day_year(value: date | str | None) -> SafeString | str:
    return marked(value, SHORT_DAY_YEAR)


@register.filter
def moment(value: datetime) -> SafeString:
    return format_html(
        '<time datetime="{}">{}</time>',
        value.isoformat(),
        written_day(timezone.localtime(value), MOMENT),
    )


def marked(value: date | str | None, pattern: Promise) -> SafeString | str:
    """A `<time>` element; an ISO text is read as a day, nothing stays nothing."""
    if not value:
        return ""
    on = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return format_html(
        '<time datetime="{}">{}</time>',
        on.isoformat()[:10],
        written_day(on, pattern),
    )


@register.filter(name="spoken")
def spoken_here(sentence: str) -> str:
    """A sentence of a rule book in the language of the page."""
    return spoken(sentence)


ASSUMED = {
    "residence": _("Where you live"),
    "recipient_place": _("Where they are"),
    "contract": _("The contract"),
    "contract.sector": _("Kind of service"),
    "contract.online": _("Made online or not"),
    "contract.concluded_on": _("Day you made the contract"),
    "contract.started_on": _("Day it began"),
    "contract.term": _("Length of the term"),
    "contract.term_end": _("Day it renews"),
    "contract.renews_for": _("Length of the next term"),
    "contract.notice": _("Notice that the contract asks for"),
    "contract.notice_to": _("What the notice counts to"),
    "contract.withdrawal_information_given": _("Told of the right to withdraw"),
    "act": _("What the letter does"),
    "calendar": _("Holidays"),
    "law": _("The law"),
    "post.max_bd": _("Slowest post"),
    "post.min_bd": _("Fastest post"),
}


@register.filter
def assumed(sentence: str) -> str:
    """`contract.concluded_on: unknown, read as …` with the name that the form uses."""
    if isinstance(sentence, Said):
        field = str(sentence.values.get("field"))
        return spoken(sentence, field=ASSUMED.get(field, field))
    return spoken(sentence)


@register.filter
def fingerprint(digest: str) -> SafeString:
    """A digest in groups of eight, so that two can be compared by eye."""
    groups = ((digest[i : i + 8],) for i in range(0, len(digest), 8))
    return format_html(
        '<span class="hash" translate="no">{}</span>',
        format_html_join("", "<span>{}</span>", groups),
    )


@register.filter
def unbroken(reference: str) -> SafeString:
    """A reference that a line break does not tear at its hyphen."""
    return format_html('<span class="ref">{}</span>', reference)


@register.filter
def country_name(code: str) -> str:
    return places.country_name(code)


@register.simple_tag
def provider_url(slug: str) -> str:
    country, name = slug.split("/")
    return reverse("web:provider", args=[country, name])


@register.simple_tag
def write_url(slug: str) -> str:
    country, name = slug.split("/")
    return reverse("web:write", args=[country, name])


CONTACTS = {
    "postal_address": _("Postal address"),
    "email": _("Email"),
    "page": _("Page"),
    "phone": _("Telephone"),
    "fax": _("Fax"),
}
PURPOSES = {
    "termination": _("for ending the contract"),
    "withdrawal": _("for undoing a purchase"),
    "notices": _("for legal notices"),
    "privacy": _("privacy desk, not used for letters"),
    "general": _("office, not used for letters"),
    "terms": _("named in the terms"),
}


@register.filter
def contact_words(kind: str) -> str:
    return str(CONTACTS.get(kind, kind))


@register.filter
def purpose_words(purpose: str) -> str:
    return str(PURPOSES.get(purpose, purpose))


@register.filter
def pictures(pages: Iterable[bytes]) -> list[SafeString]:
    """The pages of a letter as inline SVG. Safe: the engine draws outlines and our own strokes, never text."""
    return [mark_safe(page.decode()) for page in pages]  # noqa: S308 made by our own engine


@register.filter
def deadline_words(kind: str) -> str:
    return str(state_words.deadline_words(kind))


@register.filter
def sent_as(dispatch: Dispatch, timeline: Iterable[Entry]) -> str:
    """What the letter went as: a carrier of registered letters takes ordinary ones, too, and says so when it accepts."""
    name = dispatch.channel
    if name not in channel_names():
        return name
    told = [one.payload for one in timeline if one.name == "dispatch.accepted"]
    services = [p.get("service") for p in told if p.get("dispatch") == dispatch.pk]
    ordinary = any(is_ordinary(name, service) for service in services)
    return str(channel_words("post" if ordinary else channel(name).kind).title)


GRADES = {
    "self": _("Only our own clock says when; an outside clock does not confirm it."),
    "witnessed": _("Others who watch the public log confirm when."),
    "independent-tsa": _("An outside time authority confirms when."),
    "qualified-tsa": _("A state-supervised time authority confirms when."),
}


@register.filter
def grade_words(grade: str) -> str:
    return str(GRADES.get(grade, ""))


CHECKS = {
    "container": _("It can be opened"),
    "files-listed": _("No file is missing or added"),
    "digests": _("No file has changed"),
    "seal": _("The list of files is sealed"),
    "asic-manifest": _("The machine-readable list says the same"),
    "asic-seal": _("The machine-readable list is sealed"),
    "timestamps": _("The time stamps fit the files"),
    "letter-seal": _("The letter is sealed and unchanged"),
    "letter-reviewed": _("The sealed letter is the one that the sender looked at"),
    "evidence-form": _("The records have the right form"),
    "evidence-chain": _("All events are there, in order"),
    "sources": _("What carriers said is kept as it came"),
    "certificates": _("The certificates were valid at that time"),
    "trust-anchor": _("The seal leads to a root that we know"),
    "time-order": _("The times follow each other"),
    "log-checkpoint": _("The log was signed"),
    "log-inclusion": _("It is in the log"),
    "log-binding": _("The log names this very proof"),
    "witness": _("Others saw the same log"),
    "evidence-record": _("The proof was renewed in time"),
    "time-grade": _("Who says when"),
}


@register.filter
def in_words(finding: Any) -> str:
    """The sentence of a finding, with the page's own name for the field that it speaks of."""
    return places_in_form.in_words(finding.message, where=finding.where)


@register.filter
def mend_at(where: str) -> str:
    """The place in the form where a finding can be mended, as the end of a link."""
    name = places_in_form.anchor(where)
    return f"#{name}_field" if name else ""


@register.filter
def check_words(name: str) -> str:
    """The name of a check as a phrase; the detail beside it says the rest."""
    return str(CHECKS.get(name, name.replace("-", " ").capitalize()))


FINDINGS = {
    "foreign-law": _("Another country’s law"),
    "law-not-in-force": _("A law that is not in force"),
    "uncitable-rule": _("A law that does not give this"),
    "wrong-act": _("The wrong right for this case"),
    "wrong-language": _("The wrong language"),
    "mixed-languages": _("Two languages mixed"),
    "unresolved-field": _("A blank left open"),
    "untranslated-key": _("A word of the machine left in"),
    "placeholder-address": _("A made-up address"),
    "address-country-mismatch": _("Address and country do not fit"),
    "recipient-unverified": _("An address nobody proved"),
    "privacy-desk-only": _("Only a privacy desk"),
    "missing-identifier": _("They cannot find your contract"),
    "missing-sender": _("Nobody is named as the sender"),
    "false-channel-claim": _("It claims a way of sending that is not used"),
    "invented-department": _("A made-up department"),
    "lawyer-claim": _("It speaks as if a lawyer wrote it"),
    "unprintable-character": _("A character that cannot be printed"),
    "bidi-control": _("A hidden character"),
    "too-long": _("Too long"),
}


@register.filter
def where_words(where: str) -> str:
    """`line 12` in the language of the page; a field keeps its name."""
    word, _space, number = where.partition(" ")
    if word != "line" or not number.isdigit():
        return where
    return gettext("line %(number)s") % {"number": number}


@register.filter
def finding_words(code: str) -> str:
    return str(FINDINGS.get(code, code))
