"""The words of one letter: prose filled with values, as blocks of runs; each sentence knows its rule."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from duly.knowledge.prose import (
    Block,
    Choice,
    LetterText,
    Paragraph,
    Place,
    Slot,
    Vocabulary,
    Words,
)
from duly.letters.characters import clean
from duly.letters.fields import Fields
from duly.letters.findings import Finding, blocking

# A sentence ends in our own words only: values and citations are full of points that end nothing.
SENTENCE_END = re.compile(r"(?<=[.!?]) +")
SOLID = " "  # between day, month and year a line break would be ugly
# Fields that the deadline answer computed: their sentence rests on its first rule.
DATA_DEMANDS = frozenset(
    {"erasure", "erasure_deadline", "withdraw_data_consent", "data_complaint"}
)
# A notice is read by a clerk: more law than this hides what is asked, and costs a page.
MOST_DEMANDS = 4
MOST_DATA_DEMANDS = 1
COMPUTED = frozenset({"effective", "legal_last", "refund_due"})


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line. `from_form`: the person typed it; `is_gap`: a word is still missing."""

    text: str
    from_form: bool = False
    is_gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A rule that this letter may name; `blocks` are the demands it opens."""

    rule_id: str
    citation: str
    blocks: tuple[str, ...]
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence as printed and, if it rests on law, the rule with source and day of the last look."""

    text: str
    rule_id: str | None = None
    citation: str = ""
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`kind` is `p`, `item`, `heading` or `free`."""

    kind: str
    runs: tuple[Run, ...]
    sentences: tuple[Sentence, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    subject: tuple[Run, ...]
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(s for line in self.lines for s in line.sentences)


@dataclass(slots=True)
class Filler:
    """Fills blocks one after the other; `days` writes a date in the language of the letter."""

    fields: Fields
    words: Vocabulary
    grounds: tuple[Ground, ...]
    deciding: Ground | None
    free_text: str
    days: "DayWriter"
    findings: list[Finding] = field(default_factory=list)

    def fill(self, text: LetterText) -> Wording:
        subject = tuple(self._run(piece) for piece in text.subject)
        lines = tuple(self.lines(text.blocks))
        return Wording(subject=subject, lines=lines, findings=tuple(self.findings))

    def lines(
        self, blocks: Iterable[Block], *, ground: Ground | None = None
    ) -> Iterator[Line]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield self.paragraph(block, ground=ground)
            elif isinstance(block, Choice):
                holds = block.condition in self.fields.conditions
                yield from self.lines(
                    block.then if holds else block.otherwise, ground=ground
                )
            else:
                yield from self.place(block)

    def place(self, place: Place) -> Iterator[Line]:
        if place.is_part:
            yield from self.lines(self.words.parts[place.name])
        elif place.name == "free_text":
            yield from self.own_words()
        else:
            yield from self.demands(of_data=place.name == "data_demands")

    def own_words(self) -> Iterator[Line]:
        for text in clean(self.free_text).split("\n"):
            if stripped := text.strip():
                yield Line(
                    kind="free",
                    runs=(Run(stripped, from_form=True),),
                    sentences=(Sentence(text=stripped),),
                )

    def demands(self, *, of_data: bool) -> Iterator[Line]:
        """One paragraph a demand block, however many rules open it; a block without words stays silent."""
        opened: dict[str, list[Ground]] = {}
        for ground in self.grounds:
            for name in ground.blocks:
                if name in self.words.demands and (name in DATA_DEMANDS) == of_data:
                    opened.setdefault(name, []).append(ground)
        most = MOST_DATA_DEMANDS if of_data else MOST_DEMANDS
        for name, grounds in opened.items():
            together = _joined(grounds, self.words.labels["list_and"])
            lines = tuple(self.lines(self.words.demands[name], ground=together))
            if lines and most:
                most -= 1
                yield from lines

    def paragraph(self, block: Paragraph, *, ground: Ground | None = None) -> Line:
        runs: list[Run] = []
        sentences: list[list[Run]] = [[]]
        computed = [False]
        for piece in block.pieces:
            run = self._run(piece, ground=ground)
            runs.append(run)
            first, *rest = (
                SENTENCE_END.split(run.text) if isinstance(piece, Words) else [run.text]
            )
            sentences[-1].append(Run(first))
            computed[-1] |= isinstance(piece, Slot) and piece.field in COMPUTED
            sentences += [[Run(text)] for text in rest]
            computed += [False] * len(rest)
        return Line(
            kind=block.kind,
            runs=tuple(runs),
            sentences=tuple(
                _sentence(parts, ground or (self.deciding if rests else None))
                for parts, rests in zip(sentences, computed, strict=True)
                if any(part.text.strip() for part in parts)
            ),
        )

    def _run(self, piece: Words | Slot, *, ground: Ground | None = None) -> Run:
        if isinstance(piece, Words):
            return Run(piece.text)
        if piece.field == "citation" and ground:
            return Run(ground.citation)
        value = self.fields.values.get(piece.field)
        if value is None:
            return self._gap(piece.field)
        shown = self.days.write(value) if isinstance(value, date) else value
        return Run(shown, from_form=piece.field in self.fields.from_form)

    def _gap(self, name: str) -> Run:
        self.findings.append(
            blocking(
                "unresolved-field",
                where=name,
                message=f"The letter needs {name}, and nothing fills it. Give it, or choose another kind of letter.",
            )
        )
        return Run(self.words.gaps.get(name, "……"), is_gap=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWriter:
    """Writes a day in words, by babel's tables for the locale (`de`, `en_US`)."""

    locale: str

    def write(self, day: date) -> str:
        from babel.dates import format_date

        return str(format_date(day, format="long", locale=self.locale)).replace(
            " ", SOLID
        )


def direction_of(text: str) -> str:
    """`rtl` when the first strong character is one, by the Unicode bidi classes."""
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in {"L", "R", "AL"}:
            return "ltr" if strong == "L" else "rtl"
    return "ltr"


def _sentence(parts: list[Run], ground: Ground | None) -> Sentence:
    text = "".join(part.text for part in parts).strip().replace(SOLID, " ")
    if ground is None:
        return Sentence(text=text)
    return Sentence(
        text=text,
        rule_id=ground.rule_id,
        citation=ground.citation,
        source=ground.source,
        checked_on=ground.checked_on,
    )


def _joined(grounds: list[Ground], conjunction: str) -> Ground:
    first = grounds[0]
    names = list(dict.fromkeys(ground.citation for ground in grounds))
    *most, last = names
    citation = f"{', '.join(most)} {conjunction} {last}" if most else last
    return Ground(
        rule_id=first.rule_id,
        citation=citation,
        blocks=first.blocks,
        source=first.source,
        checked_on=first.checked_on,
    )
