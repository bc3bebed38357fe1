"""Can a letter reach these addresses? One JSON object a line in, one result a line, in order."""

import argparse
from collections.abc import Iterator
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
    checks = [check(document) for document in read_lines(options.file)]
    answer.emit(
        {"results": [check.as_document() for check in checks]},
        as_json=options.json,
        text="\n\n".join(map(text_of, checks)),
    )
    return answer.YES if all(check.valid for check in checks) else answer.NO


def read_lines(path: str) -> Iterator[dict[str, Any]]:
    """The objects of a file in order; one object over several lines is taken too."""
    text = answer.read_text(path)
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


def check(document: dict[str, Any]) -> "AddressCheck":
    from duly.kit.address_document import check_document

    return check_document(document)


def one_object(text: str) -> dict[str, Any] | None:
    from duly.kit.half_characters import without_halves

    try:
        document = answer.read_json(text)
        return without_halves(document) if isinstance(document, dict) else None
    except (answer.Unreadable, RecursionError):
        return None


def text_of(check: "AddressCheck") -> str:
    marks = {"block": "stop", "warn": "look"}
    findings = [
        f"  {marks[problem.severity]}: {problem.message} ({problem.code})"
        for problem in check.problems
    ]
    return "\n".join([*check.normalised, *(findings or ["  ok"])])
