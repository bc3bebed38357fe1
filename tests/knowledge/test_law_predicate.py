"""The closed vocabulary: each condition holds, fails, and fails on an unknown fact."""

import dataclasses
from datetime import date

import pytest

from duly.kit.dates import parse_period
from duly.knowledge.law import Conditions, Facts
from duly.knowledge.law_predicate import SAME_NAME, holds

DAY = date(2026, 3, 2)


@pytest.mark.parametrize("name", SAME_NAME)
def test_a_yes_or_no_condition_wants_a_known_answer(name):
    wants = Conditions(**{name: True})
    refuses = Conditions(**{name: False})
    yes, no, unknown = (Facts(**{name: value}) for value in (True, False, None))
    assert holds(wants, yes)
    assert not holds(wants, no)
    assert not holds(wants, unknown)
    assert holds(refuses, no)
    assert not holds(refuses, unknown)


CASES = [
    ({"sectors": ("press",)}, {"sector": "press"}, {"sector": "fitness"}),
    ({"not_sectors": ("press",)}, {"sector": "fitness"}, {"sector": "press"}),
    (
        {"contract_from": DAY},
        {"concluded_on": DAY},
        {"concluded_on": date(2026, 3, 1)},
    ),
    ({"contract_to": DAY}, {"concluded_on": DAY}, {"concluded_on": date(2026, 3, 3)}),
    (
        {"min_age": parse_period("12m")},
        {"on": DAY, "concluded_on": date(2025, 3, 2)},
        {"on": DAY, "concluded_on": date(2025, 3, 3)},
    ),
    (
        {"max_age": parse_period("12m")},
        {"on": DAY, "concluded_on": date(2025, 3, 2)},
        {"on": DAY, "concluded_on": date(2025, 3, 1)},
    ),
    (
        {"min_term": parse_period("13m")},
        {"term": parse_period("24m")},
        {"term": parse_period("12m")},
    ),
    (
        {"max_term": parse_period("12m")},
        {"term": parse_period("1y")},
        {"term": parse_period("13m")},
    ),
    (
        {"renewal_longer_than": parse_period("60d")},
        {"renewal": parse_period("12m")},
        {"renewal": parse_period("60d")},
    ),
    (
        {"renewal_up_to": parse_period("60d")},
        {"renewal": parse_period("1m")},
        {"renewal": parse_period("12m")},
    ),
    (
        {"payment_interval": ("monthly",)},
        {"payment_interval": "monthly"},
        {"payment_interval": "yearly"},
    ),
    (
        {"circumstances": ("moved", "illness")},
        {"circumstances": frozenset({"illness"})},
        {"circumstances": frozenset({"breach"})},
    ),
]


@pytest.mark.parametrize(("conditions", "met", "missed"), CASES)
def test_a_condition_holds_where_its_fact_does(conditions, met, missed):
    assert holds(Conditions(**conditions), Facts(**met))
    assert not holds(Conditions(**conditions), Facts(**missed))


@pytest.mark.parametrize(
    "conditions", [c for c, _, _ in CASES if "not_sectors" not in c]
)
def test_a_fact_nobody_gave_fails_its_condition(conditions):
    assert not holds(Conditions(**conditions), Facts())


def test_every_word_of_the_vocabulary_is_tried_here():
    tried = set(SAME_NAME) | {name for case, _, _ in CASES for name in case}
    assert tried == {f.name for f in dataclasses.fields(Conditions)}


def test_all_conditions_must_hold_together():
    both = Conditions(consumer=True, sectors=("press",))
    assert holds(both, Facts(sector="press"))
    assert not holds(both, Facts(sector="press", consumer=False))
    assert not holds(both, Facts(sector="dating"))


def test_without_conditions_a_rule_applies_to_anybody():
    assert holds(Conditions(), Facts(consumer=None))
