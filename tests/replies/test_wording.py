"""Phrases are compiled only where a text holds a word that they need, and what they find stays the same."""

from re import _constants as kinds
from re import _parser as patterns

import pytest

from duly.replies.answers import read_answer
from duly.replies.letter_case import folded
from duly.replies.phrases import LANGUAGES, phrases_of
from duly.replies.wording import any_of

WORDINGS = {
    f"{language} {name}": wording
    for language in LANGUAGES
    for phrases in [phrases_of(language)]
    for name, wording in {
        **phrases.verdicts,
        **{name: getattr(phrases, name) for name in phrases.__slots__[2:]},
    }.items()
}
GUARDED = {name: one for name, one in WORDINGS.items() if one.words}


def needs_one(sequence, words, before=""):
    """Whether no text can match without one of the words; `before`: the letters just before, as a group's beginnings
    are taken out of it."""
    letters = before
    for kind, what in [*sequence, (None, None)]:
        if kind is kinds.LITERAL:
            letters += chr(what)
            continue
        if any(word in letters for word in words) or (
            kind in INSIDE and INSIDE[kind](what, words, letters)
        ):
            return True
        letters = ""
    return False


INSIDE = {
    kinds.SUBPATTERN: lambda what, words, before: needs_one(what[3], words, before),
    kinds.BRANCH: lambda what, words, before: all(
        needs_one(one, words, before) for one in what[1]
    ),
    kinds.MAX_REPEAT: lambda what, words, _: what[0] > 0 and needs_one(what[2], words),
}


@pytest.mark.parametrize("name", GUARDED)
def test_no_phrase_can_match_without_one_of_its_words(name):
    wording = GUARDED[name]
    assert needs_one(patterns.parse(wording.source), wording.words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_waits_for_a_word(language):
    assert all(one.words for one in phrases_of(language).verdicts.values())


@pytest.mark.parametrize("name", WORDINGS)
def test_a_pattern_for_folded_texts_has_no_capital_letter(name):
    literal = [
        chr(what)
        for kind, what in flat(patterns.parse(WORDINGS[name].source))
        if kind is kinds.LITERAL
    ]
    assert [one for one in literal if one != folded(one)] == []


def flat(what):
    """Every kind of node with what it holds, however deep."""
    if isinstance(what, tuple) and len(what) == 2 and what[0] in kinds.OPCODES:
        yield what
    if isinstance(what, list | tuple | patterns.SubPattern):
        for one in what:
            yield from flat(one)


def test_a_phrase_without_a_word_is_found_out():
    assert not needs_one(
        patterns.parse(r"\bset (?:it )?up\b|\bby \w+"), frozenset({"set", "up"})
    )


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        (r"\bcancel?led\b", {"cance", "led"}),
        (r"\br[ée]sili[ée]e?s?\b", {"sili"}),
        (r"\b(?:not |never )?ended\b", {"ended"}),
        (r"\bwill \w+ end\b", {"will", "end"}),
        (r"\bno longer\b", {"no longer"}),
    ],
)
def test_letters_that_may_be_absent_are_no_words(phrase, words):
    assert any_of((phrase,)).words == words


def test_a_wording_is_compiled_when_a_text_holds_one_of_its_words():
    wording = any_of((r"\bcontract (?:has )?ended\b",))
    assert wording.search("The weather is fine") is None
    assert "pattern" not in vars(wording)
    assert wording.search("Your CONTRACT has Ended")
    assert "pattern" in vars(wording)


def test_a_text_in_none_of_the_languages_compiles_no_verdict():
    phrases_of.cache_clear()
    answer = read_answer("Dziękujemy za wiadomość. Odpowiemy wkrótce.")
    assert answer.verdict == "unknown"
    assert [
        f"{language} {verdict}"
        for language in LANGUAGES
        for verdict, wording in phrases_of(language).verdicts.items()
        if "pattern" in vars(wording)
    ] == []


def test_a_folded_text_keeps_every_letter_in_its_place():
    every = "".join(map(chr, range(0x3000)))
    assert len(folded(every)) == len(every)
    assert folded("Reſıliation İPTAL") == "resiliation iptal"
