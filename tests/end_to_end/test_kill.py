"""kill -9 at any moment: nothing is lost, nothing goes twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cases.conftest import DOCUMENT

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("kill")]

LETTERS = 8
ROUNDS = 6


def duly(home: Path, *words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "duly", *words, "--json"],
        env={**os.environ, "DULY_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def start_worker(home: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "duly", "worker", "--slots", "2"],
        env={**os.environ, "DULY_HOME": str(home)},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill(worker: subprocess.Popen[bytes]) -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def states(home: Path, references: list[str]) -> list[str]:
    return [duly(home, "case", "show", reference)["state"] for reference in references]


def test_a_worker_killed_again_and_again_sends_each_letter_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    duly(home, "init")
    case_file = tmp_path / "case.json"
    case_file.write_text(json.dumps(DOCUMENT))
    references = []
    for _ in range(LETTERS):
        reference = duly(home, "case", "new", str(case_file))["reference"]
        duly(home, "case", "send", reference, "--channel", "drop_box")
        references.append(reference)
    dice = random.Random(20261124)
    for _ in range(ROUNDS):
        worker = start_worker(home)
        time.sleep(0.8 + dice.random() * 1.2)
        kill(worker)
    duly(home, "case", "sweep")
    duly(home, "case", "sweep")
    assert states(home, references) == ["sent"] * LETTERS
    mails = [mail.read_bytes() for mail in (home / "drop_box").glob("*.eml")]
    assert len(mails) == LETTERS
    for reference in references:
        assert sum(reference.encode() in mail for mail in mails) == 1
    assert duly(home, "doctor")["ok"]
