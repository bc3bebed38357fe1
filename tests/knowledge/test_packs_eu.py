"""Netherlands, Belgium, Spain, Italy, Austria, Switzerland: what a letter may cite there, and what never."""

from datetime import date
from typing import Any

import pytest

from duly.kit.dates import parse_period
from duly.knowledge.law import Facts, Rule, citable, law_set, packs
from duly.knowledge.law_coverage import can_be_cited

DAY = date(2026, 3, 2)
PLACES = ("NL", "BE", "ES", "IT", "AT", "CH")
LANGUAGES = {
    "NL": ("nl",),
    "BE": ("nl", "fr", "de"),
    "ES": ("es",),
    "IT": ("it",),
    "AT": ("de",),
    "CH": ("de", "fr", "it"),
}


def cited(place: str, act: str, **known: Any) -> set[str]:
    """Ids of the country's own rules that a letter of this act may cite."""
    facts = Facts(residence=place, on=DAY, concluded_on=date(2024, 2, 1), **known)
    acts = {"withdrawal"} if act == "withdrawal" else {"ordinary", "non_renewal"}
    own = law_set(place).packs[0]
    return {
        rule.id
        for rule in own.rules
        if rule.act in acts and citable(rule, facts, on=DAY).ok
    }


def own_rules(place: str) -> tuple[Rule, ...]:
    return law_set(place).packs[0].rules


@pytest.mark.parametrize("place", PLACES)
def test_the_pack_is_the_countrys_own_and_no_lawyer_has_released_it(place: str) -> None:
    pack = law_set(place).packs[0]
    assert (pack.jurisdiction, pack.languages) == (place, LANGUAGES[place])
    assert not pack.released
    assert pack.not_covered


RENEWED = {"renewed": True}
TWO_YEARS = {"renewed": False, "fixed_term": True, "term": parse_period("24m")}
UNWARNED = {"renewed": True, "trader_notice_missing": True}


@pytest.mark.parametrize(
    ("place", "sector", "known", "ids"),
    [
        ("NL", "fitness", RENEWED, {"nl.bw.6-236-j"}),
        ("NL", "fitness", TWO_YEARS, {"nl.bw.6-237-k", "nl.bw.6-237-o"}),
        ("NL", "press", RENEWED, {"nl.bw.6-236-p"}),
        ("BE", "fitness", RENEWED, {"be.cel.vi91"}),
        ("ES", "fitness", RENEWED, {"es.trlgdcu.62-3"}),
        ("IT", "fitness", UNWARNED, {"it.cdc.65-bis"}),
        ("AT", "energy", {}, {"at.kschg.15"}),
        ("AT", "telecom", {}, {"at.tkg.135-5"}),
        ("AT", "fitness", UNWARNED, {"at.kschg.6-1-2"}),
        ("CH", "insurance_home", {}, {"ch.vvg.35a"}),
    ],
)
def test_the_ground_of_the_country_is_cited(
    place: str, sector: str, known: dict[str, Any], ids: set[str]
) -> None:
    assert ids <= cited(place, "ordinary", sector=sector, **known)


@pytest.mark.parametrize(
    ("place", "sector", "known"),
    [
        # Associations and insurance stand outside the Dutch list of unfair terms.
        ("NL", "club", RENEWED),
        ("NL", "insurance_home", RENEWED),
        # The press has letters p, q and s of its own, telecom an article nobody has read.
        ("NL", "telecom", RENEWED),
        # Magazines are goods alone; telecom and insurance have their own acts.
        ("BE", "press", RENEWED),
        ("BE", "telecom", RENEWED),
        ("BE", "insurance_home", RENEWED),
        ("BE", "fitness", TWO_YEARS),
        # 65-bis is for services that renew without a warning.
        ("IT", "fitness", RENEWED),
        ("IT", "press", UNWARNED),
        ("IT", "insurance_home", UNWARNED),
        # § 15 KSchG does not reach gyms and other services (OGH 5 Ob 205/13b).
        ("AT", "fitness", RENEWED),
        ("AT", "streaming", TWO_YEARS),
        # No Swiss statute caps a renewal.
        ("CH", "fitness", RENEWED),
        ("CH", "streaming", TWO_YEARS),
        ("CH", "telecom", UNWARNED),
        ("CH", "insurance_health", {}),
    ],
)
def test_where_no_statute_reaches_nothing_is_cited(
    place: str, sector: str, known: dict[str, Any]
) -> None:
    assert cited(place, "ordinary", sector=sector, **known) == set()


def test_the_dutch_press_rule_and_the_general_one_never_meet() -> None:
    assert "nl.bw.6-236-j" not in cited("NL", "ordinary", sector="press", **RENEWED)
    assert "nl.bw.6-236-p" not in cited("NL", "ordinary", sector="fitness", **RENEWED)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("act", ["ordinary", "withdrawal"])
def test_a_business_is_no_consumer(place: str, act: str) -> None:
    known = UNWARNED | {"distance": True, "online": True}
    assert cited(place, act, sector="fitness", consumer=False, **known) == set()


@pytest.mark.parametrize(
    ("place", "rule_id"),
    [("NL", "nl.bw.6-230o"), ("BE", "be.cel.vi47"), ("AT", "at.fagg.11")],
)
def test_a_withdrawal_is_cited_at_a_distance_only_and_for_withdrawing_only(
    place: str, rule_id: str
) -> None:
    assert rule_id in cited(place, "withdrawal", sector="streaming", distance=True)
    assert rule_id not in cited(place, "withdrawal", sector="streaming", distance=False)
    assert rule_id not in cited(place, "ordinary", sector="streaming", distance=True)
    assert rule_id not in cited(
        place, "withdrawal", sector="insurance_home", distance=True
    )


def test_switzerland_has_no_withdrawal_from_an_order_online() -> None:
    online = {"distance": True, "online": True}
    assert cited("CH", "withdrawal", sector="streaming", **online) == set()
    at_the_door = frozenset({"doorstep"})
    found = cited("CH", "withdrawal", sector="other", circumstances=at_the_door)
    assert found == {"ch.or.40a"}


@pytest.mark.parametrize(
    ("place", "rule_id"),
    [
        ("ES", "es.trlgdcu.97-1-p"),
        ("BE", "be.cel.vi91.2027"),
        ("NL", "nl.tw.7-2a"),
    ],
)
def test_what_is_on_the_watch_list_is_never_printed(place: str, rule_id: str) -> None:
    rule = law_set(place).rule(rule_id)
    assert rule is not None
    assert rule.watch
    assert rule.stale_after_days == 30
    assert not can_be_cited(rule, law_set(place).packs[0])
    facts = Facts(
        residence=place,
        on=date(2027, 6, 1),
        sector="fitness",
        distance=True,
        renewed=True,
        trader_notice_missing=True,
    )
    for day in (DAY, date(2027, 6, 1)):
        assert not citable(rule, facts, on=day).ok


def test_the_belgian_reminder_stays_uncommenced_until_a_person_changes_it() -> None:
    rule = law_set("BE").rule("be.cel.vi91.2027")
    assert rule is not None
    assert rule.effective_from == date(2027, 5, 1)
    assert not rule.is_in_force(date(2027, 5, 2))


@pytest.mark.parametrize("place", PLACES)
def test_what_may_be_cited_was_read_in_a_primary_text_and_nobody_doubts_it(
    place: str,
) -> None:
    pack = law_set(place).packs[0]
    sure = [rule for rule in pack.rules if can_be_cited(rule, pack)]
    assert sure
    for rule in sure:
        assert rule.confidence == "high", rule.id
        assert not rule.doubt, rule.id
        assert any(s.primary and s.states_rule for s in rule.sources), rule.id


@pytest.mark.parametrize("place", PLACES)
def test_only_a_rule_that_ends_or_withdraws_counts_days(place: str) -> None:
    for rule in own_rules(place):
        if rule.counts:
            assert {"end_contract", "withdraw"} & set(rule.gives), rule.id


@pytest.mark.parametrize("place", PLACES)
def test_a_right_to_end_is_no_right_to_withdraw(place: str) -> None:
    for rule in own_rules(place):
        assert not set(rule.gives) & set(rule.gives_not), rule.id
        if rule.act == "withdrawal" and rule.print == "letter":
            assert "end_contract" not in rule.gives, rule.id


# As people of the country write it, in each of its languages.
WRITTEN = [
    ("op grond van artikel 6:236 sub j BW", "nl.bw.6-236-j"),
    ("art. 6:236 aanhef en onder j van het Burgerlijk Wetboek", "nl.bw.6-236-j"),
    ("artikel 6:236 onder p BW", "nl.bw.6-236-p"),
    ("artikel 6:237 onder o BW", "nl.bw.6-237-o"),
    ("ontbinding volgens art. 6:230o lid 1 BW", "nl.bw.6-230o"),
    ("l'article VI.91 du Code de droit économique", "be.cel.vi91"),
    ("artikel VI.91 WER", "be.cel.vi91"),
    ("Artikel VI.91 des Wirtschaftsgesetzbuches", "be.cel.vi91"),
    ("artikel VI.47 van het Wetboek van economisch recht", "be.cel.vi47"),
    ("l'article 85/1 de la loi du 4 avril 2014", "be.assur.85-1"),
    ("artikel 85 van de wet betreffende de verzekeringen", "be.assur.85"),
    ("art. 111/3 de la loi du 13 juin 2005", "be.lce.111-3"),
    ("el artículo 62.3 del TRLGDCU", "es.trlgdcu.62-3"),
    ("art. 102 del Real Decreto Legislativo 1/2007", "es.trlgdcu.102"),
    ("el artículo 22 de la Ley 50/1980", "es.lcs.22"),
    ("art. 7 del RD 899/2009", "es.rd-899-2009.7"),
    ("la Ley 10/2025, de 26 de diciembre", "es.trlgdcu.97-1-p"),
    ("l'art. 65-bis del Codice del consumo", "it.cdc.65-bis"),
    ("artt. 52 e ss. del Codice del Consumo", "it.cdc.52"),
    ("art. 1, comma 3, del D.L. 7/2007", "it.dl-7-2007.1-3"),
    ("gemäß § 15 KSchG", "at.kschg.15"),
    ("§ 6 Abs. 1 Z 2 KSchG", "at.kschg.6-1-2"),
    ("§ 11 FAGG", "at.fagg.11"),
    ("§ 135 Abs. 5 TKG 2021", "at.tkg.135-5"),
    ("§ 5c VersVG", "at.versvg.5c"),
    ("nach Art. 35a VVG", "ch.vvg.35a"),
    ("selon l'art. 35a LCA", "ch.vvg.35a"),
    ("Art. 40a OR", "ch.or.40a"),
    ("l'art. 8 LCD", "ch.uwg.8"),
]


@pytest.mark.parametrize(("text", "rule_id"), WRITTEN)
def test_a_citation_as_people_write_it_is_recognised(text: str, rule_id: str) -> None:
    named = [r.id for pack in packs() for r in pack.rules if r.is_named_in(text)]
    assert rule_id in named


@pytest.mark.parametrize(("text", "rule_id"), WRITTEN)
def test_it_is_taken_for_no_other_countrys_law(text: str, rule_id: str) -> None:
    country = rule_id.partition(".")[0]
    named = {p.id for p in packs() if any(r.is_named_in(text) for r in p.rules)}
    assert named == {country}


@pytest.mark.parametrize(
    "text",
    [
        "mijn abonnement van 6:23 uur",
        "chambre VI, étage 91",
        "mi factura 62.3 de enero",
        "piazza 65, scala bis",
        "Zimmer 15, KSC Gym",
        "Artikel 40a oder 40b im Katalog",
        "or 404 not found",
    ],
)
def test_plain_words_of_these_countries_are_no_citation(text: str) -> None:
    ours = [p for p in packs() if p.jurisdiction in PLACES]
    assert [r.id for p in ours for r in p.rules if r.is_named_in(text)] == []


@pytest.mark.parametrize("place", PLACES)
def test_no_rule_of_a_neighbour_may_be_cited(place: str) -> None:
    known = UNWARNED | {"distance": True, "online": True, "sector": "fitness"}
    facts = Facts(residence=place, on=DAY, **known)
    foreign = [r for other in PLACES if other != place for r in own_rules(other)]
    assert [r.id for r in foreign if citable(r, facts, on=DAY).ok] == []


def test_switzerland_stands_outside_the_law_of_the_union() -> None:
    assert [pack.id for pack in law_set("CH").packs] == ["ch"]
    assert [pack.id for pack in law_set("AT").packs] == ["at", "eu"]
