"""Put a backup back into an empty data folder."""

import argparse
import json
import os
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path, PurePosixPath

from duly.cli.answer import emit, refuse
from duly.cli.stored._home import home
from duly.cli.stored.backup import MANIFEST


class NotABackup(Exception):
    """The file is no backup of ours, or is damaged; the message names the place."""


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="duly restore", description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    folder = home()
    if folder.exists() and any(folder.iterdir()):
        return refuse(
            f"duly: {folder} is not empty, and a backup never writes over anything. "
            "Move it away, or name an empty folder in DULY_HOME."
        )
    try:
        count = put_back(Path(options.file), folder)
    except NotABackup as reason:
        return refuse(f"duly: {options.file} was not put back: {reason}")
    except OSError as reason:
        return refuse(f"duly: {options.file}: {reason}")
    text = f"{folder}: {count} files put back. `duly init` brings it up to date."
    emit(
        {"ok": True, "home": str(folder), "files": count},
        as_json=options.json,
        text=text,
    )
    return 0


def put_back(backup: Path, folder: Path) -> int:
    """Into a folder beside, checked file by file against the manifest, then renamed into place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".restore-") as scratch:
        inside = Path(scratch) / "home"
        inside.mkdir(mode=0o700)
        found = _unpack(backup, inside)
        wanted = _manifest(inside)
        if found - {MANIFEST} != set(wanted):
            raise NotABackup("its list of files and its files differ")
        for name, digest in wanted.items():
            if sha256((inside / name).read_bytes()).hexdigest() != digest:
                raise NotABackup(f"{name} was changed")
        (inside / MANIFEST).unlink()
        if folder.exists():
            folder.rmdir()
        inside.replace(folder)
    return len(wanted)


def _unpack(backup: Path, inside: Path) -> set[str]:
    found: set[str] = set()
    try:
        with tarfile.open(backup, "r:gz") as tar:
            for entry in tar:
                _write_entry(tar, entry, inside)
                found.add(entry.name)
    except (tarfile.TarError, EOFError) as reason:
        raise NotABackup(f"it cannot be read ({reason})") from reason
    return found


def _write_entry(tar: tarfile.TarFile, entry: tarfile.TarInfo, inside: Path) -> None:
    path = PurePosixPath(entry.name)
    content = tar.extractfile(entry) if entry.isfile() else None
    if content is None or path.is_absolute() or ".." in path.parts:
        raise NotABackup(f"{entry.name!r} does not belong in a backup")
    target = inside / path
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content.read())


def _manifest(inside: Path) -> dict[str, str]:
    path = inside / MANIFEST
    if not path.exists():
        raise NotABackup("it has no list of its files")
    try:
        wanted = json.loads(path.read_bytes())["sha256"]
    except (ValueError, KeyError, TypeError) as reason:
        raise NotABackup("its list of files cannot be read") from reason
    return {str(name): str(digest) for name, digest in wanted.items()}
