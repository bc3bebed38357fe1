"""From what was typed to a case file, and back."""

import json
from typing import Any

import pytest

from duly.knowledge.providers import Provider, provider
from duly.web.forms.case_file import case_file
from duly.web.forms.typed import typed_values


@pytest.fixture
def aliexpress() -> Provider:
    return provider("us/aliexpress-vip")


def document(typed: dict[str, Any], known: Provider | None) -> dict[str, Any]:
    return case_file(typed, provider=known, kind="self_print")


def test_the_sender_stands_in_the_fields_of_the_address_data(typed, aliexpress):
    assert document(typed, aliexpress)["sender"] == {
        "name": "Ada Vale",
        "email": "ada@example.com",
        "address": {
            "country": "US",
            "street_address": "2210 Fern Street, Apt 4",
            "city": "San Diego",
            "country_area": "CA",
            "postal_code": "92104",
        },
    }


def test_the_catalogue_address_needs_no_recipient_in_the_case_file(typed, aliexpress):
    made = document(typed, aliexpress)
    assert "recipient" not in made
    assert made["matter"]["recipient_place"] == "HK"


def test_a_typed_address_overrides_the_catalogue(typed, aliexpress):
    typed |= {
        "recipient_to": "typed",
        "recipient_name": "AliExpress",
        "recipient_lines": "Some Street 1\n\n Singapore 123456 ",
        "recipient_country": "SG",
    }
    made = document(typed, aliexpress)
    assert made["recipient"] == {
        "name": "AliExpress",
        "address": {"country": "SG", "lines": ["Some Street 1", "Singapore 123456"]},
    }
    assert made["matter"]["recipient_place"] == "SG"


def test_an_address_typed_and_then_unchosen_is_not_used(typed, aliexpress):
    typed |= {
        "recipient_to": "catalogue",
        "recipient_lines": "Some Street 1",
        "recipient_country": "SG",
    }
    made = document(typed, aliexpress)
    assert "recipient" not in made
    assert made["matter"]["recipient_place"] == "HK"


def test_the_term_ends_on_the_day_before_it_renews(typed, aliexpress):
    made = document(typed, aliexpress)
    assert made["matter"]["contract"]["term_end"] == "2027-12-14"
    assert made["matter"]["wanted_end"] == "2027-12-14"


def test_as_soon_as_possible_wants_no_day(typed, aliexpress):
    made = document(typed | {"end": "asap"}, aliexpress)
    assert "wanted_end" not in made["matter"]


def test_another_day_is_the_wanted_end(typed, aliexpress):
    made = document(typed | {"end": "date", "end_on": "2027-06-30"}, aliexpress)
    assert made["matter"]["wanted_end"] == "2027-06-30"


def test_undoing_a_purchase_is_a_withdrawal(typed, aliexpress):
    made = document(typed | {"end": "undo", "concluded_on": "2026-02-20"}, aliexpress)
    assert made["matter"]["act"] == "withdrawal"
    assert made["matter"]["contract"]["concluded_on"] == "2026-02-20"


def test_the_sourced_figures_of_the_provider_enter_the_matter(typed, aliexpress):
    contract = document(typed, aliexpress)["matter"]["contract"]
    assert contract["sector"] == "shopping"
    assert contract["notice"] == "0d"
    assert contract["renews_for"] == "365d"


def test_a_typed_notice_replaces_the_sourced_one(typed, aliexpress):
    contract = document(typed | {"notice": "1m"}, aliexpress)["matter"]["contract"]
    assert contract["notice"] == "1m"


def test_a_day_that_is_no_day_stays_out(typed, aliexpress):
    made = document(typed | {"renews": "2027-02-30"}, aliexpress)
    assert "term_end" not in made["matter"]["contract"]


def test_nothing_typed_makes_a_case_file_without_choices(aliexpress):
    made = document({}, aliexpress)
    assert made["goals"] == []
    assert made["signature"] == {"kind": "none"}
    assert made["sender"] == {"name": "", "address": {}, "email": ""}


def test_i_do_not_have_it_is_none_and_a_typed_number_wins_over_it(typed, aliexpress):
    del typed["id_account_email"]
    made = document(typed | {"no_account_email": True}, aliexpress)
    assert made["identifiers"] == {"account_email": None}
    made = document(
        typed | {"no_account_email": True, "id_account_email": "a@b.example"},
        aliexpress,
    )
    assert made["identifiers"] == {"account_email": "a@b.example"}


def test_a_drawn_signature_comes_before_a_typed_one(typed, aliexpress):
    strokes = [[[1, 2], [3, 4]]]
    made = document(typed | {"signature_strokes": json.dumps(strokes)}, aliexpress)
    assert made["signature"] == {
        "kind": "drawn",
        "strokes": strokes,
        "text": "Ada Vale",
    }


@pytest.mark.parametrize("damaged", ["{", "7", '{"a": 1}', "null"])
def test_damaged_strokes_count_as_none(damaged, typed, aliexpress):
    made = document(typed | {"signature_strokes": damaged}, aliexpress)
    assert made["signature"]["kind"] == "typed"


def test_the_case_file_bears_no_date_so_that_it_is_dated_when_sealed(typed, aliexpress):
    made = document(typed, aliexpress)
    assert "date" not in made
    assert "today" not in made["matter"]


def test_a_new_line_counts_once_whatever_the_browser_sends(typed, aliexpress):
    made = document(typed | {"free_text": "First.\r\nSecond."}, aliexpress)
    assert made["free_text"] == "First.\nSecond."


def test_a_company_nobody_knows_is_written_inline(typed):
    typed |= {
        "provider": "",
        "provider_name": "Corner Gym",
        "recipient_lines": "1 High Street\nLeeds\nLS1 1AA",
        "recipient_country": "GB",
        "recipient_email": "desk@corner.example",
    }
    made = document(typed, None)
    assert made["provider"]["name"] == "Corner Gym"
    assert made["provider"]["contacts"] == [
        {
            "kind": "postal_address",
            "purpose": "termination",
            "address": {
                "country": "GB",
                "lines": ["1 High Street", "Leeds", "LS1 1AA"],
            },
        },
        {"kind": "email", "purpose": "termination", "value": "desk@corner.example"},
    ]


CHANGES: list[dict[str, Any]] = [
    {},
    {"end": "asap"},
    {"end": "date", "end_on": "2027-06-30"},
    {"end": "undo", "concluded_on": "2026-02-20"},
    {"notice": "1m", "online": "yes"},
    {"online": "no"},
    {"signature_text": "", "signature_strokes": "[[[1, 2], [3, 4]]]"},
    {"signature_text": "", "sign_on_paper": True},
    {"no_account_email": True, "id_account_email": ""},
    {"free_text": "Please be quick.\nThank you."},
    {"goals": ["erase_data"]},
    {"second_language": "de", "language": "fr"},
    {
        "recipient_to": "typed",
        "recipient_lines": "A\nB",
        "recipient_country": "SG",
        "recipient_email": "a@b.example",
    },
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_case_file_comes_back_as_the_same_case_file(change, typed, aliexpress):
    first = document(typed | change, aliexpress)
    again = document(typed_values(first), aliexpress)
    assert again == first


def test_a_company_nobody_knows_comes_back_too(typed):
    typed |= {
        "provider": "",
        "provider_name": "Corner Gym",
        "recipient_lines": "1 High Street\nLeeds",
        "recipient_country": "GB",
    }
    first = document(typed, None)
    assert document(typed_values(first), None) == first
