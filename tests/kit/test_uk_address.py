"""What United Kingdom bulk printers refuse, line by line."""

import pytest

from duly.kit.uk_address import is_bfpo, uk_problems


def codes(*lines: str) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in uk_problems(lines)]


def test_three_lines_are_enough_and_two_are_not():
    assert codes("Acme", "1 High Street", "SW1A 1AA") == []
    assert codes("Acme", "SW1A 1AA") == [("too-few-lines", None)]


def test_a_forces_address_needs_no_town():
    assert codes("Cpl A Byron", "BFPO 61") == []
    assert codes("BFPO 61") == [("too-few-lines", None)]
    assert is_bfpo(("Cpl A Byron", "BFPO c/o 61"))
    assert not is_bfpo(("BFPO House", "London"))


@pytest.mark.parametrize("symbol", '@()=[]"\\/,<>~')
def test_no_line_begins_with_a_symbol(symbol):
    assert codes("Acme", f"{symbol}1 High Street", "SW1A 1AA") == [("symbol-first", 2)]
    assert codes("Acme", f"1{symbol} High Street", "SW1A 1AA") == []


@pytest.mark.parametrize("line", ["NFA", "nfa", "No fixed abode", "no fixed address"])
def test_nobody_lives_at_no_fixed_abode(line):
    assert codes("Ada", line, "SW1A 1AA") == [("no-fixed-abode", 2)]


def test_words_that_only_contain_the_letters_are_fine():
    assert codes("Nfama Ltd", "1 Fixed Lane", "SW1A 1AA") == []


def test_the_first_two_lines_hold_a_letter_or_digit():
    assert codes("--", "1 High Street", "SW1A 1AA") == [("no-letter-or-digit", 1)]
    assert codes("Acme", "1 High Street", "--", "SW1A 1AA") == []
