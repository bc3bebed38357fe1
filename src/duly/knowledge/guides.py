"""The honest guide beside a provider's facts: a small Markdown file read into sections and questions.

Only headings, paragraphs and lists are read. A heading carries its role in braces, so that a page finds the
free way in every language: `## Erst der kostenlose Weg {#free}`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_HEADING = re.compile(
    r"^(?P<marks>#{1,3}) +(?P<title>.*?)(?: *\{#(?P<role>[a-z-]+)\})?\s*$"
)
_ITEM = re.compile(r"^(?P<mark>\d+\.|-) +(?P<text>.*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph (one line), a list or numbered steps (one line an item); plain text, no inline markup."""

    kind: Literal["paragraph", "list", "steps"]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    heading: str
    role: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """`sections` without the free way and the questions, which have places of their own on a page."""

    text: str
    title: str
    lede: str
    free: Section | None
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        blocks = self.free.blocks if self.free else ()
        return next((block.lines for block in blocks if block.kind == "steps"), ())


def read_guide(text: str) -> Guide:
    """From Markdown with `#` title, `##` sections and `###` questions; unknown markup stays text."""
    title, lede = "", ""
    sections: list[Section] = []
    questions: list[Question] = []
    for marks, heading, role, body in _parts(text):
        if marks == 1:
            title, lede = heading, _flowing(body)
        elif marks == 2:
            sections.append(
                Section(heading=heading, role=role, blocks=tuple(_blocks(body)))
            )
        elif heading:
            questions.append(Question(question=heading, answer=_flowing(body)))
    return Guide(
        text=text,
        title=title,
        lede=lede,
        free=next((section for section in sections if section.role == "free"), None),
        sections=tuple(s for s in sections if s.role not in ("free", "questions")),
        questions=tuple(questions),
    )


def _parts(text: str) -> Iterator[tuple[int, str, str, list[str]]]:
    marks, heading, role = 0, "", ""
    body: list[str] = []
    for line in text.splitlines():
        found = _HEADING.match(line)
        if not found:
            body.append(line)
            continue
        yield marks, heading, role, body
        marks, heading = len(found["marks"]), found["title"]
        role, body = found["role"] or "", []
    yield marks, heading, role, body


def _flowing(body: list[str]) -> str:
    return " ".join(" ".join(body).split())


def _blocks(body: list[str]) -> Iterator[Block]:
    for paragraph in "\n".join(body).split("\n\n"):
        lines = [line.rstrip() for line in paragraph.splitlines() if line.strip()]
        if not lines:
            continue
        first = _ITEM.match(lines[0])
        if not first:
            yield Block(kind="paragraph", lines=(_flowing(lines),))
            continue
        yield Block(
            kind="list" if first["mark"] == "-" else "steps",
            lines=tuple(_items(lines)),
        )


def _items(lines: list[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        found = _ITEM.match(line)
        if found:
            items.append(found["text"].strip())
        else:
            items[-1] = f"{items[-1]} {line.strip()}"  # an item that goes on
    return items
