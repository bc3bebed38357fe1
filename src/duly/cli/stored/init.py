"""Make or bring up to date the data folder: keys, database, search index."""

import argparse
import os
import secrets
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from duly.cli.answer import emit
from duly.cli.stored._home import home, set_up_django


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="duly init", description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    made = initialise()
    emit(
        {"ok": True, "home": str(home()), "made": made},
        as_json=options.json,
        text=f"{home()} is ready. " + (f"New: {', '.join(made)}." if made else ""),
    )
    return 0


def initialise() -> list[str]:
    """Idempotent; returns what was made just now. A crash in the middle is finished by the next run."""
    folder = home()
    os.umask(0o077)  # keys, database and files are the owner's alone
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = make_keys_and_secrets(folder, now=datetime.now(UTC))
    set_up_django()
    made += _migrate()
    made += _enter_keys()
    from duly.knowledge.search import open_index

    with closing(open_index(folder / "search.sqlite3", overlay=folder / "data")):
        return made


def make_keys_and_secrets(folder: Path, *, now: datetime) -> list[str]:
    """Everything secret of an installation, each made once."""
    from duly.evidence.keys import make_keys

    keys = folder / "keys"
    keys.mkdir(exist_ok=True, parents=True, mode=0o700)
    secret_names = ("wrapping.key", "secret.key")
    made = [name for name in secret_names if _make_secret(keys / name)]
    is_first = not (keys / "keys.json").exists()
    if is_first:
        print("Making the keys that seal letters…", file=sys.stderr)
        made.append("sealing keys (self-made authority)")
    held = make_keys(keys, now=now, operator=operator(), log_name=log_name())
    roots = folder / "roots.pem"
    if not roots.exists() or roots.read_bytes() != held.roots:
        _write(roots, held.roots)
        made.append("roots.pem")
    return made


def operator() -> str:
    """The organisation in the certificates."""
    return os.environ.get("DULY_OPERATOR") or "duly, this installation"


def log_name() -> str:
    """The origin of the log: the host of the site, without a scheme."""
    base = os.environ.get("DULY_BASE_URL") or "http://localhost"
    return f"{urlsplit(base).netloc or 'localhost'}/duly-log"


def _make_secret(path: Path) -> bool:
    if path.exists():
        return False
    _write(path, secrets.token_hex(32).encode())
    return True


def _write(path: Path, content: bytes) -> None:
    """All or nothing: a half-written key would lock every case away."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(
        os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
    ) as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)


def _migrate() -> list[str]:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return []
    call_command("migrate", interactive=False, verbosity=0)
    return ["database"]


def _enter_keys() -> list[str]:
    """What was made is said in the public log, and whom to believe is published beside it."""
    from duly.cases.actions.keep_keys import UnfitSetting, publish_keys

    try:
        entered = publish_keys(now=datetime.now(UTC))
    except UnfitSetting as reason:
        sys.exit(f"duly: {reason}")
    return [f"{len(entered)} entries in the log"] if entered else []
