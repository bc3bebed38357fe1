"""The square code: one path of ours, and readable at every length of address that we print."""

import re

import pytest
import segno

from duly.letters.code_mark import code_svg


@pytest.mark.parametrize("length", [20, 40, 80])
def test_the_code_is_one_path_of_whole_cells(length: int) -> None:
    url = "https://duly.example/v/" + "A" * length
    svg = code_svg(url)
    dark = sum(cell for row in segno.make_qr(url, error="m").matrix for cell in row)
    assert sum(int(run) for run in re.findall(r"h(\d+)v1", svg)) == dark
    assert "A" * length not in svg


def test_the_same_address_gives_the_same_code() -> None:
    assert code_svg("https://a.example") == code_svg("https://a.example")
