"""References: written form, reading what people type, and what the check character notices."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.kit.references import ALPHABET, is_reference, new_reference, read_reference


@given(st.binary(min_size=5, max_size=16))
def test_every_new_reference_is_one(random):
    reference = new_reference(random)
    assert read_reference(reference) == reference
    assert len(reference) == 11


def test_the_same_bytes_give_the_same_reference_and_others_another():
    assert new_reference(b"\x00" * 5) == "D-0000-0000"
    assert new_reference(b"abcde") != new_reference(b"abcdf")


def test_too_little_randomness_is_refused():
    with pytest.raises(ValueError, match="random bytes"):
        new_reference(b"abcd")


def test_case_spaces_hyphens_and_misread_letters_do_not_matter():
    reference = new_reference(b"\x00\x01\x02\x03\x04")
    typed = reference.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_reference(typed) == reference


def test_one_wrong_character_is_always_noticed():
    body = new_reference(b"abcde")[2:].replace("-", "")
    accepted = [
        wrong
        for place in range(8)
        for sign in ALPHABET
        if sign != body[place]
        and is_reference("D-" + (wrong := body[:place] + sign + body[place + 1 :]))
    ]
    assert accepted == []


def test_any_two_swapped_characters_are_noticed():
    body = new_reference(b"abcde")[2:].replace("-", "")
    accepted = []
    for first, second in combinations(range(8), 2):
        letters = list(body)
        letters[first], letters[second] = letters[second], letters[first]
        if letters != list(body) and is_reference("D-" + "".join(letters)):
            accepted.append(letters)
    assert accepted == []


@pytest.mark.parametrize("text", ["", "D-", "D-7K3M", "X-0000-0000", "D-000U-0000"])
def test_other_texts_are_no_reference(text):
    assert not is_reference(text)
