"""What a stranger's program reads from our PDFs."""

import io
import re

import pikepdf
from pypdfium2 import PdfDocument


def words(text: str) -> str:
    """Text for comparing: every run of white space, also solid spaces, is one space."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


def pdf_text(pdf: bytes) -> str:
    with PdfDocument(pdf) as document:
        return words(
            " ".join(page.get_textpage().get_text_range() for page in document)
        )


def page_number_lines(text: str) -> str:
    """Without the page numbers, which are no part of the letter."""
    return re.sub(r"(Page|Seite) \d+ (of|von) \d+|Page \d+ sur \d+", "", text)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))
