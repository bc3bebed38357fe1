"""check a PDF against the envelope window and the printer's margins"""

import argparse
from typing import Any

from duly.cli.answer import NO, YES, Unreadable, emit, read_bytes


def run(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    from duly.knowledge.profiles import UnknownProfile, profile, profile_names

    try:
        profile(options.profile)
    except UnknownProfile as reason:
        names = ", ".join(profile_names())
        raise Unreadable(
            f"no profile {options.profile!r}; there are {names}"
        ) from reason
    pdf = read_bytes(options.file)
    return _check(pdf, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="duly print-check", description=__doc__)
    parser.add_argument("file", help="the PDF, or - for standard input")
    parser.add_argument(
        "--profile", required=True, help="the envelope, such as us-10 or din5008-b"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    return parser


def _check(pdf: bytes, options: argparse.Namespace) -> int:
    from duly.letters.limits import OverLimit, check_in_limits
    from duly.letters.print_findings import UnreadablePdf

    try:
        # The file is a stranger's: it is read in a process of its own that can be ended.
        document = check_in_limits(pdf, profile=options.profile)
    except (UnreadablePdf, OverLimit) as reason:
        raise Unreadable(f"{options.file}: {reason}") from reason
    emit(document, as_json=options.json, text=_words(document))
    return YES if document["ok"] else NO


def _words(document: dict[str, Any]) -> str:
    head = "It fits." if document["ok"] else "It does not fit."
    lines = [
        f"page {f['page']}: {f['code']}: {f['message']}" for f in document["findings"]
    ]
    return "\n".join([head, *lines])
