"""Papers that go along: what can be printed becomes grey pictures, everything else is refused with a reason."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from duly.letters.flatten import BadEnclosure, flatten
from duly.letters.limits import OverLimit, flatten_in_limits
from duly.letters.print_copy import grams, print_copy, sheets

LETTER = (612.0, 792.0)


def pdf(*sizes: tuple[float, float], password: str = "") -> bytes:
    out = BytesIO()
    with pikepdf.new() as made:
        for size in sizes:
            made.add_blank_page(page_size=size)
        locked = pikepdf.Encryption(owner=password, user=password) if password else None
        made.save(out, encryption=locked)
    return out.getvalue()


def picture(kind: str, *, size: tuple[int, int] = (300, 200), **more: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#b00020").save(out, kind, **more)
    return out.getvalue()


def sizes(content: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(BytesIO(content)) as opened:
        return [tuple(round(float(n)) for n in p.mediabox[2:]) for p in opened.pages]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (pdf((595, 842)), 1),
        (pdf((595, 842), (842, 595), LETTER), 3),
        (picture("JPEG"), 1),
        (picture("PNG"), 1),
    ],
)
def test_any_paper_becomes_upright_a4_pages(content: bytes, pages: int) -> None:
    assert sizes(flatten(content, most_pages=20)) == [(595, 842)] * pages


def test_the_same_paper_gives_the_same_bytes() -> None:
    content = picture("PNG")
    assert flatten(content, most_pages=1) == flatten(content, most_pages=1)


def test_nothing_of_a_colour_or_a_script_is_left() -> None:
    out = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=LETTER)
        made.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
        )
        made.attachments["secret.txt"] = b"secret"
        made.save(out)
    flat = flatten(out.getvalue(), most_pages=1)
    with pikepdf.open(BytesIO(flat)) as opened:
        assert "/OpenAction" not in opened.Root
        assert "/Names" not in opened.Root
        (image,) = opened.pages[0].get_images().values()
        assert image.ColorSpace == pikepdf.Name.DeviceGray
    assert b"secret" not in flat


@pytest.mark.parametrize(
    ("content", "most", "said"),
    [
        (b"", 20, "Only PDF, JPEG and PNG"),
        (b"PK\x03\x04 a spreadsheet", 20, "Only PDF, JPEG and PNG"),
        (b"%PDF-1.7 and then nothing", 20, "damaged or not complete"),
        (picture("JPEG")[:200], 20, "cannot be read"),
        (b"\x89PNG\r\n\x1a\n", 20, "cannot be read"),
        (pdf(*[(595, 842)] * 21), 20, "It has 21 pages, and 20 more"),
        (picture("PNG"), 0, "0 more can go along"),
        (pdf((595, 842), password="x"), 20, "locked with a password"),
        (pdf((9000, 9000)), 20, "larger than a metre"),
        (pdf(), 20, "no pages|damaged"),
        (picture("PNG", size=(12000, 9000)), 20, "too large"),
    ],
)  # fmt: skip
def test_what_cannot_go_along_is_refused_with_a_reason(
    content: bytes, most: int, said: str
) -> None:
    with pytest.raises(BadEnclosure, match=said):
        flatten(content, most_pages=most)


def test_the_limited_process_says_the_same() -> None:
    assert sizes(flatten_in_limits(picture("PNG"), most_pages=1)) == [(595, 842)]
    with pytest.raises(BadEnclosure, match="locked"):
        flatten_in_limits(pdf((595, 842), password="x"), most_pages=1)


@pytest.mark.soak
def test_a_paper_that_eats_the_machine_is_stopped() -> None:
    """A page whose drawing would take an hour ends with the process that draws it."""
    out = BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=LETTER)
        form = made.make_stream(b"0 0 600 700 re f " * 4000)
        form.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 612, 792],
            )
        )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        page.Contents = made.make_stream(b"/F Do " * 20_000)
        made.save(out)
    with pytest.raises(OverLimit):
        flatten_in_limits(out.getvalue(), most_pages=1)


def test_the_print_copy_has_one_size_of_paper() -> None:
    copy = print_copy(
        pdf(LETTER), [flatten(picture("JPEG"), most_pages=1), pdf((595, 842))]
    )
    assert sizes(copy) == [(612, 792)] * 3
    again = print_copy(
        pdf(LETTER), [flatten(picture("JPEG"), most_pages=1), pdf((595, 842))]
    )
    assert len(copy) == len(again)


def test_sheets_and_weight() -> None:
    assert sheets(3) == 3
    assert sheets(3, both_sides=True) == 2
    assert grams(1, width_mm=210, height_mm=297) == 12  # 5 g of paper, 7 of envelope
    assert grams(4, width_mm=210, height_mm=297) == 27
