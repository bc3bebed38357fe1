"""Read one law pack: TOML in, dataclasses out, an unknown word refused with file and rule."""

import dataclasses
import re
import tomllib
import types
from collections.abc import Callable, Mapping, Set
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from duly.kit.dates import BadPeriod, Period, parse_period
from duly.knowledge.law_rule import (
    CLAIMS,
    DEMAND_BLOCKS,
    Conditions,
    Counts,
    Escalation,
    GridNotice,
    Pack,
    Rule,
    Source,
    Statute,
)

Reader = Callable[[Any], Any]

ADDRESSEES = {"stop_payment": "bank", "erasure": "controller"}


class BrokenPack(ValueError):
    """A law pack that does not fit the schema; the message names file, rule and field."""


def read_pack(path: Path) -> Pack:
    """One TOML file → Pack. Raises BrokenPack with file, rule and field."""
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as reason:
        raise BrokenPack(f"{path.name}: not TOML ({reason})") from reason
    try:
        return _pack(document)
    except BrokenPack as reason:
        raise BrokenPack(f"{path.name}: {reason}") from reason


def _pack(document: Mapping[str, Any]) -> Pack:
    _only(document, {"pack", "rule", "escalation", "statute"}, "the file")
    head = dict(document.get("pack", {}))
    checked_on = head.get("checked_on", date.min)
    defaults = {
        "jurisdiction": head.get("jurisdiction", ""),
        "checked_on": checked_on,
        "stale_after_days": head.get("stale_after_days", 180),
    }
    rules = tuple(_rule(entry, defaults) for entry in document.get("rule", ()))
    statutes = tuple(_read(Statute, s, "statute") for s in document.get("statute", ()))
    escalations = tuple(
        _read(Escalation, e, "escalation") for e in document.get("escalation", ())
    )
    extra = {"rules": rules, "statutes": statutes, "escalations": escalations}
    pack: Pack = _read(Pack, head | extra, "pack")
    _check_keys(pack)
    return pack


def _rule(entry: Mapping[str, Any], defaults: Mapping[str, Any]) -> Rule:
    where = str(entry.get("id", "a rule without id"))
    fields = dict(defaults) | dict(entry)
    if fields.get("watch"):
        fields["stale_after_days"] = entry.get("stale_after_days", 30)
    fields.setdefault("addressee", ADDRESSEES.get(str(entry.get("act")), "trader"))
    fields["applies_if"] = _read(Conditions, entry.get("applies_if", {}), where)
    fields["sources"] = tuple(
        _read(Source, source, where) for source in entry.get("sources", ())
    )
    if "counts" in entry:
        fields["counts"] = _counts(entry["counts"], where)
    rule: Rule = _read(Rule, fields, where)
    _known(rule.demand_blocks, DEMAND_BLOCKS, f"{where}: demand block")
    _known((*rule.gives, *rule.gives_not), CLAIMS, f"{where}: claim")
    return rule


def _counts(entry: Mapping[str, Any], where: str) -> Counts:
    fields = dict(entry)
    if "from" in fields:
        fields["from_dates"] = fields.pop("from")
    fields["by_interval"] = {
        interval: _read(GridNotice, notice, where)
        for interval, notice in entry.get("by_interval", {}).items()
    }
    counts: Counts = _read(Counts, fields, f"{where}: counts")
    return counts


def _check_keys(pack: Pack) -> None:
    """Every key that a rule names exists, and every id is there once."""
    keys = frozenset(e.key for e in pack.escalations)
    seen: set[str] = set()
    for rule in pack.rules:
        _known(rule.escalations, keys, f"{rule.id}: escalation")
        if rule.id in seen:
            raise BrokenPack(f"{rule.id}: the id is there twice")
        seen.add(rule.id)


def broken_patterns(pack: Pack) -> tuple[str, ...]:
    """Patterns that do not compile, for the data check: compiling all is too slow at start."""
    patterns = [p for rule in pack.rules for p in rule.patterns]
    patterns += [p for statute in pack.statutes for p in statute.patterns]
    return tuple(p for p in patterns if not _compiles(p))


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern, re.IGNORECASE)
    except re.error:
        return False
    return True


def _read(kind: type, entry: Mapping[str, Any], where: str) -> Any:
    """A table as a dataclass: unknown, missing and ill-typed fields are refused by name."""
    readers = _readers(kind)
    _only(entry, readers.keys(), where)
    values = {}
    for name, value in entry.items():
        try:
            values[name] = readers[name](value)
        except BrokenPack as reason:
            raise BrokenPack(f"{where}: {name}: {reason}") from reason
    try:
        return kind(**values)
    except TypeError as reason:
        raise BrokenPack(
            f"{where}: {str(reason).partition('__init__() ')[2]}"
        ) from reason


@lru_cache
def _readers(kind: type) -> dict[str, Reader]:
    """Field → how its values are read; made once a class, since packs hold 20,000 values."""
    hints = get_type_hints(kind)
    return {f.name: _reader(hints[f.name]) for f in dataclasses.fields(kind)}


def _reader(expected: Any) -> Reader:
    if get_origin(expected) in (Union, types.UnionType):
        expected = next(a for a in get_args(expected) if a is not type(None))
    origin = get_origin(expected)
    if origin is tuple:
        return partial(_sequence, part=_reader(get_args(expected)[0]))
    if origin is Literal:
        return partial(_word, words=frozenset(get_args(expected)))
    if expected is Period:
        return _period
    if expected is str:
        return _text
    kind = origin or expected
    return partial(_thing, kind=kind)


def _sequence(value: Any, *, part: Reader) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise BrokenPack(f"{value!r} is not a list")
    return tuple(map(part, value))


def _word(value: Any, *, words: frozenset[Any]) -> Any:
    if value not in words:
        raise BrokenPack(f"unknown word {value!r}")
    return value


def _period(value: Any) -> Period:
    try:
        return parse_period(_thing(value, kind=str))
    except BadPeriod as reason:
        raise BrokenPack(str(reason)) from reason


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else _thing(value, kind=str)


def _thing(value: Any, *, kind: type) -> Any:
    if not isinstance(value, kind):
        raise BrokenPack(f"{value!r} is not a {kind.__name__}")
    return value


def _only(entry: Mapping[str, Any], allowed: Set[str], where: str) -> None:
    if not entry.keys() <= allowed:
        _known(tuple(entry), frozenset(allowed), where)


def _known(words: tuple[str, ...], allowed: frozenset[str], where: str) -> None:
    unknown = [word for word in words if word not in allowed]
    if unknown:
        raise BrokenPack(f"{where}: unknown word {', '.join(map(repr, unknown))}")
