"""A browser without a screen, and the form as Ada fills it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from duly.web import limits

ADA: dict[str, Any] = {
    "provider": "us/aliexpress-vip",
    "sender_name": "Ada Vale",
    "residence": "US-CA",
    "sender_street_address": "2210 Fern Street, Apt 4",
    "sender_city": "San Diego",
    "sender_country_area": "CA",
    "sender_postal_code": "92104",
    "sender_email": "ada@example.com",
    "id_account_email": "ada@example.com",
    "renews": "2027-12-15",
    "end": "term",
    "goals": ["end_contract", "stop_payment"],
    "language": "en",
    "channel": "self_print",
    "signature_text": "Ada Vale",
}


@pytest.fixture
def typed() -> dict[str, Any]:
    """Every field that Ada fills; the renewal lies far enough ahead for any way of sending."""
    return {**ADA}


@pytest.fixture
def visitor(db: None, home: Path) -> Client:
    (home / "static").mkdir(exist_ok=True)
    return Client()


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """What one test asks does not slow the next."""
    for rate in (limits.PREVIEWS, limits.SENDS, limits.CHECKS):
        rate.forget_all()


@pytest.fixture
def opened(visitor: Client, typed: dict[str, Any]) -> str:
    """Ada has filled the form and pressed; the secret part of her case's address."""
    answer = visitor.post("/write/us/aliexpress-vip/", typed)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    token: str = answer.url.split("/")[2]
    return token
