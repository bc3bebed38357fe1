"""write the letter of a case file as PDF, SVG, PNG or text"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duly.cli.answer import NO, YES, Unreadable, emit, read_document
from duly.cli.case_matter import dated, deadline_answer

if TYPE_CHECKING:
    from duly.letters.case_file import CaseFile
    from duly.letters.compose import Composed
    from duly.letters.findings import Finding

FORMATS = ("pdf", "svg", "png", "txt")


def run(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    document = read_document(options.file)
    from duly.knowledge.profiles import UnknownProfile, profile_names
    from duly.letters.case_file import BadCaseFile

    try:
        return _write(dated(document), options)
    except BadCaseFile as reason:
        raise Unreadable(str(reason)) from reason
    except UnknownProfile as reason:
        names = ", ".join(profile_names())
        raise Unreadable(
            f"no profile {options.profile!r}; there are {names}"
        ) from reason


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="duly letter", description=__doc__)
    parser.add_argument("file", help="case file (JSON), or - for standard input")
    parser.add_argument(
        "--out", help="the file to write; without it the letter is only judged"
    )
    parser.add_argument(
        "--profile", help="envelope; by default that of the country it is posted from"
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="by default from the ending of --out, else pdf",
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    return parser


def _write(document: dict[str, Any], options: argparse.Namespace) -> int:
    from duly.letters.case_file import read_case_file
    from duly.letters.check import check_case
    from duly.letters.compose import CannotBeSet, compose
    from duly.letters.findings import may_go_out

    case_file = read_case_file(document)
    answer = deadline_answer(case_file)
    try:
        composed = compose(
            case_file,
            answer=answer,
            format=options.format or _format_of(options.out),
            profile=options.profile,
        )
    except CannotBeSet as blocked:
        return _refused(case_file, blocked.findings, options)
    findings = check_case(case_file, composed, answer=answer)
    if not may_go_out(findings):
        return _refused(case_file, findings, options)
    files = _files(composed, options.out) if options.out else {}
    for path, content in files.items():
        try:
            path.write_bytes(content)
        except OSError as reason:
            raise Unreadable(f"{path}: {reason.strerror or reason}") from reason
    return _wrote(composed, findings, files, options)


def _format_of(out: str | None) -> Any:
    ending = Path(out).suffix.lower().lstrip(".") if out else ""
    return ending if ending in FORMATS else "pdf"


def _files(composed: "Composed", out: str) -> dict[Path, bytes]:
    path = Path(out)
    if composed.format == "pdf":
        return {path: composed.pdf}
    if composed.format == "txt":
        return {path: composed.text.encode("utf-8")}
    if len(composed.pages) == 1:
        return {path: composed.pages[0]}
    return {
        path.with_stem(f"{path.stem}-{number}"): page
        for number, page in enumerate(composed.pages, 1)
    }


def _refused(
    case_file: "CaseFile", findings: "tuple[Finding, ...]", options: argparse.Namespace
) -> int:
    from duly.letters.outcome import refusal_document

    document = refusal_document(case_file, findings)
    lines = ["No letter was written.", *map(_words, findings)]
    emit(document, as_json=options.json, text="\n".join(lines))
    return NO


def _wrote(
    composed: "Composed",
    findings: "tuple[Finding, ...]",
    files: dict[Path, bytes],
    options: argparse.Namespace,
) -> int:
    from duly.letters.outcome import letter_document

    size = sum(len(content) for content in files.values())
    document = letter_document(composed, findings) | {
        "bytes": size or len(composed.pdf),
        "files": [str(path) for path in files],
    }
    lines = [
        f"Wrote {', '.join(map(str, files)) or 'nothing'}: {composed.page_count} page(s), {size} bytes, envelope {composed.profile}.",
        f"SHA-256 {composed.sha256}",
        f"Law named in the letter: {'; '.join(composed.citations) or 'none'}.",
        *map(_words, findings),
    ]
    emit(document, as_json=options.json, text="\n".join(lines))
    return YES


def _words(finding: "Finding") -> str:
    return f"{finding.severity}: {finding.code} ({finding.where}): {finding.message}"
