"""A finished English sentence that remembers its pattern, so that a page can say it in another language.

The books know no page and no gettext: they say a sentence in English, and it stays a plain text for
everybody who does not ask. `makemessages` collects the patterns by the names of the two functions.
"""

from collections.abc import Mapping
from typing import Any


class Said(str):
    """The text, and beside it what it was made of: `pattern % values`."""

    __slots__ = ("number", "pattern", "plural", "values")

    pattern: str
    values: Mapping[str, object]
    plural: str
    number: int


def said(pattern: str, /, **values: object) -> Said:
    """`said("No notice is due before %(day)s.", day=…)`; a value may be a sentence of this kind itself."""
    return _said(pattern % values if values else pattern, pattern, values)


def said_of(one: str, many: str, /, count: int) -> Said:
    """`said_of("%(count)s day", "%(count)s days", 14)`."""
    values = {"count": count}
    text = _said((one if count == 1 else many) % values, one, values)
    text.plural, text.number = many, count
    return text


def _said(finished: str, pattern: str, values: Mapping[str, object]) -> Said:
    text = Said(finished)
    text.pattern, text.values, text.plural, text.number = pattern, values, "", 0
    return text


def as_document(text: str) -> dict[str, object]:
    """What `from_document` needs to say the same again; of a plain text nothing."""
    if not isinstance(text, Said):
        return {}
    values = {
        name: as_document(value) if isinstance(value, Said) else str(value)
        for name, value in text.values.items()
    }
    more = {"plural": text.plural, "number": text.number} if text.plural else {}
    return {"pattern": text.pattern, "values": values, **more}


def from_document(document: Mapping[str, Any], *, otherwise: str) -> str:
    """The sentence that was kept; `otherwise`, where none was."""
    if not document:
        return otherwise
    if document.get("plural"):
        return said_of(document["pattern"], document["plural"], document["number"])
    values = {
        name: from_document(value, otherwise="") if isinstance(value, dict) else value
        for name, value in document["values"].items()
    }
    return said(document["pattern"], **values)
