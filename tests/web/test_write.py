"""One form beside the real letter."""

import gzip
import json
import re

import pytest

from duly.web import limits

HTMX = {"HX-Request": "true"}
WRITE = "/write/us/aliexpress-vip/"


def text_of(answer) -> str:
    return answer.content.decode()


def test_a_new_form_chooses_nothing_for_the_person(visitor):
    text = text_of(visitor.get(WRITE))
    assert not re.search(r"<input[^>]*type=\"(radio|checkbox)\"[^>]*\bchecked\b", text)
    assert text.count("not chosen yet") >= 3


def test_a_new_form_already_shows_the_letter_with_its_gaps(visitor):
    text = text_of(visitor.get(WRITE))
    assert "<svg" in text
    assert "to look at before it goes" in text


def test_the_page_says_that_we_are_not_the_company_and_links_the_free_way(visitor):
    text = text_of(visitor.get(WRITE))
    assert "duly is not AliExpress VIP." in text
    assert 'href="/s/us/aliexpress-vip/#free"' in text


def preview(visitor, typed):
    return visitor.post("/write/preview", typed, headers=HTMX)


def test_the_preview_is_the_letter_and_what_hangs_on_it(visitor, typed):
    answer = preview(visitor, typed)
    text = text_of(answer)
    assert answer.status_code == 200
    assert "<html" not in text
    assert text.lstrip().startswith('<div id="letter">')
    assert "<svg" in text
    for place in ("plan", "dates", "preview-note", "by-self_print", "by-drop_box"):
        assert re.search(rf'id="{place}"[^>]*hx-swap-oob="true"', text), place


def test_the_preview_has_the_text_of_the_letter_too(visitor, typed):
    text = text_of(preview(visitor, typed))
    assert "Read it as plain text" in text
    assert "AliExpress VIP" in text


def test_the_preview_without_script_is_the_whole_page_with_what_was_typed(
    visitor, typed
):
    text = text_of(visitor.post("/write/preview", typed))
    assert "<html" in text
    assert 'value="Ada Vale"' in text


def test_the_preview_keeps_nothing(visitor, typed, django_assert_num_queries):
    with django_assert_num_queries(0):
        preview(visitor, typed)


def test_a_preview_of_nothing_works(visitor):
    assert preview(visitor, {"provider": "us/aliexpress-vip"}).status_code == 200


def test_too_many_previews_keep_the_last_letter_and_say_so(visitor, typed, monkeypatch):
    monkeypatch.setattr(
        limits.PREVIEWS, "seconds", 3600
    )  # nothing refills while the test runs
    answers = [preview(visitor, typed) for _ in range(limits.PREVIEWS.most + 1)]
    last = answers[-1]
    assert last.status_code == 429
    assert last.headers["HX-Reswap"] == "none"
    assert "your words are safe" in text_of(last)


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '#read("/etc/passwd")',
    "$ \\ # * _ ` @ [x](y) = - + /",
    "ligne\nligne\nligne",
    "Ж" * 600,
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(visitor, typed, words):
    answer = preview(visitor, typed | {"free_text": words})
    text = text_of(answer)
    assert answer.status_code == 200
    assert "<img src=x" not in text
    assert "root:" not in text


@pytest.mark.parametrize("words", ["\u202etxet", "Thank you \U0001f600", "x\x00y"])
def test_a_character_that_cannot_be_printed_is_named_and_the_last_letter_stays(
    visitor, typed, words
):
    answer = preview(visitor, typed | {"free_text": words})
    text = text_of(answer)
    assert answer.status_code == 200
    assert "Your words are safe" in text or "to look at before it goes" in text


@pytest.mark.parametrize(
    "field", ["free_text", "sender_name", "sender_street_address", "id_account_email"]
)
def test_a_flood_is_answered_with_a_sentence_and_without_a_letter(
    visitor, typed, field
):
    answer = preview(visitor, typed | {field: "x\n" * 50_000})
    assert answer.status_code == 200
    assert answer.headers["HX-Reswap"] == "none"
    assert "Your words are safe" in text_of(answer)


def test_six_hundred_characters_fit_with_their_new_lines(visitor, typed):
    words = "\r\n".join(["x" * 59] * 10)
    assert len(words.replace("\r\n", "\n")) <= 600 < len(words)
    assert visitor.post(WRITE, typed | {"free_text": words}).status_code == 302


def test_nothing_typed_is_lost_when_something_is_missing(visitor, typed):
    del typed["sender_name"]
    answer = visitor.post(WRITE, typed)
    text = text_of(answer)
    assert answer.status_code == 422
    for value in ("2210 Fern Street, Apt 4", "San Diego", "92104", "ada@example.com"):
        assert value in text
    assert 'id="errors"' in text
    assert 'href="#sender_name_field"' in text
    assert 'aria-invalid="true"' in text
    assert "Nothing was sent" in text


MISSING = {
    "id_account_email": "id_account_email",
    "sender_name": "sender_name",
    "residence": "residence",
    "sender_street_address": "sender_street_address",
    "sender_email": "sender_email",
    "end": "end",
    "goals": "goals",
    "channel": "channel",
    "signature_text": "signature_text",
    "renews": "renews",
}


@pytest.mark.parametrize(("left_out", "field"), MISSING.items())
def test_each_thing_left_out_is_named_at_its_field(visitor, typed, left_out, field):
    del typed[left_out]
    answer = visitor.post(WRITE, typed)
    assert answer.status_code == 422
    assert f'href="#{field}_field"' in text_of(answer)
    assert f'id="{field}_field"' in text_of(answer)


def test_another_country_asks_for_other_fields_and_keeps_what_was_typed(visitor, typed):
    text = text_of(
        visitor.post("/write/address", typed | {"residence": "GB-ENG"}, headers=HTMX)
    )
    assert "Post town" in text
    assert "San Diego" in text
    assert re.search(r'type="hidden"\s+name="sender_country_area"\s+value="CA"', text)


def test_another_country_works_without_script(visitor, typed):
    text = text_of(visitor.post(WRITE, typed | {"residence": "DE-BY", "go_on": "1"}))
    assert 'id="errors"' not in text
    assert 'value="Ada Vale"' in text
    assert "ZIP code" not in text


def test_a_drawn_signature_is_enough(visitor, typed):
    typed |= {
        "signature_text": "",
        "signature_strokes": json.dumps([[[1, 1], [90, 40], [200, 10]]]),
    }
    assert visitor.post(WRITE, typed).status_code == 302


def test_signing_on_paper_is_enough(visitor, typed):
    assert (
        visitor.post(
            WRITE, typed | {"signature_text": "", "sign_on_paper": "on"}
        ).status_code
        == 302
    )


def test_a_good_form_opens_a_case_and_gives_the_browser_its_link(visitor, typed):
    answer = visitor.post(WRITE, typed)
    assert answer.status_code == 302
    assert re.fullmatch(r"/case/[\w-]{22}/review", answer.url)
    cookie = answer.cookies["duly_cases"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_any_address_can_be_typed(visitor, typed):
    typed |= {
        "provider": "",
        "provider_name": "Corner Gym",
        "recipient_lines": "Corner Gym\n1 High Street\nLeeds\nLS1 1AA",
        "recipient_country": "GB",
        "id_contract_number": "77",
    }
    answer = visitor.post("/write/", typed)
    assert answer.status_code == 302
    review = text_of(visitor.get(answer.url))
    assert "Corner Gym" in review


def test_any_address_without_an_address_is_refused(visitor, typed):
    answer = visitor.post(
        "/write/", typed | {"provider": "", "provider_name": "Corner Gym"}
    )
    assert answer.status_code == 422
    assert "Type the address from your contract or bill" in text_of(answer)


def test_a_service_without_a_proven_address_asks_for_one(visitor):
    text = text_of(visitor.get("/write/de/mcfit/"))
    assert "We know no address that they name for this" in text
    assert "Tannenberg" not in text


def test_an_unknown_service_is_no_form(visitor):
    assert visitor.get("/write/us/no-such-service/").status_code == 404


def test_a_forged_provider_in_the_preview_is_no_page(visitor):
    assert preview(visitor, {"provider": "../../etc/passwd"}).status_code == 404
    assert preview(visitor, {"provider": "passwd"}).status_code == 404


def test_the_preview_travels_small(visitor, typed):
    plain = preview(visitor, typed).content
    small = visitor.post(
        "/write/preview", typed, headers=HTMX | {"Accept-Encoding": "gzip, br"}
    )
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.content) < len(plain) / 3
    assert gzip.decompress(small.content) == plain


def test_the_page_names_the_law_it_looked_at_and_that_no_lawyer_has(visitor, typed):
    text = text_of(preview(visitor, typed))
    assert "We looked at the law of:" in text
    assert "not yet reviewed by a lawyer" in text


def test_without_a_residence_no_law_is_named(visitor, typed):
    text = text_of(preview(visitor, typed | {"residence": ""}))
    assert "We looked at the law of:" not in text
    assert "Law in this letter: none named" in text


GYM = {
    "provider": "de/mcfit",
    "residence": "DE-BY",
    "language": "de",
    "sender_name": "Ben Huber",
    "sender_street_address": "Lindenweg 4",
    "sender_postal_code": "80331",
    "sender_city": "München",
    "sender_email": "ben@example.com",
    "id_member_number": "1234567",
    "renews": "2027-12-01",
    "end": "term",
    "goals": ["end_contract", "erase_data"],
    "recipient_lines": "McFIT\nLindenstraße 17\n80331 München",
    "recipient_country": "DE",
    "channel": "self_print",
    "signature_text": "Ben Huber",
}


def test_a_sentence_that_rests_on_a_rule_shows_citation_source_and_day(visitor):
    text = text_of(preview(visitor, GYM))
    tip = re.search(r'role="tooltip"[^>]*>(.*?)</span>', text, re.DOTALL)
    assert tip, "no sentence rests on a rule"
    assert "2016/679" in tip[1]
    assert "https://" in tip[1]
    assert "checked" in tip[1]


def test_a_german_gym_gets_its_letter_in_german(visitor):
    answer = visitor.post("/write/de/mcfit/", GYM)
    assert answer.status_code == 302
    review = text_of(visitor.get(answer.url))
    assert "Kündigung" in review
    assert 'class="btn full"' in review


def test_a_field_is_judged_again_when_one_leaves_it(visitor, typed):
    pressed = text_of(visitor.post(WRITE, typed | {"sender_email": "ada"}))
    assert 'hx-post="/write/check/sender_email"' in pressed
    still = text_of(
        visitor.post(
            "/write/check/sender_email", typed | {"sender_email": "ada@"}, headers=HTMX
        )
    )
    assert 'aria-invalid="true"' in still
    mended = text_of(visitor.post("/write/check/sender_email", typed, headers=HTMX))
    assert 'value="ada@example.com"' in mended
    assert "aria-invalid" not in mended


def test_a_new_form_judges_nothing_before_the_first_press(visitor):
    assert "/write/check/" not in text_of(visitor.get(WRITE))


def test_a_field_that_does_not_exist_is_no_page(visitor, typed):
    assert visitor.post("/write/check/no_such_field", typed).status_code == 404


def test_every_error_leads_to_a_place_with_a_control(visitor):
    page = text_of(visitor.post(WRITE, {"kind": "ordinary"}))
    summary = page.split('id="errors"')[1].split("</ul>")[0]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) > 8
    for target in targets:
        place = page.split(f'id="{target}"')[1]
        assert re.search(r"<(input|select|textarea)\b", place[:4000]), target
