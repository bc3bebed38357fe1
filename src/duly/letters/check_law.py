"""Whose law does a letter name, is it in force, and does it give what the letter says?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duly.kit.references import PATTERN, is_reference
from duly.kit.said import said
from duly.knowledge.jurisdictions import place_code
from duly.knowledge.statutes import (
    Section,
    Statute,
    place_names,
    places_of,
    statutes,
)
from duly.letters.check_act import contradicts
from duly.letters.check_reading import Reading
from duly.letters.findings import Finding, blocking, warning

BEFORE, AFTER = 80, 48  # characters in which a section stands beside its statute

MARK = (
    r"(?:§+|\b(?:art(?:s|t|ikels?|ikeln|ikelen|icles?|iculos?|icol[oi])?|sections?|secs?|ss?|"
    r"reg(?:ulation)?s?|paragraphs?)\b\.?)"
)
LAST_MARK = re.compile(rf"{MARK}(?!.*{MARK})")
NEXT_MARK = re.compile(rf"[ .,:(]*{MARK} ?(?P<rest>[^.;\n]*(?:\.\S[^.;\n]*)*)")
# `Nr. 9`, `Abs. 2`, `lid 3`, `comma 3` say where inside a section; they are no sections.
WITHIN = re.compile(
    r"\b(?:nr|no|abs|absatz|satz|lit|ziff|ziffer|z|alinea|al|lid|comma|onder|apartado|para?|unterabs)\.? ?\d+[a-z]?\b"
)
NUMBERED = re.compile(
    r"(\d+[a-z]?)[ ,]*(?:abs(?:atz|\.)? ?\d+[ ,]*)?(?:nr|no|ziff(?:er)?)\.? ?(\d+)"
)
APART = re.compile(r"(§+ ?\d+) ([a-k])\b")  # § 312 k
SECTION = re.compile(
    r"(?:\b[ldr]\.? ?\*?|\b[ivx]+\. ?|\b)\d+(?:[:.]\d+)*[a-z]{0,2}\b(?:-(?:\d+|bis|ter|[a-z]\b))*"
)
RANGE = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A statute that the text names, at a place, with the sections beside it."""

    statute: Statute
    start: int
    end: int
    sections: tuple[Section, ...]
    numbers: frozenset[str]

    @property
    def places(self) -> frozenset[str]:
        """Whose law: the sections decide where they can (§ 56 TKG is German, § 135 TKG Austrian)."""
        narrowed = {place for section in self.sections for place in section.places}
        return frozenset(narrowed or self.statute.places)

    @property
    def acts(self) -> frozenset[str]:
        named = {section.act for section in self.sections if section.act}
        return frozenset(named or ({self.statute.act} if self.statute.act else ()))


def check_law(
    reading: Reading, *, residence: str | None, act: str | None = None
) -> Iterator[Finding]:
    """Findings for every statute named; `act` is the letter's act where the case says it."""
    seen: set[tuple[str, str]] = set()
    for citation in find_citations(reading):
        for finding in _judge(citation, reading, residence=residence, act=act):
            # `§ 309 Nr. 9` and `BGB` beside it are one citation: say it once a statute.
            mark = (finding.code, citation.statute.name)
            if mark not in seen:
                seen.add(mark)
                yield finding


def _judge(
    citation: Citation, reading: Reading, *, residence: str | None, act: str | None
) -> Iterator[Finding]:
    where = reading.where(citation.start)
    named = reading.quoted(citation.start, citation.end)
    mine = places_of(residence)
    yield from _status(citation, where=where, named=named)
    if not mine:
        yield blocking(
            "uncitable-rule",
            where=where,
            message=said(
                "The letter names “%(named)s” (%(name)s), but it is not said where the person lives. Without that no statute can be named: say it, or leave the statute out.",
                named=named,
                name=citation.statute.name,
            ),
        )
    elif not citation.places & mine:
        yield blocking(
            "foreign-law",
            where=where,
            message=said(
                "“%(named)s” (%(name)s) is law of %(places)s; the person lives in %(residence)s, where it does not apply. Leave it out.",
                named=named,
                name=citation.statute.name,
                places=_listed(citation.places),
                residence=_home(residence),
            ),
        )
    else:
        yield from _own(citation, reading, where=where, named=named, act=act)


def _status(citation: Citation, *, where: str, named: str) -> Iterator[Finding]:
    marked: list[Section | Statute] = [s for s in citation.sections if s.status]
    for source in marked or [citation.statute]:
        if source.status != "in_force":
            yield blocking(
                "law-not-in-force",
                where=where,
                message=said(
                    "“%(named)s”: %(because)s", named=named, because=source.because
                ),
            )


def _own(
    citation: Citation, reading: Reading, *, where: str, named: str, act: str | None
) -> Iterator[Finding]:
    if not citation.statute.known:
        yield warning(
            "uncitable-rule",
            where=where,
            message=said(
                "We do not know “%(named)s” and cannot say whether it gives what the letter says. Check it, or leave it out: a notice needs no statute.",
                named=named,
            ),
        )
    sentence = reading.sentence(citation.start, citation.end)
    for untrue in citation.statute.untrue:
        concerned = not untrue.at or untrue.at & citation.numbers
        if concerned and re.search(untrue.said, sentence):
            yield blocking(
                untrue.code,
                where=where,
                message=said(
                    "“%(named)s”: %(because)s", named=named, because=untrue.because
                ),
            )
    if (reason := contradicts(citation.acts, reading, act=act)) is not None:
        yield blocking(
            "wrong-act",
            where=where,
            message=said("“%(named)s”: %(because)s", named=named, because=reason),
        )


def find_citations(reading: Reading) -> list[Citation]:
    """Every statute named, in the order of the text; a longer name hides a shorter one inside it."""
    spans = sorted(_spans(reading), key=_most_telling)
    kept: list[tuple[int, int, Statute]] = []
    for start, end, statute in spans:
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, statute))
    return [_cited(span, reading) for span in sorted(kept, key=lambda span: span[0])]


def _spans(reading: Reading) -> Iterator[tuple[int, int, Statute]]:
    references = _references(reading)
    for statute in statutes():
        if any(key in reading.small for key in statute.keys):
            text = reading.text if statute.cased else reading.small
            for match in statute.expression.finditer(text):
                if not any(
                    a < match.end() and match.start() < b for a, b in references
                ):
                    yield match.start(), match.end(), statute


def _references(reading: Reading) -> list[tuple[int, int]]:
    """Where our own references stand: chance may write the name of a law into one (`D-9GS3-PSD3`)."""
    return [
        found.span()
        for found in PATTERN.finditer(reading.text)
        if is_reference(found[0])
    ]


def _most_telling(span: tuple[int, int, Statute]) -> tuple[bool, int, int]:
    start, end, statute = span
    return (not statute.known, start - end, len(statute.places))


def _cited(span: tuple[int, int, Statute], reading: Reading) -> Citation:
    start, end, statute = span
    numbers = numbers_beside(reading.small, start, end)
    sections = tuple(part for part in statute.sections if part.at & numbers)
    return Citation(
        statute=statute, start=start, end=end, sections=sections, numbers=numbers
    )


def numbers_beside(small: str, start: int, end: int) -> frozenset[str]:
    """Section numbers in the name itself, before it (`§§ 312g, 355 BGB`) and after it (`BGB § 355`)."""
    found = set(section_numbers(small[start:end]))
    before = small[max(0, start - BEFORE) : start].rpartition("\n")[2]
    if (mark := LAST_MARK.search(before)) is not None:
        found |= section_numbers(before[mark.start() :])
    if (after := NEXT_MARK.match(small, end, end + AFTER)) is not None:
        found |= section_numbers(after["rest"])
    return frozenset(found)


def section_numbers(text: str) -> set[str]:
    """`{"309", "309-9"}` of `§ 309 Nr. 9`, `{"l215-1"}` of `L. 215-1`, `{"52", … "59"}` of `52-59`."""
    joined = APART.sub(r"\1\2", text)
    found = {f"{section}-{number}" for section, number in NUMBERED.findall(joined)}
    for token in SECTION.findall(WITHIN.sub(" ", joined)):
        plain = re.sub(r"^([ldr])\.? ?\*?", r"\1", token).replace(" ", "")
        found.add(plain)
        if (span := RANGE.fullmatch(plain)) is not None:
            first, last = int(span[1]), int(span[2])
            if first < last < first + 60:
                found |= {str(number) for number in range(first, last + 1)}
    return found


def _listed(places: frozenset[str]) -> str:
    """At most four places by name: a statute's name that twenty countries use is told by the first few."""
    ordered = sorted(places, key=lambda place: (len(place), place))
    named = [place_names().get(place, place) for place in ordered]
    return ", ".join(named[:4]) + (" and others" if len(named) > 4 else "")


def _home(residence: str | None) -> str:
    place = place_code(residence or "")
    return place_names().get(place, place)
