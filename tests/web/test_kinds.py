"""Every kind of letter, from the first choice to the sealed letter, by two ways of sending."""

import re
from typing import Any

import pytest

from duly.cases.models import Case, Dispatch
from duly.cases.tasks import run_due
from duly.knowledge.prose import letter_kinds
from duly.knowledge.providers import provider
from duly.web.forms.case_file import case_file
from duly.web.forms.kinds import ENDING, KINDS
from duly.web.forms.typed import typed_values

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
