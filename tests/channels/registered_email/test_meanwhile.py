"""What happens while a mail is on its way out: the case is erased, or the computer sleeps past the lease."""

from datetime import timedelta

import pytest

from duly.cases.actions import attempt as attempting
from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.erase import erase_case
from duly.cases.leases import take_over_stale
from duly.cases.models import Case
from duly.channels.registered_email import sending
from tests.channels.registered_email.test_whole_way import (
    attempt,
    case,
    dispatch,
    kept,
    last_event,
    now,
)

__all__ = ["case", "dispatch", "now"]

pytestmark = [pytest.mark.django_db, pytest.mark.real]


@pytest.fixture
def meanwhile(monkeypatch):
    """Something happens just before a function is called."""

    def before(module, name, happens):
        real = getattr(module, name)

        def called(*args, **named):
            happens()
            return real(*args, **named)

        monkeypatch.setattr(module, name, called)

    return before


@pytest.fixture
def erase(case, now):
    return lambda: erase_case(Case.objects.get(pk=case.pk), now=now)


@pytest.mark.parametrize("fault", ["", "550:rcpt", "450:rcpt", "drop:dot_stored"])
def test_of_a_case_erased_during_the_talk_no_paper_is_kept(
    fault, server, dispatch, case, now, meanwhile, erase
):
    server.fault = fault
    meanwhile(sending, "submit", erase)
    attempt(dispatch, now)
    assert case.exhibits.count() == 0
    assert case.events.filter(payload__has_key="outcome").count() == 1


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (sending, "build_message"),
        (attempting, "message_for"),
        (attempting, "sealed_letter"),
    ],
    ids=["before the message is kept", "before it is made", "before the talk"],
)
def test_a_case_erased_before_the_talk_is_refused_and_in_no_doubt(
    module, name, server, dispatch, case, now, meanwhile, erase
):
    meanwhile(module, name, erase)
    try_to(dispatch, now)
    take_over_stale(now=now + timedelta(days=1))
    try_to(dispatch, now + timedelta(days=1))
    assert last_event(case, "dispatch.refused") is not None
    assert server.commands == []
    assert case.exhibits.count() == 0
    assert last_event(case, "dispatch.in_doubt") is None


def try_to(dispatch, at):
    """The worker's door catches what rises here."""
    try:
        attempt(dispatch, at)
    except FileNotFoundError:
        return


def test_a_talk_that_outlasts_its_lease_still_answers_the_doubt(
    server, dispatch, case, now, meanwhile
):
    later = now + timedelta(hours=2)

    def sleep():
        assert take_over_stale(now=later) == 1
        dispatch.refresh_from_db()
        word = attempt_dispatch(
            dispatch.pk, attempt_no=2, owner="another", clock=lambda: later
        )
        assert word == "in_doubt"

    meanwhile(sending, "submit", sleep)
    assert attempt(dispatch, now) == "accepted"
    dispatch.refresh_from_db()
    assert dispatch.outcome == "accepted"
    assert last_event(case, "dispatch.accepted").level == "E2"
    assert len(kept(case, "smtp_transcript")) == 1
    assert len(server.stored) == 1


def test_a_late_yes_undoes_no_press_of_once_more(
    server, dispatch, case, now, meanwhile
):
    def sleep():
        take_over_stale(now=now + timedelta(hours=2))

    meanwhile(sending, "submit", sleep)
    assert attempt(dispatch, now) == "not ours"
    dispatch.refresh_from_db()
    assert dispatch.outcome == "intended"
