"""The law packs against the table of statutes: what we may print passes at home and blocks abroad."""

from typing import NamedTuple

import pytest

from duly.knowledge.law import packs
from duly.knowledge.statutes import (
    BadStatutes,
    place_names,
    places_of,
    read_statutes,
    statutes,
)
from duly.letters.check import check_text


class Printed(NamedTuple):
    rule_id: str
    citation: str
    home: str
    status: str


# A court's guide or a regulator's decision is named in an argument and is no statute.
NO_STATUTE = frozenset({"gb.cma.unfair-terms-guides", "gb.ofcom.adr-six-weeks"})
PRINTED = [
    Printed(
        rule.id,
        rule.citation,
        # European law is anybody's there: Greece stands for a country without a pack.
        "GR" if pack.jurisdiction == "EU" else pack.jurisdiction,
        rule.status,
    )
    for pack in packs()
    for rule in pack.rules
    if rule.print in {"letter", "argument", "never"}
    and rule.citation
    and rule.id not in NO_STATUTE
]
IN_FORCE = [rule for rule in PRINTED if rule.status == "in_force"]
NOT_IN_FORCE = [rule for rule in PRINTED if rule.status != "in_force"]


def codes(citation: str, *, residence: str) -> set[str]:
    text = f"I refer to {citation}."
    return {finding.code for finding in check_text(text, residence=residence)}


@pytest.mark.parametrize("rule", IN_FORCE, ids=lambda rule: rule.rule_id)
def test_what_may_be_printed_passes_at_home(rule: Printed) -> None:
    assert codes(rule.citation, residence=rule.home) == set()


@pytest.mark.parametrize("rule", PRINTED, ids=lambda rule: rule.rule_id)
def test_it_is_foreign_law_to_everybody_else(rule: Printed) -> None:
    """For every pair of a residence and a rule that is not its law."""
    others = {pack.jurisdiction for pack in packs()} - {"EU"} | {"JP", "US-TX"}
    for residence in others:
        # The UK keeps the GDPR under its own name, and people call it by the common one.
        is_shared = residence.startswith("GB") and "2016/679" in rule.citation
        law = "EU" if rule.home == "GR" else rule.home
        if law not in places_of(residence) and not is_shared:
            found = codes(rule.citation, residence=residence)
            assert "foreign-law" in found, residence


@pytest.mark.parametrize("rule", NOT_IN_FORCE, ids=lambda rule: rule.rule_id)
def test_what_is_not_in_force_blocks_at_home_too(rule: Printed) -> None:
    assert "law-not-in-force" in codes(rule.citation, residence=rule.home)


def test_there_is_something_to_test() -> None:
    assert len(IN_FORCE) > 100
    assert len(NOT_IN_FORCE) > 5


# The table itself


def test_every_pattern_compiles_and_can_be_reached_by_a_key() -> None:
    for statute in statutes():
        assert statute.expression.groups >= 0
        assert all((key == key.lower() and key.isascii()) or "§" in key for key in statute.keys)  # fmt: skip


def test_what_is_not_in_force_says_why_in_a_sentence() -> None:
    for statute in statutes():
        for part in (statute, *statute.sections):
            if part.status not in ("", "in_force"):
                assert part.because.endswith("."), statute.name
        for untrue in statute.untrue:
            assert untrue.because.endswith("."), statute.name


def test_a_residence_has_its_subdivision_its_country_and_the_union() -> None:
    assert places_of("DE-BY") == {"DE-BY", "DE", "EU"}
    assert places_of("us-ca") == {"US-CA", "US"}
    assert places_of("UK") == {"GB"}
    assert places_of("NO") == {"NO", "EU"}
    assert places_of("CH") == {"CH"}
    assert places_of(None) == frozenset()


def test_a_broken_table_is_refused_by_name(tmp_path) -> None:
    path = tmp_path / "xx.toml"
    path.write_text('places = ["XX"]\n[[statute]]\nname = "No keys"\n', "utf-8")
    with pytest.raises(BadStatutes, match=r"xx\.toml"):
        read_statutes(path)


def test_every_place_of_the_table_and_the_packs_has_a_name() -> None:
    used = {place for statute in statutes() for place in statute.places}
    used |= {place for s in statutes() for part in s.sections for place in part.places}
    assert used | {pack.jurisdiction for pack in packs()} <= set(place_names())
