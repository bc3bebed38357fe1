"""What the layout reads: a sheet as plain values, every text of a person only as data."""

from dataclasses import asdict
from datetime import date
from typing import Any

from duly.knowledge.profiles import Profile, Rectangle
from duly.letters.fit import SEVERAL_PAGES, steps
from duly.letters.fonts import SANS, SERIF
from duly.letters.sheet import Sheet
from duly.letters.wording import Line, Run, direction_of

TWO_LINES = 110  # characters that surely need a second line
TOP = 15.0  # mm, top margin of later pages; page 1 places its blocks from the paper's edge


def sheet_data(
    sheet: Sheet, *, profile: Profile, dated: date, highlight: bool
) -> dict[str, Any]:
    """What the layout reads; only literals of ours and texts of people, never code."""
    places = profile.places
    stamped = places.address is None
    return {
        "title": sheet.title,
        "author": sheet.name.text if not sheet.name.is_gap else "",
        "date": {"year": dated.year, "month": dated.month, "day": dated.day},
        "lang": sheet.language,
        "region": sheet.region,
        "highlight": highlight,
        "fonts": {"serif": list(SERIF), "sans": list(SANS)},
        "page": {"width": profile.width, "height": profile.height},
        "places": _places(profile),
        "opening": [_line(sheet.date_line)] if stamped else [],
        "sender": [_line((run,)) for run in sheet.sender],
        "return_line": _line((Run(sheet.return_line),)),
        "recipient": [_line((run,)) for run in sheet.recipient],
        "date_line": _line(sheet.date_line),
        "note": sheet.note,
        "references": [
            {"label": ref.label} | _line(ref.runs) for ref in sheet.references
        ],
        "subject": _runs(sheet.subject),
        "salutation": sheet.salutation,
        "blocks": [_block(line, sheet) for line in sheet.lines],
        "keep": _kept(sheet.lines),
        "steps": [list(step) for step in steps(sheet, profile)],
        "several_pages": list(SEVERAL_PAGES),
        "after": [_block(line, sheet) for line in sheet.after],
        "closing": sheet.closing,
        "name": _line((sheet.name,)),
        "signature": {
            "kind": sheet.signature_kind,
            "svg": sheet.signature_svg,
            "alt": sheet.signature_alt,
            "line": _line((Run(sheet.signature_text, from_form=True),)),
        },
        "code": {
            "svg": sheet.code_svg,
            "alt": sheet.code_alt,
            "lines": list(sheet.code_lines),
        }
        if sheet.code_lines
        else None,
        "page_words": list(sheet.page_words),
    }


def _kept(lines: tuple[Line, ...]) -> int:
    """How many last paragraphs stay with the signature, so that two lines of text at least stand above it."""
    return 2 if len(lines) > 2 and len(lines[-1].text) < TWO_LINES else 1


def _places(profile: Profile) -> dict[str, Any]:
    places = profile.places
    boxes: dict[str, Rectangle | None] = {
        "sender": None if places.address is None else places.sender,
        "return_line": places.return_line,
        "address": places.address,
        "date": places.date,
    }
    return {
        "left": places.left,
        "right": places.right,
        "top": TOP,
        "body_top": places.body_top,
        "bottom": places.bottom,
        "folds": list(profile.folds),
        "marks": places.fold_marks,
        "date_right": profile.paper == "us-letter",
    } | {name: asdict(box) if box else None for name, box in boxes.items()}


def _block(line: Line, sheet: Sheet) -> dict[str, Any]:
    kind = "p" if line.kind == "free" else line.kind
    return {
        "kind": kind,
        "lang": line.language or sheet.language,
        "dir": sheet.direction
        if line.kind != "free" and not line.language
        else direction_of(line.text),
        "runs": _runs(line.runs),
    }


def _line(runs: tuple[Run, ...]) -> dict[str, Any]:
    text = "".join(run.text for run in runs)
    return {"dir": direction_of(text), "runs": _runs(runs)}


def _runs(runs: tuple[Run, ...]) -> list[dict[str, Any]]:
    return [
        {"t": run.text}
        | ({"v": True} if run.from_form else {})
        | ({"gap": True} if run.is_gap else {})
        for run in runs
    ]
