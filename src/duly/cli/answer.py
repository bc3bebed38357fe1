"""How every command answers: one JSON document or a readable text on stdout, words for people on stderr."""

import json
import sys
from pathlib import Path
from typing import Any

YES, NO, WRONG_USE = 0, 1, 2


class Unreadable(Exception):
    """The input file cannot be read as what the command needs; the message says why."""


def read_bytes(path: str) -> bytes:
    """The file's bytes, `-` for standard input. Raises Unreadable with a sentence."""
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as reason:
        raise Unreadable(f"{path}: {reason.strerror or reason}") from reason


def read_document(path: str) -> dict[str, Any]:
    """One JSON object from a file. Raises Unreadable with a sentence that names the place."""
    raw = read_bytes(path)
    try:
        document = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as reason:
        raise Unreadable(f"{path}: this is not UTF-8 text") from reason
    except (json.JSONDecodeError, RecursionError) as reason:
        raise Unreadable(f"{path}: this is not JSON ({reason})") from reason
    if not isinstance(document, dict):
        raise Unreadable(f"{path}: a JSON object is needed, in braces")
    return document


def emit(document: dict[str, Any], *, as_json: bool, text: str) -> None:
    """Print the document as one JSON line, or the text meant for people."""
    if as_json:
        print(json.dumps(document, ensure_ascii=False))
    else:
        print(text)


def refuse(message: str) -> int:
    """Say on stderr what is wrong and what to do; the exit code of wrong use."""
    print(message, file=sys.stderr)
    return WRONG_USE
