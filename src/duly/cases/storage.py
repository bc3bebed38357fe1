"""File storage that survives a power cut: a name appears only when all of its bytes are on the disk."""

import os
import secrets
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class DurableStorage(FileSystemStorage):
    """Writes beside, syncs, then renames. Names are digests: whoever writes one a second time writes the same."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002 Django's signature
        """The name itself: under another one, made when two processes keep the same, nobody would find it."""
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = target.with_name(f".{target.name}.{secrets.token_hex(6)}")
        try:
            with os.fdopen(
                os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
            ) as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            beside.replace(target)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        return name


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
