"""Small parts of the forms and pages: where a finding belongs, limits, links, words of a case."""

import pytest
from django.test import RequestFactory

from duly.cases.events import STATE_WORDS
from duly.kit.money import Money
from duly.web.forms.places_in_form import anchor
from duly.web.limits import Rate, TooMany
from duly.web.mine import tokens_of
from duly.web.state_words import STATES
from duly.web.templatetags.page import assumed, exact_money, money, with_days


@pytest.mark.parametrize(
    ("where", "field"),
    [
        ("sender.name", "sender_name"),
        ("sender.address.city", "sender_street_address"),
        ("matter.contract.term_end", "renews"),
        ("contract.term_end", "renews"),
        ("identifiers.contract_number", "id_contract_number"),
        ("recipient.address", "recipient_lines"),
        ("signature.strokes", "signature_text"),
        ("line 12", ""),
        ("", ""),
    ],
)
def test_a_finding_leads_to_the_field_that_mends_it(where, field):
    assert anchor(where) == field


def test_a_rate_refuses_the_one_too_many_and_recovers():
    rate = Rate(most=2, seconds=1)
    rate.count("ada", at=0.0)
    rate.count("ada", at=0.0)
    with pytest.raises(TooMany):
        rate.count("ada", at=0.1)
    rate.count("ada", at=1.2)


def test_a_rate_counts_each_visitor_alone():
    rate = Rate(most=1, seconds=1)
    rate.count("ada", at=0.0)
    rate.count("ben", at=0.0)
    with pytest.raises(TooMany):
        rate.count("ben", at=0.0)


def test_a_rate_that_was_refused_does_not_wait_longer_for_asking_again():
    rate = Rate(most=1, seconds=1)
    rate.count("ada", at=0.0)
    for at in (0.3, 0.6, 0.9):
        with pytest.raises(TooMany):
            rate.count("ada", at=at)
    rate.count("ada", at=1.01)


def test_a_damaged_cookie_holds_no_cases():
    request = RequestFactory().get("/")
    request.COOKIES["duly_cases"] = "abc.def:1:signature"
    assert tokens_of(request) == ()


def test_every_state_of_a_case_has_its_words():
    assert set(STATES) == set(STATE_WORDS)


def test_only_what_truly_happened_bears_a_postmark():
    marked = {state for state, words in STATES.items() if words.mark}
    assert marked == {"sent", "delivered", "confirmed"}


def test_green_means_done_and_nothing_less():
    assert {state for state, words in STATES.items() if words.tone == "good"} == {
        "confirmed"
    }


def test_nothing_to_pay_is_free_and_on_a_bill_zero():
    assert money(Money(0, "USD")) == "Free"
    assert exact_money(Money(0, "USD")) == "$0.00"
    assert exact_money(Money(1340, "USD")) == "$13.40"
    assert exact_money(Money(500, "JPY")) == "¥500"


def test_the_days_of_a_reason_are_written_as_people_write_them():
    assert with_days("by 2026-12-02.") == "by Wed 2 December 2026."
    assert with_days("2026-02-30 is none") == "2026-02-30 is none"


def test_an_assumption_speaks_in_the_words_of_the_form():
    assert assumed("contract.concluded_on: unknown").startswith(
        "Day you made the contract:"
    )
    assert assumed("something else") == "something else"
