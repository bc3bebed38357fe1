"""A backup holds what only this folder knows, in an order that loses no mail, while others write."""

import sqlite3
import tarfile

import pytest

from duly.cli.stored import backup
from duly.cli.stored.backup import DATABASE, write_backup
from duly.cli.stored.restore import put_back

OWN = (
    "mailbox.json",
    "files/inbox/new/a1",
    "files/inbox/set-aside/b2",
    "files/D-7K3M-9Q2T/c3",
    "offline/orders.jsonl",
    "data/returned.jsonl",
    "data/operator/prices.toml",
    "reconciled.json",
    "authorities.json",
    "keys/wrapping.key",
    "log/2026/checkpoint",
)
NOT_OURS = ("worker.alive", "search.sqlite3", "dbos.sqlite3", "files/.c3.half")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "home"
    for name in (*OWN, *NOT_OURS):
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"content of {name}")
    connection = sqlite3.connect(made / DATABASE)
    connection.execute("create table told (mail text)")
    connection.commit()
    connection.close()
    return made


def names_in(file):
    with tarfile.open(file) as tar:
        return tar.getnames()


def test_everything_that_only_this_folder_knows_comes_back(folder, tmp_path):
    file = tmp_path / "b.tgz"
    assert write_backup(folder, file) == len(OWN) + 1
    put_back(file, tmp_path / "again")
    for name in OWN:
        assert (tmp_path / "again" / name).read_text() == f"content of {name}"
    assert not [name for name in NOT_OURS if (tmp_path / "again" / name).exists()]


def test_the_inbox_and_the_cursor_are_never_newer_than_the_database(
    folder, tmp_path, monkeypatch
):
    def told_meanwhile(path):
        (folder / "mailbox.json").write_text("further on")
        (folder / "files/inbox/new/a1").unlink()
        return path.read_bytes()

    monkeypatch.setattr(backup, "_database_copy", told_meanwhile)
    write_backup(folder, tmp_path / "b.tgz")
    put_back(tmp_path / "b.tgz", tmp_path / "again")
    kept = (tmp_path / "again" / "mailbox.json").read_text()
    assert kept == "content of mailbox.json"
    assert (tmp_path / "again" / "files/inbox/new/a1").exists()


def test_a_file_of_a_case_that_comes_with_the_database_is_in(
    folder, tmp_path, monkeypatch
):
    def written_meanwhile(path):
        (folder / "files/D-7K3M-9Q2T/d4").write_text("new")
        return path.read_bytes()

    monkeypatch.setattr(backup, "_database_copy", written_meanwhile)
    write_backup(folder, tmp_path / "b.tgz")
    assert "files/D-7K3M-9Q2T/d4" in names_in(tmp_path / "b.tgz")


def test_a_file_that_goes_away_meanwhile_stops_nothing(folder, tmp_path, monkeypatch):
    listed = backup._names(folder)
    (folder / "files/inbox/new/a1").unlink()
    monkeypatch.setattr(backup, "_names", lambda _: listed)
    assert write_backup(folder, tmp_path / "b.tgz") == len(OWN)
