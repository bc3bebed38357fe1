"""How every command answers: one JSON document or a readable text on stdout, words for people on stderr."""

import json
import sys
from pathlib import Path
from typing import Any

YES, NO, WRONG_USE = 0, 1, 2

# A device that never ends must not fill the memory; no letter, mail or bundle comes near.
MOST_BYTES = 256_000_000


class Unreadable(Exception):
    """The input file cannot be read as what the command needs; the message says why."""


def read_bytes(path: str) -> bytes:
    """The file's bytes, `-` for standard input. Raises Unreadable with a sentence."""
    try:
        content = _read(path)
    except OSError as reason:
        raise Unreadable(f"{path}: {reason.strerror or reason}") from reason
    except ValueError as reason:  # a NUL or half a character in the name
        raise Unreadable(f"{path!r} can be no file name") from reason
    if len(content) > MOST_BYTES:
        raise Unreadable(f"{path}: over {MOST_BYTES // 1_000_000} MB are not read")
    return content


def _read(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with Path(path).open("rb") as file:
        return file.read(MOST_BYTES + 1)


def read_text(path: str) -> str:
    """The file's text, without the mark that Windows puts first. Raises Unreadable."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        raise Unreadable(f"{path}: this is not UTF-8 text") from reason


def read_json(text: str) -> Any:
    """The value of a JSON text. Raises Unreadable: no JSON, nested too deep, a number too long."""
    try:
        return json.loads(text)
    except RecursionError as reason:
        raise Unreadable("this JSON is nested too deep") from reason
    except ValueError as reason:
        raise Unreadable(f"this is not JSON ({reason})") from reason


def read_document(path: str) -> dict[str, Any]:
    """One JSON object from a file. Raises Unreadable with a sentence that names the place."""
    text = read_text(path)
    try:
        document = read_json(text)
    except Unreadable as reason:
        raise Unreadable(f"{path}: {reason}") from reason
    if not isinstance(document, dict):
        raise Unreadable(f"{path}: a JSON object is needed, in braces")
    return document


def emit(document: dict[str, Any], *, as_json: bool, text: str) -> None:
    """Print the document as one JSON line, or the text meant for people; always as UTF-8."""
    line = json.dumps(document, ensure_ascii=False) if as_json else text
    # Half a character (a lone surrogate) is written as its escape, which JSON knows too.
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{line}\n".encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def port(text: str) -> int:
    """The number of a port, for argparse. Raises ValueError."""
    number = int(text)
    if not 0 <= number <= 65_535:
        raise ValueError
    return number


def refuse(message: str) -> int:
    """Say on stderr what is wrong and what to do; the exit code of wrong use."""
    print(message, file=sys.stderr)
    return WRONG_USE
