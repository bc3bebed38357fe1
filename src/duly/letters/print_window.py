"""Does the right address, and nothing else, stand in the envelope window?"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duly.kit.countries import country_named
from duly.kit.said import said
from duly.kit.uk_address import uk_problems
from duly.knowledge.profiles import Profile, Rectangle
from duly.letters.print_findings import Box, PrintFinding
from duly.letters.print_page import Pixels, TextBox, cut, ink_box
from duly.letters.print_stray import stray_address

# Signs at the beginning of a line that sorting machines and print houses refuse.
BAD_START = re.compile(r"[\[\](){}@\\/\"“”;<>=~^*_|]")
HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What was found: the lines inside, and pieces that stick out of it."""

    lines: tuple[str, ...]
    pieces: tuple[TextBox, ...]
    out: tuple[TextBox, ...]


def window_findings(
    pieces: Sequence[TextBox],
    ink: Pixels,
    profile: Profile,
    *,
    recipient_lines: Sequence[str] | None,
    is_sideways: bool,
) -> tuple[PrintFinding, ...]:
    """Findings for page 1. `recipient_lines` None: whose letter it is is not known, so only its shape is judged."""
    if profile.stamped:
        return ()  # the carrier prints the address; the ink check keeps its box empty
    window = read_window(pieces, profile)
    if window.out:
        return (_sticks_out(window, profile),)
    if not window.lines or not _is_inked(window, ink):
        empty = _empty(pieces, ink, profile, recipient_lines, is_sideways=is_sideways)
        outside = [piece for piece in pieces if piece not in window.pieces]
        stray = None if recipient_lines else stray_address(outside, profile)
        return (empty, _elsewhere(stray)) if stray else (empty,)
    if recipient_lines:
        return _against(window, ink, profile, recipient_lines)
    return _shape(window.lines, profile) or _british(window.lines, profile)


def _is_inked(window: Window, ink: Pixels) -> bool:
    """Text can be white, or lie under a white patch: then the window shows none."""
    return any(cut(ink, piece.box)[0].any() for piece in window.pieces)


def read_window(pieces: Iterable[TextBox], profile: Profile) -> Window:
    """Pieces whose middle is in the window, put together to lines from top to bottom."""
    inside = [piece for piece in pieces if _is_middle_in(piece.box, profile.window)]
    outer = profile.window.grown(profile.tolerance)
    out = [piece for piece in inside if not _is_in(piece.box, outer)]
    rows: list[list[TextBox]] = []
    for piece in sorted(inside, key=lambda p: (p.middle, p.box.x)):
        row = rows[-1] if rows else []
        if row and abs(row[0].middle - piece.middle) < max(row[0].box.height, 1.0) / 2:
            row.append(piece)
        else:
            rows.append([piece])
    lines = (
        " ".join(piece.text for piece in sorted(row, key=lambda p: p.box.x))
        for row in rows
    )
    return Window(lines=tuple(lines), pieces=tuple(inside), out=tuple(out))


def _against(
    window: Window,
    ink: Pixels,
    profile: Profile,
    wanted: Sequence[str],
) -> tuple[PrintFinding, ...]:
    seen, meant = plain("".join(window.lines)), plain("".join(wanted))
    if seen == meant:
        return _drawings(window, ink, profile) or _shape(
            window.lines, profile, count=len(wanted)
        )
    if meant in seen:
        return (
            _finding(
                "address-malformed",
                profile.window,
                said(
                    "The window shows more than the address: %(lines)s.",
                    lines=" / ".join(window.lines),
                ),
            ),
        )
    return (
        _finding(
            "address-not-in-window",
            profile.window,
            said(
                "The window shows “%(lines)s” and not the whole address “%(wanted)s”.",
                lines=" / ".join(window.lines),
                wanted=" / ".join(wanted),
            ),
        ),
    )


def _drawings(
    window: Window, ink: Pixels, profile: Profile
) -> tuple[PrintFinding, ...]:
    """Ink in the window that is no letter of the address."""
    rest = ink.copy()
    for piece in window.pieces:
        inside, _, _ = cut(rest, piece.box.grown(1.2))
        inside[:] = False
    inside, left, top = cut(rest, profile.window.grown(-profile.tolerance))
    if not inside.any():
        return ()
    return (
        PrintFinding(
            code="address-malformed",
            page=1,
            box_mm=ink_box(inside, left=left, top=top),
            message=said("Something besides the address is drawn in the window."),
        ),
    )


def _shape(
    lines: Sequence[str], profile: Profile, *, count: int | None = None
) -> tuple[PrintFinding, ...]:
    """Is this an address at all? `count` is the number of lines meant, when long lines were wrapped."""
    fewest, most = profile.address_lines
    number = len(lines) if count is None else count
    if number > most:
        return (
            _finding(
                "address-too-long",
                profile.window,
                said(
                    "The address has %(number)s lines; %(title)s takes %(most)s.",
                    number=number,
                    title=profile.title,
                    most=most,
                ),
            ),
        )
    if reason := _odd(lines, number, fewest):
        return (_finding("address-malformed", profile.window, reason),)
    return ()


def _british(lines: Sequence[str], profile: Profile) -> tuple[PrintFinding, ...]:
    """What the print room of GOV.UK refuses in a line, of a stranger's letter; ours are judged where they are typed.

    Whether the postcode is a British one is not asked: the letter may go to another country.
    """
    if "GB" not in profile.countries:
        return ()
    found = (problem for problem in uk_problems(tuple(lines)) if problem.line)
    return tuple(
        _finding("address-malformed", profile.window, problem.message)
        for problem in found
    )[:1]


def _odd(lines: Sequence[str], number: int, fewest: int) -> str:
    if number < fewest:
        return said(
            "The window shows only “%(lines)s”; an address has at least %(fewest)s lines.",
            lines=" / ".join(lines),
            fewest=fewest,
        )
    odd = next((line for line in lines if BAD_START.match(line)), "")
    if odd:
        return said(
            "The line “%(odd)s” begins with a sign that sorting machines refuse.",
            odd=odd,
        )
    is_placed = any(HAS_DIGIT.search(line) for line in lines[-3:])
    if not is_placed and country_named(lines[-1]) is None:
        return said(
            "No line near the end has a postcode or names a country: “%(lines)s”.",
            lines=" / ".join(lines),
        )
    return ""


def _empty(
    pieces: Sequence[TextBox],
    ink: Pixels,
    profile: Profile,
    wanted: Sequence[str] | None,
    *,
    is_sideways: bool,
) -> PrintFinding:
    inside, left, top = cut(ink, profile.window.grown(-profile.tolerance))
    page_text = plain("".join(piece.text for piece in pieces))
    if wanted and plain(wanted[0]) in page_text:
        return _elsewhere(profile.window)
    if inside.any():
        return PrintFinding(
            code="address-malformed",
            page=1,
            box_mm=ink_box(inside, left=left, top=top),
            message=said(
                "The window shows a drawing and no text: the address cannot be read by a machine."
            ),
        )
    if is_sideways and not wanted:
        return PrintFinding(
            code="address-empty",
            page=1,
            box_mm=_box(profile.window),
            severity="warn",
            message=said(
                "The first page is set sideways, so no address was looked for; whoever posts it must add one."
            ),
        )
    return _finding(
        "address-empty", profile.window, said("The window shows no address.")
    )


def _elsewhere(box: Rectangle) -> PrintFinding:
    return _finding(
        "address-not-in-window",
        box,
        said("The address stands on the page, but not in the window."),
    )


def _sticks_out(window: Window, profile: Profile) -> PrintFinding:
    piece = window.out[0]
    return _finding(
        "address-not-in-window",
        piece.box,
        said(
            "“%(text)s” sticks out of the window of %(title)s.",
            text=piece.text,
            title=profile.title,
        ),
    )


def plain(text: str) -> str:
    """For comparing: compatibility forms, no spaces, no case, ligatures undone."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if not c.isspace() and c != "\u00ad")


def _finding(code: str, box: Rectangle, message: str) -> PrintFinding:
    return PrintFinding(code=code, page=1, box_mm=_box(box), message=message)


def _box(box: Rectangle) -> Box:
    return round(box.x, 1), round(box.y, 1), round(box.width, 1), round(box.height, 1)


def _is_middle_in(piece: Rectangle, box: Rectangle) -> bool:
    x, y = piece.x + piece.width / 2, piece.y + piece.height / 2
    return box.x <= x <= box.right and box.y <= y <= box.bottom


def _is_in(piece: Rectangle, box: Rectangle) -> bool:
    return (
        piece.x >= box.x
        and piece.right <= box.right
        and piece.y >= box.y
        and piece.bottom <= box.bottom
    )
