"""What the standalone verifier asks of the JSON in a bundle: the card's fields, and the schema of the records."""

import re
from collections.abc import Iterator
from typing import Any

from duly.evidence.standalone.reading import Bundle, need

KINDS: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "null": type(None),
}
CARD = {
    "format": ("string",),
    "reference": ("string",),
    "letter_sha256": ("string",),
    "events": ("integer",),
    "reviewed_sha256": ("string", "null"),
    "supersedes": ("string", "null"),
    "log": ("string", "null"),
}


def card_of(bundle: Bundle) -> dict[str, Any]:
    """bundle.json, with the fields it must have."""
    card = bundle.object("bundle.json")
    for name, kinds in CARD.items():
        fits = name in card and is_kind(card[name], kinds)
        need(fits, "bundle.json", f"the field {name} is missing or wrong")
    known = card["format"] == "duly-bundle/1"
    need(known, "bundle.json", f"the format {card['format']!r} is unknown")
    return card


def is_kind(value: Any, names: Any) -> bool:
    # In Python a truth value is a number too; in JSON it is not.
    if isinstance(value, bool):
        return False
    return any(isinstance(value, KINDS[name]) for name in names)


def misfits(value: Any, schema: dict[str, Any], defs: dict[str, Any]) -> Iterator[str]:
    """Why a value does not fit a JSON Schema, as far as evidence-schema.json speaks that language."""
    if "$ref" in schema:
        yield from misfits(value, defs[schema["$ref"].split("/")[-1]], defs)
    options = [list(misfits(value, one, defs)) for one in schema.get("anyOf", [])]
    if options and all(options):
        yield options[0][0]
    kinds = schema.get("type", list(KINDS))
    if not is_kind(value, [kinds] if isinstance(kinds, str) else kinds):
        yield f"{str(value)[:40]!r} is of another kind than {kinds}"
    wrong = "const" in schema and value != schema["const"]
    if wrong or ("enum" in schema and value not in schema["enum"]):
        yield f"{str(value)[:40]!r} is not what may stand here"
    if isinstance(value, str):
        short = len(value) < schema.get("minLength", 0)
        if short or not re.search(schema.get("pattern", ""), value):
            yield f"{value[:40]!r} has another form"
    elif isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{value} is too small"
    yield from inner_misfits(value, schema, defs)


def inner_misfits(
    value: Any, schema: dict[str, Any], defs: dict[str, Any]
) -> Iterator[str]:
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield "a list is empty"
        for item in value:
            yield from misfits(item, schema.get("items", {}), defs)
    if isinstance(value, dict):
        others = schema.get("additionalProperties", True)
        properties = schema.get("properties", {})
        missing = [one for one in schema.get("required", ()) if one not in value]
        unknown = [one for one in value if one not in properties and others is False]
        yield from (f"{name} is missing or unknown" for name in missing + unknown)
        for name, item in value.items():
            rest = others if isinstance(others, dict) else {}
            for reason in misfits(item, properties.get(name, rest), defs):
                yield f"{name}: {reason}"
