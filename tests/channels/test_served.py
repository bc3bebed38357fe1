"""The doubles over real HTTP: what only a line can do to a letter, and a hundred of them under all of it."""

import random
from collections import Counter
from dataclasses import replace

import httpx
import pytest

from duly.channels import Unavailable
from tests.channels.conftest import DOUBLED, OVER_HTTP
from tests.channels.faulty import FAULTS, until_accepted
from tests.channels.served import impatient, serving

pytestmark = pytest.mark.real

LETTERS = 100


@pytest.fixture(params=DOUBLED)
def served(request, stand_in):
    return stand_in(request.param + OVER_HTTP)


@pytest.fixture
def letter(served, sealed, acme, doubles):
    """The letter and the address as this carrier can take them."""
    fitted = getattr(doubles(served[0].name), "fitted", lambda *given: given)
    return fitted(sealed, acme)


def test_a_hundred_letters_under_every_fault_are_a_hundred_letters(served, letter, now):
    """No key is minded where the channel does not rely on one: asking first is then all there is."""
    way, double = served
    double.minds_keys = way.idempotent
    faults = [*FAULTS] * 3 + [""] * 40
    random.Random(6).shuffle(faults)
    double.fault = lambda: faults.pop() if faults else ""
    impatient(way, seconds=0.1)
    outcomes: Counter[str] = Counter()
    for number in range(LETTERS):
        until_accepted(
            way,
            replace(letter[0], reference=f"D-{number:04d}-TEST"),
            letter[1],
            key=f"key-{number}",
            now=now,
            outcomes=outcomes,
            double=double,
        )
    assert double.copies() == {f"key-{number}": 1 for number in range(LETTERS)}
    assert faults == []
    assert outcomes["unavailable"] >= 3
    assert outcomes["in doubt"] >= 3 * (len(FAULTS) - 1)


def test_without_asking_first_some_would_go_twice(served, letter, now, monkeypatch):
    """What the count above is worth: it sees a letter that a blind channel sends again."""
    way, double = served
    double.minds_keys = False
    faults = ["", "lost after"]
    double.fault = faults.pop
    monkeypatch.setattr(way, "find", lambda key: None)
    until_accepted(
        way, *letter, key="key-1", now=now, outcomes=Counter(), double=double
    )
    assert double.copies() == {"key-1": 2}


def test_an_answer_that_leads_elsewhere_is_not_followed(served, letter, now):
    """The token, the letter and its addresses go to the carrier that the operator named, and to nobody else."""
    way, _double = served
    reached = []

    def elsewhere(request):
        reached.append(request)
        return httpx.Response(200, json={})

    with serving(elsewhere) as other:
        to_other = httpx.Response(307, headers={"Location": f"{other}/letters"})
        with serving(lambda request: to_other) as url:
            way.client().http.base_url = url
            with pytest.raises(Unavailable):
                way.find("k1")
    assert reached == []


def test_a_double_that_breaks_by_itself_fails_its_test():
    def broken(request):
        raise KeyError("no such letter")

    def ask():
        with serving(broken) as url, pytest.raises(httpx.RemoteProtocolError):
            httpx.get(url)

    with pytest.raises(AssertionError, match="no such letter"):
        ask()
