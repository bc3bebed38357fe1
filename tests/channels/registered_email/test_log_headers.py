"""The state of the public log rides in the message, so that it lies in two mailboxes that are not ours."""

import base64
from dataclasses import replace
from email import message_from_bytes, policy
from typing import Any

import pytest

from duly.channels import settings_now
from duly.channels.registered_email.sending import notice_of
from duly.channels.registered_email.settings import read_settings
from duly.kit.mail_message import build_message

CHECKPOINT = (
    "ada.example/duly-log/2026\n17\nO5D4hGaKHqcwBk9t9v9Hh4n5Rr4yTgYDxv8Ub9ylkVY=\n\n"
    "— ada.example/duly-log/2026 " + "QUJD" * 23 + "\n"
)


@pytest.fixture
def message(mailbox: Any, letter: Any, now: Any) -> Any:
    def build(checkpoint: str | None) -> bytes:
        notice = notice_of(
            replace(letter, checkpoint=checkpoint),
            "post@acme.example",
            key="press-1",
            date=now,
            settings=settings_now(read_settings),
        )
        return build_message(notice)

    return build


def test_the_signed_state_comes_out_as_it_went_in(message: Any) -> None:
    raw = message(CHECKPOINT)
    held = message_from_bytes(raw, policy=policy.default)["X-Log-Checkpoint"]
    assert base64.b64decode("".join(held.split())).decode() == CHECKPOINT
    assert max(map(len, raw.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 100
    assert raw == message(CHECKPOINT)


def test_without_a_log_there_is_no_such_line(message: Any) -> None:
    assert b"x-log-checkpoint" not in message(None).lower()
