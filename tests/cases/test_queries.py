"""What a person types to find a case."""

import pytest

from duly.cases.actions.draft import OpenedCase
from duly.cases.queries import as_written, case_by_reference, public_seal


@pytest.mark.parametrize("around", ["", " ", "\0", "\n\0 "])
def test_a_reference_is_found_with_blanks_small_letters_and_a_nul_around_it(
    opened: OpenedCase, around: str
) -> None:
    typed = f"{around}{opened.case.reference.lower()}{around}"
    assert case_by_reference(typed) == opened.case
    assert public_seal(typed) is None, "it is not sealed yet"


def test_no_database_is_asked_for_a_nul() -> None:
    assert as_written("D-\0AAA-BBBB\0") == "D-AAA-BBBB"
