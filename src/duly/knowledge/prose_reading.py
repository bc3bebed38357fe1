"""How is prose read? The grammar of data/letters/README.md, line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duly.knowledge.prose_record import Block, Choice, Paragraph, Place, Slot, Words

FORMATS = frozenset({"text", "date"})
PLACES = frozenset({"demands", "free_text"})

SLOT = re.compile(r"\{\{\s*([a-z][a-z0-9_.]*)\s*(?:\|\s*([a-z]+)\s*)?\}\}")
CONDITION = re.compile(r"\[if (not )?([a-z][a-z0-9_.]*)\]")
PLACE = re.compile(r"\[([a-z_]+)\]")
PART = re.compile(r"\[part ([a-z][a-z0-9_]*)\]")


class BadProse(ValueError):
    """The prose breaks the grammar of data/letters/README.md; the message gives file and line."""


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
