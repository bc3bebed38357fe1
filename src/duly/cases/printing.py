"""The copy for the printer: black only, the letter as it was looked at with the papers that go along; apart from the sealed one."""

from collections.abc import Mapping
from typing import Any

from duly.cases.files import put_file, read_file
from duly.cases.models import Case, Letter
from duly.knowledge.profiles import profile
from duly.letters.case_file import Enclosure, enclosures_of
from duly.letters.envelope_fit import envelope_findings
from duly.letters.print_copy import print_copy
from duly.letters.print_findings import PrintFinding

# Whoever prints and posts it themselves.
OWN_HANDS = "self_print"


def make_print_copy(
    case: Case, document: Mapping[str, Any], pdf: bytes, *, pages: int
) -> dict[str, Any]:
    """`print` and `printed_pages` for the letter's recipe; nothing where the letter goes alone: it is its own copy."""
    enclosures = enclosures_of(document)
    if not enclosures:
        return {}
    copy = print_copy(pdf, [read_file(case, each.sha256) for each in enclosures])
    return {
        "print": put_file(case, copy),
        "printed_pages": pages + sum(each.pages for each in enclosures),
    }


def print_sha256(letter: Letter) -> str:
    return str(letter.recipe.get("print") or letter.reviewed_sha256)


def printed_pages(letter: Letter) -> int:
    return int(letter.recipe.get("printed_pages") or letter.pages)


def envelope_warnings(
    letter: Letter, document: Mapping[str, Any]
) -> tuple[PrintFinding, ...]:
    """For a letter that the person puts into an envelope: is it too much for the usual one? A carrier chooses its own."""
    if document.get("channel", OWN_HANDS) != OWN_HANDS:
        return ()
    return tuple(
        envelope_findings(profile(letter.profile), pages=printed_pages(letter))
    )


def print_record(letter: Letter, document: Mapping[str, Any]) -> dict[str, Any]:
    """What the seal says of the paper: the copy that goes to the printer and each enclosure, by digest."""
    enclosures = [
        {
            "pages": each.pages,
            "printed_sha256": each.sha256,
            "original_sha256": each.original_sha256,
        }
        for each in enclosures_of(document)
    ]
    return {
        "print_sha256": print_sha256(letter),
        "printed_pages": printed_pages(letter),
        **({"enclosures": enclosures} if enclosures else {}),
    }


def file_name(enclosure: Enclosure) -> str:
    """The printed form of a paper is a PDF, whatever it was before."""
    return f"{enclosure.title.rpartition('.')[0] or enclosure.title}.pdf"
