"""The grammar of letter texts, and every text that we have."""

import re

import pytest

from duly.knowledge.prose import (
    BadProse,
    Block,
    Choice,
    Paragraph,
    Place,
    Slot,
    UnknownText,
    Words,
    conditions,
    letter_kinds,
    letter_languages,
    letter_text,
    parse_letter,
    parse_sections,
    parts_of,
    slots,
    vocabulary,
)

TEXTS = [(language, kind) for language in letter_languages() for kind in letter_kinds(language)]  # fmt: skip
# What `letters.fields` can fill without a declaration of its own.
COMPUTED = {"citation", "unknown_identifiers", "account_email", "sender_email", "sender_name", "service", "trader"}  # fmt: skip
FREE = re.compile(
    r"goal\.|channel\.|sector\.|act\.|demand\.|residence\.|circumstance\.|has_"
)
NAMED = {"unknown_identifiers", "notices", "by_email", "renewed", "online", "trial", "not_informed", "price_undisclosed", "trader_notice_missing", "insurance", "reason_elsewhere", "sent_in_time"}  # fmt: skip


def blocks_of(prose: str) -> tuple[Block, ...]:
    return parse_letter(f"# S\n\n{prose}", name="t.md")[1]


def test_lines_join_to_paragraphs_and_items_stand_alone() -> None:
    blocks = blocks_of("One\ntwo.\n\n- first\n- second\nstill second\n\nEnd.")
    kinds = [
        (b.kind, b.pieces[0].text)
        for b in blocks
        if isinstance(b, Paragraph) and isinstance(b.pieces[0], Words)
    ]
    assert kinds == [
        ("p", "One two."),
        ("item", "first"),
        ("item", "second still second"),
        ("p", "End."),
    ]


def test_slots_have_a_form() -> None:
    (block,) = blocks_of("A {{x}} and {{ y|date }}.")
    assert isinstance(block, Paragraph)
    assert block.pieces == (
        Words("A "),
        Slot("x"),
        Words(" and "),
        Slot("y", "date"),
        Words("."),
    )


def test_choices_nest_turn_and_have_another_side() -> None:
    (choice,) = blocks_of("[if not a]\nx\n[else]\n[if b]\ny\n[end]\n[end]")
    assert isinstance(choice, Choice)
    assert choice.condition == "a"
    assert isinstance(choice.then[0], Choice)
    assert isinstance(choice.otherwise[0], Paragraph)
    assert conditions((choice,)) == {"a", "b"}


def test_places_and_parts_are_named() -> None:
    blocks = blocks_of("[demands]\n\n[free_text]\n\n[part refund]")
    assert blocks == (
        Place("demands"),
        Place("free_text"),
        Place("refund", is_part=True),
    )
    assert parts_of(blocks) == {"refund"}


def test_a_note_is_not_printed() -> None:
    assert blocks_of("% for the editor\nWords.") == blocks_of("Words.")


@pytest.mark.parametrize(
    "prose",
    [
        "[if a]\nx",
        "[end]",
        "[else]",
        "[if a]\nx\n[else]\ny\n[else]\nz\n[end]",
        "[if A!]\nx\n[end]",
        "[nothing]",
        "{{x|money}}",
        "{{x",
        "x}}",
        "{{X}}",
        "{{}}",
    ],
)
def test_what_breaks_the_grammar_is_refused_with_its_line(prose: str) -> None:
    with pytest.raises(BadProse, match=r"t\.md"):
        blocks_of(prose)


@pytest.mark.parametrize("text", ["", "No subject.\n", "## Two\n"])
def test_a_letter_begins_with_its_subject(text: str) -> None:
    with pytest.raises(BadProse, match="subject"):
        parse_letter(text, name="t.md")


def test_sections_are_found_by_name_and_stand_once() -> None:
    sections = parse_sections("## a\n\nOne.\n\n## b\n\nTwo.\n", name="p.md")
    assert list(sections) == ["a", "b"]
    with pytest.raises(BadProse, match="twice"):
        parse_sections("## a\n\n## a\n", name="p.md")
    with pytest.raises(BadProse, match="before"):
        parse_sections("Words\n## a\n", name="p.md")


def test_an_unknown_text_is_refused() -> None:
    for language, kind in [
        ("tlh", "ordinary"),
        ("en", "love"),
        ("../en", "ordinary"),
        ("en", "parts"),
    ]:
        with pytest.raises(UnknownText):
            letter_text(kind, language)


@pytest.mark.parametrize(("language", "kind"), TEXTS)
def test_every_text_declares_its_fields_and_uses_only_what_exists(
    language: str, kind: str
) -> None:
    text, words = letter_text(kind, language), vocabulary(language)
    declared = {field.name: field for field in text.fields}
    used = slots(text.blocks) | {p for p in text.subject if isinstance(p, Slot)}
    for slot in used:
        if slot.field not in COMPUTED and not slot.field.startswith("cite."):
            assert slot.field in declared, slot
            is_day = declared[slot.field].form == "date"
            assert (slot.form == "date") == is_day, slot
    for part in parts_of(text.blocks):
        assert part in words.parts, part
    every = [text.blocks, *words.parts.values(), *words.demands.values()]
    for condition in {c for blocks in every for c in conditions(blocks)}:
        assert FREE.match(condition) or condition in NAMED, condition


@pytest.mark.parametrize(("language", "kind"), TEXTS)
def test_a_field_that_may_be_missing_stands_under_its_condition(
    language: str, kind: str
) -> None:
    text = letter_text(kind, language)
    optional = {field.name for field in text.fields if not field.required}
    for slot in loose_slots(text.blocks, frozenset()):
        assert slot.field not in optional, slot


def loose_slots(blocks: tuple[Block, ...], open_fields: frozenset[str]) -> set[Slot]:
    """Slots that are printed although nothing says that their field has a value."""
    found: set[Slot] = set()
    for block in blocks:
        if isinstance(block, Paragraph):
            found |= {
                p
                for p in block.pieces
                if isinstance(p, Slot) and p.field not in open_fields
            }
        elif isinstance(block, Choice):
            inside = open_fields | {block.condition.removeprefix("has_")}
            found |= loose_slots(block.then, inside) | loose_slots(
                block.otherwise, open_fields
            )
    return found


@pytest.mark.parametrize("language", letter_languages())
def test_every_language_has_the_same_words(language: str) -> None:
    english, here = vocabulary("en"), vocabulary(language)
    assert set(here.labels) == set(english.labels)
    assert set(here.identifiers) == set(english.identifiers)
    assert set(here.gaps) == set(english.gaps)
    assert set(here.demands) == set(english.demands)
    assert {"{page}", "{pages}"} <= set(re.findall(r"\{\w+\}", here.labels["page"]))
    assert "{date}" in here.labels["date_line"]


@pytest.mark.parametrize("language", letter_languages())
def test_every_demand_cites_its_rules(language: str) -> None:
    for name, blocks in vocabulary(language).demands.items():
        assert Slot("citation") in slots(blocks), name


@pytest.mark.parametrize("language", letter_languages())
def test_every_demand_of_the_law_packs_has_words(language: str) -> None:
    from duly.knowledge.law_rule import DEMAND_BLOCKS

    assert set(vocabulary(language).demands) == DEMAND_BLOCKS


@pytest.mark.parametrize(("language", "kind"), TEXTS)
def test_no_text_speaks_of_registered_post(language: str, kind: str) -> None:
    text, words = letter_text(kind, language), vocabulary(language)
    prose = [text.blocks, *words.parts.values(), *words.demands.values()]
    for blocks in prose:
        for said in literals(blocks):
            assert not re.search(
                r"registered|certified|recommandée?\b|einschreiben|raccomandata|certificad|aangetekend",
                said,
                re.IGNORECASE,
            ), said


def literals(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += [p.text for p in block.pieces if isinstance(p, Words)]
        elif isinstance(block, Choice):
            found += literals(block.then) + literals(block.otherwise)
    return found
