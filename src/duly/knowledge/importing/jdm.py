"""One record of JustDeleteMe as a provider: a link for deleting the account, which ends no contract."""

import re
from collections.abc import Mapping
from typing import Any

from duly.kit.mail_address import BadMailAddress, mail_address
from duly.knowledge.folding import folded
from duly.knowledge.importing.refusal import (
    RefusedRecord,
    host_of,
    needed_name,
    plain_text,
    web_address,
)
from duly.knowledge.provider_record import Contact, Fact, Provider, Source

NAME = "jdm"
RECORD_URL = "https://github.com/jdm-contrib/jdm/blob/master/_data/sites.json"
TITLE = "JustDeleteMe"
NOT_AN_END = "Deleting an account does not end a contract."
RATINGS = ("easy", "medium", "hard", "limited", "impossible")
MOST_DOMAINS = 2_000
# CLDR's code for an unknown place: the list does not say where a service is at home.
NOWHERE = "zz"


def read_record(record: Mapping[str, Any]) -> Provider:
    """The record as a provider with `imported_from`. Raises RefusedRecord."""
    name = needed_name(record)
    rating = record.get("difficulty")
    if rating not in RATINGS:
        raise RefusedRecord(
            "bad-difficulty", f"{str(rating)[:40]!r} is not one of {', '.join(RATINGS)}"
        )
    url = web_address(record.get("url"), field="url")
    source = Source(
        url=RECORD_URL,
        title=TITLE,
        seen=None,
        checked="import",
        origin="public-data",
    )
    domains = _domains(record)
    return Provider(
        slug=f"{NOWHERE}/{_slug(name, domains)}",
        name=name,
        country="",
        sector="other",
        post="unknown",
        domains=domains,
        facts=_facts(url, str(rating), source),
        contacts=_contacts(record, source),
        imported_from=NAME,
    )


def _domains(record: Mapping[str, Any]) -> tuple[str, ...]:
    listed = record.get("domains", [])
    if not isinstance(listed, list) or len(listed) > MOST_DOMAINS:
        raise RefusedRecord(
            "not-a-list", f"domains: a list of at most {MOST_DOMAINS} is needed"
        )
    hosts = [host_of(text) for text in listed if isinstance(text, str)]
    return tuple(dict.fromkeys(host for host in hosts if host))


def _slug(name: str, domains: tuple[str, ...]) -> str:
    for text in (name, *domains):
        slug = re.sub("[^a-z0-9]+", "-", folded(text)).strip("-")[:100].strip("-")
        if slug and folded(text).isascii():
            return slug
    raise RefusedRecord("bad-slug", "neither name nor domain gives a plain file name")


def _facts(url: str, rating: str, source: Source) -> tuple[Fact, ...]:
    return (
        Fact(
            kind="account_deletion",
            label="Deleting the account",
            text=f"There is a page for it. {NOT_AN_END}",
            value=url,
            purpose="privacy",
            source=source,
            confidence="medium",
        ),
        Fact(
            kind="rating",
            label="How hard deleting the account is",
            text=f"Rated {rating} by JustDeleteMe. {NOT_AN_END}",
            value=rating,
            purpose="privacy",
            source=source,
            confidence="medium",
        ),
    )


def _contacts(record: Mapping[str, Any], source: Source) -> tuple[Contact, ...]:
    if not record.get("email"):
        return ()
    try:
        value = mail_address(plain_text(record["email"], field="email"))
    except BadMailAddress as reason:
        raise RefusedRecord("bad-email", f"email: {reason}") from reason
    return (
        Contact(
            kind="email",
            purpose="privacy",
            source=source,
            value=value,
            confidence="medium",
            note=f"For deleting the account. {NOT_AN_END}",
        ),
    )
