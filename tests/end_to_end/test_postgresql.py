"""The same code on PostgreSQL: a letter by the worker, the proof, and a restart."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cases.conftest import DOCUMENT
from tests.postgresql import running_postgresql

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("postgresql")]


@pytest.fixture
def url() -> Iterator[str]:
    with running_postgresql() as found:
        yield found


def duly(environment: dict[str, str], *words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "duly", *words, "--json"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_letter_goes_the_whole_way_on_postgresql(url: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DULY_HOME": str(tmp_path / "home"),
        "DATABASE_URL": url,
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    duly(environment, "init")
    assert duly(environment, "init")["made"] == []
    case_file = tmp_path / "case.json"
    case_file.write_text(json.dumps(DOCUMENT))
    references = [
        duly(environment, "case", "new", str(case_file))["reference"] for _ in range(3)
    ]
    for reference in references:
        duly(environment, "case", "send", reference, "--channel", "drop_box")
    worker = subprocess.Popen(
        [sys.executable, "-m", "duly", "worker"],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            states = [
                duly(environment, "case", "show", reference)["state"]
                for reference in references
            ]
            if states == ["sent"] * 3:
                break
            time.sleep(0.5)
        assert states == ["sent"] * 3
    finally:
        worker.terminate()
        worker.wait(timeout=30)
    assert len(list((tmp_path / "home" / "drop_box").glob("*.eml"))) == 3
    proof = tmp_path / "proof.asice"
    duly(environment, "case", "bundle", references[0], "--out", str(proof))
    verified = duly(
        environment,
        "verify",
        str(proof),
        "--roots",
        str(tmp_path / "home" / "roots.pem"),
    )
    assert verified["ok"] is True
    assert duly(environment, "doctor")["ok"] is True
