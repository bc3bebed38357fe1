"""A long run of one sign costs little, whatever it is."""

import time

import pytest

from duly.letters.check_fields import unresolved


@pytest.mark.parametrize(
    "sign", ["x", "X", "*", "_", ".", "[", "{", "<", " ", "a.", "X "]
)
def test_a_hundred_thousand_signs_cost_less_than_a_second(sign: str) -> None:
    start = time.process_time()
    unresolved(sign * (100_000 // len(sign)))
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize(
    "line", ["Card XXXX XXXX XXXX 1234", "account ****1234", "IBAN XXXXX12"]
)
def test_a_masked_number_is_no_blank(line: str) -> None:
    assert unresolved(line) is None
