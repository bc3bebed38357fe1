"""Every kind of letter, from the first choice to the sealed letter, by two ways of sending."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from duly.cases.models import Case, Dispatch
from duly.cases.tasks import run_due
from duly.knowledge.prose import letter_kinds
from duly.knowledge.providers import provider
from duly.web.forms.case_file import case_file
from duly.web.forms.kinds import ENDING, KINDS, LEFT_OUT
from duly.web.forms.typed import typed_values

WEB = Path(__file__).resolve().parents[2] / "src" / "duly" / "web"
WRITE = "/write/us/aliexpress-vip/"
HTMX = {"HX-Request": "true"}
# What Ada types beside the usual for each kind, and a sentence that its letter must hold.
LETTERS: dict[str, tuple[dict[str, Any], str]] = {
    "ordinary": ({}, "notice"),
    "for_cause": (
        {"circumstance": "", "cause": "Nothing has arrived since May", "end": "asap"},
        "My reason: Nothing has arrived since May.",
    ),
    "withdrawal": (
        {"concluded_on": "2026-11-20"},
        "I withdraw from, and so cancel, the contract",
    ),
    "stop_payment": (
        {
            "recipient_name": "Harbor Bank",
            "recipient_lines": "500 Market Street\nSan Diego, CA 92101",
            "recipient_country": "US",
            "recipient_email": "desk@harbor.example",
            "paid_from": "bank_debit",
            "bank_account": "4411",
            "stop_from": "2027-12-15",
        },
        "every authority by which",
    ),
    "erasure": ({}, "Please erase all personal data"),
    "reminder": (
        {"first_letter_on": "2026-10-01", "first_reference": "D-7K3M-9Q2T"},
        "under the reference D-7K3M-9Q2T",
    ),
    "answer_refusal": (
        {"refused_on": "2026-10-12", "first_letter_on": "2026-10-01"},
        "I maintain my notice of termination of October 1, 2026",
    ),
    "answer_offer": (
        {"offered_on": "2026-10-12", "first_letter_on": "2026-10-01"},
        "I do not wish to accept it",
    ),
    "refund_demand": (
        {"charged_on": "2026-11-02", "amount": "29.90 USD", "ended_on": "2026-10-31"},
        "You nevertheless charged me 29.90 USD on November 2, 2026",
    ),
}


def text_of(answer) -> str:
    return answer.content.decode()


def plain(answer) -> str:
    """The words of a page without its tags, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text_of(answer)))


@pytest.fixture
def of_kind(typed):
    """The form for a kind; what only a contract's end needs is left out where the kind does not ask."""

    def made(kind: str, **change: Any) -> dict[str, Any]:
        usual = dict(typed)
        if kind not in ENDING:
            del usual["goals"], usual["end"]
        return usual | {"kind": kind} | LETTERS[kind][0] | change

    return made


def send(visitor, token: str):
    page = text_of(visitor.get(f"/case/{token}/review"))
    key = re.search(r'name="key"[^>]*value="([^"]+)"', page)
    sha256 = re.search(r'name="reviewed_sha256"[^>]*value="([0-9a-f]{64})"', page)
    assert key, plain_words(page)
    assert sha256, plain_words(page)
    values = {"reviewed_sha256": sha256[1], "key": key[1], "agreed": "on"}
    return visitor.post(f"/case/{token}/send", values)


def plain_words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))[:3000]


def test_the_page_offers_every_letter_that_there_is(visitor):
    page = text_of(visitor.get(WRITE))
    assert sorted(re.findall(r'id="kind_(\w+)"[^>]*>', page)) == sorted(
        [*letter_kinds("en"), "field"]
    )
    assert {name for name, _label in KINDS} == set(letter_kinds("en"))


@pytest.mark.parametrize("kind", LETTERS)
def test_the_preview_shows_that_letter(visitor, of_kind, kind):
    answer = visitor.post("/write/preview", of_kind(kind), headers=HTMX)
    assert LETTERS[kind][1] in plain(answer)


@pytest.mark.parametrize("way", ["drop_box", "self_print"])
@pytest.mark.parametrize("kind", LETTERS)
def test_each_letter_can_be_reviewed_sealed_and_sent(visitor, of_kind, kind, way):
    opened = visitor.post(
        WRITE, of_kind(kind, channel=way, recipient_email="a@b.example")
    )
    assert opened.status_code == 302, plain(opened)[:3000]
    token = opened.url.split("/")[2]
    sent = send(visitor, token)
    assert sent.status_code == 302, plain(sent)[:3000]
    run_due()
    state = {"drop_box": "sent", "self_print": "to_be_posted"}[way]
    assert Case.objects.get().state == state
    assert Dispatch.objects.get().channel == way
    page = visitor.get(f"/case/{token}/")
    assert page.status_code == 200
    proof = visitor.get(f"/case/{token}/proof")
    assert proof.status_code == 200


@pytest.mark.parametrize("kind", LETTERS)
def test_dates_are_kept_only_for_a_letter_that_ends_a_contract(visitor, of_kind, kind):
    visitor.post(WRITE, of_kind(kind))
    assert Case.objects.get().deadlines.exists() == (kind in ENDING)


@pytest.mark.parametrize("kind", LETTERS)
def test_a_letter_of_each_kind_comes_back_as_it_was(of_kind, kind):
    known = provider("us/aliexpress-vip")
    first = case_file(of_kind(kind), provider=known, kind="self_print")
    again = case_file(typed_values(first), provider=known, kind="self_print")
    assert again == first
    assert first["kind"] == kind


NEEDED = [
    ("for_cause", "cause", "Choose the reason, or say it in one sentence."),
    ("stop_payment", "recipient_name", "Give the name of your bank."),
    ("stop_payment", "recipient_lines", "Type the address"),
    ("reminder", "first_letter_on", "Give the day of your first letter"),
    ("refund_demand", "charged_on", "Give the day on which they took the money."),
    ("refund_demand", "amount", "Give the amount that they took"),
    ("withdrawal", "concluded_on", "Give the day you made the contract"),
]


@pytest.mark.parametrize(("kind", "left_out", "sentence"), NEEDED)
def test_what_a_letter_cannot_do_without_is_named_beside_its_field(
    visitor, of_kind, kind, left_out, sentence
):
    answer = visitor.post(WRITE, of_kind(kind, **{left_out: ""}))
    assert answer.status_code == 422
    assert sentence in plain(answer)
    assert f'href="#{left_out}_field"' in text_of(answer)
    assert f'id="{left_out}_field"' in text_of(answer)


@pytest.mark.parametrize("kind", LETTERS)
def test_no_letter_is_asked_for_what_only_another_needs(visitor, of_kind, kind):
    answer = visitor.post(WRITE, of_kind(kind))
    assert answer.status_code == 302, plain(answer)[:2000]


def test_a_changed_choice_keeps_every_word(visitor, of_kind):
    typed = of_kind("refund_demand") | LETTERS["stop_payment"][0]
    for kind in LETTERS:
        page = text_of(visitor.post(WRITE, typed | {"kind": kind, "go_on": "1"}))
        for value in ("29.90 USD", "2026-10-31", "Harbor Bank", "4411", "Ada Vale"):
            assert f'value="{value}"' in page, (kind, value)


def test_an_amount_without_a_figure_and_a_day_to_come_are_refused(visitor, of_kind):
    answer = visitor.post(
        WRITE, of_kind("refund_demand", amount="a lot", charged_on="2099-01-01")
    )
    assert answer.status_code == 422
    assert "Give the amount as a figure" in plain(answer)
    assert "That day is still to come" in plain(answer)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("for_cause", "cause"),
        ("reminder", "first_reference"),
        ("refund_demand", "amount"),
    ],
)
def test_a_hidden_sign_in_a_fact_stops_the_letter_and_leads_to_its_field(
    visitor, of_kind, kind, name
):
    opened = visitor.post(WRITE, of_kind(kind, **{name: "12 \u202e abc"}))
    review = text_of(visitor.get(opened.url))
    assert 'name="agreed"' not in review
    assert f"/edit#{name}" in review


def test_a_half_typed_day_leaves_a_gap_and_no_error_in_the_preview(visitor, of_kind):
    answer = visitor.post(
        "/write/preview", of_kind("reminder", first_letter_on="2026-1"), headers=HTMX
    )
    assert answer.status_code == 200
    assert "<svg" in text_of(answer)


def test_a_bank_is_told_nothing_of_the_contract(of_kind):
    made = case_file(
        of_kind("stop_payment"), provider=provider("us/aliexpress-vip"), kind="post"
    )
    assert made["identifiers"] == {"account_number": "4411"}
    assert made["recipient"]["name"] == "Harbor Bank"
    assert made["matter"]["contract"]["circumstances"] == ["bank_debit"]


def test_an_account_that_looks_like_an_iban_is_called_one(of_kind):
    typed = of_kind("stop_payment", bank_account="DE02 1203 0000 0000 2020 51")
    made = case_file(typed, provider=provider("us/aliexpress-vip"), kind="post")
    assert made["identifiers"] == {"iban": "DE02 1203 0000 0000 2020 51"}


def test_the_bank_of_a_company_nobody_knows_is_not_taken_for_the_company(of_kind):
    typed = of_kind("stop_payment", provider="", provider_name="Corner Gym")
    made = case_file(typed, provider=None, kind="post")
    assert made["provider"]["contacts"] == []
    assert made["recipient"]["address"]["lines"][0] == "500 Market Street"
    assert case_file(typed_values(made), provider=None, kind="post") == made


def test_what_nobody_offers_is_no_choice(visitor, of_kind):
    answer = visitor.post(WRITE, of_kind("ordinary") | {"kind": "threat"})
    assert answer.status_code == 422
    assert "Choose one of the letters below." in plain(answer)


def test_a_forged_reason_never_reaches_the_law(of_kind):
    typed = of_kind("for_cause", circumstance="no_reminder")
    made = case_file(typed, provider=None, kind="post")
    assert "circumstances" not in made["matter"]["contract"]


def test_a_letter_changed_to_one_without_dates_loses_them(visitor, of_kind):
    opened = visitor.post(WRITE, of_kind("ordinary"))
    case = Case.objects.get()
    assert case.deadlines.exists()
    edit = opened.url.replace("review", "edit")
    changed = visitor.post(edit, of_kind("erasure", version=case.version))
    assert changed.status_code == 302
    assert not case.deadlines.exists()
    case.refresh_from_db()
    assert case.next_action_at is None


def test_a_link_can_choose_the_letter(visitor):
    page = text_of(visitor.get(f"{WRITE}?kind=erasure"))
    assert re.search(r'id="kind_erasure"\s+checked', page)
    assert not re.search(
        r'id="kind_\w+"\s+checked', text_of(visitor.get(f"{WRITE}?kind=nothing"))
    )


def test_nothing_but_the_data_is_the_letter_that_erases(visitor, typed):
    visitor.post(WRITE, typed | {"goals": ["erase_data"]})
    assert not Case.objects.get().deadlines.exists()
    page = text_of(visitor.post(WRITE, typed | {"goals": ["erase_data"], "go_on": "1"}))
    assert re.search(r'id="kind_erasure"\s+checked', page)


def test_a_fact_of_a_case_file_never_fills_another_field(of_kind):
    first = case_file(of_kind("reminder"), provider=None, kind="post")
    first["facts"] |= {"sender_name": "Cleo", "bank": "Harbor Bank"}
    assert typed_values(first)["sender_name"] == "Ada Vale"


def test_a_letter_about_data_waits_for_an_answer_and_not_for_a_day(visitor, of_kind):
    for kind, waits in {
        "erasure": "Their answer in writing.",
        "reminder": "your contract ends, and on which day",
    }.items():
        opened = visitor.post(WRITE, of_kind(kind, channel="self_print"))
        token = opened.url.split("/")[2]
        send(visitor, token)
        run_due()
        visitor.post(
            f"/case/{token}/posted", {"posted_on": timezone.localdate().isoformat()}
        )
        assert waits in plain(visitor.get(f"/case/{token}/"))


SLIPS = [
    ("erasure", {"amount": "9" * 90, "renews": "2026-99-99", "end_on": "soon"}),
    ("stop_payment", {"cause": "x" * 900, "concluded_on": "?"}),
    ("ordinary", {"first_letter_on": "2099-01-01", "paid_from": "gold"}),
    ("reminder", {"end": "never", "goals": ["revenge"], "offered_on": "2026-99-99"}),
]


@pytest.mark.parametrize(("kind", "slips"), SLIPS)
def test_a_slip_in_a_field_that_is_not_shown_holds_nothing_up(
    visitor, of_kind, kind, slips
):
    answer = visitor.post(WRITE, of_kind(kind, **slips))
    assert answer.status_code == 302, plain(answer)[:2000]


def test_a_slip_in_a_field_that_is_shown_is_named(visitor, of_kind):
    answer = visitor.post(WRITE, of_kind("refund_demand", renews="2026-99-99"))
    assert answer.status_code == 422
    assert 'href="#renews_field"' in text_of(answer)


def test_the_style_sheet_hides_what_each_kind_does_not_ask_for():
    sheet = (WEB / "static" / "duly" / "duly.css").read_text("utf-8")
    for name, _label in KINDS:
        rule = f"#f:has(#kind_{name}:checked) [data-kinds]:not([data-kinds~={name}])"
        assert rule in sheet, name


def test_what_a_template_hides_is_what_the_form_does_not_judge():
    """Each field of `LEFT_OUT` stands under the kinds that show it, or under the reverse."""
    page = "".join(
        (WEB / "templates" / "web" / "write" / f"{name}.html").read_text("utf-8")
        for name in ("contract", "end", "goals")
    )
    every = {name for name, _label in KINDS}
    for kinds in set(LEFT_OUT.values()):
        shown = f'data-kinds="{" ".join(kinds)}"'
        hidden = f'data-not="{" ".join(sorted(every - set(kinds)))}"'
        assert shown in page or hidden in page, kinds


def test_a_charge_before_the_end_is_not_asked_back_as_one_after_it(visitor, of_kind):
    answer = visitor.post(WRITE, of_kind("refund_demand", charged_on="2026-10-30"))
    assert answer.status_code == 422
    assert "That day lies before the end of the contract" in plain(answer)
    assert visitor.post(WRITE, of_kind("refund_demand", ended_on="")).status_code == 302


@pytest.mark.parametrize(
    ("charged_on", "is_called_unauthorised"),
    [("2026-09-30", False), ("2026-10-01", False), ("2026-10-02", True)],
)
def test_a_charge_before_the_notice_is_not_called_unauthorised(
    visitor, of_kind, charged_on, is_called_unauthorised
):
    typed = of_kind("stop_payment", first_letter_on="2026-10-01", charged_on=charged_on)
    text = plain(visitor.post("/write/preview", typed, headers=HTMX))
    assert "This payee debited my account" in text
    assert ("without my authority" in text) is is_called_unauthorised
