"""Is this proof true? Every check with its reason, without network and without us."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from duly.cli.answer import NO, YES, Unreadable, emit, read_bytes


def run(arguments: list[str]) -> int:
    """0 when every check holds, 1 with a reason when one does not, 2 for an unreadable file."""
    options = _options().parse_args(arguments)
    from duly.evidence.anchors import BadAnchors
    from duly.evidence.verify import verify_bundle, verify_pair

    if len(options.bundle) > 2:
        raise Unreadable("one bundle, or two to compare")
    at = _moment(options.at) if options.at else datetime.now(UTC)
    try:
        roots = read_bytes(options.roots) if options.roots else None
        bundles = [_bundle(path) for path in options.bundle]
        if len(bundles) == 1:
            document = verify_bundle(bundles[0], roots=roots, at=at).as_document()
        else:
            log = _reader(options.log)
            pair = verify_pair(bundles[0], bundles[1], roots=roots, at=at, log=log)
            document = pair.as_document()
    except BadAnchors as reason:
        raise Unreadable(f"{options.roots}: {reason}") from reason
    except OSError as reason:
        raise Unreadable(f"{reason.filename}: {reason.strerror}") from reason
    emit(document, as_json=options.json, text=_text(document))
    return YES if document["ok"] else NO


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="duly verify", description=__doc__)
    parser.add_argument(
        "bundle",
        nargs="+",
        help="one bundle (zip or unpacked folder, - for standard input), or two to compare",
    )
    parser.add_argument(
        "--roots", help="trust anchors from outside the bundle (roots.pem)"
    )
    parser.add_argument(
        "--at", help="judge as of this moment, e.g. 2027-01-01T00:00Z (default: now)"
    )
    parser.add_argument(
        "--log", help="folder of the public log, to compare two bundles of a large log"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")
    return parser


def _bundle(path: str) -> bytes | Path:
    if path != "-" and Path(path).is_dir():
        return Path(path)
    return read_bytes(path)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as reason:
        raise Unreadable(f"--at: {text!r} is no moment (2027-01-01T00:00Z)") from reason
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _reader(folder: str | None):  # type: ignore[no-untyped-def]
    if folder is None:
        return None
    from duly.evidence.log_store import FolderStore

    return FolderStore(folder=Path(folder)).read


def _text(document: dict[str, Any]) -> str:
    lines: list[str] = []
    for bundle in document.get("bundles", [document]):
        lines += _bundle_lines(bundle)
    if "bundles" in document:
        lines += _check_lines(document["checks"])
    lines.append("This proof holds." if document["ok"] else "This proof does not hold.")
    return "\n".join(lines)


def _bundle_lines(bundle: dict[str, Any]) -> list[str]:
    return [
        f"Case {bundle['reference'] or '(unknown)'}, time grade {bundle['grade'] or 'none'}",
        *(f"  {one['at']}  {one['event']}" for one in bundle["events"]),
        *_check_lines(bundle["checks"]),
    ]


def _check_lines(checks: list[dict[str, Any]]) -> list[str]:
    return [
        f"{'ok' if check['ok'] else 'NO'}  {check['name']}: {check['detail']}"
        for check in checks
    ]
