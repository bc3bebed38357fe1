"""Does this PDF fit paper, window and printer? Measured on the pixels and the text of every page; what cannot be read fails."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from duly.kit.said import said
from duly.knowledge.profiles import Profile
from duly.knowledge.profiles import profile as named_profile
from duly.letters.print_active import acts_by_itself
from duly.letters.print_findings import PrintFinding, UnreadablePdf
from duly.letters.print_fonts import fonts_outside
from duly.letters.print_page import (
    Pixels,
    ink_findings,
    ink_of,
    is_sideways,
    page_size,
    text_boxes,
)
from duly.letters.print_window import window_findings

PAPER_TOLERANCE_MM = 2.0
BYTES_MOST = 25_000_000

__all__ = ["PrintFinding", "UnreadablePdf", "fits", "print_check"]


def print_check(
    pdf: bytes,
    *,
    profile: str,
    recipient_lines: Sequence[str] | None = None,
    expected_code: str | None = None,
) -> tuple[PrintFinding, ...]:
    """Every finding, page by page; none means that it may be printed.

    `recipient_lines` (Composed.recipient_lines) must then stand in the window, and nothing else; `expected_code` is
    the text that the square code on page 1 must give. Raises UnreadablePdf, UnknownProfile.
    """
    envelope = named_profile(profile)
    if len(pdf) > BYTES_MOST:
        raise UnreadablePdf(
            said("the file is larger than %(most)s MB", most=BYTES_MOST // 1_000_000)
        )
    with _Opened(pdf) as (drawn, structure):
        return tuple(
            _findings(drawn, structure, envelope, recipient_lines, expected_code)
        )


def fits(findings: Sequence[PrintFinding]) -> bool:
    """No finding stops the letter."""
    return all(finding.severity != "block" for finding in findings)


def _findings(
    drawn: Any,
    structure: Any,
    envelope: Profile,
    recipient_lines: Sequence[str] | None,
    expected_code: str | None,
) -> Iterator[PrintFinding]:
    count = len(drawn)
    if count > envelope.max_pages:
        yield PrintFinding(
            code="too-many-pages",
            page=envelope.max_pages + 1,
            message=said(
                "The letter has %(count)s pages; %(title)s takes %(max_pages)s.",
                count=count,
                title=envelope.title,
                max_pages=envelope.max_pages,
            ),
        )
    if acts_by_itself(structure):
        yield PrintFinding(
            code="active-content",
            page=1,
            message=said(
                "The file holds a script or a form that acts by itself. Printers refuse such files: print it to a plain PDF first."
            ),
        )
    for number in range(1, min(count, envelope.max_pages) + 1):
        page, inside = drawn[number - 1], structure.pages[number - 1]
        yield from _outside(inside, page, number)
        if wrong := _wrong_size(page, envelope, number, unit=unit_of(inside)):
            # A page of another size is never drawn: it may be a mile wide.
            yield wrong
            continue
        ink = ink_of(page)
        yield from _page(ink, envelope, number)
        if number == 1:
            yield from window_findings(
                text_boxes(page),
                ink,
                envelope,
                recipient_lines=recipient_lines,
                is_sideways=is_sideways(page),
            )
            yield from _code(page, expected_code)


def _page(ink: Pixels, envelope: Profile, number: int) -> Iterator[PrintFinding]:
    if not ink.any():
        yield PrintFinding(
            code="blank-page",
            page=number,
            message=said("Page %(number)s is blank.", number=number),
        )
    yield from ink_findings(ink, envelope, number=number)


def _wrong_size(
    page: Any, envelope: Profile, number: int, *, unit: float
) -> PrintFinding | None:
    width, height = (side * unit for side in page_size(page))
    off = max(abs(width - envelope.width), abs(height - envelope.height))
    if off <= PAPER_TOLERANCE_MM:
        return None
    is_a4 = envelope.paper == "a4"
    wanted = "A4 upright, 210 x 297 mm" if is_a4 else "US Letter, 215.9 x 279.4 mm"
    return PrintFinding(
        code="not-a4-portrait" if is_a4 else "not-letter-size",
        page=number,
        message=said(
            "Page %(number)s is %(width)s x %(height)s mm; it must be %(wanted)s.",
            number=number,
            width=f"{width:.0f}",
            height=f"{height:.0f}",
            wanted=wanted,
        ),
    )


def unit_of(page: Any) -> float:
    """Points to a unit of a pikepdf page, nearly always 1; PDFium does not look at it (ISO 32000-1, table 30)."""
    try:
        return float(page.obj.get("/UserUnit", 1))
    except (TypeError, ValueError):
        return 1.0


def _outside(inside: Any, page: Any, number: int) -> Iterator[PrintFinding]:
    missing = fonts_outside(inside, drawn=page)
    if missing:
        yield PrintFinding(
            code="font-not-embedded",
            page=number,
            message=said(
                "Page %(number)s uses a font that is not in the file: %(missing)s.",
                number=number,
                missing=", ".join(missing),
            ),
        )


def _code(page: Any, expected: str | None) -> Iterator[PrintFinding]:
    from duly.letters.code_mark import read_codes

    found = read_codes(page, thorough=expected is not None)
    if expected is not None and expected not in {code.text for code in found}:
        yield PrintFinding(
            code="code-unreadable",
            page=1,
            message=said(
                "The square code on page 1 cannot be read back, or leads somewhere else."
            ),
        )
        return
    for code in found:
        if not code.is_readable:
            yield PrintFinding(
                code="code-unreadable",
                page=1,
                box_mm=code.box_mm,
                message=said("A square code on page 1 is damaged and cannot be read."),
            )


class _Opened:
    """The PDF opened twice: to be drawn (PDFium) and to be looked into (pikepdf). Both close."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf

    def __enter__(self) -> tuple[Any, Any]:
        import pikepdf
        import pypdfium2

        try:
            self.structure = pikepdf.open(io.BytesIO(self.pdf))
        except pikepdf.PasswordError as reason:
            raise UnreadablePdf(said("it is locked with a password")) from reason
        except (pikepdf.PdfError, ValueError, RuntimeError) as reason:
            raise UnreadablePdf(said("this is no PDF, or it is damaged")) from reason
        if self.structure.is_encrypted:
            self.structure.close()
            raise UnreadablePdf(said("it is encrypted; printers refuse such files"))
        try:
            self.drawn = pypdfium2.PdfDocument(self.pdf)
            self.drawn.init_forms()  # what stands in a form field is printed, too
        except pypdfium2.PdfiumError as reason:
            self.structure.close()
            raise UnreadablePdf(said("this is no PDF, or it is damaged")) from reason
        if len(self.drawn) == 0 or len(self.drawn) != len(self.structure.pages):
            self.__exit__()
            raise UnreadablePdf(said("its pages cannot be counted"))
        return self.drawn, self.structure

    def __exit__(self, *_: object) -> None:
        self.drawn.close()
        self.structure.close()
