"""Takes a public list into the operator's data folder: what is new, what changed, what belongs to a known service."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from duly.knowledge.folding import folded
from duly.knowledge.importing import datenanfragen, jdm
from duly.knowledge.importing.raw_records import (
    RawRecord,
    records_in_folder,
    records_in_list,
)
from duly.knowledge.importing.refusal import RefusedRecord
from duly.knowledge.provider_record import Contact, Provider
from duly.knowledge.provider_writing import addition_as_toml, as_toml
from duly.knowledge.providers import is_slug, readable_providers

LISTS: Mapping[
    str,
    tuple[
        Callable[[Path], Iterable[RawRecord]],
        Callable[[Mapping[str, Any]], Provider],
    ],
] = {
    datenanfragen.NAME: (records_in_folder, datenanfragen.read_record),
    jdm.NAME: (records_in_list, jdm.read_record),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    record: str
    code: str
    message: str


@dataclass(slots=True, kw_only=True)
class Imported:
    """What came of a list. Every record read is counted once: created, updated, joined, unchanged or refused.

    `joined`: belongs to a service that was there before, to which it adds contacts or facts.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    joined: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)


def take_in(name: str, path: Path, *, data: Path) -> Imported:
    """Import the list `name` (`datenanfragen` or `jdm`) from `path` into the data folder `data`.

    A file that a person wrote is never changed: the record is then added beside it. Raises NoSuchList, OSError.
    """
    records, read = LISTS[name]
    known = _Known(readable_providers(overlay=data), importing=name)
    counts = Imported()
    taken: set[str] = set()
    for raw in records(path):
        counts.read += 1
        try:
            outcome = _take(raw, read, known, data, taken)
        except RefusedRecord as reason:
            counts.refused.append(
                Refusal(record=raw.label, code=reason.code, message=reason.message)
            )
        else:
            setattr(counts, outcome, getattr(counts, outcome) + 1)
    return counts


class _Known:
    """The services that were there before, by slug and by domain; those of the same list do not count."""

    def __init__(self, providers: Iterable[Provider], *, importing: str) -> None:
        self.by_slug: dict[str, Provider] = {}
        self.by_domain: dict[str, list[Provider]] = defaultdict(list)
        for provider in providers:
            if provider.imported_from == importing:
                continue
            self.by_slug[provider.slug] = provider
            # Account pages join anything; a list of privacy desks joins only what people wrote.
            if importing == jdm.NAME or not provider.imported:
                for domain in provider.domains:
                    self.by_domain[domain].append(provider)

    def same_service(self, draft: Provider) -> list[Provider]:
        found = {
            provider.slug: provider
            for domain in draft.domains
            for provider in self.by_domain.get(domain, [])
        }
        namesake = self.by_slug.get(draft.slug)
        if namesake and folded(namesake.name) == folded(draft.name):
            found[namesake.slug] = namesake
        return list(found.values())


def _take(
    raw: RawRecord,
    read: Callable[[Mapping[str, Any]], Provider],
    known: _Known,
    data: Path,
    taken: set[str],
) -> str:
    if raw.refusal or raw.fields is None:
        raise raw.refusal or RefusedRecord("not-an-object", "nothing to read")
    draft = read(raw.fields)
    slug = _free_slug(draft, known, taken)
    taken.add(slug)
    _keep_raw(draft, slug, raw.content, data)
    mine = data / "providers" / f"{slug}.toml"
    joins = known.same_service(draft)
    if joins and not mine.exists():
        changed = [_join(draft, slug, provider, data) for provider in joins]
        return "updated" if "updated" in changed else "joined"
    return _write(mine, as_toml(draft))


def _free_slug(draft: Provider, known: _Known, taken: set[str]) -> str:
    # A list of names can hold two of a kind; the second gets its domain, and the same one at every import.
    slug = draft.slug
    if slug in taken and draft.domains:
        slug = f"{slug}-{draft.domains[0].replace('.', '-')}"
    elif slug in known.by_slug and not known.same_service(draft):
        slug = f"{slug}-{draft.imported_from}"
    if slug in taken:
        raise RefusedRecord("duplicate-slug", f"{slug!r} stands twice in the list")
    if not is_slug(slug):
        raise RefusedRecord("bad-slug", f"{slug!r} is no name for a file")
    return slug


def _keep_raw(draft: Provider, slug: str, content: bytes, data: Path) -> None:
    folder = data / "imports" / draft.imported_from
    _write_bytes(folder / f"{slug.replace('/', '.')}.json", content)


def _join(draft: Provider, slug: str, provider: Provider, data: Path) -> str:
    label = f"{draft.imported_from}-{slug.partition('/')[2]}"
    path = data / "additions" / provider.slug / f"{label}.toml"
    contacts = [c for c in draft.contacts if _is_news(c, provider)]
    return _write(path, addition_as_toml(contacts=contacts, facts=draft.facts))


def _is_news(contact: Contact, provider: Provider) -> bool:
    """Neither known already nor one of the addresses that we found to be wrong for this service."""
    words = set(folded(contact.text).split())
    known = [
        other.text for other in provider.contacts if other.source.checked != "import"
    ]
    if folded(contact.text) in {folded(text) for text in known}:
        return False
    return not any(
        set(folded(disputed.text).split()) <= words for disputed in provider.disputed
    )


def _write(path: Path, text: str) -> str:
    before = path.read_bytes() if path.exists() else None
    content = text.encode()
    if before == content:
        return "unchanged"
    _write_bytes(path, content)
    return "created" if before is None else "updated"


def _write_bytes(path: Path, content: bytes) -> None:
    # Whole or not at all: an import that is cut off leaves no half record.
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.read_bytes() == content:
        return
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)
