"""drop_box: one key one file, whole or absent."""

import os
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP
from threading import Thread

import pytest

from duly.channels import Refused, Unavailable, channel


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(tmp_path / "box"))
    return tmp_path / "box"


@pytest.fixture
def drop(now):
    def drop(letter, address="acme@example.org", *, key="k1", at=now):
        return channel("drop_box").send(
            letter, address, key=key, now=at, attempt=lambda happening: None
        )

    return drop


def test_the_file_is_the_whole_message(folder, drop, sealed):
    sent = drop(sealed)
    (file,) = folder.iterdir()
    assert file.read_bytes() == sent.artefacts[0].content
    message = message_from_bytes(file.read_bytes(), policy=SMTP)
    (pdf,) = message.iter_attachments()
    assert pdf.get_content() == sealed.pdf
    assert sealed.reference in message["Subject"]
    assert sent.happened.name == "dispatch.accepted"


def test_the_same_key_is_one_file_and_the_first_one_stays(folder, drop, sealed, now):
    first = drop(sealed)
    second = drop(replace(sealed, text="Something else."), at=now + timedelta(days=1))
    assert second == first
    assert len(list(folder.iterdir())) == 1
    drop(sealed, key="k2")
    assert len(list(folder.iterdir())) == 2


def test_what_was_written_is_found_by_key_and_nothing_else_is(folder, drop, sealed):
    sent = drop(sealed, key="../../etc/passwd")
    assert channel("drop_box").find("../../etc/passwd") == sent
    assert channel("drop_box").find("k9") is None
    assert [path.parent for path in folder.rglob("*.eml")] == [folder]


def test_two_runners_with_one_key_leave_one_file(folder, drop, sealed):
    answers = []
    runners = [Thread(target=lambda: answers.append(drop(sealed))) for _ in range(8)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    assert len(answers) == 8
    assert len({answer.carrier_id for answer in answers}) == 1
    assert [path.suffix for path in folder.iterdir()] == [".eml"]


def test_a_postal_address_goes_to_nobody(folder, drop, sealed, acme):
    raw = drop(sealed, acme).artefacts[0].content
    assert "example.invalid" in message_from_bytes(raw, policy=SMTP)["To"]


def test_a_subject_with_a_line_break_is_refused_and_leaves_nothing(
    folder, drop, sealed
):
    with pytest.raises(Refused):
        drop(replace(sealed, subject="a\r\nBcc: b@example.org"))
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_unavailable_and_said_at_start(
    monkeypatch, drop, sealed, tmp_path
):
    blocker = tmp_path / "file"
    blocker.write_text("")
    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(blocker / "box"))
    assert "DULY_DROP_BOX_FOLDER" in channel("drop_box").configured()
    with pytest.raises(Unavailable):
        drop(sealed)


def test_without_a_setting_the_box_is_in_the_data_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("DULY_DROP_BOX_FOLDER", raising=False)
    monkeypatch.setenv("DULY_HOME", str(tmp_path))
    assert channel("drop_box").configured() is None
    assert os.listdir(tmp_path) == []
