"""Checks of a provider's file: may a person rely on it, and can no letter go astray by it?"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from duly.kit.address_check import check_address
from duly.kit.countries import country_codes
from duly.kit.dates import BadPeriod, parse_period
from duly.kit.mail_address import BadMailAddress, mail_address
from duly.knowledge.checks.data_file import DataFile, DataFinding
from duly.knowledge.contract_words import NOTICE_TO, SECTORS
from duly.knowledge.folding import folded
from duly.knowledge.provider_record import RECIPIENT_PURPOSES, Provider, Source
from duly.knowledge.provider_words import categories
from duly.knowledge.providers import is_slug

PERIOD_TERMS = ("renews_for", "notice", "term", "trial.length", "trial.cancel_lead")
# Sites that only retell what others say: a lead, and no source.
AGGREGATORS = ("cancelatlas.com", "karenfights.com", "justcancel.io")
LETTER_SELLERS = ("postclic.com", "aboalarm.de", "lettre-resiliation.com")
LONGEST_SUMMARY = 260

_PRIVACY_BOX = re.compile(
    r"^(privacy|gdpr|rgpd|dpo|dsb|dsgvo|data-?protection|datenschutz|protection-?donnees)",
    re.IGNORECASE,
)
_KEY = re.compile(r"[a-z][a-z0-9_]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderFile:
    """A provider as read, its file, and the day of the check."""

    file: DataFile
    provider: Provider
    today: date


def the_path_is_country_and_name(at: ProviderFile) -> Iterator[DataFinding]:
    if not is_slug(at.file.slug):
        yield at.file.block(
            "bad-slug", f"{at.file.slug!r}: small letters and hyphens, as us/acme"
        )


def the_country_is_that_of_the_folder(at: ProviderFile) -> Iterator[DataFinding]:
    folder = at.file.slug.partition("/")[0].upper()
    expected = "" if folder == "ZZ" else folder
    if at.provider.country != expected:
        yield at.file.block(
            "country-mismatch",
            f"country {at.provider.country!r} in the folder of {folder}",
        )
    elif expected and expected not in country_codes():
        yield at.file.block(
            "unknown-country", f"{expected} is no country of ISO 3166-1"
        )


def the_sector_is_one_of_the_contract(at: ProviderFile) -> Iterator[DataFinding]:
    if at.provider.sector not in SECTORS:
        yield at.file.block("unknown-sector", f"{at.provider.sector!r} is no sector")


def every_read_source_has_its_day(at: ProviderFile) -> Iterator[DataFinding]:
    for source in at.provider.sources:
        if source.seen is None and source.checked != "import":
            yield at.file.block("no-seen-day", f"{source.title}: when was it read?")


def no_day_lies_ahead(at: ProviderFile) -> Iterator[DataFinding]:
    for source in at.provider.sources:
        for day in (source.seen, source.page_date):
            if day and day > at.today:
                yield at.file.block(
                    "future-day", f"{source.title}: {day} is still to come"
                )
        if source.seen and source.page_date and source.page_date > source.seen:
            yield at.file.block(
                "future-day", f"{source.title}: the page is younger than our reading"
            )


def every_link_is_a_web_address(at: ProviderFile) -> Iterator[DataFinding]:
    links = [source.url for source in at.provider.sources]
    links += [d.source.url for d in at.provider.disputed]
    links += [c.value for c in at.provider.contacts if c.kind == "page"]
    links += [at.provider.own_way.url] if at.provider.own_way.url else []
    for link in dict.fromkeys(links):
        parts = urlsplit(link)
        if parts.scheme not in ("http", "https") or "." not in parts.netloc:
            yield at.file.block("bad-url", f"{link!r} is not a web address")


def no_fact_rests_on_a_letter_seller(at: ProviderFile) -> Iterator[DataFinding]:
    for source in at.provider.sources:
        if source.origin == "letter-seller" or _host_in(source, LETTER_SELLERS):
            yield at.file.block(
                "letter-seller-as-source",
                f"{source.title}: a letter seller's word is a lead, only [[disputed]] may show it",
            )


def no_fact_rests_on_an_aggregator(at: ProviderFile) -> Iterator[DataFinding]:
    for source in at.provider.sources:
        if _host_in(source, AGGREGATORS):
            yield at.file.block(
                "aggregator-as-source",
                f"{source.title}: it retells others; find its source",
            )


def a_disputed_address_is_no_contact(at: ProviderFile) -> Iterator[DataFinding]:
    usable = {
        folded(c.text) for c in at.provider.contacts if c.purpose in RECIPIENT_PURPOSES
    }
    for disputed in at.provider.disputed:
        if not disputed.text:
            yield at.file.block("empty-dispute", "a disputed entry without an address")
        elif folded(disputed.text) in usable:
            yield at.file.block(
                "disputed-recipient",
                f"{disputed.text!r} is disputed and offered at once",
            )


def a_privacy_box_is_no_recipient(at: ProviderFile) -> Iterator[DataFinding]:
    for contact in at.provider.contacts:
        if (
            contact.kind == "email"
            and contact.purpose in RECIPIENT_PURPOSES
            and _PRIVACY_BOX.match(contact.value)
        ):
            yield at.file.block(
                "privacy-desk-as-recipient", f"{contact.value} is a privacy desk"
            )


def an_unconfirmed_address_says_so(at: ProviderFile) -> Iterator[DataFinding]:
    for contact in at.provider.contacts:
        if (
            contact.kind in ("postal_address", "email")
            and contact.purpose in RECIPIENT_PURPOSES
            and not contact.source.is_own_text
            and not contact.note
        ):
            yield at.file.block(
                "unconfirmed-without-note", f"{contact.text}: say who prints it"
            )


def a_telephone_number_is_the_providers_own_word(
    at: ProviderFile,
) -> Iterator[DataFinding]:
    # Pages of strangers carry numbers that look like support scams.
    for contact in at.provider.contacts:
        if (
            contact.kind == "phone"
            and not contact.source.is_own_text
            and contact.source.checked != "import"
        ):
            yield at.file.block(
                "stranger's-number", f"{contact.value}: not their own text"
            )


def every_address_can_stand_on_an_envelope(at: ProviderFile) -> Iterator[DataFinding]:
    for contact in at.provider.contacts:
        if contact.address is None:
            continue
        for problem in check_address(contact.address).problems:
            if problem.severity == "block":
                found = f"{contact.text}: {problem.message}"
                # What a stranger's list holds is shown, never posted to.
                make = at.file.warn if at.provider.imported else at.file.block
                yield make("bad-address", found)


def every_mailbox_is_one(at: ProviderFile) -> Iterator[DataFinding]:
    for contact in at.provider.contacts:
        if contact.kind != "email":
            continue
        try:
            mail_address(contact.value)
        except BadMailAddress as reason:
            yield at.file.block("bad-email", str(reason))


def every_term_can_be_counted(at: ProviderFile) -> Iterator[DataFinding]:
    for term in at.provider.terms:
        if term.name == "notice_to":
            if term.value not in NOTICE_TO:
                yield at.file.block("bad-term", f"notice_to: {term.value!r}")
        elif term.name not in PERIOD_TERMS:
            yield at.file.block("bad-term", f"{term.name!r} is no piece of a matter")
        elif not _is_period(term.name, term.value):
            yield at.file.block("bad-term", f"{term.name}: {term.value!r} is no period")


def every_identifier_has_one_plain_key(at: ProviderFile) -> Iterator[DataFinding]:
    keys = Counter(identifier.key for identifier in at.provider.identifiers)
    for key, count in keys.items():
        if count > 1 or not _KEY.fullmatch(key):
            yield at.file.block("bad-identifier", f"{key!r}: small letters, and once")


def the_summary_is_short(at: ProviderFile) -> Iterator[DataFinding]:
    if not at.provider.imported and not at.provider.summary:
        yield at.file.block(
            "no-summary", "say in a sentence what it is and how it ends"
        )
    if len(at.provider.summary) > LONGEST_SUMMARY:
        yield at.file.block("long-summary", f"{len(at.provider.summary)} characters")


def the_category_is_one_of_the_list(at: ProviderFile) -> Iterator[DataFinding]:
    """Another one is shown in English on every page."""
    category = at.provider.category
    if category and not at.provider.imported and category not in categories():
        yield at.file.warn(
            "unknown-category",
            f"{category!r} is not under [[categories]] of words/shared.toml",
        )


def every_source_is_used(at: ProviderFile) -> Iterator[DataFinding]:
    used = {source.url for source in at.provider.sources}
    used |= {disputed.source.url for disputed in at.provider.disputed}
    for name, source in at.file.document.get("sources", {}).items():
        if source.get("url") not in used:
            yield at.file.warn("unused-source", f"[sources.{name}] proves nothing here")


def no_shown_fact_is_older_than_a_year(at: ProviderFile) -> Iterator[DataFinding]:
    if at.provider.imported:
        return  # all of them are of unknown age, and are shown so
    old = [s for s in at.provider.sources if s.is_stale(today=at.today)]
    if old:
        names = "; ".join(f"{s.title} ({s.as_of})" for s in old)
        yield at.file.warn("stale-fact", f"older than twelve months: {names}")


CHECKS: tuple[Callable[[ProviderFile], Iterator[DataFinding]], ...] = (
    the_path_is_country_and_name,
    the_country_is_that_of_the_folder,
    the_sector_is_one_of_the_contract,
    every_read_source_has_its_day,
    no_day_lies_ahead,
    every_link_is_a_web_address,
    no_fact_rests_on_a_letter_seller,
    no_fact_rests_on_an_aggregator,
    a_disputed_address_is_no_contact,
    a_privacy_box_is_no_recipient,
    an_unconfirmed_address_says_so,
    a_telephone_number_is_the_providers_own_word,
    every_address_can_stand_on_an_envelope,
    every_mailbox_is_one,
    every_term_can_be_counted,
    every_identifier_has_one_plain_key,
    the_summary_is_short,
    the_category_is_one_of_the_list,
    every_source_is_used,
    no_shown_fact_is_older_than_a_year,
)


def _host_in(source: Source, hosts: tuple[str, ...]) -> bool:
    host = urlsplit(source.url).netloc.casefold().removeprefix("www.")
    return host in hosts


def _is_period(name: str, value: str) -> bool:
    if name == "renews_for" and value in ("indefinite", "none"):
        return True
    if name == "trial.cancel_lead" and re.fullmatch(r"\d+h", value):
        return True
    try:
        parse_period(value)
    except BadPeriod:
        return False
    return True
