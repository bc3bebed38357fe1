"""The readers of the kit on this process's own environment; a bad value stops the start and says which."""

import os

from duly.kit import environment
from duly.kit.environment import BadSetting

__all__ = ["BadSetting", "number", "text"]


def text(name: str, default: str = "") -> str:
    """The value, or the content of the file that NAME_FILE points to (for secrets)."""
    return environment.secret(os.environ, name) or default


def number(name: str, default: int, *, least: int = 0, most: int = 1_000_000) -> int:
    """A whole number between `least` and `most`."""
    value = environment.number(os.environ, name, default, low=least, high=most)
    if value != int(value):
        raise BadSetting(f"{name}: {value:g} is no whole number")
    return int(value)
