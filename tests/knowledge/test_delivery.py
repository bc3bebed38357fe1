"""What became of a letter, and what that means where the person lives."""

import pytest

from duly.cases.events import KINDS
from duly.knowledge.delivery import FATES, LANGUAGES, meaning, meanings


def test_every_fate_is_an_event_with_a_neutral_sentence() -> None:
    for fate in FATES:
        assert f"dispatch.{fate}" in KINDS
        found = meaning(fate, country="XX")
        assert found.means
        assert found.next_step
        assert found.sources == ()


def test_a_sentence_about_law_names_its_source_and_the_law() -> None:
    about_law = [each for each in meanings().values() if each.country]
    assert len({each.country for each in about_law}) >= 8
    for each in about_law:
        assert each.sources, each
        assert each.cites, each
        assert all(source.url.startswith("http") for source in each.sources)


def test_a_letter_nobody_fetched_is_another_thing_in_berlin_than_in_bern() -> None:
    berlin, bern = (meaning("unclaimed", country=place) for place in ("DE", "CH"))
    assert "does not count as received" in berlin.means
    assert "counts as received" in bern.means


def test_where_no_source_says_more_it_claims_nothing() -> None:
    assert "depends on the law" in meaning("declined", country="JP").means
    assert meaning("lost", country="DE").cites == ""


def test_the_sentence_is_in_the_language_of_the_page() -> None:
    german = meaning("unclaimed", country="DE", language="de")
    assert "Die Abholung wurde versäumt" in german.means
    assert german.cites == meaning("unclaimed", country="DE").cites, (
        "law stays as it is"
    )
    lost = meaning("lost", country="JP", language="de-at")
    assert "nichts zugegangen" in lost.means


def test_a_language_without_texts_is_served_in_english() -> None:
    english = meaning("lost", country="JP")
    assert meaning("lost", country="JP", language="pt-br") == english
    assert meaning("lost", country="JP", language="") == english


def test_a_language_never_sends_a_person_to_a_weaker_sentence() -> None:
    """Where the law of a country is told in one language it is told in all six."""
    told = {(each.fate, each.country) for each in meanings().values()}
    for fate, country in told:
        found = [meaning(fate, country=country, language=one) for one in LANGUAGES]
        assert {each.country for each in found} == {country}
        assert len({each.means for each in found}) == len(LANGUAGES), (fate, country)
        assert len({each.next_step for each in found}) == len(LANGUAGES)


def test_there_is_no_such_fate() -> None:
    with pytest.raises(KeyError):
        meaning("eaten", country="DE")
