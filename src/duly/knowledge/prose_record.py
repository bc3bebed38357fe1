"""What a letter text is: blocks of words, slots and choices, and nothing that reads a file."""

from dataclasses import dataclass, field
from datetime import date


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
    """A declared field: `form` is `text`, `date`, `amount` (holds a figure) or `sentence` (ends in a full stop).

    `sample` is what the checks fill in, `invalid` what must be refused.
    """

    name: str
    form: str
    required: bool
    sample: str
    invalid: tuple[str, ...] = ()


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
    """What all letters of a language share: labels, parts by name, demands by demand block.

    `places` holds labels that differ in a country, by its ISO code.
    """

    language: str
    direction: str
    labels: dict[str, str]
    identifiers: dict[str, str]
    gaps: dict[str, str]
    parts: dict[str, tuple[Block, ...]]
    demands: dict[str, tuple[Block, ...]]
    citations: CitationForms
    digest: str
    places: dict[str, dict[str, str]] = field(default_factory=dict)


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
