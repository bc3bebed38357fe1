"""A file appears only when all of it is on the disk."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from duly.cases.storage import DurableStorage


def test_a_full_disk_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = DurableStorage(location=tmp_path)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        storage.save("a/b", ContentFile(b"x" * 10))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_files_are_readable_by_the_owner_only(tmp_path: Path) -> None:
    DurableStorage(location=tmp_path).save("a/b", ContentFile(b"x"))
    assert (tmp_path / "a" / "b").stat().st_mode & 0o077 == 0
