"""Does a JSON value fit a JSON Schema? The few words of draft 2020-12 that evidence-schema.json uses."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).parent / "texts" / "evidence-schema.json"
KINDS: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "null": type(None),
}


@lru_cache(maxsize=1)
def evidence_schema() -> dict[str, Any]:
    """The form of an evidence record, as shipped in every bundle."""
    schema: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return schema


def misfits(value: object, schema: Mapping[str, Any], *, where: str = "") -> list[str]:
    """Every place where `value` does not fit, as `Field.part: reason`; empty when it fits."""
    return list(_misfits(value, schema, where))


def _misfits(value: object, schema: Mapping[str, Any], where: str) -> Iterator[str]:
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from _misfits(value, evidence_schema()["$defs"][name], where)
    if "anyOf" in schema:
        tries = [list(_misfits(value, one, where)) for one in schema["anyOf"]]
        if all(tries):
            yield tries[0][0]
    yield from _value_misfits(value, schema, where)
    if isinstance(value, dict):
        yield from _object_misfits(value, schema, where)
    if isinstance(value, list):
        yield from _list_misfits(value, schema, where)
    for rule in schema.get("allOf", ()):
        if not any(_misfits(value, rule["if"], where)):
            yield from _misfits(value, rule["then"], where)


def _value_misfits(
    value: object, schema: Mapping[str, Any], where: str
) -> Iterator[str]:
    kinds = schema.get("type", ())
    names = [kinds] if isinstance(kinds, str) else list(kinds)
    if names and not _is_one_of(value, names):
        yield f"{where}: must be {' or '.join(names)}"
    if "const" in schema and value != schema["const"]:
        yield f"{where}: must be {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: must be one of {', '.join(schema['enum'])}"
    if isinstance(value, str):
        yield from _text_misfits(value, schema, where)
    if isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{where}: must be at least {schema['minimum']}"


def _is_one_of(value: object, names: list[str]) -> bool:
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, KINDS[name]) for name in names)


def _text_misfits(value: str, schema: Mapping[str, Any], where: str) -> Iterator[str]:
    if len(value) < schema.get("minLength", 0):
        yield f"{where}: must not be empty"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where}: {value[:60]!r} has not the form of this field"


def _object_misfits(
    value: Mapping[str, object], schema: Mapping[str, Any], where: str
) -> Iterator[str]:
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{_inside(where, name)}: is missing"
    for name, part in value.items():
        if name in properties:
            yield from _misfits(part, properties[name], _inside(where, name))
        elif others is False:
            yield f"{_inside(where, name)}: is no field of this form"
        elif isinstance(others, dict):
            yield from _misfits(part, others, _inside(where, name))


def _list_misfits(
    value: list[object], schema: Mapping[str, Any], where: str
) -> Iterator[str]:
    if len(value) < schema.get("minItems", 0):
        yield f"{where}: must not be empty"
    for place, item in enumerate(value):
        yield from _misfits(item, schema.get("items", {}), f"{where}[{place}]")


def _inside(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name
