"""What law is known here, how sure is it, and what was looked for and not found?"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from duly.knowledge.law_rule import Confidence, Pack, Rule, Status

STATUSES: tuple[str, ...] = get_args(Status)
SURENESS: tuple[str, ...] = get_args(Confidence)
HEADING = """\
# Law coverage

Written by `duly data coverage > docs/law-coverage.md`; do not edit it by hand.

- **counted**: rules that `duly deadline` computes with.
- **citable**: rules that a letter may cite when their conditions are met. The others count
  or stay silent: the letter then stands on the contract and the facts.
- **sure**: rules of high, medium and low confidence. Low is never used.
- **read on**: the oldest day on which a rule of the pack was last read; 180 days later (30 on
  the watch list) it may no longer be cited.
- **lawyer**: whether a lawyer of the place has read and released the pack.
"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One pack in figures. `open_points`: (citation, doubt) of rules a letter could otherwise cite."""

    jurisdiction: str
    title: str
    languages: tuple[str, ...]
    statuses: dict[str, int]
    sureness: dict[str, int]
    counted: int
    citable: int
    checked_on: date
    released: bool
    watched: tuple[str, ...]
    open_points: tuple[tuple[str, str], ...]
    not_covered: tuple[str, ...]


def coverage(packs: Iterable[Pack]) -> tuple[Coverage, ...]:
    """Packs in figures, a country before its parts."""
    ordered = sorted(packs, key=lambda pack: pack.jurisdiction)
    return tuple(_coverage(pack) for pack in ordered)


def _coverage(pack: Pack) -> Coverage:
    statuses = Counter[str](rule.status for rule in pack.rules)
    sureness = Counter[str](rule.confidence for rule in pack.rules)
    days = [rule.checked_on for rule in pack.rules]
    return Coverage(
        jurisdiction=pack.jurisdiction,
        title=pack.title,
        languages=pack.languages,
        statuses={status: statuses[status] for status in STATUSES},
        sureness={word: sureness[word] for word in SURENESS},
        counted=sum(_is_counted(rule) for rule in pack.rules),
        citable=sum(can_be_cited(rule, pack) for rule in pack.rules),
        checked_on=min(days, default=pack.checked_on),
        released=pack.released,
        watched=tuple(rule.id for rule in pack.rules if rule.watch),
        open_points=tuple(_open_points(pack)),
        not_covered=pack.not_covered,
    )


def can_be_cited(rule: Rule, pack: Pack) -> bool:
    """The gate of `law.citable` without the facts of a person, on the day of the last reading."""
    is_meant_for_letters = rule.print == "letter" and bool(rule.citation)
    is_sure = rule.is_proven or (pack.released and rule.confidence != "low")
    return is_meant_for_letters and is_sure and rule.is_in_force(rule.checked_on)


def _is_counted(rule: Rule) -> bool:
    is_used = rule.confidence != "low" and rule.is_in_force(rule.checked_on)
    return is_used and rule.counts is not None


def _open_points(pack: Pack) -> Iterator[tuple[str, str]]:
    for rule in pack.rules:
        if rule.print == "letter" and rule.doubt and not pack.released:
            yield rule.citation, rule.doubt


def as_markdown(found: Iterable[Coverage]) -> str:
    """The page docs/law-coverage.md, without its last line break."""
    entries = list(found)
    return "\n".join([HEADING, *_table(entries), *_places(entries)])


def _table(entries: list[Coverage]) -> Iterator[str]:
    yield "| law | languages | in force | vacated, pending, not begun, repealed | counted | citable | sure: high, medium, low | read on | lawyer |"
    yield "| --- | --- | ---: | --- | ---: | ---: | --- | --- | --- |"
    for entry in entries:
        others = [entry.statuses[status] for status in STATUSES[1:]]
        cells = [
            f"{entry.title} ({entry.jurisdiction})",
            " ".join(entry.languages),
            str(entry.statuses["in_force"]),
            ", ".join(map(str, others)) if any(others) else "–",
            str(entry.counted),
            str(entry.citable),
            ", ".join(str(entry.sureness[word]) for word in SURENESS),
            entry.checked_on.isoformat(),
            "released" if entry.released else "not yet",
        ]
        yield f"| {' | '.join(cells)} |"


def _places(entries: list[Coverage]) -> Iterator[str]:
    for entry in entries:
        points = dict.fromkeys(
            f"{citation}: {doubt}" for citation, doubt in entry.open_points
        )
        lists = [
            *_list("Looked for and not found", entry.not_covered),
            *_list("Open points; not cited until a lawyer has read them", points),
            *_list("Read again every month", [f"`{rule}`" for rule in entry.watched]),
        ]
        if lists:
            yield f"\n## {entry.title}"
            yield from lists


def _list(heading: str, lines: Iterable[str]) -> list[str]:
    items = [f"- {line}" for line in lines]
    return [f"\n{heading}:\n", *items] if items else []
