"""Which words does a letter of this kind say in this language? Prose files, read once and kept as typed blocks."""

import tomllib
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from duly.knowledge.prose_reading import BadProse, parse_letter, parse_sections
from duly.knowledge.prose_record import (
    Block,
    Choice,
    CitationForms,
    Field,
    LetterText,
    Paragraph,
    Place,
    Slot,
    Vocabulary,
    Words,
    conditions,
    parts_of,
    slots,
)

__all__ = [
    "BadProse",
    "Block",
    "Choice",
    "CitationForms",
    "Field",
    "LetterText",
    "Paragraph",
    "Place",
    "Slot",
    "UnknownText",
    "Vocabulary",
    "Words",
    "conditions",
    "letter_kinds",
    "letter_languages",
    "letter_text",
    "parse_letter",
    "parse_sections",
    "parts_of",
    "slots",
    "vocabulary",
]

LETTERS = Path(__file__).parent.parent / "data" / "letters"


class UnknownText(KeyError):
    """There is no letter of this kind in this language."""


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
        places=words.get("places", {}),
    )


def _field(name: str, declared: dict[str, Any]) -> Field:
    return Field(
        name=name,
        form=declared.get("form", "text"),
        required=declared.get("required", False),
        sample=str(declared["sample"]),
        invalid=tuple(declared.get("invalid", ())),
    )


def _citation_forms(document: dict[str, Any]) -> CitationForms:
    return CitationForms(
        list_and=document["and"],
        list_to=document["to"],
        units=document["units"],
        words=document["words"],
        acts={act: (names[0], names[1]) for act, names in document["acts"].items()},
    )
