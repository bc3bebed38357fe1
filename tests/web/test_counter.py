"""What the person asks for at the counter, with honest words about what each service proves."""

import pytest

from duly.cases.actions.draft import open_case
from duly.cases.tasks import run_due
from duly.knowledge.tariffs import post_offices
from duly.web.counter import counter_for
from tests.cases.conftest import DOCUMENT
from tests.channels.lob.test_whole_way import DOCUMENT as IN_SAN_MATEO
from tests.web.test_story import sheet, text_of


def test_the_card_names_services_and_says_that_a_plain_letter_proves_nothing(
    visitor, opened
):
    visitor.post(f"/case/{opened}/send", sheet(visitor, opened))
    run_due()
    text = text_of(visitor.get(f"/case/{opened}/"))
    assert "What to ask for at USPS" in text
    assert "Registered Mail International" in text, "to Hong Kong"
    assert "Proves nothing: neither that you sent it nor that it came" in text
    assert text.count("Take this one") == 1


@pytest.mark.django_db
def test_at_home_the_return_receipt_comes_first(now):
    counter = counter_for(open_case(IN_SAN_MATEO, now=now).case)
    assert counter is not None
    assert [str(row.name) for row in counter.rows] == [
        "Certified Mail with Return Receipt",
        "Certified Mail",
        "An ordinary letter",
    ]
    assert "signature" in str(counter.rows[0].proves)
    assert not any(row.is_best for row in counter.rows[1:])


@pytest.mark.django_db
def test_without_a_post_office_that_we_know_nothing_is_said(now):
    sender = {
        **DOCUMENT["sender"],
        "address": {"country": "IS", "lines": ["Reykjavik"]},
    }
    case = open_case({**DOCUMENT, "sender": sender}, now=now).case
    assert "IS" not in post_offices()
    assert counter_for(case) is None
