"""Strokes become an SVG of our own, and nothing else can enter it."""

import math
import re
from typing import Any

import pytest

from duly.letters.pen import HEIGHT, MOST_POINTS, WIDTH, read_signature, signature_svg
from tests.letters.sample_cases import STROKES


def drawn(strokes: Any) -> str:
    return signature_svg(read_signature({"kind": "drawn", "strokes": strokes}).strokes)


def test_every_stroke_becomes_one_path_inside_the_box() -> None:
    svg = drawn(STROKES)
    assert svg.count("<path") == 3
    numbers = [
        float(n)
        for d in re.findall(r'd="([^"]+)"', svg)
        for n in re.findall(r"[\d.]+", d)
    ]
    assert min(numbers) >= 0
    assert max(numbers[::2]) <= WIDTH
    assert max(numbers[1::2]) <= HEIGHT


def test_a_dot_is_drawn() -> None:
    assert "L" in drawn([[[5, 5]]])


@pytest.mark.parametrize(
    "strokes",
    [
        [[["<script>", 1]]],
        [[[True, 1]]],
        [[[math.inf, 1]]],
        [[[math.nan, 1]]],
        [[[10**400, 1]]],
        [[[1e9, 1]]],
        [[[1]]],
        [["M0 0"]],
        "M0 0",
        [[[0, 0]] * (MOST_POINTS + 1)],
    ],
)
def test_what_is_no_list_of_points_is_refused(strokes: Any) -> None:
    with pytest.raises(ValueError, match="strokes"):
        drawn(strokes)


def test_the_most_points_are_allowed() -> None:
    assert drawn([[[0, n % 7] for n in range(MOST_POINTS)]]).startswith("<svg")


def test_strokes_of_a_typed_signature_are_not_even_read() -> None:
    signature = read_signature({"kind": "typed", "text": " Ada ", "strokes": "junk"})
    assert signature.text == "Ada"
    assert signature.strokes == ()
