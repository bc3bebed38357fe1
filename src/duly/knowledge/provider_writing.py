"""Writes a provider as a TOML file that `provider_reading` reads back to the same value."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields

from duly.kit.address import Address
from duly.knowledge.provider_record import Contact, Fact, Provider, Source

HEAD = ("name", "country", "sector", "post", "category", "summary", "legal_entity")
LISTS = ("aliases", "domains", "languages")


def as_toml(provider: Provider) -> str:
    """An imported provider; guides, terms and disputes are written by people and are not written here."""
    lines = [
        f"{key} = {_text(getattr(provider, key))}"
        for key in (*HEAD, "imported_from")
        if getattr(provider, key)
    ]
    lines += [
        f"{key} = [{', '.join(_text(text) for text in getattr(provider, key))}]"
        for key in LISTS
        if getattr(provider, key)
    ]
    return "\n".join([*lines, "", _sourced(provider.contacts, provider.facts)])


def addition_as_toml(*, contacts: Iterable[Contact], facts: Iterable[Fact]) -> str:
    """What a joined record adds to a provider that was there before."""
    return _sourced(tuple(contacts), tuple(facts))


def _sourced(contacts: tuple[Contact, ...], facts: tuple[Fact, ...]) -> str:
    used = dict.fromkeys([c.source for c in contacts] + [f.source for f in facts])
    names = {source: f"record-{n}" for n, source in enumerate(used, start=1)}
    parts = [_source(names[source], source) for source in names]
    parts += [_contact(contact, names) for contact in contacts]
    parts += [_fact(fact, names) for fact in facts]
    return "\n".join(parts)


def _source(name: str, source: Source) -> str:
    lines = [f"[sources.{name}]"]
    for field in fields(source):
        value = getattr(source, field.name)
        if value:
            written = _text(value) if isinstance(value, str) else value.isoformat()
            lines.append(f"{field.name} = {written}")
    return "\n".join([*lines, ""])


def _contact(contact: Contact, names: Mapping[Source, str]) -> str:
    lines = ["[[contacts]]"]
    if contact.address:
        lines.append(f"address = {_address(contact.address)}")
    return _table(
        lines, contact, names, ("kind", "purpose", "value", "confidence", "note")
    )


def _fact(fact: Fact, names: Mapping[Source, str]) -> str:
    keys = ("kind", "label", "text", "value", "purpose", "confidence", "note")
    return _table(["[[facts]]"], fact, names, keys)


def _table(
    lines: list[str],
    entry: Contact | Fact,
    names: Mapping[Source, str],
    keys: tuple[str, ...],
) -> str:
    lines += [
        f"{key} = {_text(getattr(entry, key))}" for key in keys if getattr(entry, key)
    ]
    return "\n".join([*lines, f"source = {_text(names[entry.source])}", ""])


def _address(address: Address) -> str:
    lines = ", ".join(_text(line) for line in address.lines)
    return f"{{ country = {_text(address.country)}, lines = [{lines}] }}"


def _text(value: str) -> str:
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
