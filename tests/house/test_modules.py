"""House rules that no linter knows."""

import ast
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from duly.cli import command_files

SOURCE = Path(__file__).resolve().parents[2] / "src" / "duly"
FORBIDDEN_NAMES = {
    "utils",
    "helpers",
    "services",
    "mixins",
    "constants",
    "exceptions",
    "enums",
    "misc",
    "common",
}


def modules() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def test_no_module_is_longer_than_400_lines() -> None:
    long = [p.name for p in modules() if len(p.read_text().splitlines()) > 400]
    assert long == []


def test_no_module_is_named_for_a_kind_of_thing() -> None:
    assert [p for p in modules() if p.stem in FORBIDDEN_NAMES] == []


def test_every_module_says_what_question_it_answers() -> None:
    assert [
        p for p in modules() if not ast.get_docstring(ast.parse(p.read_text()))
    ] == []


WRITING = {
    "create",
    "bulk_create",
    "update",
    "delete",
    "save",
    "get_or_create",
    "update_or_create",
}
ROWS = {"objects", "events", "exhibits", "letters", "dispatches"}


def writes(path: Path) -> list[str]:
    """Where a module calls a writing method of the ORM."""
    return [
        f"{path.name}:{node.lineno}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in WRITING
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in ROWS
    ]


def test_faces_write_only_through_actions() -> None:
    # A measurement fills a database of its own, which is gone afterwards.
    faces = [
        path
        for face in ("web", "api", "cli")
        for path in (SOURCE / face).rglob("*.py")
        if path.parent.name != "bench"
    ]
    assert [place for path in faces for place in writes(path)] == []


def test_the_rule_about_faces_would_notice_a_write() -> None:
    assert writes(SOURCE / "cases" / "record.py")


PURE = sorted(
    name for name, path in command_files().items() if path.parent.name == "pure"
)


@pytest.mark.parametrize("command", PURE)
def test_a_pure_command_imports_no_django(command: str) -> None:
    code = (
        "import sys\nfrom duly.cli import run\n"
        f"try:\n    run([{command!r}, '--help'])\nexcept SystemExit:\n    pass\n"
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def cpu_seconds(words: list[str]) -> float:
    """Of the best of five runs: the machine may be busy, the program does no more for it."""
    return min(_cpu_seconds_once(words) for _ in range(5))


def _cpu_seconds_once(words: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("command", PURE)
def test_a_pure_command_starts_within_150_ms_of_an_empty_interpreter(
    command: str,
) -> None:
    empty = cpu_seconds([sys.executable, "-c", "pass"])
    started = cpu_seconds([sys.executable, "-m", "duly", command, "--help"])
    assert started - empty < 0.150
