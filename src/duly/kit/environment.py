"""Settings of a plug-in, read from the environment; a secret may come from a file."""

from collections.abc import Mapping
from pathlib import Path


class BadSetting(ValueError):
    """A setting is missing or cannot be used; the message names it and says what to do."""


def word(environ: Mapping[str, str], name: str, default: str = "") -> str:
    """The value without spaces around it."""
    return environ.get(name, "").strip() or default


def secret(environ: Mapping[str, str], name: str) -> str:
    """The value of `name`, or the content of the file that `name_FILE` names. Raises BadSetting."""
    path = word(environ, f"{name}_FILE")
    if not path:
        return word(environ, name)
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as reason:
        raise BadSetting(f"{name}_FILE: {path} cannot be read") from reason


def needed(environ: Mapping[str, str], name: str, what: str) -> str:
    """A secret that must be there. Raises BadSetting with what it is."""
    value = secret(environ, name)
    if not value:
        raise BadSetting(f"Set {name} (or {name}_FILE) to {what}.")
    return value


def number(
    environ: Mapping[str, str], name: str, default: float, *, low: float, high: float
) -> float:
    """A number within bounds. Raises BadSetting."""
    text = word(environ, name)
    try:
        value = float(text) if text else default
    except ValueError as reason:
        raise BadSetting(f"{name}: {text!r} is no number") from reason
    if not low <= value <= high:
        raise BadSetting(f"{name}: {text} is not between {low:g} and {high:g}")
    return value


def service_url(environ: Mapping[str, str], name: str, default: str) -> str:
    """The address of a service, without a slash at its end. Raises BadSetting for an open line to another machine."""
    url = word(environ, name, default).rstrip("/")
    if not url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise BadSetting(f"{name}: {url} is neither https nor this machine")
    return url
