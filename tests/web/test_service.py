"""Which of the carrier's services: labelled by what it proves, priced anew, and the one that is ordered."""

import re
from datetime import UTC, date, datetime

import pytest

from duly.cases.actions.dispatch import check_claim, send_case
from duly.cases.actions.draft import open_case
from duly.cases.actions.seal import Blocked, review
from duly.cases.models import Case
from duly.cases.queries import case_by_token
from duly.cases.service import as_it_goes, offered_services
from duly.cases.tasks import run_due
from duly.channels import channel
from duly.web.channel_cards import channel_card
from tests.channels.doubles import lob, pingen
from tests.channels.lob.test_whole_way import DOCUMENT
from tests.web.test_story import sheet, text_of

TO_SAN_MATEO = {
    "recipient_to": "typed",
    "recipient_name": "Test Acme Inc.",
    "recipient_lines": "400 Cedar Avenue, Suite 4\nSan Mateo, CA 94402",
    "recipient_country": "US",
    "channel": "lob",
}


@pytest.fixture
def double(monkeypatch, tmp_path) -> lob.LobDouble:
    return lob.stand_in(channel("lob"), monkeypatch, tmp_path)


@pytest.fixture
def token(visitor, typed, double) -> str:
    answer = visitor.post("/write/us/aliexpress-vip/", {**typed, **TO_SAN_MATEO})
    assert answer.status_code == 302, text_of(answer)[:3000]
    found: str = answer.url.split("/")[2]
    return found


def test_the_strongest_is_chosen_until_the_person_takes_another(visitor, token):
    text = text_of(visitor.get(f"/case/{token}/review"))
    assert "Which service?" in text
    assert text.count(">Chosen<") == 1
    assert "Take Certified Mail with electronic return receipt" not in text
    assert "Proves nothing: neither that you sent it nor that it came" in text
    assert "$9.99" in text


def test_the_one_taken_is_priced_kept_and_ordered(visitor, token, double):
    answer = visitor.post(f"/case/{token}/service", {"service": "first_class"})
    assert answer.status_code == 302
    text = text_of(visitor.get(f"/case/{token}/review"))
    assert "$1.40" in text, "a page, and the carrier's page with the address"
    assert "Take Certified Mail with electronic return receipt" in text
    visitor.post(f"/case/{token}/send", sheet(visitor, token))
    run_due()
    (letter,) = double.letters.values()
    assert "extra_service" not in letter
    assert Case.objects.get().state == "sent"


def test_a_service_that_is_not_sold_there_changes_nothing(visitor, token):
    answer = visitor.post(f"/case/{token}/service", {"service": "registered"})
    assert answer.status_code == 422
    assert "does not sell that there" in text_of(answer)
    assert "$9.99" in text_of(answer)


def test_a_way_without_a_carrier_has_no_services(visitor, opened):
    assert "Which service?" not in text_of(visitor.get(f"/case/{opened}/review"))


def letter_text(token: str) -> str:
    found = review(case_by_token(token), now=datetime.now(UTC)).draft.composed
    assert found is not None
    return found.text.casefold()


def test_a_letter_that_goes_as_an_ordinary_one_does_not_call_itself_registered(
    visitor, token
):
    assert "registered post" in letter_text(token)
    visitor.post(f"/case/{token}/service", {"service": "first_class"})
    assert "registered" not in letter_text(token)
    visitor.post(f"/case/{token}/service", {"service": "certified"})
    assert "registered post" in letter_text(token)


@pytest.mark.parametrize(
    ("place", "lines", "sold"),
    [
        ("CH", "Marktgasse 12a\n3011 Bern", ["registered", "fast"]),
        ("LI", "Städtle 1\n9490 Vaduz", ["registered", "fast"]),
        ("DE", "Weg 1\n10115 Berlin", ["fast"]),
    ],
)
def test_only_what_the_carrier_sells_there_is_offered_and_claimed(
    monkeypatch, tmp_path, place, lines, sold
):
    pingen.stand_in(channel("pingen"), monkeypatch, tmp_path)
    document = {
        **DOCUMENT,
        "sender": {
            "name": "Ada",
            "address": {"country": "CH", "lines": ["Weg 1", "8001 Zürich"]},
        },
        "recipient": {
            "name": "Acme AG",
            "address": {"country": place, "lines": lines.split("\n")},
        },
        "carrier": "pingen",
        "channel": "registered_post",
    }
    assert [service.key for service in offered_services(document)] == sold
    kind = "registered_post" if "registered" in sold else "post"
    assert as_it_goes(document)["channel"] == kind


def test_a_sealed_letter_that_calls_itself_registered_goes_no_ordinary_way(
    visitor, token, monkeypatch, tmp_path
):
    pingen.stand_in(channel("pingen"), monkeypatch, tmp_path)
    case = case_by_token(token)
    check_claim(case, channel="lob")
    check_claim(case, channel="self_print")
    with pytest.raises(Blocked, match="registered letter"):
        check_claim(case, channel="pingen")  # it has none that goes there
    visitor.post(f"/case/{token}/service", {"service": "first_class"})
    check_claim(case_by_token(token), channel="pingen")


def seen(visitor, token: str) -> dict[str, str]:
    """The press with the price that stands beside the button."""
    text = text_of(visitor.get(f"/case/{token}/review"))
    offer = re.search(r'name="offer"[^>]*value="([^"]+)"', text)
    assert offer
    return {**sheet(visitor, token), "offer": offer[1]}


def dearer(monkeypatch, tmp_path) -> None:
    """The operator's contract with the carrier changes."""
    tariff = tmp_path / "dearer.toml"
    prices = lob.TARIFF.replace("999", "1299").replace("2499", "2999")
    tariff.write_text(prices, "utf-8")
    monkeypatch.setenv("DULY_LOB_TARIFF", str(tariff))


def test_a_price_that_changed_between_look_and_press_is_asked_again(
    visitor, token, double, monkeypatch, tmp_path
):
    first = seen(visitor, token)
    dearer(monkeypatch, tmp_path)
    answer = visitor.post(f"/case/{token}/send", first)
    assert answer.status_code == 409
    assert "has changed from $9.99 to $12.99" in text_of(answer)
    assert not case_by_token(token).dispatches.exists()
    again = visitor.post(f"/case/{token}/send", seen(visitor, token))
    assert again.status_code == 302
    run_due()
    assert len(double.letters) == 1
    # The same press once more, at whatever price, sends nothing and asks nothing.
    assert visitor.post(f"/case/{token}/send", first).status_code == 302
    run_due()
    assert len(double.letters) == 1


def test_a_price_that_nobody_showed_is_none(visitor, token, double):
    forged = {**seen(visitor, token), "offer": "1299:USD:forged"}
    answer = visitor.post(f"/case/{token}/send", forged)
    assert answer.status_code == 409
    assert "look at the price" in text_of(answer)
    assert not case_by_token(token).dispatches.exists()


def test_the_way_taken_afterwards_asks_again_too(
    visitor, opened, double, monkeypatch, tmp_path
):
    visitor.post(f"/case/{opened}/send", sheet(visitor, opened))
    page = f"/case/{opened}/another-way"
    offers = re.findall(
        r'name="channel" value="(\w+)".*?name="key" value="([^"]+)".*?name="offer" value="([^"]*)"',
        text_of(visitor.get(page)),
        re.DOTALL,
    )
    free = {channel: offer for channel, _key, offer in offers}
    assert free["drop_box"] == ""
    key, offer = next((key, offer) for name, key, offer in offers if name == "lob")
    dearer(monkeypatch, tmp_path)
    answer = visitor.post(page, {"channel": "lob", "key": key, "offer": offer})
    assert answer.status_code == 409
    assert "has changed from" in text_of(answer)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_letter_is_set_for_the_window_of_its_carrier(
    visitor, token, monkeypatch, tmp_path, side
):
    double = pingen.stand_in(channel("pingen"), monkeypatch, tmp_path)
    monkeypatch.setenv("DULY_PINGEN_ADDRESS_POSITION", side)
    swiss = {
        "name": "Ada Vale",
        "address": {"country": "CH", "lines": ["Weg 1", "8001 Zürich"]},
    }
    to = {
        "name": "Acme AG",
        "address": {"country": "CH", "lines": ["Marktgasse 12a", "3011 Bern"]},
    }
    ways = {"carrier": "pingen", "channel": "registered_post"}
    matter = {**DOCUMENT["matter"], "residence": "CH", "recipient_place": "CH"}
    document = {
        **DOCUMENT,
        "sender": swiss,
        "recipient": to,
        "matter": matter,
        **ways,
    }
    case = open_case(document, now=datetime.now(UTC)).case
    found = review(case, now=datetime.now(UTC))
    assert found.letter is not None, found.findings
    assert found.letter.profile == f"ch-{side}"
    send_case(
        case,
        channel="pingen",
        key="press-1",
        reviewed_sha256=found.letter.reviewed_sha256,
        now=datetime.now(UTC),
    )
    run_due()
    assert len(double.letters) == 1


@pytest.mark.parametrize(
    ("destination", "title"), [("CH", "Registered letter"), ("DE", "Letter")]
)
def test_a_way_that_takes_only_ordinary_letters_there_is_no_registered_one(
    db, monkeypatch, tmp_path, destination, title
):
    pingen.stand_in(channel("pingen"), monkeypatch, tmp_path)
    card = channel_card(
        channel("pingen"),
        origin="CH",
        destination=destination,
        today=date(2026, 3, 2),
        dates=None,
    )
    assert str(card.words.title) == title
    assert card.can_go


def test_the_pages_call_an_ordinary_letter_one(visitor, token, double):
    review_page = f"/case/{token}/review"
    assert "Registered letter" in text_of(visitor.get(review_page))
    visitor.post(f"/case/{token}/service", {"service": "first_class"})
    assert "Registered letter" not in text_of(visitor.get(review_page))
    visitor.post(f"/case/{token}/send", sheet(visitor, token))
    run_due()
    text = text_of(visitor.get(f"/case/{token}/"))
    assert re.search(r"Sent as</dt>\s*<dd>Letter</dd>", text)
    assert "Registered letter" not in text
