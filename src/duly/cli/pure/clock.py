"""Payment and privacy clocks: the last day, the safe day and the days of others."""

import argparse

from duly.cli import answer as answers


def run(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    document = answers.read_document(options.file)
    from duly.deadlines.clocks import read_clock, run_clock
    from duly.deadlines.fields import BadMatter

    try:
        found = run_clock(*read_clock(document))
    except BadMatter as reason:
        return answers.refuse(f"duly clock: {reason}")
    lines = [
        f"Last day       {found.last or 'no time limit'}",
        f"Safe last day  {found.safe_last or 'no time limit'}",
        *(f"{r.date}     {r.because}" for r in found.reasons),
    ]
    answers.emit(found.as_document(), as_json=options.json, text="\n".join(lines))
    return answers.YES


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="duly clock", description=__doc__, allow_abbrev=False
    )
    parser.add_argument("file", help="a clock and its event as JSON, - for stdin")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    return parser
