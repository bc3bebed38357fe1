"""How did the person sign? Typed, drawn as strokes of points, or not at all; strokes become our own SVG."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

KINDS = ("typed", "drawn", "none")
MOST_POINTS = 5000  # a very long signature at 240 points a second is about 2,000
FARTHEST = 1e6  # points from the corner; a page is 842 high
WIDTH, HEIGHT = 400.0, 120.0  # units of the SVG; the layout scales it

Point = tuple[float, float]
Stroke = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """`strokes` hold points in any unit; only their shape matters."""

    kind: str = "none"
    text: str = ""
    strokes: tuple[Stroke, ...] = ()


def read_signature(document: Mapping[str, object]) -> Signature:
    """From `{"kind", "text", "strokes"}`. ValueError says what is wrong."""
    kind = document.get("kind", "none")
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    text = document.get("text") or ""
    if not isinstance(text, str):
        raise ValueError("text: give a text")
    strokes = _strokes(document.get("strokes")) if kind == "drawn" else ()
    if kind == "drawn" and not strokes:
        raise ValueError("a drawn signature needs strokes")
    return Signature(kind=str(kind), text=text.strip(), strokes=strokes)


def signature_svg(strokes: tuple[Stroke, ...]) -> str:
    """An SVG of our own making: only numbers of ours enter it, never text of the person."""
    points = [point for stroke in strokes for point in stroke]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width = max(x for x, _ in points) - left
    height = max(y for _, y in points) - top
    scale = min((WIDTH - 8) / max(width, 1e-6), (HEIGHT - 8) / max(height, 1e-6))
    paths = "".join(
        f'<path d="{_path(stroke, left, top, scale)}"/>' for stroke in strokes
    )
    drawn_width = min(WIDTH, width * scale + 8)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn_width:.1f} {HEIGHT:.0f}"'
        ' fill="none" stroke="#14213d" stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round">'
        f"{paths}</svg>"
    )


def _path(stroke: Stroke, left: float, top: float, scale: float) -> str:
    placed = [((x - left) * scale + 4, (y - top) * scale + 4) for x, y in stroke]
    if len(placed) == 1:  # a dot: a line of no length with round caps
        placed *= 2
    first, *rest = placed
    return f"M{first[0]:.1f} {first[1]:.1f}" + "".join(
        f"L{x:.1f} {y:.1f}" for x, y in rest
    )


def _strokes(given: object) -> tuple[Stroke, ...]:
    if not isinstance(given, list):
        raise ValueError("strokes: give a list of strokes, each a list of [x, y]")
    strokes = tuple(_stroke(stroke) for stroke in given if stroke)
    if sum(len(stroke) for stroke in strokes) > MOST_POINTS:
        raise ValueError(f"strokes: at most {MOST_POINTS} points")
    return strokes


def _stroke(given: object) -> Stroke:
    if not isinstance(given, list):
        raise ValueError("strokes: a stroke is a list of [x, y]")
    return tuple(_point(point) for point in given)


def _point(given: object) -> Point:
    if (
        not isinstance(given, list)
        or len(given) < 2
        or not all(
            isinstance(n, int | float) and not isinstance(n, bool) for n in given[:2]
        )
    ):
        raise ValueError("strokes: a point is [x, y], two numbers")
    x, y = cast(list[float], given[:2])
    # Before float(): a whole number may be too long for one. What is no number is not smaller.
    if not (abs(x) < FARTHEST and abs(y) < FARTHEST):
        raise ValueError("strokes: a point lies outside the page")
    return (float(x), float(y))
