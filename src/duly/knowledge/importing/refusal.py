"""May this record of a stranger's list come in? Texts, addresses on the web and hosts are looked at one by one."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

LONGEST_NAME = 200
LONGEST_LINE = 120
LONGEST_URL = 2_000

# Marks that turn the direction of text around: a name that reads differently than it is.
_TURNING = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")
_URL_SIGNS = re.compile(r"[^\s\"'<>\\^`{|}\x00-\x1f\x7f]+")


class RefusedRecord(Exception):
    """This record stays outside; `code` is for machines, the message says what is wrong with it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def plain_text(value: object, *, field: str, longest: int = LONGEST_NAME) -> str:
    """`value` as one line of text for a page or a letter. Raises RefusedRecord."""
    if not isinstance(value, str):
        raise RefusedRecord("not-a-text", f"{field}: a text is needed")
    text = value.strip()
    if len(text) > longest:
        raise RefusedRecord(
            "too-long", f"{field}: {len(text)} characters, at most {longest} are taken"
        )
    for letter in text:
        if letter in _TURNING or unicodedata.category(letter) in ("Cc", "Cs", "Co"):
            raise RefusedRecord(
                "hostile-text",
                f"{field}: holds the invisible character U+{ord(letter):04X}",
            )
    if "<" in text or ">" in text or "{{" in text or "{%" in text:
        raise RefusedRecord("hostile-text", f"{field}: holds markup")
    return text


def needed_name(record: Mapping[str, Any]) -> str:
    """The name of the service. Raises RefusedRecord when there is none."""
    name = record.get("name")
    if name is None or (isinstance(name, str) and not name.strip()):
        raise RefusedRecord("missing-name", "the record has no name")
    return plain_text(name, field="name")


def texts(value: object, *, field: str, most: int = 300) -> tuple[str, ...]:
    """A list of one-line texts, empty when there is none. Raises RefusedRecord."""
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > most:
        raise RefusedRecord(
            "not-a-list", f"{field}: a list of at most {most} is needed"
        )
    return tuple(text for text in (plain_text(v, field=field) for v in value) if text)


def web_address(value: object, *, field: str) -> str:
    """An address that a person may press: http or https, a host, nothing that hides another. Raises RefusedRecord."""
    text = value.strip() if isinstance(value, str) else ""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if (
        parts.scheme not in ("http", "https")
        or "." not in host
        or "@" in parts.netloc
        or len(text) > LONGEST_URL
        or not _URL_SIGNS.fullmatch(text)
    ):
        raise RefusedRecord(
            "bad-url", f"{field}: {str(value)[:80]!r} is not a web address"
        )
    return text


def host_of(text: str) -> str:
    """The host in a web address or domain, without `www.`; empty when it is none."""
    bare = text.strip().casefold().partition("://")[2] or text.strip().casefold()
    host = re.split(r"[/?#:]", bare, maxsplit=1)[0].removeprefix("www.")
    return host if _HOST.fullmatch(host) else ""
