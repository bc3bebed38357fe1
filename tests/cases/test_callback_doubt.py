"""A service broke off before it gave its id: what it calls back about settles the doubt, by our own id alone."""

import base64
import json
from datetime import datetime
from typing import Any

import pytest

from duly.cases.actions.callback import take_callback
from duly.cases.models import Case, Dispatch
from duly.cases.record import record_anyway
from tests.cases.test_take_mail import sent

__all__ = ["sent"]

pytestmark = pytest.mark.django_db

OURS = "<0123456789abcdef@sender.test>"


@pytest.fixture
def doubtful(sent: Dispatch, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name, value in {
        "TRANSPORT": "esp",
        "ESP": "postmark",
        "ESP_KEY": "k",
        "ESP_WEBHOOK": "duly:hook",
    }.items():
        monkeypatch.setenv(f"DULY_REGISTERED_EMAIL_{name}", value)
    payload = {"dispatch": sent.pk, "channel": "registered_email"}
    record_anyway(
        sent.case,
        "dispatch.attempted",
        at=now,
        payload={**payload, "message_id": OURS},
    )
    record_anyway(sent.case, "dispatch.in_doubt", at=now, payload=payload)
    Dispatch.objects.filter(pk=sent.pk).update(outcome="in_doubt")
    return sent


def call(now: datetime, *, ours: str, **changes: Any) -> int:
    event = {
        "RecordType": "Delivery",
        "MessageID": "p-99",
        "Recipient": "kim@acme.test",
        "DeliveredAt": "2026-03-02T10:00:00Z",
        "Details": "smtp;250 2.0.0 OK",
        "Metadata": {"message_id": ours},
        **changes,
    }
    headers = {"Authorization": "Basic " + base64.b64encode(b"duly:hook").decode()}
    return take_callback(
        "registered_email", json.dumps(event).encode(), headers, now=now
    )


def test_a_delivery_by_our_own_id_settles_the_doubt_once(
    doubtful: Dispatch, now: datetime
) -> None:
    assert call(now, ours=OURS) == 1
    doubtful.refresh_from_db()
    assert doubtful.outcome == "accepted"
    assert Case.objects.get(pk=doubtful.case_id).state == "delivered"
    assert call(now, ours=OURS) == 0


def test_another_id_and_a_sending_without_a_doubt_are_left_alone(
    doubtful: Dispatch, now: datetime
) -> None:
    assert call(now, ours="<another@sender.test>") == 0
    assert call(now, ours="") == 0
    Dispatch.objects.filter(pk=doubtful.pk).update(outcome="refused")
    assert call(now, ours=OURS) == 0


def test_a_bounce_by_our_own_id_settles_it_too(
    doubtful: Dispatch, now: datetime
) -> None:
    bounce = {
        "RecordType": "Bounce",
        "Type": "HardBounce",
        "ID": 7,
        "Email": "kim@acme.test",
        "BouncedAt": "2026-03-02T10:00:00Z",
    }
    assert call(now, ours=OURS, **bounce) == 1
    doubtful.refresh_from_db()
    assert doubtful.outcome == "refused"
