"""The words of one letter: prose filled with values, as blocks of runs; each sentence knows its rule."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from duly.kit.said import said
from duly.knowledge.prose import (
    Block,
    Choice,
    LetterText,
    Paragraph,
    Place,
    Slot,
    Vocabulary,
    Words,
    parts_of,
    slots,
)
from duly.letters.characters import clean
from duly.letters.citing import SOLID, Citer
from duly.letters.fields import Fields
from duly.letters.findings import Finding, blocking
from duly.letters.typography import plain, spelled

# A sentence ends in our own words only: values and citations are full of points that end nothing.
SENTENCE_END = re.compile(r"(?<=[.!?]) +")
# Fields that the deadline answer computed: their sentence rests on its first rule.
# A notice is read by a clerk: more law than this hides what is asked, and costs a page.
MOST_DEMANDS = 3
# These belong to a letter about data; in another they would speak of a request that comes later.
OF_DATA = frozenset({"erasure_deadline", "withdraw_data_consent", "data_complaint"})
CITES = "cite."  # a slot that cites the rules of one demand block inside a sentence
COMPUTED = frozenset({"effective", "legal_last", "refund_due"})
FIRST = {"fr": "1er", "it": "1º"}


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


Grounds = tuple[Ground, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence as printed and, if it rests on law, the rule with source and day of the last look.

    `rule_id` is the first rule, `rule_ids` are all; `citation` names all, as in the law packs.
    """

    text: str
    rule_id: str | None = None
    rule_ids: tuple[str, ...] = ()
    citation: str = ""
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`kind` is `p`, `item`, `heading` or `free`; `language` is empty for that of the letter."""

    kind: str
    runs: tuple[Run, ...]
    sentences: tuple[Sentence, ...] = ()
    language: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    subject: tuple[Run, ...]
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    citations: tuple[str, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(s for line in self.lines for s in line.sentences)


@dataclass(slots=True)
class Filler:
    """Fills blocks one after the other; `days` writes a date in the language of the letter."""

    fields: Fields
    words: Vocabulary
    grounds: tuple[Ground, ...]
    deciding: Grounds
    inlined: frozenset[str]
    free_text: str
    days: "DayWriter"
    citer: Citer
    findings: list[Finding] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def fill(self, text: LetterText) -> Wording:
        subject = tuple(self._run(piece) for piece in text.subject)
        lines = tuple(self.lines(text.blocks))
        return Wording(
            subject=subject,
            lines=lines,
            findings=tuple(self.findings),
            citations=tuple(dict.fromkeys(self.printed)),
        )

    def lines(
        self, blocks: Iterable[Block], *, grounds: Grounds = ()
    ) -> Iterator[Line]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield self.paragraph(block, grounds=grounds)
            elif isinstance(block, Choice):
                holds = block.condition in self.fields.conditions
                yield from self.lines(
                    block.then if holds else block.otherwise, grounds=grounds
                )
            else:
                yield from self.place(block)

    def place(self, place: Place) -> Iterator[Line]:
        if place.is_part:
            yield from self.lines(self.words.parts[place.name])
        elif place.name == "free_text":
            yield from self.own_words()
        else:
            yield from self.demands()

    def own_words(self) -> Iterator[Line]:
        for text in clean(self.free_text).split("\n"):
            if stripped := text.strip():
                yield Line(
                    kind="free",
                    runs=(Run(stripped, from_form=True),),
                    sentences=(Sentence(text=stripped),),
                )

    def demands(self) -> Iterator[Line]:
        """One paragraph a demand block, however many rules open it; those cited elsewhere in the letter are left out."""
        most = MOST_DEMANDS
        for name, grounds in opened(self.grounds).items():
            if not most:
                return
            if name in self.words.demands and name not in self.inlined:
                lines = tuple(self.lines(self.words.demands[name], grounds=grounds))
                most -= bool(lines)
                yield from lines

    def paragraph(self, block: Paragraph, *, grounds: Grounds = ()) -> Line:
        runs: list[Run] = []
        sentences: list[list[str]] = [[]]
        rests_on: list[Grounds] = [grounds]
        for piece in block.pieces:
            own = self._grounds(piece) or grounds
            run = self._run(piece, grounds=own)
            runs.append(run)
            is_ours = isinstance(piece, Words)
            first, *rest = SENTENCE_END.split(run.text) if is_ours else [run.text]
            sentences[-1].append(first)
            rests_on[-1] = rests_on[-1] or own
            sentences += [[text] for text in rest]
            rests_on += [grounds] * len(rest)
        return Line(
            kind=block.kind,
            runs=tuple(runs),
            sentences=tuple(
                _sentence("".join(parts), rests)
                for parts, rests in zip(sentences, rests_on, strict=True)
                if "".join(parts).strip()
            ),
        )

    def _grounds(self, piece: Words | Slot) -> Grounds:
        """The rules behind one slot: those that it cites, or the one that computed its day."""
        if isinstance(piece, Words):
            return ()
        if piece.field.startswith(CITES):
            return opened(self.grounds).get(piece.field.removeprefix(CITES), ())
        return self.deciding if piece.field in COMPUTED else ()

    def _run(self, piece: Words | Slot, *, grounds: Grounds = ()) -> Run:
        if isinstance(piece, Words):
            return Run(spelled(piece.text, locale=self.days.locale))
        is_citation = piece.field == "citation" or piece.field.startswith(CITES)
        if is_citation and grounds:
            citations = [ground.citation for ground in grounds]
            self.printed += citations
            return Run(self.citer.write(citations))
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
                message=said(
                    "The letter needs %(name)s, and nothing fills it. Give it, or choose another kind of letter.",
                    name=name,
                ),
            )
        )
        return Run(self.words.gaps.get(name, "……"), is_gap=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWriter:
    """Writes a day in words, by babel's tables for the locale (`de`, `en_US`)."""

    locale: str

    def write(self, day: date) -> str:
        from babel.dates import format_date

        written = str(format_date(day, format="long", locale=self.locale))
        # The tables of CLDR write "1 octobre"; French says "1er octobre", Italian "1º ottobre".
        if day.day == 1 and (first := FIRST.get(self.locale[:2])):
            written = first + written.removeprefix("1")
        return written.replace(" ", SOLID)


def opened(grounds: Grounds) -> dict[str, Grounds]:
    """Demand blocks and the rules that open them, in the rank of the rules."""
    found: dict[str, Grounds] = {}
    for ground in grounds:
        for name in ground.blocks:
            found[name] = (*found.get(name, ()), ground)
    return found


def cited_inline(text: LetterText, words: Vocabulary) -> frozenset[str]:
    """Demand blocks that this letter cites in a sentence of its own, so that no second paragraph says it again."""
    blocks = [text.blocks, *(words.parts[name] for name in parts_of(text.blocks))]
    fields = {slot.field for part in blocks for slot in slots(part)}
    cited = {f.removeprefix(CITES) for f in fields if f.startswith(CITES)}
    return frozenset(cited if text.kind == "erasure" else cited | OF_DATA)


def direction_of(text: str) -> str:
    """`rtl` when the first strong character is one, by the Unicode bidi classes."""
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in {"L", "R", "AL"}:
            return "ltr" if strong == "L" else "rtl"
    return "ltr"


def _sentence(text: str, grounds: Grounds) -> Sentence:
    text = plain(text.strip())
    if not grounds:
        return Sentence(text=text)
    first = grounds[0]
    return Sentence(
        text=text,
        rule_id=first.rule_id,
        rule_ids=tuple(ground.rule_id for ground in grounds),
        citation="; ".join(dict.fromkeys(ground.citation for ground in grounds)),
        source=first.source,
        checked_on=first.checked_on,
    )
