"""Which bytes stand for this JSON value? One form (RFC 8785), so that a digest has one meaning."""

import hashlib
import json
from typing import Any

import rfc8785


class NotCanonical(ValueError):
    """The value has no RFC 8785 form, or the bytes are not in that form; the message says why."""


def sha256_hex(content: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def canonical_json(value: object) -> bytes:
    """The RFC 8785 bytes of a JSON value: sorted keys (UTF-16 order), no spaces, ES6 numbers, UTF-8.

    Goes in: None, bool, int within ±(2^53-1), finite float, str, list or tuple, dict with str keys.
    Raises NotCanonical for anything else (NaN, a larger integer, a lone surrogate, a foreign type).
    """
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as reason:
        raise NotCanonical(str(reason)) from reason
    except RecursionError as reason:
        raise NotCanonical("the value is nested too deeply") from reason


def read_strict(raw: bytes) -> Any:
    """One JSON value, read without any leniency: UTF-8, no repeated key, no NaN, no BOM.

    Raises NotCanonical. The value need not be in canonical form; see `read_canonical`.
    """
    try:
        return json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_number,
        )
    except UnicodeDecodeError as reason:
        raise NotCanonical("this is not UTF-8 text") from reason
    except json.JSONDecodeError as reason:
        raise NotCanonical(f"this is not JSON ({reason})") from reason
    except RecursionError as reason:
        raise NotCanonical("the value is nested too deeply") from reason


def read_canonical(raw: bytes) -> Any:
    """The value of bytes that are exactly their own RFC 8785 form; raises NotCanonical otherwise."""
    value = read_strict(raw)
    if canonical_json(value) != raw:
        raise NotCanonical("the bytes are not in RFC 8785 form")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotCanonical(f"the key {twice!r} stands twice in one object")
    return found


def _number(digits: str) -> int | float:
    """JSON knows one kind of number, the double: beyond 2^53 an integer is read as what it is there."""
    exact = len(digits) < 17 and abs(int(digits)) < 2**53
    return int(digits) if exact else float(digits)


def _no_constant(word: str) -> None:
    raise NotCanonical(f"{word} is not a JSON number")
