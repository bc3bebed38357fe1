"""The language test: measured on sentences it has not seen, and not led astray by names."""

import pytest

from duly.knowledge.language_words import formulas, word_marks
from duly.letters.language import (
    LANGUAGES,
    base_language,
    formula_language,
    guess_language,
)
from tests.letters.good_letters import GOOD, Good
from tests.letters.labelled_sentences import NO_PROSE, OTHERS, SENTENCES, WITH_NAMES

# The figures of docs/decisions/0005-language-test.md; a change that lowers them is no improvement.
LEAST_RIGHT = 0.84


def test_no_sentence_is_taken_for_another_language() -> None:
    for language, sentences in SENTENCES.items():
        for sentence in sentences:
            assert guess_language(sentence).language in (language, None), sentence


def test_most_single_sentences_are_told_at_once() -> None:
    right = [
        guess_language(sentence).language == language
        for language, sentences in SENTENCES.items()
        for sentence in sentences
    ]
    assert sum(right) / len(right) >= LEAST_RIGHT


@pytest.mark.parametrize("language", SENTENCES)
def test_three_sentences_are_always_enough(language: str) -> None:
    sentences = SENTENCES[language]
    for start in range(0, len(sentences), 3):
        text = "\n".join(sentences[start : start + 3])
        assert guess_language(text).language == language, text


@pytest.mark.parametrize("good", GOOD.values(), ids=GOOD)
def test_a_whole_letter_is_told_whatever_its_addresses(good: Good) -> None:
    assert guess_language(good.text).language == good.language


@pytest.mark.parametrize("sentence", OTHERS)
def test_another_language_is_never_taken_for_one_of_the_six(sentence: str) -> None:
    assert guess_language(sentence).language not in LANGUAGES


@pytest.mark.parametrize(("language", "sentence"), WITH_NAMES)
def test_a_foreign_name_does_not_turn_a_sentence(language: str, sentence: str) -> None:
    assert guess_language(sentence).language in (language, None)


@pytest.mark.parametrize("line", NO_PROSE)
def test_an_address_has_no_language(line: str) -> None:
    assert guess_language(line).language is None


def test_names_around_a_letter_do_not_turn_it() -> None:
    spanish_block = "Paseo de la Castellana 100\n28046 Madrid\nEspaña\n" * 5
    text = spanish_block + GOOD["a British termination"].text + spanish_block
    assert guess_language(text).language == "en"


def test_a_curly_apostrophe_is_read_as_a_straight_one() -> None:
    sentence = "L'article que j'ai cité n'est pas celui d'un autre contrat."
    curly = sentence.replace("'", "’")
    assert guess_language(curly) == guess_language(sentence)


def test_a_set_phrase_alone_on_a_line_has_a_language() -> None:
    assert formula_language("Dear Sir or Madam,") == "en"
    assert formula_language("  Expéditeur :") == "fr"
    assert formula_language("Mit freundlichen Grüßen") == "de"
    assert formula_language("Acme GmbH") is None


def test_a_region_does_not_change_the_language() -> None:
    assert base_language("en-US") == base_language("EN_gb") == "en"
    assert base_language(None) is None


def test_every_word_list_has_words_of_its_own() -> None:
    alone = {languages[0] for languages in word_marks().values() if len(languages) == 1}
    assert alone >= set(LANGUAGES)


def test_no_set_phrase_belongs_to_two_languages() -> None:
    assert len(formulas()) == len({phrase.lower() for phrase in formulas()})


@pytest.mark.parametrize("text", ["", " ", "\n\n", "1234", "§§§", "a", "Ada", "..."])
def test_a_scrap_has_no_language(text: str) -> None:
    assert guess_language(text).language is None
