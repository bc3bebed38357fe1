"""A sentence of a book is plain English for everybody, and remembers how it was made."""

import json
import pickle

from duly.kit.said import Said, as_document, from_document, said, said_of


def test_it_is_a_text_like_any_other():
    sentence = said("A notice must arrive by %(day)s.", day="2026-03-02")
    assert sentence == "A notice must arrive by 2026-03-02."
    assert json.dumps([sentence]) == '["A notice must arrive by 2026-03-02."]'
    assert isinstance(sentence, Said)


def test_it_remembers_its_pattern_and_its_values():
    inner = said_of("%(count)s day", "%(count)s days", 14)
    sentence = said("It needs %(notice)s.", notice=inner)
    assert sentence == "It needs 14 days."
    assert sentence.pattern == "It needs %(notice)s."
    assert sentence.values == {"notice": inner}


def test_one_and_many():
    assert said_of("%(count)s day", "%(count)s days", 1) == "1 day"
    assert said_of("%(count)s day", "%(count)s days", 0) == "0 days"


def test_a_per_cent_sign_without_values_stays():
    assert said("100 % of it") == "100 % of it"


def test_cut_or_joined_it_is_a_plain_text():
    assert not isinstance(said("One.") + " Two.", Said)


def test_another_process_gets_the_text():
    told = pickle.loads(pickle.dumps(said("Page %(number)s is blank.", number=3)))  # noqa: S301
    assert told == "Page 3 is blank."


def test_kept_and_read_again_it_is_the_same_sentence():
    notice = said_of("%(count)s day", "%(count)s days", 14)
    sentence = said("%(rule)s: it needs %(notice)s.", rule="BGB 309", notice=notice)
    kept = json.loads(json.dumps(as_document(sentence)))
    again = from_document(kept, otherwise="")
    assert again == sentence
    assert isinstance(again, Said)
    assert again.values["notice"] == "14 days"


def test_of_a_plain_text_nothing_is_kept():
    assert as_document("As it stood in an older row.") == {}
    assert from_document({}, otherwise="As it stood.") == "As it stood."
