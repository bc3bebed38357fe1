"""The folder that stands for the bank: one file for each thing that happened, written once or not at all."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from duly.kit.environment import word
from duly.payments import Unavailable

PREFIX = "DULY_OFFLINE_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`account`: where to transfer to, as the person reads it; empty: vouchers alone. `days`: how long is waited."""

    folder: Path
    account: str


def read_settings(environ: Mapping[str, str]) -> Settings:
    """`DULY_OFFLINE_FOLDER` (else `offline` in DULY_HOME) and `DULY_OFFLINE_ACCOUNT`."""
    home = word(environ, "DULY_HOME", "var")
    folder = word(environ, f"{PREFIX}FOLDER")
    return Settings(
        folder=Path(folder) if folder else Path(home) / "offline",
        account=word(environ, f"{PREFIX}ACCOUNT"),
    )


def write_once(path: Path, document: Mapping[str, Any]) -> bool:
    """True when it was written now, False when a file stood there. Raises Unavailable when the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(
            "w", dir=path.parent, prefix=".", suffix=".part", delete=False
        ) as part:
            json.dump(document, part)
            part.flush()
            os.fsync(part.fileno())
        try:
            # A link fails where a file stands: of two writers the first one wins.
            path.hardlink_to(part.name)
        except FileExistsError:
            return False
        finally:
            Path(part.name).unlink()
    except OSError as reason:
        raise Unavailable(
            f"The folder of payments cannot be written: {reason.strerror or reason}"
        ) from reason
    return True


def read(path: Path) -> dict[str, Any] | None:
    """The document, or None when nothing was written."""
    try:
        document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    return document
