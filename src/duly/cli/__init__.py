"""The command line: picks the module by command name and imports nothing else."""

import ast
import sys
from importlib import import_module
from pathlib import Path

PARTS = ("pure", "stored")


def command_files() -> dict[str, Path]:
    """Every command and the file that answers it, by the name a person types."""
    here = Path(__file__).parent
    return {
        path.stem.replace("_", "-"): path
        for part in PARTS
        for path in sorted((here / part).glob("[!_]*.py"))
    }


def main() -> None:
    """Entry point of the console script `duly`; exits with the command's own code."""
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """0 yes or done, 1 a clear no, 2 wrong usage or unreadable input."""
    if not words or words[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0
    if words[0] == "--version":
        from importlib.metadata import version

        print(version("duly"))
        return 0
    path = command_files().get(words[0])
    if path is None:
        print(
            f"duly: there is no command {words[0]!r}. `duly --help` lists them all.",
            file=sys.stderr,
        )
        return 2
    return call(f"duly.cli.{path.parent.name}.{path.stem}", words[1:])


def call(module: str, words: list[str]) -> int:
    """Run one command module; an unreadable input is wrong use, a closed pipe is no fault."""
    from duly.cli.answer import Unreadable, refuse

    try:
        code: int = import_module(module).run(words)
    except Unreadable as reason:
        return refuse(f"duly: {reason}")
    except BrokenPipeError:
        return 0
    return code


def usage() -> str:
    """One line a command, from the first line of its module."""
    lines = [
        "duly: leave any contract, with proof.",
        "",
        "duly COMMAND --help explains one command.",
        "",
    ]
    for name, path in sorted(command_files().items()):
        docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        lines.append(f"  {name:<16} {docstring.splitlines()[0] if docstring else ''}")
    return "\n".join(lines)
