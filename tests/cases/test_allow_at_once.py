"""Two presses at the same moment are counted one after the other, on either database."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.cases.test_ledger_postgresql import url
from tests.conftest import ROOT

__all__ = ["url"]

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("postgresql")]


def how_many_go(which: str, home: Path, database: str) -> int:
    environment = {
        **os.environ,
        "DULY_HOME": str(home),
        "DATABASE_URL": database,
        "DULY_REGISTERED_EMAIL_TRANSPORT": "direct_mx",
        "DULY_REGISTERED_EMAIL_FROM": "notices@duly.test",
        "DULY_REGISTERED_EMAIL_EHLO_NAME": "mail.duly.test",
        "DULY_REGISTERED_EMAIL_TOKEN_SECRET": "a secret of the test",
        "DULY_REGISTERED_EMAIL_REVIEWED": "kim@acme.test",
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    for words in (
        ["-m", "duly", "init"],
        ["-m", "tests.cases.pressing", which],
    ):
        done = subprocess.run(
            [sys.executable, *words],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
        assert done.returncode == 0, done.stderr[-3000:]
    return int(done.stdout)


@pytest.mark.parametrize(("which", "most"), [("contracts", 3), ("one-contract", 1)])
def test_six_presses_at_once_on_postgresql(
    which: str, most: int, url: str, tmp_path: Path
) -> None:
    name = which.replace("-", "_")
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}")
    database = url.removesuffix("/postgres") + f"/{name}"
    assert how_many_go(which, tmp_path / "home", database) == most


@pytest.mark.parametrize(("which", "most"), [("contracts", 3), ("one-contract", 1)])
def test_six_presses_at_once_on_sqlite(which: str, most: int, tmp_path: Path) -> None:
    assert how_many_go(which, tmp_path / "home", "") == most
