"""A case of Ada's, with a real database and the drop box."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from duly.cases.actions.draft import OpenedCase, open_case

DOCUMENT: dict[str, Any] = {
    "provider": "us/aliexpress-vip",
    "sender": {
        "name": "Ada Vale",
        "address": {
            "country": "US",
            "street_address": "2210 Fern Street, Apt 4",
            "city": "San Diego",
            "country_area": "CA",
            "postal_code": "92104",
        },
        "email": "ada@example.com",
    },
    "channel": "drop_box",
    "matter": {
        "residence": "US-CA",
        "recipient_place": "HK",
        "act": "ordinary",
        "contract": {
            "sector": "shopping",
            "online": True,
            "consumer": True,
            "term_end": "2026-12-14",
            "renews_for": "365d",
            "notice": "0d",
            "notice_to": "term_end",
        },
        "post": {"min_bd": 5, "max_bd": 15},
    },
    "goals": ["end_contract", "stop_payment"],
    "identifiers": {"account_email": "ada@example.com"},
    "language": "en",
    "signature": {"kind": "typed", "text": "Ada Vale"},
}


@pytest.fixture
def document() -> dict[str, Any]:
    return {**DOCUMENT}


@pytest.fixture
def drop_box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "drop_box"
    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(folder))
    return folder


@pytest.fixture
def opened(db: None, document: dict[str, Any], now: datetime) -> OpenedCase:
    return open_case(document, now=now)


@pytest.fixture
def clock(now: datetime) -> Callable[[], datetime]:
    return lambda: now
