"""What does this incoming message say: a report, an automatic answer, a confirmation?"""

import argparse
import json
from typing import Any

from duly.cli import answer

KINDS = {
    "dsn": "A delivery report.",
    "mdn": "A reader's receipt: a hint, no proof.",
    "auto_reply": "An automatic answer.",
    "complaint": "A complaint: the recipient marked the mail as unwanted.",
    "reply": "An answer.",
    "unparsed": "This mail could not be read; look at it yourself.",
}


def run(arguments: list[str]) -> int:
    """0 with an answer (`unparsed` is one), 2 for a missing or unreadable file."""
    parser = argparse.ArgumentParser(prog="duly mail-parse", description=__doc__)
    parser.add_argument("message", help="the raw mail (.eml), or - for standard input")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument(
        "--txt",
        metavar="FILE",
        help="JSON object of stored DNS answers, name to TXT, to verify DKIM offline",
    )
    parser.add_argument(
        "--border",
        metavar="NAME",
        help="authserv-id of your own mail server, whose Authentication-Results count",
    )
    chosen = parser.parse_args(arguments)
    raw = answer.read_bytes(chosen.message)
    txt = read_answers(chosen.txt) if chosen.txt else {}

    from duly.replies.limited import read_forked

    document = read_forked(raw, txt=txt, border=chosen.border)
    answer.emit(document, as_json=chosen.json, text=in_words(document))
    return answer.YES


def read_answers(path: str) -> dict[str, str]:
    document = answer.read_document(path)
    if not all(isinstance(value, str) for value in document.values()):
        raise answer.Unreadable(f"{path}: every DNS answer must be a text")
    return {name.rstrip(".").lower(): value for name, value in document.items()}


def in_words(document: dict[str, Any]) -> str:
    lines = [KINDS[document["kind"]]]
    lines += [
        f"  {one['address']}: {one['action']} {one['status']} ({one['reason']}) {one['diagnostic'][:120]}"
        for one in document["recipients"]
    ]
    reply = document["reply"]
    if reply:
        until = (
            f", ends on {reply['effective_date']}" if reply["effective_date"] else ""
        )
        lines.append(f"  It says: {reply['verdict']}{until}")
        lines += [
            f"  because: {json.dumps(span['text'], ensure_ascii=False)}"
            for span in reply["spans"]
        ]
    if document["why"]:
        lines.append(f"  {document['why']}")
    return "\n".join(lines)
