"""Which words does a letter of this kind say in this language? Prose files parsed into typed blocks."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

LETTERS = Path(__file__).parent.parent / "data" / "letters"
FORMATS = frozenset({"text", "date"})
PLACES = frozenset({"demands", "free_text"})

SLOT = re.compile(r"\{\{\s*([a-z][a-z0-9_.]*)\s*(?:\|\s*([a-z]+)\s*)?\}\}")
CONDITION = re.compile(r"\[if (not )?([a-z][a-z0-9_.]*)\]")
PLACE = re.compile(r"\[([a-z_]+)\]")
PART = re.compile(r"\[part ([a-z][a-z0-9_]*)\]")


class UnknownText(KeyError):
    """There is no letter of this kind in this language."""


class BadProse(ValueError):
    """The prose breaks the grammar of data/letters/README.md; the message gives file and line."""


@dataclass(frozen=True, slots=True)
class Words:
    """Literal text of ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that a field fills; `form` is `text` or `date`."""

    field: str
    form: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """`kind` is `p` or `item`."""

    kind: str
    pieces: tuple[Words | Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Blocks that appear when `condition` holds, and those that appear when it does not."""

    condition: str
    then: tuple["Block", ...]
    otherwise: tuple["Block", ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the caller puts paragraphs: `demands` or `free_text`, or a shared part by name."""

    name: str
    is_part: bool = False


Block = Paragraph | Choice | Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A declared field: `form` is `text` or `date`; `sample` is what the checks fill in."""

    name: str
    form: str
    required: bool
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """One kind of letter in one language. `digest` is the SHA-256 of everything that was read for it."""

    kind: str
    language: str
    title: str
    subject: tuple[Words | Slot, ...]
    blocks: tuple[Block, ...]
    fields: tuple[Field, ...]
    reviewer: str
    reviewed_on: date | None
    valid_until: date | None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationForms:
    """`acts`: the act as cited in the packs → its name in a sentence, at the first mention and afterwards."""

    list_and: str
    list_to: str
    units: dict[str, str]
    words: dict[str, str]
    acts: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What all letters of a language share: labels, parts by name, demands by demand block."""

    language: str
    direction: str
    labels: dict[str, str]
    identifiers: dict[str, str]
    gaps: dict[str, str]
    parts: dict[str, tuple[Block, ...]]
    demands: dict[str, tuple[Block, ...]]
    citations: CitationForms
    digest: str


def letter_languages() -> tuple[str, ...]:
    """Every language that has a vocabulary, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in LETTERS.glob("*/words.toml")))


def letter_kinds(language: str) -> tuple[str, ...]:
    """Every kind of letter that exists in this language."""
    shared = {"parts", "demands"}
    return tuple(
        sorted(
            path.stem
            for path in (LETTERS / language).glob("*.md")
            if path.stem not in shared
        )
    )


@lru_cache(maxsize=256)
def letter_text(kind: str, language: str) -> LetterText:
    """Raises UnknownText when there is none, BadProse when the file breaks the grammar."""
    folder = LETTERS / language
    if language not in letter_languages() or kind not in letter_kinds(language):
        raise UnknownText(f"{language}/{kind}")
    prose_path, about_path = folder / f"{kind}.md", folder / f"{kind}.toml"
    prose, about = prose_path.read_text("utf-8"), about_path.read_bytes()
    declared = tomllib.loads(about.decode("utf-8"))
    subject, blocks = parse_letter(prose, name=f"{language}/{kind}.md")
    vocabulary_digest = vocabulary(language).digest
    return LetterText(
        kind=kind,
        language=language,
        title=declared["title"],
        subject=subject,
        blocks=blocks,
        fields=tuple(_field(name, f) for name, f in declared["fields"].items()),
        reviewer=declared.get("reviewer", ""),
        reviewed_on=declared.get("reviewed_on"),
        valid_until=declared.get("valid_until"),
        digest=sha256(
            prose.encode() + b"\0" + about + b"\0" + vocabulary_digest.encode()
        ).hexdigest(),
    )


@lru_cache(maxsize=32)
def vocabulary(language: str) -> Vocabulary:
    """Raises UnknownText when the language has no folder."""
    folder = LETTERS / language
    if language not in letter_languages():
        raise UnknownText(language)
    raw = {
        name: (folder / name).read_bytes()
        for name in ("words.toml", "citations.toml", "parts.md", "demands.md")
    }
    words = tomllib.loads(raw["words.toml"].decode("utf-8"))
    return Vocabulary(
        language=language,
        direction=words["direction"],
        labels=words["labels"],
        identifiers=words["identifiers"],
        gaps=words["gaps"],
        parts=parse_sections(
            raw["parts.md"].decode("utf-8"), name=f"{language}/parts.md"
        ),
        demands=parse_sections(
            raw["demands.md"].decode("utf-8"), name=f"{language}/demands.md"
        ),
        citations=_citation_forms(tomllib.loads(raw["citations.toml"].decode("utf-8"))),
        digest=sha256(b"\0".join(raw.values())).hexdigest(),
    )


def parse_letter(
    text: str, *, name: str
) -> tuple[tuple[Words | Slot, ...], tuple[Block, ...]]:
    """Subject and blocks of one prose file. Raises BadProse."""
    lines = _numbered(text)
    first = next(lines, None)
    if first is None or not first[1].startswith("# "):
        raise BadProse(f"{name}: the first line must be the subject, `# …`")
    return _pieces(first[1][2:], at=f"{name}:{first[0]}"), _blocks(lines, name=name)


def parse_sections(text: str, *, name: str) -> dict[str, tuple[Block, ...]]:
    """`## name` headings, each with the blocks below it. Raises BadProse."""
    sections: dict[str, list[tuple[int, str]]] = {}
    current: list[tuple[int, str]] | None = None
    for number, line in _numbered(text):
        if line.startswith("## "):
            if line[3:] in sections:
                raise BadProse(f"{name}:{number}: {line[3:]} stands twice")
            current = sections.setdefault(line[3:], [])
        elif current is not None:
            current.append((number, line))
        elif line:
            raise BadProse(f"{name}:{number}: text before the first `## name`")
    return {key: _blocks(iter(section), name=name) for key, section in sections.items()}


def slots(blocks: tuple[Block, ...]) -> frozenset[Slot]:
    """Every slot in these blocks, on either side of every choice."""
    found: set[Slot] = set()
    for block in blocks:
        if isinstance(block, Paragraph):
            found |= {piece for piece in block.pieces if isinstance(piece, Slot)}
        elif isinstance(block, Choice):
            found |= slots(block.then) | slots(block.otherwise)
    return frozenset(found)


def parts_of(blocks: tuple[Block, ...]) -> frozenset[str]:
    """Every shared part that these blocks put somewhere."""
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, Place) and block.is_part:
            found |= {block.name}
        elif isinstance(block, Choice):
            found |= parts_of(block.then) | parts_of(block.otherwise)
    return frozenset(found)


def conditions(blocks: tuple[Block, ...]) -> frozenset[str]:
    """Every condition that these blocks ask."""
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, Choice):
            found |= {block.condition}
            found |= conditions(block.then) | conditions(block.otherwise)
    return frozenset(found)


def _field(name: str, declared: dict[str, Any]) -> Field:
    return Field(
        name=name,
        form=declared.get("form", "text"),
        required=declared.get("required", False),
        sample=str(declared["sample"]),
    )


def _citation_forms(document: dict[str, Any]) -> CitationForms:
    return CitationForms(
        list_and=document["and"],
        list_to=document["to"],
        units=document["units"],
        words=document["words"],
        acts={act: (names[0], names[1]) for act, names in document["acts"].items()},
    )


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    # A line that begins with `%` is a note to the next editor and never printed.
    return (
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), 1)
        if not line.startswith("%")
    )


@dataclass(slots=True)
class _Open:
    """A choice whose `[end]` has not come yet."""

    condition: str
    negated: bool
    then: list[Block]
    otherwise: list[Block]
    in_else: bool = False

    def closed(self) -> Choice:
        sides = (tuple(self.then), tuple(self.otherwise))
        then, otherwise = sides[::-1] if self.negated else sides
        return Choice(condition=self.condition, then=then, otherwise=otherwise)


@dataclass(slots=True)
class _Reader:
    """Collects lines into paragraphs and paragraphs into blocks."""

    top: list[Block]
    stack: list[_Open]
    lines: list[str]
    at: str = ""

    @property
    def target(self) -> list[Block]:
        if not self.stack:
            return self.top
        inner = self.stack[-1]
        return inner.otherwise if inner.in_else else inner.then

    def flush(self) -> None:
        if self.lines:
            text = " ".join(self.lines)
            kind = "item" if text.startswith("- ") else "p"
            text = text.removeprefix("- ")
            pieces = _pieces(text, at=self.at)
            self.target.append(Paragraph(kind=kind, pieces=pieces))
            self.lines.clear()

    def read(self, line: str) -> None:
        if not line:
            self.flush()
        elif line.startswith("[") and line.endswith("]"):
            self.flush()
            self.command(line)
        else:
            if line.startswith("- "):
                self.flush()
            self.lines.append(line)

    def command(self, line: str) -> None:
        if found := CONDITION.fullmatch(line):
            self.stack.append(_Open(found[2], bool(found[1]), [], []))
        elif line in {"[else]", "[end]"}:
            self.turn(line)
        elif found := PART.fullmatch(line):
            self.target.append(Place(found[1], is_part=True))
        elif (found := PLACE.fullmatch(line)) and found[1] in PLACES:
            self.target.append(Place(found[1]))
        else:
            raise BadProse(f"{self.at}: {line} is no command of the grammar")

    def turn(self, line: str) -> None:
        if not self.stack or (line == "[else]" and self.stack[-1].in_else):
            raise BadProse(f"{self.at}: {line} without its [if …]")
        if line == "[else]":
            self.stack[-1].in_else = True
            return
        closed = self.stack.pop().closed()
        self.target.append(closed)


def _blocks(lines: Iterator[tuple[int, str]], *, name: str) -> tuple[Block, ...]:
    reader = _Reader([], [], [])
    for number, line in lines:
        reader.at = f"{name}:{number}"
        reader.read(line)
    reader.flush()
    if reader.stack:
        raise BadProse(f"{name}: [if {reader.stack[-1].condition}] has no [end]")
    return tuple(reader.top)


def _pieces(text: str, *, at: str) -> tuple[Words | Slot, ...]:
    pieces: list[Words | Slot] = []
    end = 0
    for found in SLOT.finditer(text):
        if found.start() > end:
            pieces.append(Words(text[end : found.start()]))
        form = found[2] or "text"
        if form not in FORMATS:
            raise BadProse(f"{at}: {form} is no format; use text or date")
        pieces.append(Slot(found[1], form))
        end = found.end()
    pieces += [Words(text[end:])] if end < len(text) else []
    if any(isinstance(p, Words) and ("{{" in p.text or "}}" in p.text) for p in pieces):
        raise BadProse(f"{at}: a field is written {{{{name}}}} or {{{{name|date}}}}")
    return tuple(pieces)
