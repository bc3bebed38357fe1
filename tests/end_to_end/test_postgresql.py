"""The same code on PostgreSQL: a letter by the worker, the proof, and a restart."""

import getpass
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cases.conftest import DOCUMENT
from tests.conftest import require
from tests.ports import free_port

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("postgresql")]


def programs() -> Path:
    """Where Debian keeps the newest server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return Path(require(str(found[-1]) if found else "initdb", "postgresql")).parent


def as_owner(*words: str) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return (
        ["runuser", "-u", "postgres", "--", *words]
        if getpass.getuser() == "root"
        else list(words)
    )


def run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True, cwd="/tmp")


@pytest.fixture(scope="module")
def database_url() -> Iterator[str]:
    bin_folder = programs()
    folder = Path(tempfile.mkdtemp(prefix="duly-pg-", dir="/tmp"))
    if getpass.getuser() == "root":
        shutil.chown(folder, "postgres")
    port = free_port()
    data = str(folder / "data")
    control = str(bin_folder / "pg_ctl")
    log = str(folder / "log")
    run(*as_owner(str(bin_folder / "initdb"), "-A", "trust", "-U", "duly", "-D", data))
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    run(*as_owner(control, "-D", data, "-l", log, "-o", options, "-w", "start"))
    try:
        where = ("-h", "127.0.0.1", "-p", str(port), "-U", "duly")
        run(str(bin_folder / "createdb"), *where, "duly")
        yield f"postgresql://duly@127.0.0.1:{port}/duly"
    finally:
        run(*as_owner(control, "-D", data, "-m", "immediate", "stop"))
        shutil.rmtree(folder, ignore_errors=True)


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


def test_a_letter_goes_the_whole_way_on_postgresql(
    database_url: str, tmp_path: Path
) -> None:
    environment = {
        **os.environ,
        "DULY_HOME": str(tmp_path / "home"),
        "DATABASE_URL": database_url,
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
