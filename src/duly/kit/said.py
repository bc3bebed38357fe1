"""A finished English sentence that remembers its pattern, so that a page can say it in another language.

The books know no page and no gettext: they say a sentence in English, and it stays a plain text for
everybody who does not ask. `makemessages` collects the patterns by the names of the two functions.
"""

from collections.abc import Mapping


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
