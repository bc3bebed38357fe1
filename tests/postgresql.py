"""A PostgreSQL of its own for as long as a test needs it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import require
from tests.ports import free_port


@contextmanager
def running_postgresql() -> Iterator[str]:
    """The URL of its empty database."""
    folder, port = Path(tempfile.mkdtemp(prefix="duly-pg-", dir="/tmp")), free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = (program("pg_ctl"), "-D", f"{folder}/db", "-w")
    run(program("initdb"), "-D", f"{folder}/db", "-U", "duly", "-A", "trust", "-E", "UTF8")  # fmt: skip
    run(*control, "-l", f"{folder}/log", "-o", options, "start")
    try:
        yield f"postgresql://duly@127.0.0.1:{port}/postgres"
    finally:
        run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def program(name: str) -> str:
    """Debian keeps the programs of the server away from the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return require(str(found[-1]) if found else name, "postgresql")


def run(*words: str) -> None:
    """The server refuses to run as root; what it says goes nowhere, since it keeps a pipe open for as long as it lives."""
    as_owner = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    subprocess.run([*as_owner, *words], check=True, cwd="/tmp", stdout=subprocess.DEVNULL)  # fmt: skip
