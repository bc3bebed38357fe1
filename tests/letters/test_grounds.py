"""Which rules a letter may name: the gate, the kind of letter, and whose law it is."""

from datetime import date
from typing import Any

import pytest

from duly.knowledge.law import law_set
from duly.letters.case_facts import case_facts
from duly.letters.case_file import read_case_file
from duly.letters.grounds import grounds
from duly.letters.wording import Ground
from tests.letters.sample_cases import case_document

GYM = {"sector": "fitness", "online": True, "consumer": True, "concluded_on": "2025-02-14", "term": "12m"}  # fmt: skip


def named(
    residence: str | None, *, act: str = "ordinary", **changes: Any
) -> tuple[tuple[str, ...], tuple[Ground, ...]]:
    contract = changes.pop("contract", GYM)
    matter = {"residence": residence, "act": act, "contract": contract}
    case = read_case_file(case_document("DE", matter=matter, **changes))
    known = case_facts(case, sector="fitness", answer=None)
    return grounds(case, known=known, answer=None)


def test_the_packs_are_named_from_the_widest_to_the_nearest() -> None:
    assert named("US-CA")[0] == ("us.federal", "us.ca")
    assert named("DE-BE")[0] == ("eu", "de")


def test_an_unknown_residence_names_no_law_at_all() -> None:
    assert named(None) == ((), ())
    assert named("XX") == ((), ())


@pytest.mark.parametrize("residence", ["US-CA", "US-NY", "DE", "FR", "GB-ENG"])
@pytest.mark.parametrize("act", ["ordinary", "withdrawal", "for_cause"])
def test_only_rules_of_the_persons_law_and_of_the_act_are_named(
    residence: str, act: str
) -> None:
    own = {rule.id: rule for rule in law_set(residence).rules}
    for ground in named(residence, act=act)[1]:
        rule = own[ground.rule_id]
        assert rule.is_in_force(date(2026, 3, 2))
        assert rule.print == "letter"
        assert (rule.act == "withdrawal") == (act == "withdrawal")


def test_a_german_gym_may_be_told_of_the_notice_cap() -> None:
    assert "§ 309 Nr. 9 BGB" in {g.citation for g in named("DE")[1]}
    assert "§ 309 Nr. 9 BGB" not in {g.citation for g in named("US-CA")[1]}


def test_a_business_is_told_nothing_of_consumer_law() -> None:
    business = GYM | {"consumer": False}
    assert "§ 309 Nr. 9 BGB" not in {
        g.citation for g in named("DE", contract=business)[1]
    }


def test_erasure_is_named_only_when_the_person_asks_for_it() -> None:
    asked = named("DE", goals=["end_contract", "erase_data"])[1]
    assert any("2016/679, art. 17" in g.citation for g in asked)
    assert not any("2016/679" in g.citation for g in named("DE")[1])


def test_every_ground_has_a_source_and_a_day() -> None:
    for ground in named("DE", goals=["end_contract", "erase_data"])[1]:
        assert ground.source.startswith("http")
        assert ground.checked_on is not None


@pytest.mark.parametrize("language", ["fr", "de"])
def test_a_letter_names_no_law_whose_citations_are_in_another_language(
    language: str,
) -> None:
    found = named("GB-ENG", act="withdrawal", language=language)
    assert found[1] == ()
    assert named("GB-ENG", act="withdrawal", language="en")[1]
