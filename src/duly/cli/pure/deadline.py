"""Until when, by which channel, from when on: dates with their reasons for one matter."""

import argparse
import sys
from datetime import datetime

from duly.cli import answer as answers


def run(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    document = answers.read_document(options.file)
    from duly.deadlines.rules import BadMatter, judge, read_matter

    try:
        found = judge(read_matter(document, today=datetime.now().astimezone().date()))
    except BadMatter as reason:
        return answers.refuse(f"duly deadline: {reason}")
    if options.ics:
        from duly.deadlines.calendar_file import calendar_file

        sys.stdout.buffer.write(calendar_file(found))
        return answers.YES
    answers.emit(
        found.as_document(), as_json=options.json, text=_text(found.as_document())
    )
    return answers.YES


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="duly deadline", description=__doc__, allow_abbrev=False
    )
    parser.add_argument("file", help="a matter as JSON, - for standard input")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--ics", action="store_true", help="a calendar file instead")
    return parser


def _text(document: dict[str, object]) -> str:
    names = {
        "legal_last": "Last day by the rule",
        "safe_last": "Last safe day",
        "email_by": "E-mail by",
        "post_by": "Post by",
        "post_recommended": "Post, recommended",
        "effective": "The contract ends",
        "refund_due": "Refund due",
    }
    lines = [
        f"{label:<22} {document[name]}"
        for name, label in names.items()
        if document[name]
    ]
    lines.append("")
    lines += [f"{r['date']}  {r['because']}" for r in _list(document, "reasons")]
    lines.append("")
    lines += [f"{a['channel']}: {a['why']}" for a in _list(document, "advice")]
    lines += [f"Assumed: {line}" for line in document["assumptions"]]  # type: ignore[attr-defined]
    return "\n".join(lines)


def _list(document: dict[str, object], name: str) -> list[dict[str, str]]:
    return document[name]  # type: ignore[return-value]
