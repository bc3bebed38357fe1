"""A carrier that fails in every way and a worker that dies: each letter is at the carrier, and there once."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from duly.cases.actions import attempt as attempting
from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.dispatch import send_case, settle
from duly.cases.actions.draft import open_case
from duly.cases.actions.look import due_looks, look_again
from duly.cases.actions.seal import review
from duly.cases.leases import take_over_stale
from duly.cases.models import Dispatch
from duly.cases.queries import due_dispatches
from duly.channels import channel
from tests.channels.doubles import lob
from tests.channels.faulty import MIXED
from tests.channels.lob.test_whole_way import DOCUMENT

pytestmark = pytest.mark.django_db

PER_CASE = 25


class Killed(BaseException):
    """The worker ends here, as by kill -9: nothing below catches it."""


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> lob.LobDouble:
    return lob.stand_in(channel("lob"), monkeypatch, tmp_path)


def decided(count: int, *, now: datetime) -> list[Dispatch]:
    """`count` letters that people decided to send; of one sealed letter many copies, to spare the typesetting."""
    found: list[Dispatch] = []
    while len(found) < count:
        case = open_case(DOCUMENT, now=now).case
        looked = review(case, now=now)
        assert looked.letter is not None, looked.findings
        first = send_case(
            case,
            channel="lob",
            key="press-1",
            reviewed_sha256=looked.letter.reviewed_sha256,
            now=now,
        )
        more = min(PER_CASE, count - len(found)) - 1
        found += [first, *(copy_of(first, number) for number in range(more))]
    return found


def copy_of(first: Dispatch, number: int) -> Dispatch:
    return Dispatch.objects.create(
        case=first.case,
        letter=first.letter,
        channel=first.channel,
        key=sha256(f"{first.key}:{number}".encode()).hexdigest(),
        intent_at=first.intent_at,
        next_attempt_at=first.next_attempt_at,
    )


def dying_now_and_then(
    monkeypatch: pytest.MonkeyPatch, dice: random.Random
) -> Counter[str]:
    """One worker in twenty dies when the carrier has the letter and nobody has written it down."""
    deaths: Counter[str] = Counter()
    accept: Callable[..., str] = attempting.accept

    def accept_or_die(*words: Any, **named: Any) -> str:
        if dice.random() < 0.05:
            deaths["died"] += 1
            raise Killed
        return accept(*words, **named)

    monkeypatch.setattr(attempting, "accept", accept_or_die)
    return deaths


def one_round(moment: datetime, outcomes: Counter[str]) -> None:
    """What the worker does when the clock says `moment`, and what the person decides after a day of doubt."""
    take_over_stale(now=moment)
    for _case, pk, attempt_no in due_dispatches(now=moment):
        try:
            word = attempt_dispatch(
                pk, attempt_no=attempt_no, owner="", clock=lambda: moment
            )
        except Killed:
            word = "killed"
        outcomes[word] += 1
    for pk in due_looks(now=moment, limit=10_000):
        outcomes[look_again(pk, clock=lambda: moment)] += 1
    for dispatch in Dispatch.objects.filter(
        outcome="in_doubt", next_attempt_at__isnull=True
    ):
        settle(dispatch, verdict="resend", now=moment)
        outcomes["once more"] += 1


def all_go_out(
    count: int, double: lob.LobDouble, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> Counter[str]:
    dispatches = decided(count, now=now)
    dice = random.Random(6)
    double.fault = lambda: dice.choice(MIXED)
    outcomes = dying_now_and_then(monkeypatch, dice)
    moment = now
    for _ in range(1000):
        moment += timedelta(minutes=20)
        one_round(moment, outcomes)
        if not Dispatch.objects.exclude(outcome="accepted").exists():
            break
    at_the_carrier = Counter(
        letter["metadata"]["duly_key"] for letter in double.letters.values()
    )
    assert at_the_carrier == Counter({dispatch.key: 1 for dispatch in dispatches})
    told = Counter(
        event.payload["dispatch"]
        for dispatch in {dispatch.case_id: dispatch for dispatch in dispatches}.values()
        for event in dispatch.case.events.filter(name="dispatch.accepted")
    )
    assert told == Counter({dispatch.pk: 1 for dispatch in dispatches})
    return outcomes


def test_a_hundred_letters_under_faults_are_a_hundred_letters(
    double: lob.LobDouble, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = all_go_out(100, double, monkeypatch, now)
    assert double.orders > 100
    for word in ("deferred", "in_doubt", "found", "killed", "died", "once more"):
        assert outcomes[word], outcomes


@pytest.mark.soak
def test_a_thousand_letters_under_faults_are_a_thousand_letters(
    double: lob.LobDouble, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = all_go_out(1000, double, monkeypatch, now)
    assert outcomes["in_doubt"] > 100
    assert outcomes["died"] > 20
