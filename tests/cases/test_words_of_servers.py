"""What other servers say, before it becomes part of an event: no address of a person, and no flood."""

import time

import pytest

from duly.cases.actions.attempt import MOST_WORDS, without_addresses


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("550 5.1.1 <kim@acme.test>: unknown", "550 5.1.1 <address>: unknown"),
        ("550 kim@acme.test unknown", "550 <address> unknown"),
        ("to=<kim@acme.test>, relay=mx", "to=<address>, relay=mx"),
        ("kim@acme@mx.test", "<address>"),
        ("rfc822;kim@acme.test", "<address>"),
        ("@ mx1@ @home 5.1.1", "@ mx1@ @home 5.1.1"),
        ("try again at 10:00 <later>", "try again at 10:00 <later>"),
    ],
)
def test_an_address_is_taken_out_and_the_rest_stays(said: str, kept: str) -> None:
    assert without_addresses(said) == kept


@pytest.mark.parametrize("letter", ["a", "@", "<a", "a@", "a "])
def test_a_flood_of_words_costs_no_time_and_is_cut(letter: str) -> None:
    started = time.monotonic()
    kept = without_addresses(letter * 500_000)
    assert time.monotonic() - started < 2
    assert isinstance(kept, str)
    assert len(kept) <= MOST_WORDS + 10


def test_what_is_no_text_stays() -> None:
    assert without_addresses(False) is False
    assert without_addresses(None) is None
