"""Reads one provider file: TOML and guides into a Provider, or a sentence that says what is wrong."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

from duly.kit.address import read_address
from duly.knowledge.guides import Guide, read_guide
from duly.knowledge.provider_record import (
    Confidence,
    Contact,
    Disputed,
    Fact,
    Identifier,
    Origin,
    OwnWay,
    Post,
    Provider,
    Purpose,
    Source,
    Term,
)

CONTACT_KINDS = ("postal_address", "email", "page", "phone", "fax")
CHECKED = ("live", "archive", "import")


class BadProvider(Exception):
    """A provider file that cannot be read; `field` is its place in the file, the message says why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


def read_provider_file(path: Path, *, slug: str) -> Provider:
    """The provider in `path`, with the guides that lie beside it. Raises BadProvider."""
    document = _document(path)
    # Imported records have no guide; looking for one in a folder of thousands would take most of the time.
    guides = {} if "imported_from" in document else read_guides(path)
    return read_provider(document, slug=slug, guides=guides)


def read_guides(path: Path) -> dict[str, Guide]:
    """`name.md` is English, `name.de.md` German: every guide beside `path`, by language."""
    found = {}
    for file in sorted(path.parent.glob(f"{path.stem}*.md")):
        rest = file.name.removeprefix(path.stem).removesuffix(".md")
        if rest == "" or (rest.startswith(".") and len(rest) == 3):
            found[rest[1:] or "en"] = read_guide(file.read_text("utf-8"))
    return found


def read_provider(
    document: Mapping[str, Any], *, slug: str, guides: Mapping[str, Guide] | None = None
) -> Provider:
    """From the parsed file; the shape is in docs/how-to-add-a-provider.md. Raises BadProvider."""
    sources = {
        name: _source(table, f"sources.{name}")
        for name, table in _table(document, "sources").items()
    }
    guides = guides or {}

    def each(name: str, read: Callable[..., Any]) -> tuple[Any, ...]:
        tables = document.get(name, [])
        if not isinstance(tables, list):
            raise BadProvider(name, f"write each as [[{name}]]")
        return tuple(
            read(_as_table(table, f"{name}[{n}]"), f"{name}[{n}]", sources)
            for n, table in enumerate(tables)
        )

    return Provider(
        slug=slug,
        name=_text(document, "name", "name"),
        country=_text(document, "country", "country", default=""),
        sector=_text(document, "sector", "sector"),
        post=_choice(document, "post", "post", get_args(Post), default="unknown"),
        category=_text(document, "category", "category", default=""),
        summary=_text(document, "summary", "summary", default=""),
        legal_entity=_text(document, "legal_entity", "legal_entity", default=""),
        aliases=_texts(document, "aliases"),
        domains=_texts(document, "domains"),
        languages=_texts(document, "languages"),
        own_way=_own_way(_table(document, "own_way"), sources, guides.get("en")),
        contacts=each("contacts", _contact),
        disputed=each("disputed", _disputed),
        facts=each("facts", _fact),
        identifiers=each("identifiers", _identifier),
        terms=each("terms", _term),
        guides=guides,
        imported_from=_text(document, "imported_from", "imported_from", default=""),
    )


def read_addition_file(path: Path) -> tuple[tuple[Contact, ...], tuple[Fact, ...]]:
    """What a joined import adds to a provider that was there before: contacts and facts. Raises BadProvider."""
    document = {**_document(path), "name": "-", "sector": "other"}
    added = read_provider(document, slug="-")
    return added.contacts, added.facts


def _document(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as reason:
        raise BadProvider("file", f"this is not TOML ({reason})") from reason


def _source(table: Any, place: str) -> Source:
    table = _as_table(table, place)
    return Source(
        url=_text(table, "url", place),
        title=_text(table, "title", place),
        seen=_day(table, "seen", place),
        page_date=_day(table, "page_date", place),
        checked=_choice(table, "checked", place, CHECKED, default="archive"),
        origin=_choice(table, "origin", place, get_args(Origin)),
    )


def _contact(
    table: Mapping[str, Any], place: str, sources: Mapping[str, Source]
) -> Contact:
    kind = _choice(table, "kind", place, CONTACT_KINDS)
    if (kind == "postal_address") != ("address" in table):
        raise BadProvider(place, "a postal address, and only that, has `address`")
    return Contact(
        kind=kind,
        purpose=_choice(table, "purpose", place, get_args(Purpose)),
        source=_named_source(table, place, sources),
        address=_address(table, place),
        value=_text(table, "value", place, default="")
        if kind == "postal_address"
        else _text(table, "value", place),
        confidence=_confidence(table, place),
        note=_text(table, "note", place, default=""),
    )


def _disputed(
    table: Mapping[str, Any], place: str, sources: Mapping[str, Source]
) -> Disputed:
    return Disputed(
        address=_address(table, place),
        value=_text(table, "value", place, default=""),
        source=_named_source(table, place, sources),
        why=_text(table, "why", place),
    )


def _fact(table: Mapping[str, Any], place: str, sources: Mapping[str, Source]) -> Fact:
    return Fact(
        kind=_text(table, "kind", place),
        label=_text(table, "label", place),
        text=_text(table, "text", place),
        source=_named_source(table, place, sources),
        purpose=_choice(table, "purpose", place, get_args(Purpose), default="terms"),
        confidence=_confidence(table, place),
        value=_text(table, "value", place, default=""),
        note=_text(table, "note", place, default=""),
    )


def _identifier(
    table: Mapping[str, Any], place: str, sources: Mapping[str, Source]
) -> Identifier:
    if "source" in table:
        _named_source(table, place, sources)
    return Identifier(
        key=_text(table, "key", place),
        label=_text(table, "label", place),
        hint=_text(table, "hint", place, default=""),
        required=table.get("required", False) is True,
    )


def _term(table: Mapping[str, Any], place: str, sources: Mapping[str, Source]) -> Term:
    return Term(
        name=_text(table, "name", place),
        value=_text(table, "value", place),
        source=_named_source(table, place, sources),
        note=_text(table, "note", place, default=""),
    )


def _own_way(
    table: Mapping[str, Any], sources: Mapping[str, Source], guide: Guide | None
) -> OwnWay:
    if not table:
        return OwnWay(known=False)
    minutes = table.get("minutes")
    return OwnWay(
        known=table.get("known", True) is True,
        steps=guide.steps if guide else (),
        url=_text(table, "url", "own_way", default=""),
        minutes=minutes if isinstance(minutes, int) else None,
        source=_named_source(table, "own_way", sources) if "source" in table else None,
        looked_on=_day(table, "looked_on", "own_way"),
    )


def _named_source(
    table: Mapping[str, Any], place: str, sources: Mapping[str, Source]
) -> Source:
    name = _text(table, "source", place)
    if name not in sources:
        raise BadProvider(
            f"{place}.source", f"the source {name!r} is not under [sources]"
        )
    return sources[name]


def _address(table: Mapping[str, Any], place: str) -> Any:
    if "address" not in table:
        return None
    try:
        return read_address(_as_table(table["address"], place))
    except ValueError as reason:
        raise BadProvider(f"{place}.address", str(reason)) from reason


def _confidence(table: Mapping[str, Any], place: str) -> Any:
    return _choice(table, "confidence", place, get_args(Confidence), default="high")


def _as_table(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadProvider(place, "a table is needed here")
    return value


def _table(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return _as_table(document.get(name, {}), name)


def _text(
    table: Mapping[str, Any], key: str, place: str, default: str | None = None
) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise BadProvider(place if key == place else f"{place}.{key}", "give a text")
    return value


def _texts(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise BadProvider(key, "give a list of texts")
    return tuple(values)


def _day(table: Mapping[str, Any], key: str, place: str) -> date | None:
    value = table.get(key)
    if value is not None and type(value) is not date:
        raise BadProvider(f"{place}.{key}", "give a day, as 2026-11-24 without quotes")
    return value


def _choice(
    table: Mapping[str, Any],
    key: str,
    place: str,
    allowed: tuple[str, ...],
    default: str | None = None,
) -> Any:
    value = table.get(key, default)
    if value not in allowed:
        where = place if key == place else f"{place}.{key}"
        raise BadProvider(where, f"{value!r} is not one of {', '.join(allowed)}")
    return value
