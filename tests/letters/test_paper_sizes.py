"""How large is each page, before a carrier prints it?"""

from io import BytesIO

import pikepdf
import pytest

from duly.letters.paper_sizes import page_of_another_size, paper_sizes
from duly.letters.print_findings import UnreadablePdf

A4 = (595.28, 841.89)


def pdf_of(*sizes: tuple[float, float]) -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        for size in sizes:
            pdf.add_blank_page(page_size=size)
        pdf.save(out)
    return out.getvalue()


def test_the_first_page_of_another_size_is_named() -> None:
    sizes = paper_sizes(pdf_of(A4, A4, (612, 792)))
    assert len(sizes) == 3
    assert page_of_another_size(sizes, wanted=A4, tolerance=3.0) == 3


@pytest.mark.parametrize(("off", "found"), [(2.9, None), (3.1, 1)])
def test_a_driver_may_round_and_no_more(off: float, found: int | None) -> None:
    sizes = paper_sizes(pdf_of((A4[0] + off, A4[1])))
    assert page_of_another_size(sizes, wanted=A4, tolerance=3.0) == found


def test_a_page_on_its_side_is_another_size() -> None:
    sizes = paper_sizes(pdf_of((A4[1], A4[0])))
    assert page_of_another_size(sizes, wanted=A4, tolerance=3.0) == 1


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\nbroken"])
def test_what_is_no_pdf_has_no_sizes(content: bytes) -> None:
    with pytest.raises(UnreadablePdf):
        paper_sizes(content)
