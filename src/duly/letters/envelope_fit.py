"""Does all that goes along fit into the usual envelope, and is it still a letter for the post office?"""

from collections.abc import Iterator

from duly.kit.said import said
from duly.knowledge.profiles import Profile
from duly.letters.print_copy import grams, sheets
from duly.letters.print_findings import PrintFinding

# One page a sheet: 80 g paper is a tenth of a millimetre thick, and folded in three it lies three times over.
SHEET_MM, LAYERS, ENVELOPE_MM = 0.1, 3, 0.4


def envelope_findings(envelope: Profile, *, pages: int) -> Iterator[PrintFinding]:
    """Warnings only: the person can take a larger envelope. `pages` counts the letter and the enclosures."""
    count = sheets(pages)
    if envelope.max_sheets is not None and count > envelope.max_sheets:
        yield _warning(
            "envelope-full",
            said(
                "%(sheets)s sheets are more than the usual envelope takes when they are folded (%(most)s). "
                "Take a large envelope and copy the address onto it by hand.",
                sheets=count,
                most=envelope.max_sheets,
            ),
        )
    weight = grams(pages, width_mm=envelope.width, height_mm=envelope.height)
    if envelope.letter_grams is not None and weight > envelope.letter_grams:
        yield _warning(
            "over-letter-weight",
            said(
                "With its envelope it weighs about %(grams)s g. The post office takes up to %(most)s g "
                "at the price of a letter; more costs more.",
                grams=weight,
                most=envelope.letter_grams,
            ),
        )
    thick = thickness_mm(pages)
    if envelope.letter_mm is not None and thick > envelope.letter_mm:
        yield _warning(
            "over-letter-thickness",
            said(
                "Folded it is about %(thick)s mm thick. The post office takes up to %(most)s mm "
                "at the price of a letter; more costs more.",
                thick=f"{thick:.1f}",
                most=f"{envelope.letter_mm:g}",
            ),
        )


def thickness_mm(pages: int) -> float:
    """Of the folded letter in its envelope."""
    return sheets(pages) * LAYERS * SHEET_MM + ENVELOPE_MM


def _warning(code: str, message: str) -> PrintFinding:
    return PrintFinding(code=code, page=1, message=message, severity="warn")
