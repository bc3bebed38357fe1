"""Before the seal: papers that go along with the letter. Each is made harmless at once and shown on the review."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from duly.cases.actions.draft import change_case, draft_of
from duly.cases.actions.receive import LARGEST_EXHIBIT, keep_exhibit, media_type_of
from duly.cases.files import put_file, read_file
from duly.cases.models import Case, Letter
from duly.cases.printing import print_sha256
from duly.letters.case_file import Enclosure, enclosures_of
from duly.letters.characters import printable
from duly.letters.flatten import BadEnclosure
from duly.letters.limits import OverLimit, flatten_in_limits

MOST_PAGES = 20
LONGEST_TITLE = 60


def enclose(case: Case, *, name: str, content: bytes, now: datetime) -> Enclosure:
    """Add a PDF, JPEG or PNG to the draft; the same file again changes nothing.

    Raises BadEnclosure with the sentence for the person, Sealed, Stale.
    """
    held = enclosures_of(draft_of(case))
    original = put_file(case, _taken(content))
    for each in held:
        if each.original_sha256 == original:
            return each
    room = MOST_PAGES - sum(each.pages for each in held)
    flat = _flat(content, room=room)
    added = Enclosure(
        title=_title(name),
        pages=_count(flat),
        sha256=put_file(case, flat),
        original_sha256=original,
    )
    _change(case, (*held, added), now=now)
    return added


def take_out(case: Case, *, original_sha256: str, now: datetime) -> None:
    """It does not go along after all. Raises Sealed, Stale."""
    held = enclosures_of(draft_of(case))
    kept = tuple(each for each in held if each.original_sha256 != original_sha256)
    if kept != held:
        _change(case, kept, now=now)


def keep_printed(
    case: Case, letter: Letter, document: Mapping[str, Any], *, now: datetime
) -> None:
    """With the seal: the copy for the printer and each paper as it came become exhibits, so that the proof holds them."""
    enclosures = enclosures_of(document)
    if not enclosures:
        return
    sha256 = print_sha256(letter)
    keep_exhibit(
        case,
        kind="print_copy",
        name="print-copy.pdf",
        media_type="application/pdf",
        content=read_file(case, sha256),
        source="duly",
        source_id=f"{case.reference}:print:{sha256}",
        now=now,
    )
    for each in enclosures:
        content = read_file(case, each.original_sha256)
        keep_exhibit(
            case,
            kind="enclosure",
            name=each.title,
            media_type=media_type_of(content),
            content=content,
            source="sender",
            source_id=f"{case.reference}:enclosure:{each.original_sha256}",
            now=now,
        )


def _taken(content: bytes) -> bytes:
    if len(content) > LARGEST_EXHIBIT:
        raise BadEnclosure("The file is larger than 20 MB. Take a smaller one.")
    if not content:
        raise BadEnclosure("The file is empty.")
    return content


def _flat(content: bytes, *, room: int) -> bytes:
    try:
        return flatten_in_limits(content, most_pages=room)
    except OverLimit as reason:
        raise BadEnclosure(
            "The file takes too long to draw. Print it to a new PDF, or take a picture of it."
        ) from reason


def _count(pdf: bytes) -> int:
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def _title(name: str) -> str:
    """The file's own name, as far as the letter can print it."""
    plain = printable(name.replace("\\", "/").rpartition("/")[2])
    if len(plain) > LONGEST_TITLE:
        stem, dot, ending = plain.rpartition(".")
        plain = (stem or plain)[: LONGEST_TITLE - len(ending) - 2] + "…" + dot + ending
    return plain or "enclosure"


def _change(case: Case, enclosures: tuple[Enclosure, ...], *, now: datetime) -> None:
    document = draft_of(case)
    document["enclosures"] = [
        {
            "title": each.title,
            "pages": each.pages,
            "sha256": each.sha256,
            "original_sha256": each.original_sha256,
        }
        for each in enclosures
    ]
    change_case(case, document, version=case.version, now=now)
