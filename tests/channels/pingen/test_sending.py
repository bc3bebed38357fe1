"""pingen against its double: orders, failures, reports and callbacks."""

from dataclasses import replace
from datetime import date

import httpx
import pytest

from duly.cases.events import KINDS
from duly.channels import (
    Examined,
    Refused,
    Unavailable,
    Windowed,
)
from duly.channels.carriers import check_pages
from duly.channels.pingen.letters import order, place_of, services_to, street_of
from duly.channels.pingen.statuses import table
from duly.kit.address import Address
from duly.knowledge.profiles import profile_names
from tests.letters.hand_made_pdf import lines, made


def test_the_order_says_who_where_and_registered(swiss):
    letter, address = swiss
    attributes = order(letter, address, key="k", position="left")
    assert attributes["delivery_product"] == "registered"
    assert attributes["file_original_name"] == "D-7K3M-9Q2T-k.pdf"
    assert attributes["meta_data"]["recipient"] == {
        "name": "Test Acme AG",
        "street": "Marktgasse",
        "number": "12a",
        "zip": "3011",
        "city": "Bern",
        "country": "CH",
    }
    assert attributes["meta_data"]["sender"]["city"] == "Zürich"


def test_germany_and_austria_have_no_registered_product(swiss):
    assert services_to("DE") == ("fast",)
    berlin = Address(country="DE", lines=("Acme", "Weg 1", "10115 Berlin"))
    letter = swiss[0]
    assert order(letter, berlin, key="k", position="left")["delivery_product"] == "fast"
    with pytest.raises(Refused, match="does not sell registered there"):
        order(replace(letter, service="registered"), berlin, key="k", position="left")


def test_more_pages_than_pingen_takes_are_refused_before_there_is_a_price(
    pingen, double, swiss
):
    letter = replace(swiss[0], pages=121)
    check_pages(pingen, letter, destination="DE")
    check_pages(pingen, replace(letter, pages=120), destination="CH")
    with pytest.raises(Refused, match="121 pages; this carrier takes 120 there"):
        pingen.quote(
            letter=letter, origin="CH", destination="CH", today=date(2026, 3, 2)
        )


def test_a_file_over_eight_megabytes_is_refused(swiss):
    letter, address = swiss
    large = replace(letter, pdf=b"%PDF-" + b"0" * 8_000_000)
    with pytest.raises(Refused, match="takes 8 MB"):
        order(large, address, key="k", position="left")


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Bahnhofstrasse 1", {"street": "Bahnhofstrasse", "number": "1"}),
        ("Rue du Rhône 12 bis", {"street": "Rue du Rhône 12 bis"}),
        ("Straße des 17. Juni 135", {"street": "Straße des 17. Juni", "number": "135"}),
        ("Ring 5-7", {"street": "Ring", "number": "5-7"}),
        ("Postfach 100", {"pobox": "Postfach 100"}),
        ("Im Hof", {"street": "Im Hof"}),
    ],
)
def test_a_street_line_is_taken_apart_only_where_it_is_plain(line, parts):
    assert street_of(line) == parts


@pytest.mark.parametrize(
    "lines", [("Acme", "Bern"), ("Acme", "3011 Bern", "Marktgasse"), ("Acme",), ()]
)
def test_an_address_without_street_postcode_and_town_is_refused(lines):
    with pytest.raises(Refused):
        place_of(Address(country="CH", lines=lines), name="Acme")


@pytest.mark.parametrize(
    ("name", "street", "town", "too_long"),
    [
        ("A" * 45, "B" * 40, "C" * 25, None),
        ("A" * 46, "Weg 1", "Bern", "A" * 46),
        ("Acme", "B" * 41, "Bern", "B" * 41),
        ("Acme", "Postfach " + "7" * 37, "Bern", "Postfach " + "7" * 37),
        ("Acme", "Weg 12345678901", "Bern", "12345678901"),
        ("Acme", "Weg 1", "C" * 26, "C" * 26),
    ],
)
def test_what_their_fields_do_not_hold_is_refused_before_it_is_ordered(
    name, street, town, too_long
):
    """A name that is cut is another name, and the registered product prints it from these fields."""
    address = Address(country="CH", lines=(name, street, f"3011 {town}"))
    if too_long is None:
        assert place_of(address, name=name)["city"] == town
        return
    with pytest.raises(Refused, match=f"“{too_long}” is too long"):
        place_of(address, name=name)


def test_letter_paper_and_other_files_are_refused(sealed, swiss):
    for pdf in (sealed.pdf, b"no pdf"):
        with pytest.raises(Refused):
            order(replace(swiss[0], pdf=pdf), swiss[1], key="k", position="left")


def test_other_places_are_not_served(pingen, double, send, sealed, acme):
    assert pingen.serves(origin="CH", destination="AT")
    assert not pingen.serves(origin="US", destination="CH")
    with pytest.raises(Refused):
        send(letter=sealed, address=acme)
    assert double.letters == {}


def test_an_old_token_is_renewed_once_and_the_order_goes_out_once(double, send):
    send()
    double.tokens += 1  # theirs has expired
    send(key="k2")
    assert double.tokens == 3
    assert len(double.letters) == 2


def test_wrong_credentials_are_named_and_nothing_was_sent(double, send, monkeypatch):
    monkeypatch.setenv("DULY_PINGEN_CLIENT_SECRET", "wrong")
    with pytest.raises(Unavailable, match="DULY_PINGEN_CLIENT_SECRET"):
        send()
    assert double.letters == {}


@pytest.mark.parametrize("path", ["/file-upload", "/files/1", "/auth/access-tokens"])
def test_before_the_order_every_failure_is_surely_nothing_sent(
    pingen, double, send, monkeypatch, path
):
    def broken(request):
        if request.url.path == path:
            raise httpx.ReadTimeout("slow", request=request)
        return double.answer(request)

    monkeypatch.setattr(pingen, "transport", httpx.MockTransport(broken))
    with pytest.raises(Unavailable):
        send()
    assert double.letters == {}


def test_a_letter_is_found_even_when_their_search_ignores_file_names(
    pingen, double, send
):
    double.searches_names = False
    sent = send()
    assert pingen.find("k1").carrier_id == sent.carrier_id
    assert pingen.find("1") is None


def test_the_price_is_asked_from_them(pingen, double, swiss, now):
    def price(service, destination="CH"):
        return pingen.quote(
            letter=replace(swiss[0], service=service),
            origin="CH",
            destination=destination,
            today=now.date(),
        ).total

    assert (price(None).amount, price(None).currency) == (702, "CHF")
    assert price("fast").amount == 162
    assert price(None, "DE").amount == 162
    with pytest.raises(Refused):
        price(None, "US")


def test_reports_come_in_order_of_time_and_inner_steps_are_left_out(
    pingen, double, send, now
):
    carrier_id = send().carrier_id
    double.report(carrier_id, "delivered", hours=90)
    double.report(carrier_id, "transferred_to_printcenter")
    double.report(carrier_id, "transferred_to_distributor", hours=30)
    double.report(carrier_id, "teleported", hours=40)
    happenings = pingen.track(carrier_id, now=now)
    assert [(h.raw_code, h.name, h.level) for h in happenings] == [
        ("transferred_to_distributor", "dispatch.in_transit", "E3"),
        ("teleported", "dispatch.noted", None),
        ("delivered", "dispatch.delivered", "E5"),
    ]


def test_our_words_are_events_of_the_case():
    assert {*table()["codes"].values(), *table()["levels"]} - {""} <= set(KINDS)


def test_calling_off_is_asked_for_and_answered_by_an_event(pingen, double, send, now):
    carrier_id = send().carrier_id
    assert pingen.recall_until(now) is None
    assert pingen.call_off(carrier_id) is False
    assert pingen.track(carrier_id, now=now)[-1].name == "dispatch.called_off"
    with pytest.raises(Refused):
        pingen.call_off("00000000-0000-0000-0000-000000009999")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLIENT_ID", ""),
        ("CLIENT_SECRET", ""),
        ("ORGANISATION", ""),
        ("BASE_URL", "http://example.org"),
        ("ADDRESS_POSITION", "middle"),
        ("TIMEOUT", "soon"),
    ],
)
def test_a_bad_setting_is_named(pingen, double, monkeypatch, name, value):
    assert pingen.configured() is None
    monkeypatch.setenv(f"DULY_PINGEN_{name}", value)
    assert f"DULY_PINGEN_{name}" in pingen.configured()


@pytest.mark.parametrize("setting", ["CLIENT_SECRET", "ORGANISATION"])
def test_the_doctor_is_told_which_credential_is_wrong(
    pingen, double, monkeypatch, setting
):
    assert isinstance(pingen, Examined)
    assert all(part.ok for part in pingen.examine())
    monkeypatch.setenv(f"DULY_PINGEN_{setting}", "of somebody else")
    account, reports = pingen.examine()
    assert not account.ok
    assert f"DULY_PINGEN_{setting}" in account.detail
    assert reports.ok
    assert double.letters == {}


def test_a_key_that_they_do_not_heed_is_not_relied_on(pingen, double, send):
    double.minds_keys = False
    first, again = send(), send()
    assert first.carrier_id != again.carrier_id, "so asking first is all there is"
    assert (pingen.idempotent, pingen.searchable) == (False, True)
    assert pingen.find("k1").carrier_id == first.carrier_id


def test_a_search_that_is_refused_does_not_end_the_looking(
    pingen, double, send, monkeypatch
):
    sent, listed = send(), double.listed

    def choosy(request):
        return httpx.Response(422) if "q" in request.url.params else listed(request)

    monkeypatch.setattr(double, "listed", choosy)
    assert pingen.find("k1").carrier_id == sent.carrier_id
    assert pingen.find("k2") is None


def newer(double, carrier_id, count):
    """So many other letters were ordered after this one."""
    for number in range(count):
        other = {**double.letters[carrier_id], "id": f"other-{number}"}
        other["attributes"] = {**other["attributes"], "file_original_name": "x.pdf"}
        double.letters[other["id"]] = other


def test_a_letter_is_found_behind_many_newer_ones_where_the_search_is_silent(
    pingen, double, send
):
    double.searches_names = False
    sent = send()
    newer(double, sent.carrier_id, 250)
    assert pingen.find("k1").carrier_id == sent.carrier_id
    assert pingen.find("k2") is None


def test_a_list_that_gives_fewer_rows_than_were_asked_for_is_read_on(
    pingen, double, send, now
):
    double.searches_names, double.most_rows = False, 10
    sent = send()
    newer(double, sent.carrier_id, 25)
    assert pingen.find("k1").carrier_id == sent.carrier_id
    for _ in range(25):
        double.report(sent.carrier_id, "track_and_trace")
    assert len(pingen.track(sent.carrier_id, now=now)) == 25


def test_behind_more_letters_than_are_looked_through_nothing_is_ruled_out(
    pingen, double, send
):
    """“There is none” would send it a second time."""
    double.searches_names = False
    sent = send()
    newer(double, sent.carrier_id, 2000)
    with pytest.raises(Unavailable, match="proves nothing"):
        pingen.find("k1")
    double.searches_names = True
    assert pingen.find("k1").carrier_id == sent.carrier_id


def test_an_address_outside_their_window_is_refused_before_it_is_ordered(
    double, send, swiss
):
    elsewhere = made(lines(["Test Acme AG", "Marktgasse 12a", "3011 Bern"], x=120))
    with pytest.raises(Refused, match="window"):
        send(letter=replace(swiss[0], pdf=elsewhere, pages=1))
    assert double.letters == {}


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_letter_is_set_for_the_window_that_the_order_names(
    pingen, double, monkeypatch, side
):
    monkeypatch.setenv("DULY_PINGEN_ADDRESS_POSITION", side)
    assert isinstance(pingen, Windowed)
    assert pingen.profile() == f"ch-{side}"
    assert pingen.profile() in profile_names()
