"""The engine's own file after a power cut: what it forgot goes out, what it runs again is over, and nothing goes twice."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from duly.cases.owners import owner_name
from duly.cases.tasks import Unhurried
from tests.cases.conftest import DOCUMENT
from tests.end_to_end.test_kill import duly, kill, start_worker

LETTERS = 3


@pytest.mark.django_db
def test_the_engine_does_not_wait_for_the_disk_and_our_database_does(
    tmp_path: Path,
) -> None:
    with closing(sqlite3.connect(tmp_path / "engine", factory=Unhurried)) as engine:
        assert engine.execute("PRAGMA synchronous").fetchone() == (1,)  # NORMAL
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL waits by its own setting")
    with connection.cursor() as ours:
        assert ours.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Letters that people decided to send, and no engine's file yet."""
    folder = tmp_path / "folder"
    duly(folder, "init")
    case_file = tmp_path / "case.json"
    case_file.write_text(json.dumps(DOCUMENT))
    for _ in range(LETTERS):
        reference = duly(folder, "case", "new", str(case_file))["reference"]
        duly(folder, "case", "send", reference, "--channel", "drop_box")
    return folder


def ask(path: Path, question: str, *words: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
        return connection.execute(question, words).fetchall()


def outcomes(folder: Path) -> list[tuple[object, ...]]:
    return ask(
        folder / "duly.sqlite3", "SELECT outcome, attempt_no FROM cases_dispatch"
    )


def sent(folder: Path) -> int:
    return len(list((folder / "drop_box").glob("*.eml")))


def work_until(folder: Path, is_so: Callable[[], bool]) -> None:
    """A worker of its own, killed when it is so."""
    worker = start_worker(folder)
    until = time.monotonic() + 60
    try:
        while not is_so():
            assert time.monotonic() < until, outcomes(folder)
            time.sleep(0.1)
    finally:
        kill(worker)


def gone_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.real
@pytest.mark.xdist_group("kill")
def test_what_the_engine_forgot_goes_out_once(folder: Path) -> None:
    """The relay handed the letters over, and the engine's file of that moment never reached the disk."""
    owner = owner_name("worker-1").rpartition(":")[0] + f":{gone_process()}"
    ask(
        folder / "duly.sqlite3",
        "UPDATE cases_dispatch SET lease_owner = ?, lease_until = '2999-01-01 00:00:00'",
        owner,
    )
    assert not (folder / "dbos.sqlite3").exists()
    work_until(folder, lambda: outcomes(folder) == [("accepted", 2)] * LETTERS)
    assert sent(folder) == LETTERS


@pytest.mark.real
@pytest.mark.xdist_group("kill")
def test_what_the_engine_runs_again_is_over(folder: Path) -> None:
    """Our rows say that the letters went, and the engine's file says that they are still to go."""
    engine = folder / "dbos.sqlite3"

    def runs() -> list[tuple[object, ...]]:
        return ask(engine, "SELECT status, recovery_attempts FROM workflow_status")

    def went() -> bool:
        return sent(folder) == LETTERS and runs() == [("SUCCESS", 1)] * LETTERS

    work_until(folder, went)
    before = ask(folder / "duly.sqlite3", "SELECT sha256 FROM cases_event")
    ask(engine, "UPDATE workflow_status SET status = 'PENDING'")
    work_until(folder, lambda: runs() == [("SUCCESS", 2)] * LETTERS)
    assert sent(folder) == LETTERS
    assert outcomes(folder) == [("accepted", 1)] * LETTERS
    assert ask(folder / "duly.sqlite3", "SELECT sha256 FROM cases_event") == before
