"""Measure this installation: letters, preview, seal, deadlines, search, pages, pipeline, backlog, post, mail."""

import argparse
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import duly.cli.bench as benches
from duly.cli.answer import emit
from duly.cli.stored._home import set_up_django

NEED_A_FOLDER = ("preview", "pages", "pipeline", "backlog", "post", "mail")


def names() -> list[str]:
    folder = Path(benches.__file__).parent
    return sorted(path.stem for path in folder.glob("[!_]*.py"))


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="duly bench", description=__doc__)
    parser.add_argument("name", choices=names())
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.name in NEED_A_FOLDER:
        # Never in the real data folder: a measurement leaves nothing behind.
        with tempfile.TemporaryDirectory(prefix="duly-bench-") as scratch:
            os.environ["DULY_HOME"] = scratch
            return _measure(options.name, as_json=options.json, initialise=True)
    return _measure(options.name, as_json=options.json, initialise=False)


def _measure(name: str, *, as_json: bool, initialise: bool) -> int:
    if initialise:
        from duly.cli.stored.init import initialise as make_home

        make_home()
        set_up_django()
    print(f"Measuring {name}; this may take a minute.", file=sys.stderr)
    figures = list(import_module(f"duly.cli.bench.{name}").measure())
    document = {
        "name": name,
        "figures": [
            {
                "name": figure.name,
                "value": round(figure.value, 4),
                "unit": figure.unit,
                "wanted": figure.wanted,
                "peer": figure.peer,
                "ratio": figure.ratio,
            }
            for figure in figures
        ],
    }
    emit(document, as_json=as_json, text="\n".join(f.line() for f in figures))
    return 0
