"""From a domain of the operator's: only to known addresses, few, without links, and never after a complaint."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from duly.cases.actions.allow import NotAllowed, check_allowed
from duly.cases.actions.dispatch import NotConfigured
from duly.cases.actions.draft import open_case
from duly.cases.models import Case, Deadline, Dispatch
from duly.cases.record import record_anyway
from tests.cases.conftest import DOCUMENT
from tests.cases.test_letter import press_send

pytestmark = pytest.mark.django_db

TO = "kim@acme.test"
Open = Callable[..., Case]


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    def put(name: str, value: str) -> None:
        monkeypatch.setenv(f"DULY_REGISTERED_EMAIL_{name}", value)

    for name, value in {
        "TRANSPORT": "direct_mx",
        "FROM": "notices@duly.test",
        "EHLO_NAME": "mail.duly.test",
        "TOKEN_SECRET": "a secret of the test",
        "REVIEWED": TO,
    }.items():
        put(name, value)
    return put


@pytest.fixture
def opened_by(db: None, now: datetime) -> Open:
    def new(email: str = "ada@example.com", **changes: Any) -> Case:
        document = {
            **DOCUMENT,
            "sender": {**DOCUMENT["sender"], "email": email},
            "channel": "registered_email",
            "recipient": {"name": "Acme", "email": TO},
            **changes,
        }
        case = open_case(document, now=now).case
        record_anyway(case, "case.link_renewed", at=now, actor="sender")
        return case

    return new


def check(case: Case, now: datetime) -> None:
    check_allowed(case, channel="registered_email", now=now)


def sent(case: Case, now: datetime, count: int) -> None:
    """So many sendings of this case, by copies of one row."""
    first = press_send(case, now, channel="registered_email")
    for number in range(count - 1):
        Dispatch.objects.create(
            case=case,
            letter=first.letter,
            channel=first.channel,
            key=f"{number:064d}{case.pk}"[-64:],
            intent_at=now,
        )


def test_a_reviewed_address_may_be_written_to(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    check(opened_by(), now)


def test_an_address_that_nobody_reviewed_may_not(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    operator("REVIEWED", "")
    with pytest.raises(NotAllowed, match="neither in the catalogue"):
        check(opened_by(), now)
    with pytest.raises(NotConfigured, match="neither in the catalogue"):
        press_send(opened_by(), now, channel="registered_email")


def test_through_the_own_mailbox_any_typed_address_may(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    operator("TRANSPORT", "submission")
    operator("HOST", "127.0.0.1")
    operator("REVIEWED", "")
    check(opened_by(free_text="See https://acme.test/me"), now)


@pytest.mark.parametrize(
    ("words", "is_fine"),
    [
        ("I moved on 1.2.2026. Please answer.", True),
        ("See https://evil.test/a", False),
        ("See www.evil.test", False),
        ("See evil.com/offer", False),
    ],
)
def test_own_words_hold_no_links(
    words: str,
    is_fine: bool,
    operator: Any,
    opened_by: Open,
    now: datetime,
) -> None:
    case = opened_by(free_text=words)
    if is_fine:
        check(case, now)
    else:
        with pytest.raises(NotAllowed, match="link"):
            check(case, now)


def test_a_mail_address_is_confirmed_before_the_first_sending(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    case = opened_by()
    case.events.filter(name="case.link_renewed").delete()
    with pytest.raises(NotAllowed, match="not confirmed"):
        check(case, now)
    assert Deadline.objects.filter(case=case, kind="link_requested").exists()


def test_three_mails_a_day_for_one_person(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    sent(opened_by(), now, 3)
    with pytest.raises(NotAllowed, match="go on tomorrow"):
        check(opened_by(), now)
    check(opened_by("ben@example.com"), now)
    check(opened_by(), now + timedelta(days=1, seconds=1))


def test_twenty_an_hour_for_one_address(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    sent(opened_by("ben@example.com"), now, 20)
    with pytest.raises(NotAllowed, match="this address has had enough"):
        check(opened_by(), now)
    check(opened_by(), now + timedelta(hours=1, seconds=1))


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("dispatch.noted", {"kind": "complaint"}),
        ("dispatch.noted", {"raw_code": "complained"}),
        ("reply.received", {"verdict": "not_our_customer"}),
    ],
)
def test_after_a_complaint_the_company_is_left_alone(
    name: str, payload: dict[str, str], operator: Any, opened_by: Open, now: datetime
) -> None:
    record_anyway(opened_by("ben@example.com"), name, at=now, payload=payload)
    with pytest.raises(NotAllowed, match="complained"):
        check(opened_by(), now)
    check(opened_by(), now + timedelta(days=31))


def test_several_complaints_stop_every_sending(
    operator: Any, opened_by: Open, now: datetime
) -> None:
    operator("REVIEWED", f"{TO} kim@else.test")
    for _ in range(3):
        record_anyway(
            opened_by("ben@example.com"),
            "dispatch.noted",
            at=now,
            payload={"kind": "complaint"},
        )
    other = opened_by(recipient={"name": "Else", "email": "kim@else.test"})
    with pytest.raises(NotAllowed, match="operator has to look"):
        check(other, now)
