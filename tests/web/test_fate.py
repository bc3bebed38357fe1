"""The pages of a letter on paper after its posting: its fate, what that means, the next way, calling it off."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from duly.cases.models import Case
from duly.cases.tasks import run_due
from duly.channels import channel
from tests.channels.doubles import lob
from tests.web.test_story import sheet, text_of

PNG = b"\x89PNG\r\n\x1a\n and the rest"


@pytest.fixture
def sent(visitor: Client, opened: str) -> str:
    """Ada has her print pack, and posted it."""
    visitor.post(f"/case/{opened}/send", sheet(visitor, opened))
    run_due()
    visitor.post(
        f"/case/{opened}/posted",
        {"posted_on": "2026-03-03", "tracking_number": "RR473124829GB"},
    )
    return opened


def say(visitor: Client, token: str, news: str) -> str:
    answer = visitor.post(
        f"/case/{token}/post-news", {"news": news, "happened_on": "2026-03-09"}
    )
    assert answer.status_code == 302, text_of(answer)[:3000]
    return text_of(visitor.get(f"/case/{token}/"))


def test_delivered_says_what_it_means_in_california_with_its_source(visitor, sent):
    text = say(visitor, sent, "delivered")
    assert "Courts presume that a letter" in text
    assert "Rosenthal v. Walker" in text
    assert "Ready if you want it" not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Les tribunaux présument"),
        ("de", "Die Gerichte vermuten"),
        ("es", "Los tribunales presumen"),
        ("it", "I giudici presumono"),
        ("nl", "De rechter neemt aan"),
    ],
)
def test_what_it_means_is_said_in_the_language_of_the_page(
    visitor, sent, language, words
):
    say(visitor, sent, "delivered")
    visitor.cookies["language"] = language
    text = text_of(visitor.get(f"/case/{sent}/"))
    assert words in text
    assert "Courts presume" not in text
    assert "Rosenthal v. Walker" in text


@pytest.mark.parametrize("news", ["declined", "unclaimed", "returned", "lost"])
def test_where_no_source_says_more_the_neutral_sentence_stands(visitor, sent, news):
    text = say(visitor, sent, news)
    assert "What that means" in text
    assert "no advice about the law of your place" in text
    assert "It came back" in text or "They would not take it" in text


def test_nothing_goes_out_by_itself_and_nothing_is_offered_where_no_way_is_left(
    visitor, sent
):
    text = say(visitor, sent, "lost")
    assert "Ready if you want it" not in text, "only the way that failed can go here"
    before = Case.objects.get().dispatches.count()
    run_due()
    assert Case.objects.get().dispatches.count() == before


def test_a_lost_letter_is_offered_to_a_carrier(visitor, sent, monkeypatch, tmp_path):
    lob.stand_in(channel("lob"), monkeypatch, tmp_path)
    text = say(visitor, sent, "lost")
    assert "Ready if you want it: Registered letter" in text
    assert "on paper and with a number" in text
    assert "$" in text
    assert f"/case/{sent}/another-way" in text


def test_a_day_is_needed(visitor, sent):
    answer = visitor.post(f"/case/{sent}/post-news", {"news": "lost"})
    assert answer.status_code == 422
    assert "Choose the day" in text_of(answer)


def test_the_page_of_the_card_says_where_a_carriers_receipt_is(visitor, sent):
    text = text_of(visitor.get(f"/case/{sent}/return-card"))
    assert "ask whoever runs this site for it" in text


def test_a_picture_of_the_envelope_is_kept(visitor, sent):
    from django.core.files.uploadedfile import SimpleUploadedFile

    visitor.post(
        f"/case/{sent}/post-news",
        {
            "news": "returned",
            "happened_on": "2026-03-09",
            "paper": SimpleUploadedFile("envelope.png", PNG, "image/png"),
        },
    )
    assert Case.objects.get().exhibits.filter(kind="post_report").exists()


def test_an_address_a_letter_came_back_from_is_marked_and_stands_last(
    visitor, sent, monkeypatch, tmp_path
):
    from django.conf import settings

    monkeypatch.setattr(settings, "HOME", tmp_path)
    before = text_of(visitor.get("/s/us/aliexpress-vip/"))
    assert "A letter to it came back" not in before
    from duly.knowledge.providers import provider
    from duly.knowledge.returned import note_returned

    contact = provider("us/aliexpress-vip").postal_recipient
    note_returned(
        tmp_path / "data",
        slug="us/aliexpress-vip",
        address=contact.address,
        on=date(2026, 3, 9),
    )
    text = text_of(visitor.get("/s/us/aliexpress-vip/"))
    assert "A letter to it came back" in text


def test_why_the_carrier_would_not_take_it_stands_in_the_timeline(
    visitor, typed, monkeypatch, tmp_path
):
    lob.stand_in(channel("lob"), monkeypatch, tmp_path)
    monkeypatch.setattr(lob, "prose_rules", lambda fields: ["the name is too odd"])
    typed["channel"] = "lob"
    token = visitor.post("/write/us/aliexpress-vip/", typed).url.split("/")[2]
    visitor.post(f"/case/{token}/send", sheet(visitor, token))
    run_due()
    text = text_of(visitor.get(f"/case/{token}/"))
    assert "the name is too odd" in text
    assert "This one may." in text or "Ready if you want it" in text


class TestCallingOff:
    @pytest.fixture
    def double(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> lob.LobDouble:
        return lob.stand_in(channel("lob"), monkeypatch, tmp_path)

    @pytest.fixture
    def at_the_carrier(self, visitor: Client, typed, double) -> str:
        typed["channel"] = "lob"
        token = visitor.post("/write/us/aliexpress-vip/", typed).url.split("/")[2]
        answer = visitor.post(f"/case/{token}/send", sheet(visitor, token))
        assert answer.status_code == 302, text_of(answer)[:3000]
        run_due()
        return str(token)

    def press(self, visitor: Client, token: str) -> object:
        dispatch = Case.objects.get().dispatches.get()
        return visitor.post(f"/case/{token}/recall", {"dispatch": dispatch.pk})

    def test_the_page_says_until_when_and_one_press_stops_it(
        self, visitor, at_the_carrier, double
    ):
        text = text_of(visitor.get(f"/case/{at_the_carrier}/"))
        assert "You can call it off until" in text
        assert self.press(visitor, at_the_carrier).status_code == 302
        (letter,) = double.letters.values()
        assert letter["deleted"]
        after = text_of(visitor.get(f"/case/{at_the_carrier}/"))
        assert "You called off the sending" in after
        assert "You can call it off until" not in after

    def test_a_second_press_says_that_it_is_too_late(self, visitor, at_the_carrier):
        self.press(visitor, at_the_carrier)
        answer = self.press(visitor, at_the_carrier)
        assert answer.status_code == 409
        assert "It is too late" in text_of(answer)

    def test_after_the_cut_off_there_is_no_button(
        self, visitor, at_the_carrier, monkeypatch
    ):
        monkeypatch.setenv("DULY_LOB_RECALL_MINUTES", "0")
        text = text_of(visitor.get(f"/case/{at_the_carrier}/"))
        assert "call it off" not in text
        assert self.press(visitor, at_the_carrier).status_code == 409
