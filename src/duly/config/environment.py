"""Three small readers of the environment; a bad value stops the start and says which."""

import os
from pathlib import Path


class BadSetting(Exception):
    """A setting in the environment cannot be used; the message names it and the way out."""


def text(name: str, default: str = "") -> str:
    """The value, or the content of the file that NAME_FILE points to (for secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if path is None:
        return os.environ.get(name, default).strip()
    try:
        return Path(path).read_text("utf-8").strip()
    except OSError as reason:
        raise BadSetting(
            f"{name}_FILE: cannot read {path} ({reason.strerror})"
        ) from reason


def number(name: str, default: int, *, least: int = 0, most: int = 1_000_000) -> int:
    """A whole number between `least` and `most`."""
    value = text(name, str(default))
    if not value.isdigit() or not least <= int(value) <= most:
        raise BadSetting(
            f"{name}={value!r}: give a whole number from {least} to {most}"
        )
    return int(value)
