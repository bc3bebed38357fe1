"""Small parts of the forms and pages: where a finding belongs, limits, links, words of a case."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory

from duly.cases.events import STATE_WORDS
from duly.cases.models import Exhibit
from duly.cases.queries import Entry
from duly.deadlines.words import about
from duly.kit.money import Money
from duly.kit.said import said
from duly.web.forms.places_in_form import anchor
from duly.web.limits import Rate, TooMany
from duly.web.mine import tokens_of
from duly.web.state_words import STATES
from duly.web.strength import line, lines_of
from duly.web.templatetags.page import assumed, exact_money, money, spoken


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
    assert spoken("by 2026-12-02.") == "by Wed 2 December 2026."
    assert spoken("2026-02-30 is none") == "2026-02-30 is none"


def test_an_assumption_speaks_in_the_words_of_the_form():
    told = about("contract.concluded_on", said("unknown, read as any day"))
    assert told == "contract.concluded_on: unknown, read as any day"
    assert assumed(told) == "Day you made the contract: unknown, read as any day"
    assert assumed("something else") == "something else"


def entry(name: str, **more: object) -> Entry:
    values: dict[str, object] = {
        "seq": 1,
        "at": datetime(2026, 3, 2, 10, 0, tzinfo=UTC),
        "name": name,
        "sentence": name,
        "actor": "duly",
        "level": "",
        "level_words": "",
        "time_grade": "self",
        "payload": {},
        "exhibits": (),
    }
    return Entry(**(values | more))  # type: ignore[arg-type]


def test_a_short_timeline_is_shown_whole():
    lines = lines_of([entry("dispatch.in_transit")] * 12)
    assert len(lines.first) == 12
    assert lines.middle == lines.last == []


def test_a_long_timeline_folds_its_middle_and_loses_nothing():
    lines = lines_of([entry("dispatch.in_transit")] * 30)
    assert len(lines.first) + len(lines.middle) + len(lines.last) == 30
    assert lines.middle


def test_bookkeeping_is_no_line_of_the_timeline():
    assert lines_of([entry("deadline.set"), entry("bundle.issued")]).first == []


@pytest.mark.parametrize(
    ("grade", "strokes"),
    [
        ("self", 1),
        ("witnessed", 2),
        ("independent-tsa", 3),
        ("qualified-tsa", 4),
        ("?", 1),
    ],
)
def test_the_strokes_follow_the_grade_of_the_clock(grade, strokes):
    assert line(entry("letter.sealed", time_grade=grade)).strokes == strokes


def test_a_carriers_answer_is_two_strokes_and_never_three():
    receipt = Exhibit(source="registered_email", name="transcript.txt")
    shown = line(entry("dispatch.accepted", exhibits=(receipt,)))
    assert shown.strokes == 2
    assert "carrier" in str(shown.word)


@pytest.mark.parametrize("source", ["sender", "self_print", "drop_box"])
def test_what_the_person_or_we_ourselves_made_stays_our_own_record(source):
    paper = Exhibit(source=source, name="paper.pdf")
    assert line(entry("exhibit.added", exhibits=(paper,))).strokes == 1
