"""One field of a case file at a time: the right kind of value, or BadCaseFile that names the field."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from duly.kit.address import Address, read_address
from duly.letters.case_record import BadCaseFile

Document = Mapping[str, object]


def mapping_in(document: Document, name: str) -> Document:
    given = document.get(name)
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise BadCaseFile(name, "give an object, in braces")
    return cast(Document, given)


def text_in(document: Document, name: str, default: str = "", *, at: str = "") -> str:
    given = document.get(name)
    if given is None:
        return default
    if not isinstance(given, str):
        raise BadCaseFile(at or name, "give a text")
    return given


def texts_in(document: Document, name: str) -> tuple[str, ...]:
    given = document.get(name) or []
    if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
        raise BadCaseFile(name, "give a list of texts")
    return tuple(given)


def one_of(name: str, given: str, allowed: tuple[str, ...]) -> str:
    if given not in allowed:
        raise BadCaseFile(name, f"{given!r} is none of {', '.join(allowed)}")
    return given


def day_of(given: object, *, at: str) -> date | None:
    if given is None or given == "":
        return None
    if isinstance(given, str):
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass
    raise BadCaseFile(at, f"{given!r} is no date; write it as 2026-11-24")


def address_of(given: object, *, at: str) -> Address:
    if not isinstance(given, Mapping):
        raise BadCaseFile(at, "give an object with country and lines")
    try:
        return read_address(cast(Document, given))
    except ValueError as reason:
        raise BadCaseFile(at, str(reason)) from reason
