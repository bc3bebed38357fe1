"""What did the last revision of a PDF change? For a sealed letter: a seal was added, nothing else.

Reads the classic cross-reference table that our letters are written with (ISO 32000-1 section 7.5.4).
"""

import re
from collections.abc import Iterator
from typing import Any

from duly.evidence.pdf_text import (
    Name,
    Reference,
    Unreadable,
    read_value,
    skip_blank,
)

STARTXREF = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*$")
SECTION = re.compile(rb"\s*(\d{1,8}) (\d{1,6})[ \r\n]+")
ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r\n]{1,2}")
OBJECT = re.compile(rb"\s*(\d{1,8}) (\d{1,5}) obj\b")
MOST_REVISIONS = 20


class Changed(Exception):
    """The revision does more than add a seal; the message says what."""


Table = dict[int, int]
# A changed byte can make a number a name, a list longer or a reference a string.
UNREADABLE = (
    Unreadable,
    RecursionError,
    IndexError,
    KeyError,
    AttributeError,
    TypeError,
    ValueError,
)


def check_only_sealed(pdf: bytes, *, length: int) -> None:
    """Raises Changed unless the bytes after `length` are one revision that adds an invisible seal and nothing else."""
    added = pdf[length:]
    if added.count(b"startxref") != 1 or added.count(b"%%EOF") != 1:
        raise Changed("more than one revision follows the reviewed letter")
    try:
        difference = next(_differences(pdf[:length], pdf), None)
    except UNREADABLE as why:
        raise Changed(f"the last revision cannot be read: {why}") from why
    if difference:
        raise Changed(f"the revision that holds the seal also changes {difference}")


def _differences(reviewed: bytes, sealed: bytes) -> Iterator[str]:
    old_table, old_trailer = _tables(reviewed)
    start = _xref_place(sealed)
    new_table, trailer = _table_at(sealed, start)
    for key in (b"Root", b"Info"):
        if old_trailer.get(key) != trailer.get(key):
            yield f"{key.decode()} of the trailer"
    if trailer.get(b"Prev") != _xref_place(reviewed) or b"XRefStm" in trailer:
        yield "the table of objects"
    new = {}
    for number, place in new_table.items():
        if place < len(reviewed):
            yield f"object {number} (it is taken from elsewhere)"
        new[number] = _object_at(sealed, number, place)
    pages = {n for n, value in new.items() if _kind(value) == b"Page"}
    root = trailer[b"Root"].number
    for number, value in new.items():
        if number in old_table:
            old = _object_at(reviewed, number, old_table[number])
            yield from _changes(number, old, value, is_root=number == root)
    fresh = {n: value for n, value in new.items() if n not in old_table}
    yield from _more_than_a_seal(fresh, new[root], len(pages))


def _changes(number: int, old: Any, new: Any, *, is_root: bool) -> Iterator[str]:
    if isinstance(old, list) and isinstance(new, list):
        if new[:-1] != old:
            yield f"object {number}"
        return
    if not isinstance(old, dict) or not isinstance(new, dict):
        yield f"object {number}"
        return
    allowed = b"AcroForm" if is_root else b"Annots"
    if not is_root and _kind(old) != b"Page":
        yield f"object {number}"
    for key in old.keys() | new.keys():
        if key != allowed and old.get(key) != new.get(key):
            yield f"{key.decode('latin-1')} of object {number}"
    before, after = old.get(allowed, []), new.get(allowed, [])
    if not is_root and after != before and list(after)[:-1] != before:
        yield f"the annotations of object {number}"


def _more_than_a_seal(
    fresh: dict[int, Any], root: dict[bytes, Any], pages: int
) -> Iterator[str]:
    kinds = sorted(map(_role, fresh.values()))
    if kinds != ["form", "seal", "widget"] or pages > 1:
        yield f"more than a signature field ({', '.join(kinds) or 'nothing new'})"
        return
    form, seal, widget = (
        next(n for n, value in fresh.items() if _role(value) == role) for role in kinds
    )
    if fresh[widget].get(b"V") != Reference(seal, 0):
        yield "the value of its field"
    if root.get(b"AcroForm") != Reference(form, 0):
        yield "the form"
    if fresh[form].get(b"Fields") != [Reference(widget, 0)]:
        yield "the fields of the form"
    box = fresh[widget][b"Rect"]
    if not isinstance(box, list) or len(box) != 4:
        raise Changed("the field of the seal has no box of four numbers")
    left, low, right, high = box
    if b"AP" in fresh[widget] or (left != right and low != high):
        yield "the look of a page"


def _role(value: Any) -> str:
    if not isinstance(value, dict):
        return "something else"
    if _kind(value) == b"Sig":
        return "seal"
    if value.get(b"FT") == Name(b"Sig") and b"Rect" in value and b"V" in value:
        return "widget"
    return "form" if b"Fields" in value and b"SigFlags" in value else "something else"


def _kind(value: Any) -> bytes | None:
    kind = value.get(b"Type") if isinstance(value, dict) else None
    return kind.text if isinstance(kind, Name) else None


def _object_at(raw: bytes, number: int, place: int) -> Any:
    head = OBJECT.match(raw, place)
    if head is None or int(head[1]) != number or int(head[2]) != 0:
        raise Unreadable(f"object {number} is not where the table says")
    value, end = read_value(raw, head.end())
    # A stream is refused by this: only plain objects belong to a seal.
    if not raw.startswith(b"endobj", skip_blank(raw, end)):
        raise Unreadable(f"object {number} is no plain object")
    return value


def _tables(raw: bytes) -> tuple[Table, dict[bytes, Any]]:
    """Where each object lies, newest first, through all earlier revisions; and the newest trailer."""
    place = _xref_place(raw)
    found, newest = _table_at(raw, place)
    trailer = newest
    for _ in range(MOST_REVISIONS):
        if b"Prev" not in trailer:
            return found, newest
        older, trailer = _table_at(raw, int(trailer[b"Prev"]))
        found = older | found
    raise Unreadable("there are too many revisions")


def _xref_place(raw: bytes) -> int:
    match = STARTXREF.search(raw, max(0, len(raw) - 200))
    if match is None:
        raise Unreadable("the file does not end as a PDF does")
    return int(match[1])


def _table_at(raw: bytes, place: int) -> tuple[Table, dict[bytes, Any]]:
    if not raw.startswith(b"xref", place):
        raise Unreadable("there is no plain table of objects")
    place += len(b"xref")
    table: Table = {}
    while section := SECTION.match(raw, place):
        place = section.end()
        first = int(section[1])
        for number in range(first, first + int(section[2])):
            entry = ENTRY.match(raw, place)
            if entry is None:
                raise Unreadable("the table of objects is broken")
            place = entry.end()
            if entry[3] == b"n":
                table[number] = int(entry[1])
    place = skip_blank(raw, place)
    if not raw.startswith(b"trailer", place):
        raise Unreadable("the table of objects has no trailer")
    trailer, _ = read_value(raw, place + len(b"trailer"))
    return table, trailer
