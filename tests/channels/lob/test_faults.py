"""A thousand letters, a carrier that fails in every way: a thousand arrive, none twice, none lost."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from duly.channels import Refused, channel
from tests.channels.faulty import MIXED, until_accepted

LETTERS = 1000


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
        sent = until_accepted(
            channel_,
            letter,
            acme,
            key=f"key-{number}",
            now=now,
            outcomes=outcomes,
            double=double,
        )
        assert double.letters[sent.carrier_id]["metadata"]["duly_key"] == (
            f"key-{number}"
        )
    assert double.copies() == {f"key-{number}": 1 for number in range(LETTERS)}
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
    until_accepted(
        channel_, sealed, acme, key="k", now=now, outcomes=outcomes, double=double
    )
    assert len(double.letters) == 1
    assert outcomes["in doubt"] == 2


def test_a_refusal_is_final_and_leaves_nothing(lob, sealed, now, acme):
    channel_, double = lob
    wrong = replace(acme, postal_code="9440")
    with pytest.raises(Refused):
        until_accepted(
            channel_,
            sealed,
            wrong,
            key="k",
            now=now,
            outcomes=Counter(),
            double=double,
        )
    assert double.letters == {}
