"""A file appears only when all of it is on the disk."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from duly.cases.inbox import Kept, count_unread, forget_raw, keep_raw, waiting
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


def test_two_that_keep_the_same_at_once_keep_one_file(tmp_path: Path) -> None:
    storage = DurableStorage(location=tmp_path)
    for content in (b"first", b"second"):  # each saw that there was none
        assert storage.save("a/b", ContentFile(content)) == "a/b"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


def test_a_mail_that_two_processes_keep_at_once_can_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The service calls again while the first call is still being kept."""
    mail = Kept(source_id="postmark:1", raw=b"Subject: yes\r\n\r\n")
    before = len(list(waiting()))
    keep_raw(mail)
    looked, exists = iter([False]), DurableStorage.exists

    def not_yet(storage: DurableStorage, name: str) -> bool:
        return next(looked, True) and exists(storage, name)

    with monkeypatch.context() as patched:
        patched.setattr(DurableStorage, "exists", not_yet)
        keep_raw(mail)
    assert len(list(waiting())) == before + 1
    assert count_unread() == before + 1
    forget_raw(mail)
