"""Write one file that holds the whole data folder: database, keys, files, own records."""

import argparse
import io
import json
import os
import sqlite3
import sys
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path

from duly.cli.answer import emit, refuse
from duly.cli.stored._home import home, is_initialised

MANIFEST = "manifest.json"
DATABASE = "duly.sqlite3"
# Derived or of this machine only: made anew by `duly init` and `duly serve`.
LEFT_OUT = ("dbos.sqlite3", "search", "screens", "worker.alive")
# How far the mailbox is read, and mail that is not told yet: newer than the database they would lose a mail,
# older than it they bring one twice, and that changes nothing. Everything else is written before its rows.
BEFORE_THE_DATABASE = ("mailbox.json", "files/inbox/")


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="duly backup", description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if not is_initialised():
        return refuse(f"duly: there is nothing to back up in {home()}.")
    if os.environ.get("DATABASE_URL"):
        return refuse(
            "duly: the database is PostgreSQL. Take it with pg_dump, and the rest of "
            f"{home()} with any backup of files."
        )
    try:
        count = write_backup(home(), Path(options.file))
    except OSError as reason:
        return refuse(f"duly: the backup could not be written: {reason}")
    text = (
        f"{options.file}: {count} files. It holds your keys: keep it as you keep a key."
    )
    emit(
        {"ok": True, "file": options.file, "files": count},
        as_json=options.json,
        text=text,
    )
    return 0


def write_backup(folder: Path, target: Path) -> int:
    """All or nothing, readable by the owner only. The database is copied at one moment, while others write."""
    beside = target.with_name(f".{target.name}.part")
    digests: dict[str, str] = {}
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with (
            os.fdopen(handle, "wb") as out,
            tarfile.open(fileobj=out, mode="w:gz") as tar,
        ):
            for name in _names(folder):
                if name.startswith(BEFORE_THE_DATABASE):
                    _add_file(tar, digests, name, folder=folder)
            _add(tar, digests, DATABASE, _database_copy(folder / DATABASE))
            for name in _names(folder):
                if not name.startswith(BEFORE_THE_DATABASE):
                    _add_file(tar, digests, name, folder=folder)
            _add(tar, {}, MANIFEST, json.dumps({"v": 1, "sha256": digests}).encode())
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return len(digests)


def _names(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and not path.name.startswith(".")
        and not path.name.startswith(DATABASE)
        and not path.relative_to(folder).parts[0].startswith(LEFT_OUT)
    )


def _database_copy(path: Path) -> bytes:
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / DATABASE
        source, target = sqlite3.connect(path), sqlite3.connect(copy)
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()
        return copy.read_bytes()


def _add_file(
    tar: tarfile.TarFile, digests: dict[str, str], name: str, *, folder: Path
) -> None:
    """A file that went away meanwhile (a mail that was told, a case that was erased) is left out."""
    try:
        content = (folder / name).read_bytes()
    except FileNotFoundError:
        return
    _add(tar, digests, name, content)
    _show_progress(len(digests))


def _add(
    tar: tarfile.TarFile, digests: dict[str, str], name: str, content: bytes
) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, io.BytesIO(content))
    digests[name] = sha256(content).hexdigest()


def _show_progress(count: int) -> None:
    if count % 500 == 0:
        print(f"{count} files…", file=sys.stderr)
