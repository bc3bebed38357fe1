"""One provider as JSON: what may be used, and apart from it what others print and nobody confirmed."""

from dataclasses import asdict
from datetime import date
from typing import Any

from duly.kit.address import FIELDS, Address
from duly.knowledge.providers import Contact, Disputed, Provider, Source


def provider_document(found: Provider) -> dict[str, Any]:
    """`may_prefill` says which contact a letter may go to; `disputed` are addresses never to be used."""
    return {
        "slug": found.slug,
        "name": found.name,
        "aliases": list(found.aliases),
        "country": found.country,
        "sector": found.sector,
        "summary": found.summary,
        "legal_entity": found.legal_entity,
        "languages": list(found.languages),
        "post": found.post,
        "checked_on": day(found.checked_on),
        "imported": found.imported,
        "own_way": own_way(found),
        "contacts": [contact(one) for one in found.contacts],
        "disputed": [disputed(one) for one in found.disputed],
        "facts": [
            {
                "kind": fact.kind,
                "label": fact.label,
                "text": fact.text,
                "value": fact.value,
                "note": fact.note,
                "source": source(fact.source),
            }
            for fact in found.facts
        ],
        "terms": [
            {"name": term.name, "value": term.value, "source": source(term.source)}
            for term in found.terms
        ],
        "identifiers": [asdict(one) for one in found.identifiers],
        "guides": {language: guide.text for language, guide in found.guides.items()},
    }


def own_way(found: Provider) -> dict[str, Any]:
    way = found.own_way
    return {
        "known": way.known,
        "steps": list(way.steps),
        "url": way.url,
        "minutes": way.minutes,
        "looked_on": day(way.looked_on),
        "source": source(way.source) if way.source else None,
    }


def contact(one: Contact) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "purpose": one.purpose,
        "value": one.value,
        "address": address(one.address),
        "may_prefill": one.may_prefill,
        "confidence": one.confidence,
        "note": one.note,
        "checked_on": day(one.checked_on),
        "source": source(one.source),
    }


def disputed(one: Disputed) -> dict[str, Any]:
    return {
        "value": one.value,
        "address": address(one.address),
        "why": one.why,
        "source": source(one.source),
    }


def address(found: Address | None) -> dict[str, Any] | None:
    if found is None:
        return None
    if found.lines:
        return {"country": found.country, "lines": list(found.lines)}
    fields = {name: getattr(found, name) for name in FIELDS}
    return {"country": found.country} | {
        n: value for n, value in fields.items() if value
    }


def source(found: Source) -> dict[str, Any]:
    return {
        "url": found.url,
        "title": found.title,
        "origin": found.origin,
        "checked": found.checked,
        "seen": day(found.seen),
        "page_date": day(found.page_date),
    }


def day(found: date | None) -> str | None:
    return found.isoformat() if found else None
