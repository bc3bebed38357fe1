"""One record of datenanfragen.de as a provider: all its contacts are privacy desks, and are labelled so."""

import re
from collections.abc import Mapping
from typing import Any

from duly.kit.address import Address
from duly.kit.countries import country_named
from duly.kit.mail_address import BadMailAddress, mail_address
from duly.knowledge.importing.refusal import (
    LONGEST_LINE,
    RefusedRecord,
    host_of,
    needed_name,
    plain_text,
    texts,
    web_address,
)
from duly.knowledge.provider_record import Contact, Provider, Source

NAME = "datenanfragen"
RECORD_URL = "https://github.com/datenanfragen/data/blob/master/companies/{slug}.json"
TITLE = "datenanfragen.de, a public list of privacy desks"
PRIVACY_NOTE = "Privacy desk. It does not end contracts."
MOST_LINES = 10

# Only where the category says it; a wrong sector would bring a wrong deadline.
SECTORS = {
    "telecommunication": "telecom",
    "commerce": "shopping",
    "finance": "finance",
    "insurance": "insurance_other",
}
# The list also takes a country's own name, in more languages than an envelope of ours needs.
OWN_NAMES = {
    "hrvatska": "HR",
    "česko": "CZ",
    "česká republika": "CZ",
    "slovensko": "SK",
    "slovenija": "SI",
    "magyarország": "HU",
    "românia": "RO",
    "eesti": "EE",
    "latvija": "LV",
    "lietuva": "LT",
    "ísland": "IS",
    "ελλάδα": "GR",
    "българия": "BG",
    "κύπρος": "CY",
    "lëtzebuerg": "LU",
}
_SLUG = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{3,30}(?: ext\. [0-9]+)?")


def read_record(record: Mapping[str, Any]) -> Provider:
    """The record as a provider with `imported_from`. Raises RefusedRecord."""
    slug = _slug(record)
    name = needed_name(record)
    address = _address(record)
    source = Source(
        url=RECORD_URL.format(slug=slug),
        title=TITLE,
        seen=None,
        checked="import",
        origin="public-data",
    )
    categories = texts(record.get("categories"), field="categories")
    host = _host(record)
    language = record.get("request-language")
    return Provider(
        slug=f"{address.country.lower()}/{re.sub('-+', '-', slug)}",
        name=name,
        country=address.country,
        sector=next((SECTORS[c] for c in categories if c in SECTORS), "other"),
        post="unknown",
        category=categories[0].capitalize() if categories else "",
        aliases=texts(record.get("runs"), field="runs"),
        domains=(host,) if host else (),
        languages=(plain_text(language, field="request-language", longest=2),)
        if language
        else (),
        contacts=tuple(_contacts(record, address, source)),
        imported_from=NAME,
    )


def _slug(record: Mapping[str, Any]) -> str:
    slug = record.get("slug")
    if slug is None or slug == "":
        raise RefusedRecord("missing-slug", "the record has no slug")
    if not isinstance(slug, str) or len(slug) > 100 or not _SLUG.fullmatch(slug):
        raise RefusedRecord(
            "bad-slug",
            f"slug {str(slug)[:60]!r}: only small letters, digits and hyphens are taken",
        )
    return slug


def _address(record: Mapping[str, Any]) -> Address:
    typed = record.get("address")
    if not isinstance(typed, str) or not typed.strip():
        raise RefusedRecord("missing-address", "the record has no postal address")
    lines = [
        plain_text(line, field="address", longest=LONGEST_LINE)
        for line in typed.strip().split("\n")
    ]
    lines = [line for line in lines if line]
    if not 2 <= len(lines) <= MOST_LINES:
        raise RefusedRecord("bad-address", f"an address of {len(lines)} lines")
    country = _country(lines[-1])
    if country is None:
        raise RefusedRecord(
            "unknown-country",
            f"the last line of the address, {lines[-1]!r}, names no country we know",
        )
    return Address(country=country, lines=tuple(lines[:-1]))


def _country(line: str) -> str | None:
    plain = re.sub("^(the )?republic of (the )?", "", line, flags=re.IGNORECASE)
    return country_named(line) or country_named(plain) or OWN_NAMES.get(line.casefold())


def _host(record: Mapping[str, Any]) -> str:
    if not record.get("web"):
        return ""
    return host_of(web_address(record["web"], field="web"))


def _contacts(
    record: Mapping[str, Any], address: Address, source: Source
) -> list[Contact]:
    contacts = [
        Contact(
            kind="postal_address",
            purpose="privacy",
            source=source,
            address=address,
            confidence="medium",
            note=PRIVACY_NOTE,
        )
    ]
    values: list[tuple[Any, str]] = []
    if record.get("email"):
        values.append(("email", _email(record["email"])))
    if record.get("webform"):
        values.append(("page", web_address(record["webform"], field="webform")))
    values += [
        (kind, _number(record[kind], field=kind))
        for kind in ("phone", "fax")
        if record.get(kind)
    ]
    return contacts + [
        Contact(
            kind=kind,
            purpose="privacy",
            source=source,
            value=value,
            confidence="medium",
            note=PRIVACY_NOTE,
        )
        for kind, value in values
    ]


def _email(value: object) -> str:
    try:
        return mail_address(plain_text(value, field="email"))
    except BadMailAddress as reason:
        raise RefusedRecord("bad-email", f"email: {reason}") from reason


def _number(value: object, *, field: str) -> str:
    text = plain_text(value, field=field, longest=40)
    if not _PHONE.fullmatch(text):
        raise RefusedRecord("bad-number", f"{field}: {text!r} is no telephone number")
    return text
