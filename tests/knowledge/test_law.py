"""Which law protects a person, and which rules may be cited."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from duly.knowledge.law import Facts, applies, citable, law_set, packs
from duly.knowledge.law_file import BrokenPack, broken_patterns, read_pack

DAY = date(2026, 3, 2)
GYM_IN_BERLIN = Facts(
    residence="DE", on=DAY, sector="fitness", concluded_on=date(2025, 5, 1)
)


def rule(residence, rule_id):
    found = law_set(residence).rule(rule_id)
    assert found is not None, rule_id
    return found


def test_every_pack_reads_and_every_id_is_unique():
    ids = [r.id for pack in packs() for r in pack.rules]
    assert len(ids) == len(set(ids))
    assert ids


@pytest.mark.parametrize(
    ("residence", "pack_ids"),
    [
        ("US-CA", ["us.ca", "us.federal"]),
        ("us_ca", ["us.ca", "us.federal"]),
        ("US-WY", ["us.federal"]),
        ("US", ["us.federal"]),
        ("DE", ["de", "eu"]),
        ("DE-BY", ["de", "eu"]),
        ("GR", ["eu"]),
        ("NO", ["eu"]),
        ("JP", []),
        ("../de", []),
    ],
)
def test_the_law_set_follows_the_residence(residence, pack_ids):
    laws = law_set(residence)
    found = [pack.id for pack in laws.packs]
    if not any(pack.id == "eu" for pack in packs()):
        pack_ids = [p for p in pack_ids if p != "eu"]
    assert found == pack_ids
    assert not laws.unknown


@pytest.mark.parametrize("residence", [None, ""])
def test_an_unknown_residence_has_no_rules(residence):
    assert law_set(residence).unknown
    assert law_set(residence).rules == ()


def test_a_rule_of_another_country_is_never_citable():
    german = rule("DE", "de.bgb.309-9.2022")
    here = replace(GYM_IN_BERLIN, residence="US-CA")
    assert citable(german, GYM_IN_BERLIN, on=DAY).ok
    assert not citable(german, here, on=DAY).ok


RESIDENCES = ("DE", "FR", "GB", "US", "US-CA", "US-NY", "GR", "JP", None)


@pytest.mark.parametrize("residence", RESIDENCES)
def test_no_rule_outside_the_law_set_is_citable(residence):
    own = law_set(residence).rules
    facts = Facts(residence=residence, on=DAY, online=True, distance=True)
    foreign = [r for pack in packs() for r in pack.rules if r not in own]
    assert foreign
    assert [r.id for r in foreign if citable(r, facts, on=DAY).ok] == []


@pytest.mark.parametrize("residence", RESIDENCES)
def test_nothing_vacated_pending_or_unsourced_is_ever_citable(residence):
    facts = Facts(residence=residence, on=DAY, online=True, distance=True)
    cited = [r for r in law_set(residence).rules if citable(r, facts, on=DAY).ok]
    assert all(r.status == "in_force" and r.has_primary_source for r in cited)
    assert all(r.print == "letter" and not r.doubt and r.citation for r in cited)


def test_the_consumer_rights_act_gives_nobody_a_way_out():
    act = [r for r in law_set("GB").rules if r.id.startswith("gb.cra2015")]
    facts = Facts(residence="GB", on=DAY)
    assert act
    assert not any(citable(r, facts, on=DAY).ok for r in act)
    assert all("end_contract" in r.gives_not for r in act)


def test_a_rule_for_newer_contracts_does_not_reach_an_older_one():
    german = rule("DE", "de.bgb.309-9.2022")
    older = replace(GYM_IN_BERLIN, concluded_on=date(2022, 2, 28))
    undated = replace(GYM_IN_BERLIN, concluded_on=None)
    assert applies(german, GYM_IN_BERLIN)
    assert not applies(german, older)
    assert not applies(german, undated)


def test_a_vacated_rule_is_never_citable():
    vacated = rule("US", "us.ftc-negative-option-2024")
    verdict = citable(vacated, Facts(residence="US"), on=DAY)
    assert not verdict.ok
    assert "not in force" in verdict.reason


def test_a_rule_is_not_citable_before_it_begins():
    rosca = rule("US-CA", "us.rosca-8403")
    facts = Facts(residence="US-CA", online=True, on=DAY)
    assert citable(rosca, facts, on=DAY).ok
    assert not citable(rosca, facts, on=date(2010, 12, 28)).ok


def test_a_stale_rule_is_not_citable():
    german = rule("DE", "de.bgb.309-9.2022")
    last = german.checked_on + timedelta(days=german.stale_after_days)
    assert citable(german, GYM_IN_BERLIN, on=last).ok
    verdict = citable(german, GYM_IN_BERLIN, on=last + timedelta(days=1))
    assert not verdict.ok
    assert "too long ago" in verdict.reason


def test_an_argument_is_kept_for_the_answer_to_a_refusal():
    argument = replace(rule("DE", "de.bgb.309-9.2022"), print="argument")
    # The gate looks the rule up in its pack, so a made-up one is foreign to it.
    assert not citable(argument, GYM_IN_BERLIN, on=DAY).ok


def test_an_unknown_fact_fails_the_condition():
    rosca = rule("US", "us.rosca-8403")
    assert not applies(rosca, Facts(residence="US"))
    assert not applies(rosca, Facts(residence="US", online=False))
    assert applies(rosca, Facts(residence="US", online=True))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("gemäß § 309 Nr. 9 BGB", "de.bgb.309-9.2022"),
        ("BGB § 309 Nr. 9", "de.bgb.309-9.2022"),
        ("under 15 U.S.C. § 8403", "us.rosca-8403"),
        ("the Restore Online Shoppers' Confidence Act", "us.rosca-8403"),
        ("the FTC's Click-to-Cancel rule", "us.ftc-negative-option-2024"),
        ("§ 312k Abs. 6 BGB", "de.bgb.312k-6"),
        ("Cal. Bus. & Prof. Code § 17602", "us.ca.bpc-17602"),
        ("section 527-a of the law", "us.ny.gbl-527-a"),
        ("l'article L. 215-1 du code de la consommation", "fr.cconso-l215-1"),
        ("article L215-1-1", "fr.cconso-l215-1-1"),
        ("reg 29 of the Consumer Contracts Regulations 2013", "gb.ccr2013.29-30"),
        ("section 62 of the Consumer Rights Act 2015", "gb.cra2015.62"),
        ("Art. 17 DSGVO", "eu.gdpr.17"),
        ("Article 17 GDPR", "eu.gdpr.17"),
        ("the E-SIGN Act", "us.esign-7001"),
    ],
)
def test_a_citation_in_a_strangers_text_is_recognised(text, named):
    found = [r.id for p in packs() for r in p.rules if r.is_named_in(text)]
    assert named in found


@pytest.mark.parametrize(
    "text",
    [
        *("I cancel gym no. 309", "room 8403", "9 months", "my order 17602"),
        *("7001 Fern Street", "flat 164A", "527a Main Street", "please e-sign this"),
        *("my gym in Ashbourne", "AVG antivirus", "on average (avg) 5 visits"),
    ],
)
def test_plain_words_are_no_citation(text):
    assert [r.id for p in packs() for r in p.rules if r.is_named_in(text)] == []
    assert [s.name for p in packs() for s in p.statutes if s.is_named_in(text)] == []


def test_every_rule_that_counts_or_is_printed_has_a_source():
    bare = [
        r.id
        for pack in packs()
        for r in pack.rules
        if not r.sources and (r.print == "letter" or r.confidence != "low")
    ]
    assert bare == []


def write(tmp_path, body):
    path = tmp_path / "xx.toml"
    path.write_text(
        '[pack]\nid = "xx"\njurisdiction = "XX"\ntitle = "Nowhere"\n'
        'languages = ["en"]\nreleased = false\nchecked_on = 2026-11-24\n' + body,
        "utf-8",
    )
    return path


RULE = (
    '[[rule]]\nid = "xx.1"\ncitation = "Act 1"\ntitle = "T"\nstatus = "in_force"\n'
    'act = "ordinary"\nprint = "letter"\ntest = "receipt"\nroll = "none"\n'
    'confidence = "high"\n'
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("applies_if = { moon = true }", "moon"),
        ('demand_blocks = ["sing"]', "sing"),
        ('counts = { role = "guess" }', "guess"),
        ('counts = { role = "grid", notice_max = "13 moons" }', "13 moons"),
        ('escalations = ["xx.nobody"]', "xx.nobody"),
        ('refund_within = "-1m"', "-1m"),
        ('watch = "yes"', "watch"),
    ],
)
def test_an_unknown_word_in_a_pack_is_refused_by_name(tmp_path, line, names):
    with pytest.raises(BrokenPack, match=names):
        read_pack(write(tmp_path, RULE + line + "\n"))


def test_a_pattern_that_does_not_compile_is_found(tmp_path):
    broken = read_pack(write(tmp_path, RULE + 'patterns = ["(", "BGB"]\n'))
    assert broken_patterns(broken) == ("(",)


def test_every_pattern_of_every_pack_compiles():
    assert [p for pack in packs() for p in broken_patterns(pack)] == []


def test_a_sound_pack_reads(tmp_path):
    pack = read_pack(write(tmp_path, RULE))
    assert [r.id for r in pack.rules] == ["xx.1"]
    assert pack.rules[0].checked_on == date(2026, 11, 24)


def test_a_missing_field_is_named(tmp_path):
    with pytest.raises(BrokenPack, match="title"):
        read_pack(write(tmp_path, RULE.replace('title = "T"\n', "")))
