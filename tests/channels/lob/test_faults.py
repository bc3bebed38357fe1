"""A thousand letters, a carrier that fails in every way: a thousand arrive, none twice, none lost."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from duly.channels import InDoubt, Refused, Unavailable, channel
from tests.channels.faulty import MIXED

LETTERS = 1000


def dispatch(lob, letter, address, *, key, now, outcomes):
    """The pattern of the architecture: the first attempt sends; every later one asks first."""
    attempted = False
    for _ in range(60):
        try:
            found = lob.find(key) if attempted else None
            if found is not None:
                return found
            attempted = True
            return lob.send(
                letter, address, key=key, now=now, attempt=lambda happening: None
            )
        except Unavailable:
            outcomes["unavailable"] += 1
        except InDoubt:
            outcomes["in doubt"] += 1
    raise AssertionError("never accepted")


@pytest.fixture
def lob(monkeypatch, tmp_path, doubles):
    found = channel("lob")
    found_double = doubles("lob").stand_in(found, monkeypatch, tmp_path)
    return found, found_double


def test_a_thousand_letters_under_faults_are_a_thousand_letters(lob, sealed, acme, now):
    channel_, double = lob
    dice = random.Random(6)
    double.fault = lambda: dice.choice(MIXED)
    outcomes: Counter[str] = Counter()
    for number in range(LETTERS):
        letter = replace(sealed, reference=f"D-{number:04d}-TEST")
        sent = dispatch(
            channel_, letter, acme, key=f"key-{number}", now=now, outcomes=outcomes
        )
        assert double.letters[sent.carrier_id]["metadata"]["duly_key"] == (
            f"key-{number}"
        )
    keys = Counter(each["metadata"]["duly_key"] for each in double.letters.values())
    assert len(keys) == LETTERS
    assert set(keys.values()) == {1}
    assert outcomes["unavailable"] > 20
    assert outcomes["in doubt"] > 100
    assert double.orders > LETTERS


def test_a_list_that_lags_behind_does_not_make_a_second_letter(lob, sealed, acme, now):
    """`find` sees nothing yet, the same key is sent again: the carrier's idempotency keeps it one."""
    channel_, double = lob
    double.blind = True
    faults = iter(["lost after", "500 after", ""])
    double.fault = lambda: next(faults)
    outcomes: Counter[str] = Counter()
    dispatch(channel_, sealed, acme, key="k", now=now, outcomes=outcomes)
    assert len(double.letters) == 1
    assert outcomes["in doubt"] == 2


def test_a_refusal_is_final_and_leaves_nothing(lob, sealed, now, acme):
    channel_, double = lob
    wrong = replace(acme, postal_code="9440")
    with pytest.raises(Refused):
        dispatch(channel_, sealed, wrong, key="k", now=now, outcomes=Counter())
    assert double.letters == {}
