"""Words as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.knowledge.folding import folded, slips, spellings, without_one_letter


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("AliExpress  VIP", "aliexpress vip"),
        ("Bahncard®", "bahncard"),
        ("Électricité de France", "electricite de france"),
        ("Straße", "strasse"),
        ("Magyar Telekom Zrt.", "magyar telekom zrt"),
        ("Łódź", "lodz"),
        ("McDonald’s", "mcdonalds"),
        ("Canal+", "canal plus"),
        ("H&M", "h and m"),
        ("  ", ""),
        ("***", ""),
    ],
)
def test_case_accents_and_marks_do_not_count(typed: str, plain: str) -> None:
    assert folded(typed) == plain


def test_an_umlaut_is_found_in_both_spellings() -> None:
    assert spellings("Müller") == ("muller", "mueller")
    assert spellings("Netflix") == ("netflix",)


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("netflix", "netflix", 0),
        ("netflix", "netlfix", 1),
        ("adobe", "adboe", 1),
        ("spotify", "spotfy", 1),
        ("spotify", "spottify", 1),
        ("spotify", "spotofy", 1),
        ("hulu", "zulus", 2),
        ("", "abc", 3),
    ],
)
def test_slips_are_counted_as_a_typist_makes_them(
    first: str, second: str, count: int
) -> None:
    assert slips(first, second) == count
    assert slips(second, first) == count


words = st.text("abcdefg", min_size=2, max_size=8)


@given(words, words)
def test_words_one_slip_apart_share_a_form(first: str, second: str) -> None:
    if slips(first, second) <= 1:
        assert without_one_letter(first) & without_one_letter(second)
