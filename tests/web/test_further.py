"""A further letter after the first: offered on the case, filled from it, with a case of its own."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from duly.cases.actions.draft import draft_of
from duly.cases.actions.receive import note_answer
from duly.cases.models import Case
from duly.cases.record import record_anyway
from duly.cases.tasks import run_due
from tests.web.test_kinds import plain, send, text_of

ANEW = {
    "channel": "drop_box",
    "signature_text": "Ada Vale",
    "recipient_email": "a@b.example",
}


@pytest.fixture
def sent(visitor: Client, typed: dict[str, Any]) -> str:
    """Ada's notice lies in the drop box; the secret part of its address."""
    opened = visitor.post("/write/us/aliexpress-vip/", typed | ANEW)
    token: str = opened.url.split("/")[2]
    assert send(visitor, token).status_code == 302
    run_due()
    return token


def offered(visitor: Client, token: str) -> list[str]:
    return re.findall(r"/further/(\w+)\"", text_of(visitor.get(f"/case/{token}/")))


class Form(HTMLParser):
    """What a browser would send of the write form as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {"goals": []}
        self.inside = False
        self.name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.inside = self.inside or found.get("id") == "f"
        if not self.inside:
            return
        if tag in ("select", "textarea"):
            self.name = found.get("name") or ""
            self.values[self.name] = ""
        elif tag == "option" and "selected" in found:
            self.values[self.name] = found.get("value") or ""
        elif tag == "input" and found.get("name"):
            self.take(found)

    def take(self, found: dict[str, str | None]) -> None:
        name, value = found["name"] or "", found.get("value") or ""
        if found.get("type") in ("radio", "checkbox") and "checked" not in found:
            return
        if name == "goals":
            self.values[name].append(value)
        else:
            self.values[name] = value

    def handle_data(self, data: str) -> None:
        if self.name and self.lasttag == "textarea":
            self.values[self.name] += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self.name = ""
        elif tag == "form":
            self.inside = False


def filled(visitor: Client, token: str, kind: str) -> dict[str, Any]:
    """What the page of a further letter has in its fields."""
    form = Form()
    form.feed(text_of(visitor.get(f"/case/{token}/further/{kind}")))
    return form.values


def test_a_letter_in_the_making_offers_no_further_one(visitor, opened):
    assert offered(visitor, opened) == []
    assert visitor.get(f"/case/{opened}/further/reminder").status_code == 404


def test_a_letter_that_has_gone_offers_what_may_follow(visitor, sent):
    assert offered(visitor, sent) == [
        "reminder",
        "answer_refusal",
        "answer_offer",
        "refund_demand",
        "stop_payment",
        "erasure",
    ]


def test_after_a_no_the_answer_to_it_comes_first(visitor, sent):
    note_answer(
        Case.objects.get(), verdict="refused", confirmed_end=None, now=timezone.now()
    )
    assert offered(visitor, sent)[0] == "answer_refusal"
    values = filled(visitor, sent, "answer_refusal")
    assert values["refused_on"] == timezone.localdate().isoformat()


def test_after_a_yes_only_money_and_data_are_left(visitor, sent):
    note_answer(
        Case.objects.get(),
        verdict="confirmed",
        confirmed_end=date(2027, 12, 14),
        now=timezone.now(),
    )
    assert offered(visitor, sent) == ["refund_demand", "stop_payment", "erasure"]
    values = filled(visitor, sent, "refund_demand")
    assert values["ended_on"] == "2027-12-14"


def test_after_a_week_of_silence_the_reminder_is_the_next_step(visitor, sent):
    case = Case.objects.get()
    record_anyway(
        case, "answer.not_received", at=timezone.now(), payload={"hours": 168}
    )
    page = text_of(visitor.get(f"/case/{sent}/"))
    assert re.search(r'class="btn alt sm"\s+href="[^"]*/further/reminder"', page)


def test_the_form_comes_filled_from_the_case(visitor, sent):
    case = Case.objects.get()
    values = filled(visitor, sent, "reminder")
    assert values["kind"] == "reminder"
    assert values["first_reference"] == case.reference
    assert values["first_letter_on"] == case.letters.get().recipe["dated"]
    for name, value in {
        "sender_name": "Ada Vale",
        "sender_city": "San Diego",
        "id_account_email": "ada@example.com",
        "recipient_email": "a@b.example",
        "renews": "2027-12-15",
        "residence": "US-CA",
    }.items():
        assert values[name] == value
    assert values.get("signature_text", "") == ""


def test_signature_and_way_are_asked_anew(visitor, sent):
    values = filled(visitor, sent, "reminder")
    values.pop("channel", None)
    answer = visitor.post(f"/case/{sent}/further/reminder", values)
    assert answer.status_code == 422
    assert 'href="#channel_field"' in text_of(answer)
    assert 'href="#signature_text_field"' in text_of(answer)
    assert Case.objects.count() == 1


def test_the_further_letter_has_a_case_and_a_proof_of_its_own(visitor, sent):
    first = Case.objects.get()
    values = filled(visitor, sent, "reminder") | ANEW
    opened = visitor.post(f"/case/{sent}/further/reminder", values)
    assert opened.status_code == 302, plain(opened)[:3000]
    token = opened.url.split("/")[2]
    assert token != sent
    second = Case.objects.exclude(pk=first.pk).get()
    assert draft_of(second)["kind"] == "reminder"
    assert send(visitor, token).status_code == 302
    run_due()
    second.refresh_from_db()
    assert second.state == "sent"
    proofs = [visitor.get(f"/case/{each}/proof").content for each in (sent, token)]
    assert proofs[0] != proofs[1]


def test_each_case_names_the_other(visitor, sent):
    first = Case.objects.get()
    values = filled(visitor, sent, "reminder") | ANEW
    token = visitor.post(f"/case/{sent}/further/reminder", values).url.split("/")[2]
    second = Case.objects.exclude(pk=first.pk).get()
    before, after = (text_of(visitor.get(f"/case/{each}/")) for each in (sent, token))
    assert f'<a href="/case/{token}/">{second.reference}</a>' in before
    assert "You began a further letter about this" in before
    assert f'<a href="/case/{sent}/">{first.reference}</a>' in after


def test_another_browser_sees_the_reference_and_no_link(visitor, sent):
    values = filled(visitor, sent, "reminder") | ANEW
    token = visitor.post(f"/case/{sent}/further/reminder", values).url.split("/")[2]
    page = text_of(Client().get(f"/case/{sent}/"))
    assert Case.objects.order_by("-pk")[0].reference in page
    assert token not in page


def test_a_letter_to_the_bank_does_not_go_to_the_company(visitor, sent):
    values = filled(visitor, sent, "stop_payment")
    assert values["recipient_email"] == ""
    refused = visitor.post(f"/case/{sent}/further/stop_payment", values | ANEW)
    assert refused.status_code == 422
    assert "Give the name of your bank." in text_of(refused)


def test_a_charge_found_goes_into_the_demand(visitor, sent):
    page = text_of(
        visitor.post(
            f"/case/{sent}/charged",
            {"paid_by": "visa", "charged_on": "2026-11-20", "amount": "12.99 USD"},
        )
    )
    assert f"/case/{sent}/further/refund_demand" in page
    brought = {"begin": "1", "charged_on": "2026-11-20", "amount": "12.99 USD"}
    form = text_of(visitor.post(f"/case/{sent}/further/refund_demand", brought))
    assert 'value="12.99 USD"' in form
    assert 'value="2026-11-20"' in form
    assert Case.objects.count() == 1


def test_a_reminder_of_a_reminder_speaks_of_the_notice(visitor, sent):
    notice = Case.objects.get()
    values = filled(visitor, sent, "reminder") | ANEW
    token = visitor.post(f"/case/{sent}/further/reminder", values).url.split("/")[2]
    send(visitor, token)
    run_due()
    assert (
        filled(visitor, token, "answer_refusal")["first_reference"] == notice.reference
    )


def test_a_request_for_erasure_offers_no_reminder_of_a_notice(visitor, typed):
    opened = visitor.post(
        "/write/us/aliexpress-vip/", typed | ANEW | {"kind": "erasure"}
    )
    token = opened.url.split("/")[2]
    send(visitor, token)
    run_due()
    assert offered(visitor, token) == []


def test_no_stranger_opens_a_further_letter(visitor, sent):
    assert visitor.get("/case/nothing-of-the-kind/further/reminder").status_code == 404
    assert visitor.get(f"/case/{sent}/further/no_such_kind").status_code == 404


def further(visitor: Client, token: str, kind: str, **change: Any) -> str:
    """The further letter, filled and pressed; the secret part of its own case's address."""
    values = filled(visitor, token, kind) | ANEW | change
    answer = visitor.post(f"/case/{token}/further/{kind}", values)
    assert answer.status_code == 302, plain(answer)[:3000]
    found: str = answer.url.split("/")[2]
    return found


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("reminder", {}),
        ("answer_refusal", {}),
        ("answer_offer", {}),
        (
            "refund_demand",
            {
                "charged_on": "2026-11-20",
                "ended_on": "2026-11-15",
                "amount": "12.99 USD",
            },
        ),
        (
            "stop_payment",
            {
                "recipient_name": "Harbor Bank",
                "recipient_lines": "500 Market Street\nSan Diego, CA 92101",
                "recipient_country": "US",
            },
        ),
        ("erasure", {}),
    ],
)
def test_each_further_letter_can_be_sent(visitor, sent, kind, change):
    token = further(visitor, sent, kind, **change)
    assert send(visitor, token).status_code == 302
    run_due()
    assert sorted(Case.objects.values_list("state", flat=True)) == ["sent", "sent"]


def test_the_letter_names_day_and_reference_of_the_first(visitor, sent):
    reference = Case.objects.get().reference
    token = further(visitor, sent, "answer_refusal")
    review = plain(visitor.get(f"/case/{token}/review"))
    assert f"You will find that letter under the reference {reference}." in review
    assert "I maintain my notice of termination of" in review


def test_a_further_letter_after_a_withdrawal_speaks_of_the_withdrawal(visitor, typed):
    undo = {"kind": "withdrawal", "concluded_on": timezone.localdate().isoformat()}
    opened = visitor.post("/write/us/aliexpress-vip/", typed | ANEW | undo)
    token = opened.url.split("/")[2]
    send(visitor, token)
    run_due()
    second = further(visitor, token, "reminder")
    review = plain(visitor.get(f"/case/{second}/review"))
    assert "I sent you my withdrawal from the contract" in review


def test_an_answer_to_a_reminder_is_compared_with_the_end_it_names(visitor, sent):
    further(visitor, sent, "reminder", ended_on="2027-12-14")
    second = Case.objects.order_by("-pk")[0]
    note_answer(
        second,
        verdict="confirmed",
        confirmed_end=date(2028, 1, 14),
        now=timezone.now(),
    )
    assert second.events.get(name="reply.confirmed").payload["matches"] == "later"


def test_the_form_leads_back_to_the_case_and_says_what_it_follows(visitor, sent):
    page = text_of(visitor.get(f"/case/{sent}/further/reminder"))
    reference = Case.objects.get().reference
    assert f'<a href="/case/{sent}/">{reference}</a>' in page
    assert f'This letter follows <span class="ref">{reference}</span>.' in page
    assert "draft-back" not in page
