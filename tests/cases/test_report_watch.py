"""Silence counts only where somebody looked."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from duly.cases.models import Case, Exhibit
from duly.cases.report_watch import watched_after

pytestmark = pytest.mark.django_db

PREFIX = "DULY_REGISTERED_EMAIL_"


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mailbox to send from, and none to read."""
    monkeypatch.setenv(PREFIX + "FROM", "ada@sender.test")
    monkeypatch.setenv(PREFIX + "HOST", "127.0.0.1")
    monkeypatch.setenv(PREFIX + "TLS", "none")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "FROM": "site@duly.test",
        "TRANSPORT": "esp",
        "ESP": "postmark",
        "ESP_KEY": "key",
    }.items():
        monkeypatch.setenv(PREFIX + name, value)


@pytest.fixture
def cursor(home: Path) -> Iterator[Path]:
    path = home / "mailbox.json"
    path.unlink(missing_ok=True)
    yield path
    path.unlink(missing_ok=True)


def test_without_the_channel_nobody_looks(now: datetime) -> None:
    assert watched_after(now) is None


def test_a_mailbox_that_is_not_read_is_not_watched(own: None, now: datetime) -> None:
    assert watched_after(now) is None


@pytest.mark.parametrize(
    ("minutes", "watched"), [(-1, None), (0, "mailbox"), (1, "mailbox")]
)
def test_a_mailbox_counts_from_its_last_reading(
    minutes: int,
    watched: str | None,
    own: None,
    cursor: Path,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(PREFIX + "IMAP_HOST", "imap.sender.test")
    assert watched_after(now) is None, "it was never read"
    cursor.write_text("{}")
    read_at = (now + timedelta(minutes=minutes)).timestamp()
    os.utime(cursor, (read_at, read_at))
    assert watched_after(now) == watched


def test_a_sending_service_counts_once_its_calls_are_let_in(
    service: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert watched_after(now) is None
    monkeypatch.setenv(PREFIX + "ESP_WEBHOOK", "duly:password")
    assert watched_after(now) == "webhook"


@pytest.mark.parametrize(
    ("way", "watched"), [("pipe", "pipe"), ("lmtp", "pipe"), ("imap", None)]
)
def test_a_mail_server_counts_once_it_has_handed_a_mail_over(
    way: str, watched: str | None, own: None, opened: Any, now: datetime
) -> None:
    Exhibit.objects.create(
        case=Case.objects.get(),
        sha256="0" * 64,
        kind="mail",
        name="answer.eml",
        media_type="message/rfc822",
        size=1,
        source="mail",
        source_id=f"{way}:D-7K3M-9Q2T:mark:mail",
        received_at=now,
    )
    assert watched_after(now) == watched
