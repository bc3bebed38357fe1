"""Where may ink lie, and where must the address be, so that a letter fits paper, window and printer?"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

PROFILES = Path(__file__).parent.parent / "data" / "profiles"
FALLBACK = "din5008-b"  # A4 with a window on the left, the commonest envelope by far
LETTER_FALLBACK = "us-10"
TOLERANCE = 1.0  # mm; that of the printers' own checks
EDGE = "the edge of the page, where printers cannot or may not print"
# Countries that write on letter-size paper without a profile of their own.
# fmt: off
LETTER_SIZE = frozenset({
    "US", "AS", "FM", "GU", "MH", "MP", "PR", "PW", "VI",  # where the USPS is the post
    "CA", "CL", "CO", "CR", "GT", "MX", "PA", "PH",
})
# fmt: on


class UnknownProfile(KeyError):
    """There is no profile of this name."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Millimetres from the top left corner of the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def grown(self, by: float) -> "Rectangle":
        return Rectangle(
            self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A rectangle without ink; `pages` is `first`, `later` or `all`."""

    box: Rectangle
    pages: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the layout puts things on page 1. `sender` and `date` may be None: then they open the text."""

    left: float
    right: float
    body_top: float
    bottom: float
    sender: Rectangle | None
    return_line: Rectangle | None
    address: Rectangle | None
    date: Rectangle | None
    fold_marks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One envelope or print carrier. `window` is where the recipient must be; when `stamped`, the carrier prints it there itself.

    `max_sheets` is what it takes when the sheets are folded; up to `letter_grams` and `letter_mm` (thickness) the post
    office takes it at the price of a letter. None where no source says.
    """

    name: str
    title: str
    paper: str
    width: float
    height: float
    countries: tuple[str, ...]
    window: Rectangle
    stamped: bool
    address_lines: tuple[int, int]
    max_pages: int
    max_sheets: int | None
    letter_grams: int | None
    letter_mm: float | None
    margins: tuple[float, float, float, float]
    tolerance: float
    zones: tuple[Zone, ...]
    exempt: tuple[Rectangle, ...]
    folds: tuple[float, ...]
    places: Places
    sources: tuple[Source, ...]
    checked_on: date
    verified: bool
    digest: str

    def no_print(self, *, first_page: bool) -> tuple[Zone, ...]:
        wanted = {"all", "first" if first_page else "later"}
        return tuple(zone for zone in self.zones if zone.pages in wanted)


def profile_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in PROFILES.glob("*.toml")))


@lru_cache(maxsize=64)
def profile(name: str) -> Profile:
    """Raises UnknownProfile; the name is that of a file in data/profiles/."""
    if name not in profile_names():
        raise UnknownProfile(name)
    raw = (PROFILES / f"{name}.toml").read_bytes()
    return _read(name, tomllib.loads(raw.decode("utf-8")), sha256(raw).hexdigest())


@lru_cache(maxsize=256)
def profile_for(country: str) -> Profile:
    """The usual envelope of the country the letter is posted from."""
    for name in profile_names():
        if country.upper() in profile(name).countries:
            return profile(name)
    return profile(LETTER_FALLBACK if country.upper() in LETTER_SIZE else FALLBACK)


def _read(name: str, document: dict[str, Any], digest: str) -> Profile:
    lines = document["address_lines"]
    top, right, bottom, left = document["margins"]
    return Profile(
        name=name,
        title=document["title"],
        paper=document["paper"],
        width=document["width"],
        height=document["height"],
        countries=tuple(document["countries"]),
        window=Rectangle(*document["window"]),
        stamped=document["stamped"],
        address_lines=(lines[0], lines[1]),
        max_pages=document["max_pages"],
        max_sheets=document.get("max_sheets"),
        letter_grams=document.get("letter_grams"),
        letter_mm=document.get("letter_mm"),
        margins=(top, right, bottom, left),
        tolerance=document.get("tolerance", TOLERANCE),
        zones=(*_edges(document), *(_zone(zone) for zone in document["no_print"])),
        exempt=tuple(Rectangle(*box) for box in document.get("exempt", [])),
        folds=tuple(document["folds"]),
        places=_places(document["places"]),
        sources=tuple(Source(**source) for source in document["sources"]),
        checked_on=document["checked_on"],
        verified=document["verified"],
        digest=digest,
    )


def _edges(document: dict[str, Any]) -> tuple[Zone, ...]:
    top, right, bottom, left = document["margins"]
    width, height = document["width"], document["height"]
    boxes = (
        Rectangle(0, 0, width, top),
        Rectangle(width - right, 0, right, height),
        Rectangle(0, height - bottom, width, bottom),
        Rectangle(0, 0, left, height),
    )
    return tuple(Zone(box=box, pages="all", why=EDGE) for box in boxes)


def _zone(document: dict[str, Any]) -> Zone:
    return Zone(
        box=Rectangle(*document["box"]), pages=document["pages"], why=document["why"]
    )


def _places(document: dict[str, Any]) -> Places:
    boxes = {
        key: Rectangle(*document[key]) if key in document else None
        for key in ("sender", "return_line", "address", "date")
    }
    return Places(
        left=document["left"],
        right=document["right"],
        body_top=document["body_top"],
        bottom=document["bottom"],
        fold_marks=document.get("fold_marks", False),
        **boxes,
    )
