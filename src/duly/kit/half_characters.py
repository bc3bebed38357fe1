"""Half a character (a lone surrogate) in a JSON text: no font draws it and no UTF-8 carries it."""

import re
from typing import Any

_HALF = re.compile("[\ud800-\udfff]")


def without_halves(value: Any) -> Any:
    """The same JSON value with the replacement sign U+FFFD for each half, which the checks find unprintable."""
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [without_halves(each) for each in value]
    if isinstance(value, dict):
        return {
            without_halves(name): without_halves(each) for name, each in value.items()
        }
    return value
