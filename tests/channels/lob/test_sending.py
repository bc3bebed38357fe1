"""lob against its double: every order, failure, report and callback, held against their own schema."""

import base64
import hmac
import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from duly.cases.events import KINDS as EVENTS
from duly.channels import Examined, InDoubt, Refused, Unavailable, channel
from duly.channels.lob.statuses import table
from duly.kit.address import Address


@pytest.fixture
def lob():
    return channel("lob")


@pytest.fixture
def double(lob, monkeypatch, tmp_path, doubles):
    return doubles("lob").stand_in(lob, monkeypatch, tmp_path)


@pytest.fixture
def contract(doubles):
    found = doubles("lob").contract()
    if found is None:
        pytest.skip("skipped: shared data not present")
    return found


@pytest.fixture
def send(lob, double, sealed, acme, now):
    def send(*, key="k1", letter=sealed, address=acme):
        return lob.send(
            letter, address, key=key, now=now, attempt=lambda happening: None
        )

    return send


HONG_KONG = Address(country="HK", lines=("Acme", "26/F Tower One", "1 Matheson Street", "Hong Kong"))  # fmt: skip


@pytest.mark.parametrize(
    ("service", "address", "schema"),
    [
        (None, None, "certified"),
        ("certified", None, "certified"),
        ("first_class", None, "no_extra_service"),
        (None, HONG_KONG, "registered"),
    ],
)
def test_orders_and_answers_keep_their_schema(
    contract, double, send, sealed, acme, service, address, schema
):
    sent = send(letter=replace(sealed, service=service), address=address or acme)
    assert contract.complaints(schema, double.letters[sent.carrier_id]) == []


def test_their_schema_still_finds_what_is_wrong(contract, sealed, acme):
    from duly.channels.lob.letters import letter_request

    fields = letter_request(sealed, acme, key="k").fields
    good = {**fields, "file": "letter.pdf"}
    assert contract.complaints("letter_editable", good) == []
    for name in ("to", "from", "file", "color", "use_type"):
        missing = {k: v for k, v in good.items() if k != name}
        assert contract.complaints("letter_editable", missing), name
    for wrong in (
        {"extra_service": "registered_mail"},
        {"color": "black"},
        {"to": {**fields["to"], "address_zip": "9440"}},
        {"to": {**fields["to"], "name": "A" * 60}},
    ):
        assert contract.complaints("letter_editable", {**good, **wrong}), wrong


def test_the_double_refuses_what_only_the_prose_forbids(doubles):
    fields = {
        "to": {"address_line1": "1 Main", "address_country": "DE"},
        "from": {"address_country": "US"},
        "mail_type": "usps_standard",
        "extra_service": "certified",
        "colour": True,
    }
    assert len(doubles("lob").prose_rules(fields)) == 3


def test_the_answer_is_kept_with_number_service_and_day(send):
    happened = send().happened
    assert (happened.name, happened.level) == ("dispatch.accepted", "E2")
    assert happened.detail["tracking_number"] == "9407300000000000000003"
    assert happened.detail["service"] == "certified_return_receipt"


def test_a_wrong_key_is_named_and_nothing_was_sent(double, send, monkeypatch):
    monkeypatch.setenv("DULY_LOB_API_KEY", "wrong")
    with pytest.raises(Unavailable, match="DULY_LOB_API_KEY"):
        send()
    assert double.letters == {}


def test_a_refusal_carries_their_words(double, send, monkeypatch, doubles):
    monkeypatch.setattr(doubles("lob"), "prose_rules", lambda fields: ["too odd"])
    with pytest.raises(Refused, match="too odd"):
        send()


def test_of_two_letters_with_one_key_the_first_is_found(lob, double, send):
    first = send()
    copy = {**double.letters[first.carrier_id], "id": "ltr_ffff", "date_created": "2026-03-05T00:00:00.000Z"}  # fmt: skip
    double.letters["ltr_ffff"] = copy
    assert lob.find("k1").carrier_id == first.carrier_id


def test_every_word_of_their_tables_is_known(contract):
    schemas = contract.resource.contents["components"]["schemas"]
    kinds = set(schemas["letter_types"]["enum"])
    ours = table()
    made = {kind for kind in kinds if kind in ours["made"]}
    scans = {
        "letter." + part + name.lower().replace(" ", "_")
        for name in ours["tracking"]
        for part in ("", "certified.")
    }
    left = {k for k in kinds - made - scans if "return_envelope" not in k}
    assert left == set()
    details = schemas["tracking_event_details"]["properties"]["event"]["enum"]
    assert set(details) == set(ours["details"])
    for schema in ("tracking_event_normal", "tracking_event_certified"):
        names = schemas[schema]["allOf"][1]["properties"]["name"]["enum"]
        assert set(names) <= set(ours["tracking"])


def test_our_words_are_events_of_the_case():
    names = {name for part in ("made", "tracking", "details") for name in table()[part].values()}  # fmt: skip
    assert names - {""} <= set(EVENTS)
    assert set(table()["levels"]) <= set(EVENTS)


def test_the_whole_way_of_a_certified_letter(lob, double, send, now, contract):
    carrier_id = send().carrier_id
    way = [
        ("Mailed", "package_accepted", "dispatch.in_transit"),
        ("In Transit", "package_departed", "dispatch.in_transit"),
        ("Processed for Delivery", "out_for_delivery", "dispatch.out_for_delivery"),
        ("Issue", "notice_left", "dispatch.pickup_available"),
        ("Pickup Available", "pickup_available", "dispatch.pickup_available"),
        ("Issue", "package_unclaimed", "dispatch.unclaimed"),
        ("Issue", "package_lost", "dispatch.lost"),
        ("Issue", "address_issue", "dispatch.address_issue"),
        ("Returned to Sender", "returned_to_sender", "dispatch.returned"),
        ("Delivered", "delivered", "dispatch.delivered"),
    ]
    for name, event, _ in way:
        double.scan(carrier_id, name, event=event)
    happenings = lob.track(carrier_id, now=now)
    assert [(h.raw_code, h.name) for h in happenings] == [(e, ours) for _, e, ours in way]  # fmt: skip
    assert happenings[-1].level == "E5"
    assert len({h.source_id for h in happenings}) == len(way)
    assert contract.complaints("certified", double.letters[carrier_id]) == []


def test_a_plain_letter_is_never_proved_delivered(lob, double, send, sealed, now):
    carrier_id = send(letter=replace(sealed, service="first_class")).carrier_id
    double.scan(carrier_id, "Delivered")
    assert lob.track(carrier_id, now=now)[0].level == "E3"


def test_a_word_never_seen_before_is_kept_raw(lob, double, send, now):
    carrier_id = send().carrier_id
    double.scan(carrier_id, "Beamed Up", event="beamed_up")
    (happening,) = lob.track(carrier_id, now=now)
    assert (happening.name, happening.raw_code) == ("dispatch.noted", "beamed_up")
    assert happening.detail["is_unknown"]


def test_a_letter_that_could_not_be_rendered_is_refused(lob, double, send, now):
    carrier_id = send().carrier_id
    double.letters[carrier_id] |= {"status": "failed", "failure_reason": {"failure_reason": "fonts"}}  # fmt: skip
    (happening,) = lob.track(carrier_id, now=now)
    assert (happening.name, happening.detail["because"]) == (
        "dispatch.refused",
        "fonts",
    )


def test_callback_and_poll_give_the_same_report(lob, double, send, now, contract):
    carrier_id = send().carrier_id
    double.scan(carrier_id, "Delivered", event="delivered")
    body, headers = double.callback(carrier_id, "letter.certified.delivered", at=now)
    assert contract.complaints("events", json.loads(body)) == []
    assert lob.read_callback(body, headers, now=now) == lob.track(carrier_id, now=now)


def test_events_about_the_making_are_no_step_but_a_failure_is(lob, double, send, now):
    carrier_id = send().carrier_id
    for kind, names in [
        ("letter.created", []),
        ("letter.rendered_pdf", []),
        ("letter.failed", ["dispatch.refused"]),
        ("letter.deleted", ["dispatch.called_off"]),
        ("letter.teleported", ["dispatch.noted"]),
    ]:
        body, headers = double.callback(carrier_id, kind, at=now)
        found = lob.read_callback(body, headers, now=now)
        assert [happening.name for happening in found] == names
        assert [h.carrier_id for h in found] == [carrier_id] * len(names)


def test_base64_signatures_and_milliseconds_are_read_too(lob, double, send, now):
    body, _ = double.callback(send().carrier_id, "letter.failed", at=now)
    stamp = str(int(now.timestamp() * 1000))
    digest = hmac.new(b"secret_of_the_double", stamp.encode() + b"." + body, sha256)
    headers = {
        "lob-signature": base64.b64encode(digest.digest()).decode(),
        "lob-signature-timestamp": stamp,
    }
    assert lob.read_callback(body, headers, now=now)


def test_forged_stale_and_altered_callbacks_are_refused(
    lob, double, send, now, doubles
):
    body, headers = double.callback(send().carrier_id, "letter.failed", at=now)
    forged = doubles("lob").signed(body, at=now, secret="guess")
    unreadable = doubles("lob").signed(b"{}", at=now)
    for wrong_body, wrong_headers, when in [
        (body.replace(b"failed", b"Failed"), headers, now),
        (body, forged, now),
        (body, {}, now),
        (body, {**headers, "Lob-Signature-Timestamp": "soon"}, now),
        (body, headers, now + timedelta(minutes=6)),
        (body, headers, now - timedelta(minutes=6)),
        (b"{}", unreadable, now),
    ]:
        with pytest.raises(Refused):
            lob.read_callback(wrong_body, wrong_headers, now=when)


def test_without_a_secret_no_callback_is_believed(lob, double, send, now, monkeypatch):
    body, headers = double.callback(send().carrier_id, "letter.failed", at=now)
    monkeypatch.delenv("DULY_LOB_WEBHOOK_SECRET")
    with pytest.raises(Unavailable, match="DULY_LOB_WEBHOOK_SECRET"):
        lob.read_callback(body, headers, now=now)


def test_a_letter_can_be_called_off_within_the_window(lob, double, send, now):
    sent = send()
    assert lob.recall_until(now) == now + timedelta(minutes=5)
    assert lob.call_off(sent.carrier_id) is True
    assert lob.find("k1") is None
    with pytest.raises(Refused):
        lob.call_off("ltr_0000")


def test_a_quote_counts_the_address_page_only_where_it_is_charged(
    lob, double, sealed, now
):
    def price(service, destination="US"):
        return lob.quote(
            letter=replace(sealed, service=service),
            origin="US",
            destination=destination,
            today=now.date(),
        ).total.amount

    assert price("certified_return_receipt") == 999 + 20  # two pages
    assert price("first_class") == 120 + 2 * 20
    assert price(None, "DE") == 2499 + 2 * 30
    with pytest.raises(Unavailable, match="no price"):
        price("first_class_abroad", "DE")
    with pytest.raises(Refused):
        price(None, "PS")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("API_KEY", ""),
        ("TARIFF", ""),
        ("TARIFF", "/nowhere.toml"),
        ("BASE_URL", "http://example.org"),
        ("TIMEOUT", "soon"),
        ("TIMEOUT", "0"),
        ("API_KEY_FILE", "/nowhere"),
    ],
)
def test_a_bad_setting_is_named(lob, double, monkeypatch, name, value):
    assert lob.configured() is None
    monkeypatch.setenv(f"DULY_LOB_{name}", value)
    assert f"DULY_LOB_{name}" in lob.configured()


def test_a_secret_may_come_from_a_file(lob, double, send, monkeypatch, tmp_path):
    (tmp_path / "key").write_text("test_key_of_the_double\n")
    monkeypatch.delenv("DULY_LOB_API_KEY")
    monkeypatch.setenv("DULY_LOB_API_KEY_FILE", str(tmp_path / "key"))
    assert send().carrier_id


@pytest.mark.real
def test_over_real_http_a_lost_answer_is_in_doubt_and_found_again(
    lob, double, send, monkeypatch
):
    monkeypatch.setattr(lob, "transport", None)
    faults = iter(["lost after", "", ""])
    double.fault = lambda: next(faults)
    with double.serving() as url:
        monkeypatch.setenv("DULY_LOB_BASE_URL", url)
        with pytest.raises(InDoubt):
            send()
        assert lob.find("k1").carrier_id == send().carrier_id
        lob.held.close()
    assert len(double.letters) == 1


def test_the_doctor_is_told_whether_the_key_opens_the_account(lob, double, monkeypatch):
    assert isinstance(lob, Examined)
    account, reports = lob.examine()
    assert account.ok
    assert "nothing is printed" in account.detail
    assert "/callbacks/lob" in reports.detail
    monkeypatch.setenv("DULY_LOB_API_KEY", "live_key_of_another")
    monkeypatch.delenv("DULY_LOB_WEBHOOK_SECRET")
    account, reports = lob.examine()
    assert not account.ok
    assert "DULY_LOB_API_KEY" in account.detail
    assert reports.ok
    assert "DULY_LOB_WEBHOOK_SECRET" in reports.detail
    assert double.orders == 0


def test_a_kind_of_report_never_seen_before_is_kept_though_the_letter_has_scans(
    lob, double, send, now
):
    carrier_id = send().carrier_id
    double.scan(carrier_id, "Mailed")
    body, headers = double.callback(carrier_id, "letter.certified.teleported", at=now)
    scan, told = lob.read_callback(body, headers, now=now)
    assert scan.name == "dispatch.in_transit"
    assert (told.name, told.raw_code) == (
        "dispatch.noted",
        "letter.certified.teleported",
    )
    assert told.detail["is_unknown"]


def test_a_scan_that_is_told_and_not_shown_is_no_word_that_we_do_not_know(
    lob, double, send, now
):
    """The poll brings the scan; nobody is woken for it."""
    body, headers = double.callback(send().carrier_id, "letter.delivered", at=now)
    (told,) = lob.read_callback(body, headers, now=now)
    assert (told.name, told.raw_code) == ("dispatch.noted", "letter.delivered")
    assert "is_unknown" not in told.detail


def test_a_callback_makes_up_for_the_one_that_was_lost(lob, double, send, now):
    carrier_id = send().carrier_id
    double.scan(carrier_id, "Mailed", event="package_accepted")
    double.scan(carrier_id, "Delivered", event="delivered")
    body, headers = double.callback(carrier_id, "letter.certified.delivered", at=now)
    told = lob.read_callback(body, headers, now=now)
    assert told == lob.track(carrier_id, now=now)
    assert [h.name for h in told] == ["dispatch.in_transit", "dispatch.delivered"]


def test_a_letter_deleted_on_the_page_of_the_carrier_is_called_off_by_the_poll(
    lob, double, send, now
):
    carrier_id = send().carrier_id
    double.letters[carrier_id]["deleted"] = True
    assert [h.name for h in lob.track(carrier_id, now=now)] == ["dispatch.called_off"]


def test_every_kind_of_report_of_theirs_is_in_our_table(contract):
    theirs = set(
        contract.resource.contents["components"]["schemas"]["letter_types"]["enum"]
    )
    ours = {*table()["made"], *table()["scans"]["kinds"]}
    theirs -= {kind for kind in theirs if "return_envelope" in kind}  # we order none
    assert theirs <= ours


def test_what_is_told_of_another_letter_is_not_believed(lob, double, send, now):
    """A store in between may give an old answer to a new question."""
    first, second = send().carrier_id, send(key="k2").carrier_id
    double.scan(second, "Delivered", event="delivered")
    double.letters[first] = double.letters[second]
    with pytest.raises(Unavailable):
        lob.track(first, now=now)


def test_letters_of_others_in_the_list_are_not_taken_for_ours(lob, double, send):
    """Where the search is not heeded, the newest letter of the account stands first."""
    send()
    double.minds_search = False
    assert lob.find("k1") is not None
    send(key="k2")
    with pytest.raises(Unavailable):
        lob.find("k1")


@pytest.mark.parametrize(
    "change",
    [
        {"date_created": "0001-01-01T00:00:00+23:00"},
        {"date_created": "yesterday"},
        {"date_created": 20260302},
        {"event_type": None},
        {"event_type": []},
        {"body": ["letter"]},
        {"body": {"tracking_events": ["Delivered"]}},
    ],
)
def test_a_signed_call_with_an_event_that_is_none_is_refused(
    lob, double, send, now, doubles, change
):
    body, _ = double.callback(send().carrier_id, "letter.failed", at=now)
    body = json.dumps({**json.loads(body), **change}).encode()
    with pytest.raises(Refused):
        lob.read_callback(body, doubles("lob").signed(body, at=now), now=now)


def test_words_of_theirs_are_cut_and_other_things_left_out(lob, double, send, now):
    carrier_id = send().carrier_id
    scan = double.scan(carrier_id, "Mailed", event="package_accepted")
    scan |= {"location": {"a": 1}, "details": {**scan["details"], "description": "A" * 5000}}  # fmt: skip
    (told,) = lob.track(carrier_id, now=now)
    assert told.detail == {"location": None, "said": "A" * 300}


def test_scans_that_come_out_of_order_are_told_in_order_of_time(lob, double, send, now):
    carrier_id = send().carrier_id
    double.scan(carrier_id, "Mailed", event="package_accepted")
    double.scan(carrier_id, "In Transit", event="package_departed")
    double.scan(carrier_id, "Delivered", event="delivered")
    double.letters[carrier_id]["tracking_events"].reverse()
    told = lob.track(carrier_id, now=now)
    assert [scan.at for scan in told] == sorted(scan.at for scan in told)
    assert told[-1].name == "dispatch.delivered"
    body, headers = double.callback(carrier_id, "letter.certified.delivered", at=now)
    assert lob.read_callback(body, headers, now=now) == told
