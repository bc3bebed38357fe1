"""What the form refuses: the sentence names what is wrong and what to do, and the words typed are still there."""

import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from duly.cases.models import Event
from duly.web.forms.places_in_form import in_words

PATH = "/write/us/aliexpress-vip/"
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"end": "date", "end_on": "2020-01-01"}, "That day has passed"),
    ({"end": "date", "end_on": "9999-12-31"}, "The year of that day cannot be right"),
    ({"renews": "0001-01-01"}, "The year of that day cannot be right"),
    ({"concluded_on": "2099-01-01"}, "That day is still to come"),
    ({"end": "undo", "concluded_on": ""}, "Give the day you made the contract"),
    ({"free_text": "x" * 601}, "“Your own words” is too long: 600 characters fit"),
    ({"free_text": "line\n" * 10_000}, "“Your own words” is too long"),
    ({"sender_name": "A" * 121}, "“Your full name” is too long: 120 characters"),
    ({"sender_name": "Ada\0Vale"}, "“Your full name” holds a sign that cannot be seen"),
    ({"residence": "XX"}, "Choose the place where you live"),
    ({"sender_city": ""}, "“City” is missing in your address"),
    ({"signature_text": ""}, "Draw your signature, type your name"),
    ({"signature_text": "", "signature_strokes": "[" * 5000}, "Draw your signature"),
    ({"signature_text": "", "signature_strokes": "[[[1e400,1]]]"}, "outside the page"),
]


@pytest.mark.parametrize(("change", "sentence"), REFUSED)
def test_a_refusal_names_what_is_wrong_and_keeps_what_was_typed(
    visitor: Client, typed: dict[str, Any], change: dict[str, Any], sentence: str
) -> None:
    answer = visitor.post(PATH, typed | change)
    text = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert sentence in text
    assert typed["sender_email"] in text
    assert "nothing you typed is lost" in text


def test_a_day_to_come_is_taken(visitor: Client, typed: dict[str, Any]) -> None:
    chosen = {"end": "date", "end_on": "2099-01-01", "concluded_on": "2026-01-01"}
    assert visitor.post(PATH, typed | chosen).status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("free_text", "Goodbye 👋", "“Your own words” has “👋”"),
        ("free_text", "a \u202e b", "“Your own words” has the invisible sign"),
        ("sender_name", "أحمد", "“Your full name” has “أ”"),
        ("sender_street_address", "1 Road 👋", "“Your address” has “👋”"),
    ],
)
def test_a_sign_that_cannot_be_printed_is_named_in_the_words_of_the_form(
    visitor: Client, typed: dict[str, Any], field: str, value: str, sentence: str
) -> None:
    answer = visitor.post(PATH, typed | {field: value}, follow=True)
    text = html.unescape(answer.content.decode())
    assert sentence in text
    assert "sender." not in text
    assert "free_text has" not in text


def test_an_odd_postcode_is_shown_before_the_letter_goes(
    visitor: Client, typed: dict[str, Any]
) -> None:
    answer = visitor.post(PATH, typed | {"sender_postal_code": "10001"}, follow=True)
    assert "Look at the address again." in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("2099-01-01", "still to come"), ("0001-01-01", "cannot be right")],
)
def test_a_posting_is_on_a_day_that_has_been(
    visitor: Client, opened: str, day: str, sentence: str
) -> None:
    answer = visitor.post(f"/case/{opened}/posted", {"posted_on": day})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_receipt_that_is_refused_leaves_no_posting_behind(
    visitor: Client, opened: str
) -> None:
    paper = SimpleUploadedFile("receipt.pdf", b"no paper at all", "application/pdf")
    given = {"posted_on": "2026-03-02", "receipt": paper}
    answer = visitor.post(f"/case/{opened}/posted", given)
    assert answer.status_code == 422
    assert not Event.objects.filter(name="dispatch.posted").exists()


def test_the_provider_page_takes_no_impossible_year(visitor: Client) -> None:
    answer = visitor.get("/s/us/aliexpress-vip/?renews=0001-01-01")
    assert answer.status_code == 200
    assert "cannot be right" in answer.content.decode()


def test_an_address_behind_a_button_says_so_when_it_is_opened(
    visitor: Client, opened: str
) -> None:
    answer = visitor.get(f"/case/{opened}/send")
    assert answer.status_code == 405
    assert "Nothing was sent" in answer.content.decode()


def test_a_sound_address_is_not_doubted(visitor: Client, typed: dict[str, Any]) -> None:
    answer = visitor.post(PATH, typed, follow=True)
    assert "Look at the address again." not in answer.content.decode()


@pytest.mark.parametrize(
    ("where", "message", "said"),
    [
        ("sender.address.city", "sender.address.city has “x”", "“Your address” has “x”"),
        ("recipient.address.lines[2]", "recipient.address.lines[2] is", "“Their postal address” is"),
        ("free_text", "Leave it out.", "Leave it out."),
        ("line 3", "line 3 is odd", "line 3 is odd"),
    ],
)  # fmt: skip
def test_the_name_of_a_field_becomes_the_words_of_the_page(
    where: str, message: str, said: str
) -> None:
    assert in_words(message, where=where) == said
