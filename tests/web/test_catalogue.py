"""Find a service and read how to leave it."""

import re

import pytest


def text_of(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    "words", ["aliexpress", "AliExpress VIP", "ali expres", "aliexprss"]
)
def test_a_name_with_a_slip_finds_the_service(visitor, words):
    assert 'href="/s/us/aliexpress-vip/"' in text_of(
        visitor.get("/search", {"q": words})
    )


def test_nothing_found_offers_any_address(visitor):
    text = text_of(visitor.get("/search", {"q": "qqqqzzzz"}))
    assert "We do not know" in text
    assert 'href="/write/"' in text


def test_no_words_show_examples_and_no_hits(visitor):
    text = text_of(visitor.get("/search"))
    assert "For example" in text
    assert 'class="hits"' not in text


def test_hostile_words_come_back_as_words(visitor):
    text = text_of(visitor.get("/search", {"q": "<script>alert(1)</script>"}))
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_htmx_gets_the_hits_alone(visitor):
    text = text_of(visitor.get("/search", {"q": "ali"}, headers={"HX-Request": "true"}))
    assert "<html" not in text
    assert 'class="hits"' in text


def test_the_free_way_stands_before_the_letter(visitor):
    text = text_of(visitor.get("/s/us/aliexpress-vip/"))
    assert text.index('id="free"') < text.index('id="lt"') < text.index('id="facts"')


def test_the_form_is_an_ordinary_link(visitor):
    text = text_of(visitor.get("/s/us/aliexpress-vip/"))
    assert re.search(r'<a class="btn"\s+href="/write/us/aliexpress-vip/"', text)


def test_every_fact_shows_source_and_day(visitor):
    text = text_of(visitor.get("/s/us/aliexpress-vip/"))
    rows = text.count('data-l="Source:"')
    assert rows >= 9
    assert text.count('data-l="Checked:"') == rows
    assert text.count("in a stored copy") == rows


def test_the_address_of_a_letter_seller_is_shown_as_unsupported_and_offered_nowhere(
    visitor,
):
    page = text_of(visitor.get("/s/us/aliexpress-vip/"))
    row = page[page.index('class="conflict"') :]
    assert "San Mateo" in row[: row.index("</tr>")]
    form = text_of(visitor.get("/write/us/aliexpress-vip/"))
    assert "San Mateo" not in form
    assert "Times Square" in form


def test_a_renewal_day_gives_days_and_reasons_without_script(visitor):
    text = text_of(visitor.get("/s/us/aliexpress-vip/", {"renews": "2027-12-15"}))
    assert "Why these days?" in text
    assert 'datetime="2027-12-14"' in text
    assert "calendar.ics?renews=2027-12-15" in text


def test_no_renewal_day_shows_the_question_only(visitor):
    text = text_of(visitor.get("/s/us/aliexpress-vip/"))
    assert "When does it renew?" in text
    assert "Why these days?" not in text


@pytest.mark.parametrize("day", ["2027-02-30", "soon", "", "99999-01-01"])
def test_a_day_that_is_none_is_refused_with_a_sentence(visitor, day):
    answer = visitor.get("/s/us/aliexpress-vip/", {"renews": day})
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in text_of(answer)


def test_a_day_long_past_says_that_it_is_too_late(visitor):
    text = text_of(visitor.get("/s/us/aliexpress-vip/", {"renews": "2020-01-15"}))
    assert "Too late" in text


def test_the_calendar_file_is_one(visitor):
    answer = visitor.get("/s/us/aliexpress-vip/calendar.ics", {"renews": "2027-12-15"})
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")


def test_a_calendar_without_a_day_is_refused(visitor):
    assert visitor.get("/s/us/aliexpress-vip/calendar.ics").status_code == 400


@pytest.mark.parametrize(
    "path", ["/s/us/no-such-service/", "/s/zz/aliexpress-vip/", "/s/us/UPPER/"]
)
def test_an_unknown_service_is_no_page(visitor, path):
    assert visitor.get(path).status_code == 404


def test_the_price_stands_before_the_form(visitor):
    for path in ("/", "/prices/", "/s/us/aliexpress-vip/"):
        assert "<strong>Free</strong>" in text_of(visitor.get(path))


def test_lists_ask_the_database_nothing(visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        visitor.get("/search", {"q": "a"})
        visitor.get("/s/us/aliexpress-vip/")
