"""Find a service, or take in a public list of services: `duly catalogue search|import|index`."""

import argparse
import os
import sys
from dataclasses import asdict
from pathlib import Path

from duly.cli.answer import YES, emit, refuse

DEFAULT_HOME = "./var"


def run(arguments: list[str]) -> int:
    chosen = _parser().parse_args(arguments)
    home = Path(os.environ.get("DULY_HOME") or DEFAULT_HOME)
    answer: int = chosen.answer(chosen, home)
    return answer


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="duly catalogue", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="search|import|index")

    search = verbs.add_parser("search", help="find a service by its name")
    search.add_argument("words", nargs="+")
    search.add_argument("--country", default="", help="two letters, such as US")
    search.add_argument("--limit", type=int, default=10)
    search.set_defaults(answer=_search)

    taking_in = verbs.add_parser("import", help="take in a public list of services")
    taking_in.add_argument("source", choices=("datenanfragen", "jdm"))
    taking_in.add_argument("path", help="the folder, or for jdm the file sites.json")
    taking_in.set_defaults(answer=_import)

    index = verbs.add_parser("index", help="build the search index anew")
    index.set_defaults(answer=_index)

    for verb in (search, taking_in, index):
        verb.add_argument("--json", action="store_true", help="one JSON document")
    return parser


def _search(chosen: argparse.Namespace, home: Path) -> int:
    from duly.knowledge.search import search

    if chosen.limit < 1:
        return refuse("duly catalogue search: --limit is a number from 1 up")
    hits = search(
        " ".join(chosen.words),
        index=home / "search.sqlite3",
        overlay=home / "data",
        country=chosen.country,
        limit=chosen.limit,
    )
    results = [hit.as_document() for hit in hits]
    lines = [f"{hit.slug:<40} {hit.name}" for hit in hits]
    emit(
        {"results": results},
        as_json=chosen.json,
        text="\n".join(lines) or "Nothing found. Try the name on your bank statement.",
    )
    return YES


def _import(chosen: argparse.Namespace, home: Path) -> int:
    from duly.knowledge.importing.raw_records import NoSuchList
    from duly.knowledge.importing.taking_in import take_in
    from duly.knowledge.search import build_index

    try:
        counts = take_in(chosen.source, Path(chosen.path), data=home / "data")
    except NoSuchList as reason:
        return refuse(f"duly catalogue import: {reason}")
    if counts.created or counts.updated:
        build_index(home / "search.sqlite3", overlay=home / "data")
    for refusal in counts.refused:
        print(f"{refusal.record}: {refusal.message}", file=sys.stderr)
    document = asdict(counts)
    emit(
        document,
        as_json=chosen.json,
        text=", ".join(
            f"{len(value) if key == 'refused' else value} {key}"
            for key, value in document.items()
        ),
    )
    return YES


def _index(chosen: argparse.Namespace, home: Path) -> int:
    from duly.knowledge.search import build_index

    count = build_index(home / "search.sqlite3", overlay=home / "data")
    emit({"services": count}, as_json=chosen.json, text=f"{count} services indexed.")
    return YES
