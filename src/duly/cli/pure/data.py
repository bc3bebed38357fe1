"""Are the files of knowledge sound, and what law do they cover? `duly data check|coverage`."""

import argparse
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from duly.cli.answer import NO, YES, emit, refuse


def run(arguments: list[str]) -> int:
    chosen = _parser().parse_args(arguments)
    answer: int = chosen.answer(chosen)
    return answer


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="duly data", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="check|coverage")
    check = verbs.add_parser("check", help="look at every file of a data folder")
    check.add_argument("path", nargs="?", help="a folder or file; ours if left out")
    check.set_defaults(answer=_check)
    coverage = verbs.add_parser("coverage", help="the table of docs/law-coverage.md")
    coverage.set_defaults(answer=_coverage)
    for verb in (check, coverage):
        verb.add_argument("--json", action="store_true", help="one JSON document")
    return parser


def _check(chosen: argparse.Namespace) -> int:
    from duly.knowledge.checks.every_file import check_data
    from duly.knowledge.providers import DATA

    path = Path(chosen.path) if chosen.path else DATA
    if not _is_there(path):
        return refuse(f"duly data check: there is no {chosen.path!r}")
    report = check_data(path, today=datetime.now().astimezone().date())
    if not report.counts and not report.findings:
        return refuse(f"duly data check: {path}: no TOML or Markdown file here")
    findings = [asdict(finding) for finding in report.findings]
    lines = [f"{f['severity']:<5} {f['file']}: {f['message']}" for f in findings]
    lines += [f"watch {rule}: read it again this month" for rule in report.watched]
    lines.append(", ".join(f"{n} {kind}" for kind, n in report.counts.items()))
    emit(
        {
            "ok": report.is_sound,
            "counts": report.counts,
            "findings": findings,
            "watch": list(report.watched),
        },
        as_json=chosen.json,
        text="\n".join(lines),
    )
    return YES if report.is_sound else NO


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name longer than any file's
        return False


def _coverage(chosen: argparse.Namespace) -> int:
    from duly.knowledge.law import packs
    from duly.knowledge.law_coverage import as_markdown, coverage

    found = coverage(packs())
    laws = [asdict(law) | {"checked_on": law.checked_on.isoformat()} for law in found]
    emit({"laws": laws}, as_json=chosen.json, text=as_markdown(found))
    return YES
