"""May this letter go out? Checks a case file or the plain text of any letter."""

import argparse
import re
from typing import Any

from duly.cli import answer

# A letter may begin with a blank that nobody filled in: `{name}, …` is a text, `{"sender": …` a case file.
BLANK = re.compile(r"\{\{|\{[A-Za-z_][\w .-]{0,40}\}")


def run(arguments: list[str]) -> int:
    """0 it may, 1 a finding blocks, 2 the file cannot be read."""
    parser = argparse.ArgumentParser(prog="duly letter-check", description=__doc__)
    parser.add_argument("file", help="a case file (JSON) or a text; - reads stdin")
    parser.add_argument(
        "--residence", help="where the sender lives: DE, US-CA, GB-SCT, CA-QC …"
    )
    parser.add_argument("--language", help="the language it should be in: en, fr, de …")
    parser.add_argument(
        "--channel", help="how a pasted letter is sent, such as registered_post"
    )
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    return _check(chosen)


def _check(chosen: argparse.Namespace) -> int:
    text = answer.read_text(chosen.file)
    if not text.strip():
        return answer.refuse(f"duly: {chosen.file}: the file is empty")
    document = _case_document(text)
    if document is None:
        return _check_text(text, chosen)
    return _check_case(document, chosen)


def _case_document(text: str) -> dict[str, Any] | None:
    """The case file, or None for the text of a letter. Raises Unreadable for JSON that is no case file."""
    start = text.lstrip()
    if not start.startswith("{") or BLANK.match(start):
        if start.startswith("[") and _is_json(start):
            raise answer.Unreadable("a JSON object is needed, in braces")
        return None
    # What begins with a brace and parses is an object.
    return dict(answer.read_json(text))


def _is_json(text: str) -> bool:
    try:
        answer.read_json(text)
    except answer.Unreadable:
        return False
    return True


def _check_text(text: str, chosen: argparse.Namespace) -> int:
    from duly.letters.check import check_text

    findings = check_text(
        text,
        residence=chosen.residence,
        language=chosen.language,
        channel=chosen.channel,
    )
    return _tell(findings, as_json=chosen.json)


def _check_case(document: dict[str, Any], chosen: argparse.Namespace) -> int:
    from duly.cli.case_matter import dated, deadline_answer
    from duly.letters.case_file import BadCaseFile, read_case_file
    from duly.letters.outcome import check_written

    try:
        case_file = read_case_file(_overridden(dated(document), chosen))
        findings = check_written(case_file, answer=deadline_answer(case_file))
    except BadCaseFile as reason:
        raise answer.Unreadable(str(reason)) from reason
    return _tell(findings, as_json=chosen.json)


def _overridden(document: dict[str, Any], chosen: argparse.Namespace) -> dict[str, Any]:
    """What the command line says of residence, language and channel stands above the case file."""
    matter = document.get("matter")
    if chosen.residence and (matter is None or isinstance(matter, dict)):
        document = document | {
            "matter": (matter or {}) | {"residence": chosen.residence}
        }
    given = {"language": chosen.language, "channel": chosen.channel}
    return document | {name: value for name, value in given.items() if value}


def _tell(findings: tuple[Any, ...], *, as_json: bool) -> int:
    from duly.letters.findings import check_document

    document = check_document(findings)
    ok = document["ok"]
    lines = [f"{f.severity}  {f.code}  {f.where}: {f.message}" for f in findings]
    lines.append("This letter may go out." if ok else "This letter may not go out.")
    answer.emit(document, as_json=as_json, text="\n".join(lines))
    return answer.YES if ok else answer.NO
