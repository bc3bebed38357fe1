"""A letter of Ada's from Zürich goes to Bern over a real line: file, order, signed reports, and the proof."""

from datetime import timedelta

import httpx
import pytest
from django.test import Client

from duly.cases.actions import attempt as attempting
from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.draft import open_case
from duly.cases.actions.look import look_again
from duly.cases.actions.recall import recall
from duly.cases.envelope import sealed_letter
from duly.cases.leases import take_over_stale
from duly.cases.models import Case
from duly.evidence.keys import open_keys
from duly.evidence.verify import verify_bundle
from tests.cases.test_letter import attempt as attempt_by
from tests.cases.test_letter import press_send
from tests.channels.conftest import OVER_HTTP
from tests.channels.lob.test_whole_way import DOCUMENT as FROM_SAN_DIEGO

pytestmark = [pytest.mark.django_db, pytest.mark.real]

DOCUMENT = {
    **FROM_SAN_DIEGO,
    "provider": {
        "name": "Test Acme",
        "country": "CH",
        "sector": "fitness",
        "legal_entity": "Test Acme AG",
        "address": {"country": "CH", "lines": ["Test Acme AG", "Marktgasse 12a", "3011 Bern"]},
    },
    "sender": {
        "name": "Ada Vale",
        "address": {"country": "CH", "lines": ["Bahnhofstrasse 1", "8001 Zürich"]},
        "email": "ada@example.com",
    },
    "carrier": "pingen",
    "matter": {**FROM_SAN_DIEGO["matter"], "residence": "CH", "recipient_place": "CH"},
}  # fmt: skip


@pytest.fixture
def double(stand_in):
    return stand_in("pingen" + OVER_HTTP)[1]


@pytest.fixture
def dispatch(double, now):
    return press_send(open_case(DOCUMENT, now=now).case, now, channel="pingen")


def attempt(dispatch, at):
    return attempt_by(dispatch, lambda: at)


def names(dispatch):
    events = Case.objects.get(pk=dispatch.case_id).events.order_by("seq")
    return list(events.values_list("name", flat=True))


def call(body, headers):
    """Pingen calls our address."""
    return (
        Client()
        .post(
            "/callbacks/pingen",
            data=body,
            content_type="application/vnd.api+json",
            headers=headers,
        )
        .status_code
    )


def test_a_registered_letter_from_the_case_to_the_proof(double, dispatch, now, home):
    assert attempt(dispatch, now) == "accepted"
    (carrier_id,) = double.letters
    dispatch.refresh_from_db()
    assert dispatch.carrier_id == carrier_id
    attributes = double.letters[carrier_id]["attributes"]
    assert attributes["delivery_product"] == "registered"
    assert list(double.files.values()) == [sealed_letter(dispatch).print_pdf]

    on_its_way = double.report(carrier_id, "transferred_to_distributor")
    delivered = double.report(carrier_id, "delivered")
    # Out of order, each twice, and forged before.
    for event in (delivered, on_its_way, delivered, on_its_way):
        body, headers = double.callback(carrier_id, event)
        assert call(body, {"Signature": "0" * 64}) == 400
        assert call(body.replace(b"delivered", b"delivereD"), headers) in {200, 400}
        assert call(body, headers) == 200
    told = names(dispatch)
    assert told.count("dispatch.delivered") == 1
    assert told.count("dispatch.in_transit") == 1
    case = Case.objects.get(pk=dispatch.case_id)
    assert case.state == "delivered"
    assert case.events.get(name="dispatch.delivered").level == "E5"
    # The poll later brings nothing new.
    assert look_again(dispatch.pk, clock=lambda: now) == "nothing new"

    verdict = verify_bundle(
        issue_bundle(case, now=now + timedelta(days=5)),
        roots=open_keys(home / "keys", now=now).roots,
    )
    assert verdict.ok, [check for check in verdict.checks if not check.ok]


def test_a_lost_answer_is_in_doubt_and_found_by_looking(double, dispatch, now):
    double.fault = lambda: "lost after"
    assert attempt(dispatch, now) == "in_doubt"
    assert take_over_stale(now=now + timedelta(days=1)) == 0
    assert look_again(dispatch.pk, clock=lambda: now) == "found"
    assert names(dispatch)[-2:] == ["dispatch.in_doubt", "dispatch.accepted"]
    assert double.orders == 1


def test_too_many_at_once_is_tried_again_later(double, dispatch, now):
    faults = ["", "429"]
    double.fault = faults.pop
    assert attempt(dispatch, now) == "deferred"
    assert double.letters == {}
    assert attempt(dispatch, now + timedelta(minutes=1)) == "accepted"
    assert len(double.letters) == 1


class Killed(BaseException):
    """The worker ends here."""


@pytest.fixture
def ordered_and_died(double, dispatch, now, monkeypatch):
    """Pingen has the letter and minds no keys, and the worker died before it wrote that down."""

    def die(*_, **__):
        raise Killed

    double.minds_keys = False
    with monkeypatch.context() as dying:
        dying.setattr(attempting, "accept", die)
        with pytest.raises(Killed):
            attempt(dispatch, now)
    assert take_over_stale(now=now + timedelta(hours=1)) == 1
    return dispatch


def test_a_worker_that_died_after_the_order_finds_its_letter(
    double, ordered_and_died, now
):
    assert attempt(ordered_and_died, now + timedelta(hours=1)) == "accepted"
    assert double.orders == 1


def test_a_carrier_that_cannot_be_asked_has_proven_nothing(
    double, ordered_and_died, now, monkeypatch
):
    """It died after the order, and then the look-up fails: every later attempt asks again before it sends."""
    for hours, status in [(1, 503), (2, 404), (3, 200)]:
        with monkeypatch.context() as down:
            down.setattr(double, "listed", lambda _, it=status: httpx.Response(it))
            assert attempt(ordered_and_died, now + timedelta(hours=hours)) == "deferred"
    assert attempt(ordered_and_died, now + timedelta(hours=4)) == "accepted"
    assert len(double.letters) == 1


def test_what_cannot_be_looked_up_for_two_days_is_in_doubt_and_not_refused(
    double, ordered_and_died, now, monkeypatch
):
    monkeypatch.setattr(double, "listed", lambda request: httpx.Response(503))
    assert attempt(ordered_and_died, now + timedelta(hours=49)) == "in_doubt"
    assert len(double.letters) == 1


def test_a_letter_is_called_off_by_asking_and_by_their_report(double, dispatch, now):
    attempt(dispatch, now)
    (carrier_id,) = double.letters
    case = Case.objects.get(pk=dispatch.case_id)
    assert not recall(case, dispatch_id=dispatch.pk, now=now)
    body, headers = double.callback(carrier_id, double.events[carrier_id][-1])
    assert call(body, headers) == 200
    assert call(body, headers) == 200
    assert names(dispatch)[-2:] == ["dispatch.recall_asked", "dispatch.called_off"]
    assert Case.objects.get(pk=dispatch.case_id).state == "sealed"
