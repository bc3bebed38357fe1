"""Can a letter reach these addresses? One JSON object a line in, one result a line, in order."""

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from duly.cli import answer

if TYPE_CHECKING:
    from duly.kit.address_check import AddressCheck


def run(arguments: list[str]) -> int:
    """Exit 0 when no address is blocked, 1 when one is, 2 when a line is no JSON object."""
    parser = argparse.ArgumentParser(prog="duly address-check", description=__doc__)
    parser.add_argument(
        "file", metavar="FILE", help="one JSON object a line; - reads standard input"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")
    options = parser.parse_args(arguments)
    checks = [check_document(document) for document in read_lines(options.file)]
    answer.emit(
        {"results": [document_of(check) for check in checks]},
        as_json=options.json,
        text="\n\n".join(map(text_of, checks)),
    )
    return answer.YES if all(check.valid for check in checks) else answer.NO


def read_lines(path: str) -> Iterator[dict[str, Any]]:
    """The objects of a file in order; one object over several lines is taken too."""
    try:
        text = answer.read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        raise answer.Unreadable(f"{path}: this is not UTF-8 text") from reason
    whole = one_object(text)
    if whole is not None:
        yield whole
        return
    # Not splitlines(): U+2028 may stand inside a JSON text.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        document = one_object(line)
        if document is None:
            raise answer.Unreadable(f"{path}: line {number} is no JSON object")
        yield document


def one_object(text: str) -> dict[str, Any] | None:
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return None
    return without_halves(document) if isinstance(document, dict) else None


def without_halves(value: Any) -> Any:
    """Half a character (a lone surrogate) becomes the replacement sign, which no printer prints and JSON can carry."""
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", "\ufffd", value)
    if isinstance(value, list):
        return [without_halves(each) for each in value]
    if isinstance(value, dict):
        return {
            without_halves(name): without_halves(each) for name, each in value.items()
        }
    return value


def check_document(document: dict[str, Any]) -> "AddressCheck":
    """A field of the wrong kind is a finding about that address, not about the file."""
    from duly.kit.address import read_address
    from duly.kit.address_check import AddressCheck, check_address
    from duly.kit.address_problem import block

    origin = document.get("origin")
    try:
        if origin is not None and not isinstance(origin, str):
            raise ValueError("origin: give the two letters of a country, such as US")
        return check_address(read_address(document), origin=origin or None)
    except ValueError as reason:
        problem = block("unreadable-field", str(reason))
        return AddressCheck(valid=False, normalised=(), problems=(problem,))


def document_of(check: "AddressCheck") -> dict[str, object]:
    return {
        "valid": check.valid,
        "normalised": list(check.normalised),
        "problems": [asdict(problem) for problem in check.problems],
    }


def text_of(check: "AddressCheck") -> str:
    marks = {"block": "stop", "warn": "look"}
    findings = [
        f"  {marks[problem.severity]}: {problem.message} ({problem.code})"
        for problem in check.problems
    ]
    return "\n".join([*check.normalised, *(findings or ["  ok"])])
