"""The conversation with Pingen: token, place for the file, order, lists; and what each odd answer means."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import httpx
import pytest

from duly.channels import Unavailable
from tests.channels.conftest import OVER_HTTP


@pytest.fixture
def answering(pingen, double, monkeypatch):
    """From now on requests for `path` get this answer."""
    asked = []

    def answering(path, response):
        def answer(request):
            asked.append(request)
            if request.url.path.endswith(path):
                return response
            return double.answer(request)

        monkeypatch.setattr(pingen, "transport", httpx.MockTransport(answer))
        pingen.held.close()
        return asked

    return answering


@pytest.mark.parametrize(
    ("status", "document"),
    [
        (200, {}),
        (200, []),
        (200, {"access_token": None}),
        (200, {"access_token": {"a": 1}}),
        (200, {"access_token": "two words"}),
        (200, {"access_token": "a\r\nX-Other: b"}),
        (200, {"access_token": "gärtner"}),
        (302, {"access_token": "x"}),
        (429, {}),
        (503, {}),
    ],
)
def test_a_token_that_is_none_blames_no_credentials(
    double, send, answering, status, document
):
    answering("/auth/access-tokens", httpx.Response(status, json=document))
    with pytest.raises(Unavailable, match=f"gives no token .it says {status}") as told:
        send()
    assert "CLIENT" not in str(told.value)
    assert double.letters == {}


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_client_that_they_do_not_know_is_named(double, send, answering, status):
    answering("/auth/access-tokens", httpx.Response(status, json={}))
    with pytest.raises(Unavailable, match="DULY_PINGEN_CLIENT_SECRET"):
        send()
    assert double.letters == {}


def test_a_token_that_is_refused_twice_ends_the_attempt(double, send, answering):
    asked = answering("/file-upload", httpx.Response(401, json={}))
    with pytest.raises(Unavailable, match="401"):
        send()
    assert [each.url.path for each in asked].count("/file-upload") == 2
    assert double.letters == {}


def test_a_token_that_another_thread_has_renewed_is_not_renewed_again(
    pingen, double, send
):
    send()
    client = pingen.client()
    old, client.token = client.token, "token-of-another-thread"
    assert client.new_token(old) == "token-of-another-thread"
    assert double.tokens == 1
    client.token = old
    assert client.new_token(old) == "token-2"


@pytest.mark.real
@pytest.mark.parametrize("old", ["", "token-of-yesterday"])
def test_eight_letters_at_once_renew_the_token_once(stand_in, swiss, now, old):
    """Each new token ends the one before: two that renew in turn would lock each other out."""
    way, double = stand_in("pingen" + OVER_HTTP)
    way.client().token = old

    def press(number):
        key = f"key-{number}"
        return way.send(*swiss, key=key, now=now, attempt=lambda happening: None)

    with ThreadPoolExecutor(8) as workers:
        sent = {each.carrier_id for each in workers.map(press, range(8))}
    assert sent == set(double.letters)
    assert double.copies() == {f"key-{number}": 1 for number in range(8)}
    assert double.tokens == 1


@pytest.mark.parametrize(
    "named",
    [
        {},
        {"url": None, "url_signature": "s"},
        {"url": "/files/1", "url_signature": "s"},
        {"url": "http://files.example/1", "url_signature": "s"},
        {"url": "http://127.0.0.1:80@files.example/1", "url_signature": "s"},
        {"url": "ftp://files.example/1", "url_signature": "s"},
        {"url": "https://files.example:port/1", "url_signature": "s"},
    ],
)
def test_the_letter_goes_over_no_open_line_and_nowhere_at_all_without_a_place(
    double, send, answering, named
):
    document = {"data": {"attributes": named}}
    asked = answering("/file-upload", httpx.Response(200, json=document))
    with pytest.raises(Unavailable):
        send()
    assert [each for each in asked if each.method == "PUT"] == []
    assert double.letters == {}


@pytest.mark.parametrize("status", [307, 400, 403, 500])
def test_a_file_that_was_not_taken_is_not_ordered(double, send, answering, status):
    answering("/files/1", httpx.Response(status))
    with pytest.raises(Unavailable, match=f"upload failed: {status}"):
        send()
    assert double.orders == 0


def test_the_store_of_files_hears_nothing_of_the_token(double, send, answering):
    asked = answering("/nowhere", None)
    send()
    (put,) = [each for each in asked if each.method == "PUT"]
    assert put.url.host == "files.example"
    assert "Authorization" not in put.headers
    assert [each for each in asked if "Authorization" in each.headers]


def test_a_wrong_organisation_is_the_operators_fault_and_not_the_letters(
    double, send, monkeypatch
):
    """“Refused” would be for ever."""
    monkeypatch.setenv("DULY_PINGEN_ORGANISATION", "of somebody else")
    with pytest.raises(Unavailable, match="DULY_PINGEN_ORGANISATION"):
        send()
    assert double.letters == {}


@pytest.mark.parametrize(
    ("price", "currency"),
    [
        (None, "CHF"),
        (-6.9, "CHF"),
        (0, "CHF"),
        (True, "CHF"),
        ("free", "CHF"),
        ("NaN", "CHF"),
        ("Infinity", "CHF"),
        (1e300, "CHF"),
        (6.9, None),
        (6.9, "Fr."),
        (6.9, ""),
    ],
)
def test_a_price_that_can_be_none_is_not_shown(
    pingen, double, answering, now, price, currency
):
    document = {"data": {"attributes": {"price": price, "currency": currency}}}
    answering("/price-calculator", httpx.Response(200, json=document))
    with pytest.raises(Unavailable, match="named no price"):
        pingen.quote(letter=None, origin="CH", destination="CH", today=now.date())


@pytest.mark.parametrize(
    "answer", [httpx.Response(202), httpx.Response(200, json={"data": []})]
)
def test_a_price_that_is_still_being_reckoned_is_not_shown(
    pingen, double, answering, now, answer
):
    answering("/price-calculator", answer)
    with pytest.raises(Unavailable, match="named no price"):
        pingen.quote(letter=None, origin="CH", destination="CH", today=now.date())


@pytest.mark.parametrize(
    ("price", "cents"), [(6.9, 690), ("6.90", 690), (1.005, 101), (2.675, 268)]
)
def test_a_price_is_whole_cents_as_it_was_written(
    pingen, double, answering, now, price, cents
):
    document = {"data": {"attributes": {"price": price, "currency": "CHF"}}}
    answering("/price-calculator", httpx.Response(200, json=document))
    found = pingen.quote(letter=None, origin="CH", destination="CH", today=now.date())
    assert found.total.amount == cents
    assert Decimal(found.total.amount) / 100 >= Decimal(str(price))


def test_more_reports_than_fit_one_list_are_all_read(pingen, double, send, now):
    carrier_id = send().carrier_id
    for _ in range(120):
        double.report(carrier_id, "track_and_trace")
    double.report(carrier_id, "delivered")
    told = pingen.track(carrier_id, now=now)
    assert len(told) == 121
    assert told[-1].name == "dispatch.delivered"
