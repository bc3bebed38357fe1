"""The guess at the size of the type: generous for a short letter, smaller for a long one, none for several pages."""

import pytest

from duly.letters.case_file import read_case_file
from duly.letters.drafting import Draft, draft_letter
from duly.letters.fit import STEPS, height_mm, room_mm, steps
from tests.letters.sample_cases import case_document


def draft(free_text: str = "", *, code: bool = False) -> Draft:
    case = read_case_file(case_document("DE", free_text=free_text))
    reference, url = (
        ("D-7K3M-9Q2T", "https://duly.example/v/D") if code else (None, None)
    )
    return draft_letter(case, answer=None, reference=reference, public_url=url)


def offered(
    free_text: str = "", *, code: bool = False
) -> tuple[tuple[float, float], ...]:
    found = draft(free_text, code=code)
    return steps(found.sheet, found.profile)


def test_a_short_letter_is_set_generously() -> None:
    assert offered() == STEPS


def test_a_longer_letter_starts_with_smaller_type() -> None:
    longer = offered("Ein eigener Satz mit einigen Wörtern. " * 32)
    assert longer == STEPS[-len(longer) :]
    assert 0 < len(longer) < len(STEPS)


def test_a_letter_of_several_pages_is_not_measured_at_all() -> None:
    assert offered("Ein eigener Satz mit einigen Wörtern. " * 200) == ()


def test_the_code_at_the_foot_takes_its_room() -> None:
    without, with_code = draft(), draft(code=True)
    assert room_mm(without.sheet, without.profile) - room_mm(
        with_code.sheet, with_code.profile
    ) == pytest.approx(20)


def test_each_step_is_smaller_than_the_one_before() -> None:
    found = draft("Ein eigener Satz mit einigen Wörtern. " * 10)
    heights = [height_mm(found.sheet, found.profile, step) for step in STEPS]
    assert heights == sorted(heights, reverse=True)
    assert min(size for size, _ in STEPS) == 9.6
