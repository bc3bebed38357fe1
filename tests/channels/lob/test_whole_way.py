"""A case of Ada's goes out certified: through the double, with reports, into a proof that verifies."""

from datetime import timedelta

import pytest

from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.draft import open_case
from duly.cases.actions.track import note_happenings
from duly.cases.leases import take_over_stale
from duly.channels import channel
from duly.evidence.keys import open_keys
from duly.evidence.verify import verify_bundle
from tests.cases.test_letter import attempt, press_send

pytestmark = pytest.mark.django_db

DOCUMENT = {
    "provider": {
        "name": "Test Acme",
        "country": "US",
        "sector": "fitness",
        "legal_entity": "Test Acme Inc.",
        "address": {"country": "US", "lines": ["Test Acme Inc.", "400 Cedar Avenue, Suite 4", "San Mateo, CA 94402"]},
    },
    "sender": {
        "name": "Ada Vale",
        "address": {"country": "US", "street_address": "2210 Fern Street, Apt 4", "city": "San Diego", "country_area": "CA", "postal_code": "92104"},
        "email": "ada@example.com",
    },
    "channel": "registered_post",
    "matter": {"residence": "US-CA", "recipient_place": "US", "act": "ordinary", "contract": {"sector": "fitness", "consumer": True}, "post": {"min_bd": 2, "max_bd": 5}},
    "goals": ["end_contract"],
    "language": "en",
    "signature": {"kind": "typed", "text": "Ada Vale"},
}  # fmt: skip


@pytest.fixture
def double(monkeypatch, tmp_path, doubles):
    return doubles("lob").stand_in(channel("lob"), monkeypatch, tmp_path)


@pytest.fixture
def dispatch(double, now):
    return press_send(open_case(DOCUMENT, now=now).case, now, channel="lob")


def names(case):
    return list(case.events.order_by("seq").values_list("name", flat=True))


def test_a_certified_letter_from_the_case_to_the_proof(double, dispatch, now, home):
    assert attempt(dispatch, lambda: now) == "accepted"
    (letter,) = double.letters.values()
    assert letter["extra_service"] == "certified_return_receipt"
    dispatch.refresh_from_db()
    assert dispatch.carrier_id == letter["id"]

    lob = channel("lob")
    for name, event in [
        ("In Transit", "package_departed"),
        ("Processed for Delivery", "out_for_delivery"),
        ("Delivered", "delivered"),
    ]:
        double.scan(letter["id"], name, event=event)
        kind = f"letter.certified.{name.lower().replace(' ', '_')}"
        body, headers = double.callback(letter["id"], kind, at=now)
        found = lob.read_callback(body, headers, now=now)
        assert note_happenings(dispatch, found) == 1
        assert note_happenings(dispatch, found) == 0  # a callback twice is one event
    # the poll later brings nothing new
    assert note_happenings(dispatch, lob.track(letter["id"], now=now)) == 0

    case = dispatch.case
    assert names(case)[-5:] == [
        "dispatch.attempted",
        "dispatch.accepted",
        "dispatch.in_transit",
        "dispatch.out_for_delivery",
        "dispatch.delivered",
    ]
    case.refresh_from_db()
    assert case.state == "delivered"
    verdict = verify_bundle(
        issue_bundle(case, now=now + timedelta(days=5)),
        roots=open_keys(home / "keys", now=now).roots,
    )
    assert verdict.ok, [check for check in verdict.checks if not check.ok]


def test_a_lost_answer_is_in_doubt_and_never_sent_again_by_itself(
    double, dispatch, now
):
    double.fault = lambda: "lost after"
    assert attempt(dispatch, lambda: now) == "in_doubt"
    assert take_over_stale(now=now + timedelta(days=1)) == 0
    assert len(double.letters) == 1
    assert double.orders == 1


def test_a_worker_that_died_after_the_order_finds_its_letter(
    double, dispatch, now, monkeypatch
):
    def die(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr("duly.cases.actions.attempt.accept", die)
        with pytest.raises(KeyboardInterrupt):
            attempt(dispatch, lambda: now)
    later = now + timedelta(hours=1)
    assert take_over_stale(now=later) == 1
    assert attempt(dispatch, lambda: later) == "accepted"
    assert len(double.letters) == 1
    assert double.orders == 1
