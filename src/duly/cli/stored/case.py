"""One case from the command line: new, show, send, bundle, sweep."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duly.cli.answer import NO, emit, read_document, refuse
from duly.cli.stored._home import run_command

if TYPE_CHECKING:
    from duly.cases.models import Case


def run(arguments: list[str]) -> int:
    return run_command(_parser(), arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="duly case", description=__doc__)
    commands = parser.add_subparsers(required=True)
    new = commands.add_parser("new", help="open a case from a case file")
    new.add_argument("file")
    new.set_defaults(command=new_case)
    show = commands.add_parser("show", help="state and timeline")
    show.add_argument("reference")
    show.set_defaults(command=show_case)
    send = commands.add_parser("send", help="seal the letter and send it")
    send.add_argument("reference")
    send.add_argument("--channel", required=True)
    send.add_argument("--key", default="", help="the same key again sends nothing new")
    send.set_defaults(command=send_letter)
    bundle = commands.add_parser("bundle", help="write the proof")
    bundle.add_argument("reference")
    bundle.add_argument("--out", required=True)
    bundle.set_defaults(command=write_proof)
    sweep = commands.add_parser("sweep", help="do everything due now, then stop")
    sweep.set_defaults(command=sweep_now)
    for command in (new, show, send, bundle, sweep):
        command.add_argument("--json", action="store_true")
    return parser


def _now() -> datetime:
    return datetime.now(UTC)


def _case(options: argparse.Namespace) -> "Case | None":
    """The case named; where there is none, that is the answer."""
    from duly.cases.queries import case_by_reference

    found = case_by_reference(options.reference)
    if found is None:
        _no(f"there is no case {options.reference!r} here.", options)
    return found


def _no(message: str, options: argparse.Namespace) -> int:
    """A clear no: the reason in words, and in the document for machines."""
    print(f"duly: {message}", file=sys.stderr)
    if options.json:
        emit({"ok": False, "message": message}, as_json=True, text="")
    return NO


def new_case(options: argparse.Namespace) -> int:
    from duly.cases.actions.draft import open_case
    from duly.deadlines.rules import BadMatter
    from duly.letters.case_file import BadCaseFile

    try:
        opened = open_case(read_document(options.file), now=_now())
    except (BadCaseFile, BadMatter) as reason:
        return refuse(f"duly: {reason}")
    emit(
        {"reference": opened.case.reference, "token": opened.token},
        as_json=options.json,
        text=f"{opened.case.reference}\nSecret link: /case/{opened.token}/",
    )
    return 0


def show_case(options: argparse.Namespace) -> int:
    from duly.cases.case_document import case_document
    from duly.cases.queries import case_page

    case = _case(options)
    if case is None:
        return NO
    page = case_page(case, today=_now().date())
    document = case_document(page)
    lines = [f"{case.reference}: {page.state_words}"]
    lines += [f"{event['at']}  {event['sentence']}" for event in document["events"]]
    emit(document, as_json=options.json, text="\n".join(lines))
    return 0


def send_letter(options: argparse.Namespace) -> int:
    from duly.cases.actions.dispatch import NotConfigured, send_case
    from duly.cases.actions.seal import Blocked, review

    case = _case(options)
    if case is None:
        return NO
    now = _now()
    looked = review(case, now=now)
    if looked.letter is None:
        return _blocked(looked.blocking, as_json=options.json)
    try:
        dispatch = send_case(
            case,
            channel=options.channel,
            key=options.key or f"cli:{options.channel}",
            reviewed_sha256=looked.letter.reviewed_sha256,
            now=now,
        )
    except KeyError:
        return refuse(f"duly: there is no channel {options.channel!r}.")
    except NotConfigured as reason:
        return _no(f"{options.channel} cannot send yet. {reason}", options)
    except Blocked as reason:
        return _blocked(reason.findings, as_json=options.json)
    emit(
        {
            "reference": case.reference,
            "channel": dispatch.channel,
            "outcome": dispatch.outcome,
            "key": dispatch.key,
        },
        as_json=options.json,
        text=f"{case.reference}: {dispatch.outcome} by {dispatch.channel}. "
        "`duly case sweep` or a running worker sends it.",
    )
    return 0


def _blocked(findings: Any, *, as_json: bool) -> int:
    listed = [
        {"code": finding.code, "message": finding.message} for finding in findings
    ]
    text = "Not sent:\n" + "\n".join(f"- {each['message']}" for each in listed)
    emit({"ok": False, "findings": listed}, as_json=as_json, text=text)
    return 1


def write_proof(options: argparse.Namespace) -> int:
    from duly.cases.actions.bundle import NothingSealed, issue_bundle

    case = _case(options)
    if case is None:
        return NO
    try:
        content = issue_bundle(case, now=_now())
    except NothingSealed:
        return _no("the letter is not sealed, so there is nothing to prove.", options)
    try:
        Path(options.out).write_bytes(content)
    except OSError as reason:
        return refuse(f"duly: {options.out}: {reason.strerror or reason}")
    emit(
        {"reference": case.reference, "file": options.out, "bytes": len(content)},
        as_json=options.json,
        text=f"{options.out}: {len(content)} bytes. Check it with `duly verify {options.out}`.",
    )
    return 0


def sweep_now(options: argparse.Namespace) -> int:
    from duly.cases.tasks import run_due

    done = run_due()
    text = ", ".join(f"{count} {word}" for word, count in done.items())
    emit({"done": done}, as_json=options.json, text=text)
    return 0
