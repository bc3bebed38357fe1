"""What Pingen calls about: whose word it is, and what is believed of it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from duly.channels import Refused, Unavailable


def test_callback_and_poll_give_the_same_report(pingen, double, send, now):
    carrier_id = send().carrier_id
    event = double.report(carrier_id, "undeliverable")
    body, headers = double.callback(carrier_id, event)
    assert pingen.read_callback(body, headers, now=now) == pingen.track(
        carrier_id, now=now
    )
    later = now + timedelta(days=30)
    assert pingen.read_callback(body, headers, now=later)[0].source_id == event["id"]


def test_forged_and_altered_callbacks_are_refused(
    pingen, double, send, now, doubles, monkeypatch
):
    carrier_id = send().carrier_id
    body, headers = double.callback(carrier_id, double.report(carrier_id, "delivered"))
    sign = doubles("pingen").signed
    for wrong_body, wrong_headers in [
        (body.replace(b"delivered", b"returned."), headers),
        (body, sign(body, secret="guess")),
        (body, {}),
        (b"{}", sign(b"{}")),
        (b"[]", sign(b"[]")),
    ]:
        with pytest.raises(Refused):
            pingen.read_callback(wrong_body, wrong_headers, now=now)
    monkeypatch.delenv("DULY_PINGEN_WEBHOOK_SECRET")
    with pytest.raises(Unavailable):
        pingen.read_callback(body, headers, now=now)


def test_the_digits_of_a_signature_may_be_large(pingen, double, send, now):
    carrier_id = send().carrier_id
    body, headers = double.callback(carrier_id, double.report(carrier_id, "delivered"))
    large = {"SIGNATURE": headers["Signature"].upper()}
    assert pingen.read_callback(body, large, now=now)


def test_the_newer_name_of_the_letter_in_a_call_is_read_too(pingen, double, send, now):
    carrier_id = send().carrier_id
    event = double.report(carrier_id, "delivered")
    older, newer = (
        pingen.read_callback(*double.callback(carrier_id, event, about=about), now=now)
        for about in ("letter", "deliverable")
    )
    assert older == newer
    assert newer[0].carrier_id == carrier_id


@pytest.mark.parametrize(
    ("kind", "name", "level", "is_unknown"),
    [
        ("webhook_sent", "dispatch.in_transit", "E3", False),
        ("webhook_delivered", "dispatch.delivered", "E3", False),
        ("webhook_undeliverable", "dispatch.returned", None, False),
        ("webhook_issues", "dispatch.noted", None, False),
        ("webhook_teleported", "dispatch.noted", None, True),
    ],
)
def test_a_call_that_does_not_bring_its_event_tells_its_kind_and_the_poll_the_rest(
    pingen, double, send, now, kind, name, level, is_unknown
):
    carrier_id = send().carrier_id
    event = double.report(carrier_id, "content_failed_inspection")
    body, headers = double.callback(carrier_id, event, kind=kind, brings=False)
    (told,) = pingen.read_callback(body, headers, now=now)
    assert (told.name, told.level, told.raw_code) == (name, level, kind)
    assert told.detail["said"] == "as they say"
    assert bool(told.detail.get("is_unknown")) is is_unknown
    (polled,) = pingen.track(carrier_id, now=now)
    assert polled.name == "dispatch.refused"
    assert polled.source_id != told.source_id, "what comes after it is still news"


@pytest.mark.parametrize("about", ["channel_ebill", "deliverable"])
def test_a_call_about_something_else_than_a_letter_is_taken_and_says_nothing(
    pingen, double, send, now, doubles, about
):
    """One address may be given all their kinds; 400 would make them call again."""
    carrier_id = send().carrier_id
    body, _ = double.callback(carrier_id, double.report(carrier_id, "delivered"))
    document = json.loads(body)
    related = document["data"]["relationships"]
    related[about] = {"data": {"type": "ebills", "id": related.pop("letter")["data"]["id"]}}  # fmt: skip
    body = json.dumps(document).encode()
    assert pingen.read_callback(body, doubles("pingen").signed(body), now=now) == ()


def without_the_letter(body):
    document = json.loads(body)
    document["included"] = document["included"][1:]
    return json.dumps(document).encode()


def test_delivered_proves_it_only_of_a_registered_letter(
    pingen, double, send, swiss, now, doubles
):
    registered = send().carrier_id
    plain = send(key="k2", letter=replace(swiss[0], service="fast")).carrier_id
    for carrier_id, level in [(registered, "E5"), (plain, "E3")]:
        event = double.report(carrier_id, "delivered")
        body, headers = double.callback(carrier_id, event)
        told = pingen.read_callback(body, headers, now=now)
        assert [h.level for h in told] == [level]
        assert pingen.track(carrier_id, now=now) == told
        # Not told of which kind it is: it proves the less, and the poll is news.
        bare = without_the_letter(body)
        (unsure,) = pingen.read_callback(bare, doubles("pingen").signed(bare), now=now)
        assert unsure.level == "E3"
        assert unsure.source_id != told[0].source_id


@pytest.mark.parametrize(
    "change",
    [
        {"code": None, "emitted_at": None, "created_at": None},
        {"emitted_at": "yesterday"},
        {"emitted_at": "0001-01-01T00:00:00+23:00"},
        {"emitted_at": 20260302},
    ],
)
def test_a_signed_call_with_an_event_that_is_none_is_refused(
    pingen, double, send, now, change
):
    carrier_id = send().carrier_id
    event = double.report(carrier_id, "delivered")
    event["attributes"] |= change
    body, headers = double.callback(carrier_id, event)
    with pytest.raises(Refused):
        pingen.read_callback(body, headers, now=now)


def test_words_of_theirs_are_cut_and_other_things_left_out(pingen, double, send, now):
    carrier_id = send().carrier_id
    event = double.report(carrier_id, "track_and_trace")
    event["attributes"] |= {"name": "A" * 5000, "location": {"a": 1}, "has_image": "no"}
    (told,) = pingen.track(carrier_id, now=now)
    assert told.detail == {"said": "A" * 300, "location": None, "has_image": False}
