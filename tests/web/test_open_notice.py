"""A second letter about the same contract: the review page shows the open one, to nobody but its owner."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from duly.cases.actions.relink import address_mark
from duly.cases.models import Case
from duly.cases.queries import case_by_token
from duly.cases.record import record_anyway
from tests.cases.test_letter import press_send
from tests.web.test_story import sheet

pytestmark = pytest.mark.django_db

UNDER_WAY = "about this contract is under way already"


@pytest.fixture
def first(
    visitor: Client, opened: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Case:
    """Ada's first letter waits to go out."""
    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(tmp_path / "drop"))
    case = case_by_token(opened)
    assert case is not None
    press_send(case, timezone.now(), channel="drop_box")
    case.refresh_from_db()
    return case


def second(client: Client, typed: dict[str, Any], **changes: Any) -> str:
    answer = client.post("/write/us/aliexpress-vip/", typed | changes)
    assert answer.status_code == 302, answer.text[:2000]
    return str(answer.url.split("/")[2])


def test_the_browser_that_holds_the_first_is_led_to_it(
    visitor: Client, first: Case, opened: str, typed: dict[str, Any]
) -> None:
    page = visitor.get(f"/case/{second(visitor, typed)}/review").text
    assert UNDER_WAY in page
    assert first.reference in page
    assert f"/case/{opened}/" in page
    assert "Seal it and get the print pack" in page, "by paper it is a warning, no more"


def test_who_reads_the_senders_mailbox_is_told_the_reference(
    first: Case, typed: dict[str, Any]
) -> None:
    elsewhere = Client()
    token = second(elsewhere, typed)
    case = case_by_token(token)
    assert case is not None
    mark = address_mark(case, typed["sender_email"])
    record_anyway(
        case, "case.link_renewed", at=timezone.now(), payload={"address": mark}
    )
    page = elsewhere.get(f"/case/{token}/review").text
    assert first.reference in page
    assert "we mail you a fresh one" in page


def test_cleo_who_types_adas_address_and_number_learns_nothing(
    first: Case, typed: dict[str, Any]
) -> None:
    cleo = Client()
    page = cleo.get(f"/case/{second(cleo, typed)}/review").text
    assert UNDER_WAY not in page
    assert first.reference not in page


@pytest.mark.parametrize(
    "changes",
    [{"id_account_email": "other@example.com"}, {"sender_email": "ben@example.com"}],
)
def test_another_contract_or_person_is_not_warned(
    changes: dict[str, str], visitor: Client, first: Case, typed: dict[str, Any]
) -> None:
    page = visitor.get(f"/case/{second(visitor, typed, **changes)}/review").text
    assert UNDER_WAY not in page


def test_a_draft_alone_is_no_open_notice(
    visitor: Client, opened: str, typed: dict[str, Any]
) -> None:
    page = visitor.get(f"/case/{second(visitor, typed)}/review").text
    assert UNDER_WAY not in page


def test_from_the_operators_domain_a_second_one_is_refused_with_the_case_to_go_on_in(
    visitor: Client,
    first: Case,
    opened: str,
    typed: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {
        "TRANSPORT": "direct_mx",
        "FROM": "notices@duly.test",
        "EHLO_NAME": "mail.duly.test",
        "TOKEN_SECRET": "a secret of the test",
        "REVIEWED": "kim@acme.test",
    }.items():
        monkeypatch.setenv(f"DULY_REGISTERED_EMAIL_{name}", value)
    by_mail = {"channel": "registered_email", "recipient_email": "kim@acme.test"}
    token = second(visitor, typed, **by_mail)
    case = case_by_token(token)
    assert case is not None
    mark = address_mark(case, typed["sender_email"])
    record_anyway(
        case, "case.link_renewed", at=timezone.now(), payload={"address": mark}
    )
    answer = visitor.post(f"/case/{token}/send", sheet(visitor, token))
    assert answer.status_code == 409
    assert f"in the case {first.reference}. Nothing was sent." in answer.text
    assert f"/case/{opened}/" in answer.text
    assert not case.letters.filter(sealed_at__isnull=False).exists()
