"""What the person asks for at the counter, with honest words about what each service proves."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duly.cases.actions.draft import open_case
from duly.cases.tasks import run_due
from duly.knowledge.tariffs import post_offices, read_tariff
from duly.web.counter import counter_for
from tests.cases.conftest import DOCUMENT
from tests.channels.lob.test_whole_way import DOCUMENT as IN_SAN_MATEO
from tests.letters.test_flatten import LETTER, pdf
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
    assert "Price: ask at the counter where none stands here." in text


@pytest.mark.django_db
def test_at_home_the_return_receipt_comes_first(now):
    counter = counter_for(open_case(IN_SAN_MATEO, now=now).case, today=now.date())
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
    assert counter_for(case, today=now.date()) is None


PRICED = """
carrier = "USPS"
country = "US"
currency = "USD"
source = "https://post.example/prices"
valid_from = 2026-01-18
checked_on = 2026-02-01
[[services]]
key = "certified"
scope = "abroad"
name = "Registered Mail International"
proves = "E6"
steps = [{ grams = 20, price = 1010 }, { grams = 100, price = 1230 }]
"""


@pytest.fixture
def priced(monkeypatch, tmp_path):
    """A post office whose prices were read on a page of its own."""

    def at(checked_on: str) -> None:
        path = tmp_path / "usps.toml"
        path.write_text(PRICED.replace("2026-02-01", checked_on), "utf-8")
        offices = {"US": read_tariff(path)}
        # The tariffs last: a module that is first loaded meanwhile would keep these prices for ever.
        for module in ("web.counter", "channels.self_print.words", "knowledge.tariffs"):
            monkeypatch.setattr(f"duly.{module}.post_offices", lambda: offices)

    return at


def test_a_price_goes_by_the_weight_of_this_letter_with_its_papers(
    visitor, opened, priced
):
    priced((datetime.now(UTC) - timedelta(days=20)).date().isoformat())
    paper = SimpleUploadedFile("a.pdf", pdf(*[LETTER] * 3), "application/pdf")
    visitor.post(f"/case/{opened}/enclosures", {"paper": paper})
    visitor.post(f"/case/{opened}/send", sheet(visitor, opened))
    run_due()
    text = text_of(visitor.get(f"/case/{opened}/"))
    assert "$12.30, read" in text, "four sheets: 27 g"
    assert "ask at the counter." not in text


def test_a_price_that_was_read_long_ago_says_of_when_it_is(visitor, opened, priced):
    priced("2024-02-01")
    visitor.post(f"/case/{opened}/send", sheet(visitor, opened))
    run_due()
    text = text_of(visitor.get(f"/case/{opened}/"))
    assert "About $10.10, as of" in text, "one sheet: 12 g"
    assert "2024-02-01" in text
    assert "ask at the counter." in text
