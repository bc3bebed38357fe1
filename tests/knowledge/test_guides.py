"""The guide beside a provider's facts, read into sections and questions."""

from duly.knowledge.guides import read_guide
from duly.knowledge.providers import providers

GUIDE = """# How to leave Acme

A gym for
tests.

## First, their page {#free}

1. Open the page
   of your account.
2. Press the button.

It takes a minute.

## Before you write {#before}

Look up the number.

- the card
- the app

## Questions {#questions}

### Why?

Because
it ends.

### How?

With a letter.
"""


def test_the_free_way_and_the_questions_have_places_of_their_own() -> None:
    guide = read_guide(GUIDE)
    assert guide.title == "How to leave Acme"
    assert guide.lede == "A gym for tests."
    assert guide.steps == ("Open the page of your account.", "Press the button.")
    assert [section.role for section in guide.sections] == ["before"]
    assert [q.question for q in guide.questions] == ["Why?", "How?"]
    assert guide.questions[0].answer == "Because it ends."


def test_blocks_keep_their_kind_and_order() -> None:
    guide = read_guide(GUIDE)
    assert guide.free is not None
    assert [block.kind for block in guide.free.blocks] == ["steps", "paragraph"]
    assert [(b.kind, b.lines) for b in guide.sections[0].blocks] == [
        ("paragraph", ("Look up the number.",)),
        ("list", ("the card", "the app")),
    ]


def test_a_guide_without_a_free_way_has_no_steps() -> None:
    guide = read_guide("# Acme\n\nA gym.\n\n## Before {#before}\n\nText.\n")
    assert guide.free is None
    assert guide.steps == ()


def test_an_empty_guide_is_empty_and_breaks_nothing() -> None:
    guide = read_guide("")
    assert (guide.title, guide.sections, guide.questions) == ("", (), ())


def test_the_guides_of_one_provider_have_the_same_parts_in_every_language() -> None:
    for provider in providers():
        english = provider.guides["en"]
        for guide in provider.guides.values():
            assert [s.role for s in guide.sections] == [
                s.role for s in english.sections
            ], provider.slug
            assert len(guide.steps) == len(english.steps), provider.slug
            assert len(guide.questions) == len(english.questions), provider.slug


def test_german_and_french_providers_have_a_guide_in_their_language() -> None:
    for provider in providers():
        if provider.country in ("DE", "FR"):
            assert provider.country.lower() in provider.guides, provider.slug


def test_a_language_without_a_guide_falls_back_to_english() -> None:
    provider = next(p for p in providers() if p.slug == "us/bumble")
    assert provider.guide_in("nl") is provider.guides["en"]


def test_a_guide_in_the_language_comes_before_the_english_one() -> None:
    provider = next(p for p in providers() if p.slug == "us/netflix")
    found = provider.guide_in("nl")
    assert found is not None
    assert found.title == "Netflix opzeggen"
