"""Packs of the American states, Canada, Australia and the parts of the UK: what may be cited, what is recognised."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

import duly
from duly.kit.dates import Period
from duly.knowledge.law import Facts, citable, law_set, packs

DAY = date(2026, 11, 24)
MONTH, YEAR = Period(1, "m"), Period(12, "m")
PACKS = [
    *("us.il", "us.co", "us.va", "us.ma", "us.ct", "us.fl", "us.mn", "us.me"),
    *("us.ga", "us.ar", "ca.federal", "ca.qc", "ca.on", "ca.bc", "au"),
    *("gb.eng", "gb.sct", "gb.nir"),
]
MINE = [pack for pack in packs() if pack.id in PACKS]


def may(place, rule_id, on=DAY, *, argument=False, **known):
    rule = law_set(place).rule(rule_id)
    assert rule is not None, rule_id
    facts = Facts(residence=place, on=on, **{"online": True, "distance": True} | known)
    return citable(rule, facts, on=on, argument=argument).ok


def test_every_pack_is_there():
    assert [pack.id for pack in MINE] == sorted(PACKS)


RENEWS = {"trader_notice_missing": True, "term": YEAR, "renewal": YEAR}


@pytest.mark.parametrize(
    ("place", "rule_id", "known"),
    [
        ("US-IL", "us.il.815-601-10", {}),
        ("US-IL", "us.il.815-645-6.online", {"sector": "fitness"}),
        ("US-IL", "us.il.815-645-6.at-centre", {"sector": "fitness", "online": None}),
        ("US-CO", "us.co.6-1-732", {}),
        ("US-CO", "us.co.6-1-732.business", {"consumer": False}),
        ("US-VA", "us.va.59.1-207.46.2026", {}),
        ("US-FL", "us.fl.501-017", {"sector": "fitness"}),
        ("US-MN", "us.mn.325g-24", {"sector": "club"}),
        ("US-ME", "us.me.1210-c", {"sector": "streaming"}),
        ("US-GA", "us.ga.online-renewal", {"renewal": YEAR}),
        ("US-GA", "us.ga.13-12-3", RENEWS | {"sector": "other"}),
        ("CA-QC", "ca.qc.cpa-214.6", {"sector": "telecom"}),
        ("CA-QC", "ca.qc.cpa-54.8", {"circumstances": frozenset({"breach"})}),
        (
            "CA-QC",
            "ca.qc.cpa-54.8.no-copy",
            {
                "circumstances": frozenset({"copy_missing"}),
                "concluded_on": date(2026, 11, 1),
            },
        ),
        ("CA-ON", "ca.on.cpa2002-40", {"circumstances": frozenset({"breach"})}),
        ("CA-ON", "ca.on.cpa2002-43", {"circumstances": frozenset({"doorstep"})}),
        ("CA-ON", "ca.on.cpa2002-92", {"circumstances": frozenset({"breach"})}),
        ("CA-BC", "ca.bc.bpcpa-subscription.long", {"renewal": YEAR}),
        ("CA-BC", "ca.bc.bpcpa-subscription.short", {"renewal": MONTH}),
    ],
)
def test_what_was_seen_in_the_law_itself_may_be_cited_at_home_only(
    place, rule_id, known
):
    assert may(place, rule_id, **known)
    rule = law_set(place).rule(rule_id)
    for elsewhere in ("US", "US-CA", "CA", "CA-AB", "GB", "DE", None):
        facts = Facts(residence=elsewhere, on=DAY, online=True, distance=True)
        assert not citable(rule, facts, on=DAY).ok


@pytest.mark.parametrize(
    ("place", "rule_id", "on", "known"),
    [
        ("US-IL", "us.il.815-601-10", date(2024, 12, 31), {}),
        ("US-CO", "us.co.6-1-732", date(2025, 8, 5), {}),
        ("US-CO", "us.co.6-1-732.business", date(2026, 2, 15), {"consumer": False}),
        ("US-CO", "us.co.6-1-732.business", DAY, {}),
        ("US-VA", "us.va.59.1-207.46.2026", date(2026, 6, 30), {}),
        ("US-VA", "us.va.59.1-207.46.2022", date(2026, 7, 1), {}),
        ("US-GA", "us.ga.online-renewal", DAY, {"renewal": MONTH}),
        ("US-GA", "us.ga.online-renewal", DAY, {"renewal": YEAR, "online": None}),
        ("US-GA", "us.ga.13-12-3", DAY, {"term": YEAR, "renewal": YEAR}),
        ("US-GA", "us.ga.13-12-3", DAY, RENEWS | {"sector": "finance"}),
        ("US-FL", "us.fl.501-017", DAY, {"sector": "streaming"}),
        ("US-ME", "us.me.1210-c", DAY, {"sector": "fitness"}),
        ("CA-QC", "ca.qc.cpa-214.6", DAY, {"sector": "fitness"}),
        ("CA-QC", "ca.qc.cpa-214.6", DAY, {"sector": "telecom", "distance": None}),
        ("CA-QC", "ca.qc.cpa-54.8", DAY, {}),
        ("CA-ON", "ca.on.cpa2002-40", DAY, {}),
        ("CA-ON", "ca.on.cpa2002-92", DAY, {}),
        (
            "CA-BC",
            "ca.bc.bpcpa-subscription.long",
            date(2026, 7, 31),
            {"renewal": YEAR},
        ),
        ("CA-BC", "ca.bc.bpcpa-subscription.short", DAY, {"renewal": Period(61, "d")}),
    ],
)
def test_the_wrong_day_or_contract_closes_the_gate(place, rule_id, on, known):
    assert not may(place, rule_id, on, **known)


def test_virginia_s_online_option_of_2022_held_until_june_2026():
    assert may("US-VA", "us.va.59.1-207.46.2022", date(2026, 6, 30))
    assert not may("US-VA", "us.va.59.1-207.46.2022", date(2022, 6, 30))


NEVER = [
    "us.il.sb3562",
    "us.me.ld1642",
    "us.me.health-clubs",
    "ca.on.cpa2023",
    "ca.on.cpa2002-94",
    "au.utp-bill",
]


@pytest.mark.parametrize("rule_id", NEVER)
def test_bills_and_hearsay_are_never_printed(rule_id):
    rule = next(r for pack in MINE for r in pack.rules if r.id == rule_id)
    assert rule.print == "never"
    assert rule.counts is None


UNSEEN = [
    ("US-IL", "us.il.815-601-15"),
    ("US-MA", "us.ma.940-cmr-38"),
    ("US-CT", "us.ct.42-158ff.2026-07"),
    ("US-CT", "us.ct.42-126b"),
    ("US-FL", "us.fl.501-165"),
    ("US-MN", "us.mn.325g-57"),
    ("US-AR", "us.ar.4-86-112"),
    ("CA-QC", "ca.qc.bill-10"),
    ("CA-QC", "ca.qc.cpa-203"),
    ("CA-QC", "ca.qc.p-39.1"),
    ("CA-ON", "ca.on.cpa2002-35"),
    ("CA-ON", "ca.on.cpa2002-99"),
    ("CA", "ca.federal.pipeda"),
    ("AU", "au.acl-82"),
    ("AU", "au.app-11"),
]


@pytest.mark.parametrize(("place", "rule_id"), UNSEEN)
def test_a_text_that_nobody_opened_waits_for_a_lawyer(place, rule_id):
    rule = law_set(place).rule(rule_id)
    assert not rule.is_proven
    assert not may(
        place,
        rule_id,
        sector="fitness",
        circumstances=frozenset({"doorstep", "credit_card"}),
        **RENEWS,
    )


def test_the_demand_of_massachusetts_is_no_ground_of_a_notice():
    rule = law_set("US-MA").rule("us.ma.93a-9")
    assert rule.print == "argument"
    assert rule.demand_blocks == ("statutory_demand",)
    assert not may("US-MA", rule.id, circumstances=frozenset({"refused"}))


def test_british_columbia_s_void_clauses_answer_a_refusal_and_nothing_else():
    refused = {"circumstances": frozenset({"refused"})}
    assert may("CA-BC", "ca.bc.bpcpa-14", argument=True, **refused)
    assert not may("CA-BC", "ca.bc.bpcpa-14", **refused)


def test_no_rule_here_promises_erasure():
    claims = [r.id for pack in MINE for r in pack.rules if "erase" in r.gives]
    assert claims == []


def test_quebec_s_bill_10_prints_no_section_number():
    rule = law_set("CA-QC").rule("ca.qc.bill-10")
    assert "187" not in rule.citation
    assert rule.effective_from == date(2026, 9, 12)


def test_every_rule_that_a_letter_may_cite_has_a_source_and_a_demand():
    for pack in MINE:
        for rule in pack.rules:
            if rule.print == "letter":
                assert rule.citation, rule.id
                assert rule.sources, rule.id
                assert rule.demand_blocks, rule.id
                assert rule.patterns, rule.id


def test_what_is_on_the_watch_list_is_stale_after_a_month():
    watched = {r.id for pack in MINE for r in pack.rules if r.watch}
    assert {"us.il.sb3562", "ca.on.cpa2023", "au.utp-bill"} <= watched
    bill = law_set("US-IL").rule("us.il.sb3562")
    assert bill.stale_after_days == 30


@pytest.mark.parametrize("place", ["CA-QC", "CA-ON"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_letter_names_canadian_acts_in_its_own_language(place, language):
    folder = Path(duly.__file__).parent / "data" / "letters" / language
    acts = tomllib.loads((folder / "citations.toml").read_text("utf-8"))["acts"]
    pack = law_set(place).packs[0]
    assert language in pack.languages
    for rule in pack.rules:
        if rule.is_proven and rule.print == "letter":
            assert rule.citation.rpartition(", s")[0] in acts, rule.id


@pytest.mark.parametrize(
    ("pack_id", "limit", "currency"),
    [
        ("us.il", 10000, "USD"),
        ("us.co", 7500, "USD"),
        ("us.va", 5000, "USD"),
        ("us.ma", 7000, "USD"),
        ("us.ct", 5000, "USD"),
        ("us.fl", 8000, "USD"),
        ("us.mn", 20000, "USD"),
        ("us.me", 6000, "USD"),
        ("us.ga", 15000, "USD"),
        ("us.ar", 5000, "USD"),
        ("ca.qc", 15000, "CAD"),
        ("ca.on", 50000, "CAD"),
        ("ca.bc", 35000, "CAD"),
        ("gb.eng", 10000, "GBP"),
        ("gb.sct", 5000, "GBP"),
        ("gb.nir", 5000, "GBP"),
    ],
)
def test_the_court_for_small_claims(pack_id, limit, currency):
    pack = next(p for p in MINE if p.id == pack_id)
    courts = [e for e in pack.escalations if e.kind == "court"]
    assert max(e.limit for e in courts) == limit
    assert {e.currency for e in courts} == {currency}


def test_the_parts_of_the_kingdom_stand_before_its_law():
    assert [p.id for p in law_set("GB-SCT").packs] == ["gb.sct", "gb"]
    assert [p.id for p in law_set("GB-NIR").packs] == ["gb.nir", "gb"]
    assert [p.id for p in law_set("GB-WLS").packs] == ["gb"]


def named(pack_id, text):
    pack = next(p for p in MINE if p.id == pack_id)
    rules = {rule.id for rule in pack.rules if rule.is_named_in(text)}
    return rules, any(statute.is_named_in(text) for statute in pack.statutes)


WRITINGS = [
    ("us.il", "under 815 ILCS 601/10 of the Act", "us.il.815-601-10"),
    ("us.il", "the Illinois Automatic Contract Renewal Act", "us.il.815-601-10"),
    ("us.il", "815 ILCS 645/6 lets me cancel", "us.il.815-645-6.at-centre"),
    ("us.co", "C.R.S. § 6-1-732", "us.co.6-1-732"),
    ("us.co", "Colo. Rev. Stat. section 6-1-732(2)", "us.co.6-1-732"),
    ("us.va", "Va. Code § 59.1-207.46", "us.va.59.1-207.46.2026"),
    ("us.va", "Code of Virginia, 59.1-207.45 et seq.", "us.va.59.1-207.46.2026"),
    ("us.ma", "M.G.L. c. 93A, § 9", "us.ma.93a-9"),
    ("us.ma", "Mass. Gen. Laws ch. 93A, section 9", "us.ma.93a-9"),
    ("us.ma", "940 CMR 38.05", "us.ma.940-cmr-38"),
    ("us.ct", "Conn. Gen. Stat. § 42-158ff", "us.ct.42-158ff.2026-07"),
    ("us.fl", "Fla. Stat. § 501.165", "us.fl.501-165"),
    ("us.fl", "section 501.017, Florida Statutes", "us.fl.501-017"),
    ("us.mn", "Minn. Stat. § 325G.24", "us.mn.325g-24"),
    ("us.me", "10 M.R.S. § 1210-C", "us.me.1210-c"),
    ("us.me", "10 M.R.S.A. §1210-C", "us.me.1210-c"),
    ("us.ga", "O.C.G.A. § 13-12-3", "us.ga.13-12-3"),
    ("us.ga", "O.C.G.A. § 10-1-439.9", "us.ga.online-renewal"),
    ("us.ar", "Ark. Code Ann. § 4-86-112", "us.ar.4-86-112"),
    ("ca.qc", "l'article 214.6 de la LPC", "ca.qc.cpa-214.6"),
    ("ca.qc", "art. 214.6 L.P.C.", "ca.qc.cpa-214.6"),
    ("ca.qc", "s. 214.6 of the Consumer Protection Act", "ca.qc.cpa-214.6"),
    ("ca.qc", "Consumer Protection Act, CQLR c. P-40.1, s. 54.8", "ca.qc.cpa-54.8"),
    (
        "ca.qc",
        "article 54.14 de la Loi sur la protection du consommateur",
        "ca.qc.cpa-54.14",
    ),
    ("ca.qc", "article 2125 du Code civil du Québec", "ca.qc.ccq-2125"),
    ("ca.qc", "art. 2125 C.c.Q.", "ca.qc.ccq-2125"),
    ("ca.qc", "la Loi 25", "ca.qc.p-39.1"),
    ("ca.on", "s. 92(4) of the Consumer Protection Act, 2002", "ca.on.cpa2002-92"),
    ("ca.on", "S.O. 2002, c. 30, Sched. A, s. 40(2)", "ca.on.cpa2002-40"),
    (
        "ca.on",
        "article 43 de la Loi de 2002 sur la protection du consommateur",
        "ca.on.cpa2002-43",
    ),
    ("ca.on", "the Consumer Protection Act, 2023", "ca.on.cpa2023"),
    ("ca.bc", "the BPCPA", "ca.bc.bpcpa-subscription.long"),
    ("ca.bc", "S.B.C. 2004, c. 2", "ca.bc.bpcpa-subscription.long"),
    ("ca.federal", "under PIPEDA", "ca.federal.pipeda"),
    ("ca.federal", "la LPRPDE", "ca.federal.pipeda"),
    ("au", "ACL s 23", "au.acl-23"),
    ("au", "section 82 of the Australian Consumer Law", "au.acl-82"),
    ("au", "APP 11", "au.app-11"),
]


@pytest.mark.parametrize(("pack_id", "text", "rule_id"), WRITINGS)
def test_citations_are_recognised_as_people_write_them(pack_id, text, rule_id):
    rules, statute = named(pack_id, text)
    assert rule_id in rules
    assert statute or rule_id in NEVER


@pytest.mark.parametrize(
    "text",
    [
        "Please cancel contract 501.165-22, customer number 13-12-30-7.",
        "Call me at 601-10-815 or write to 92 Kings Road, apartment 40.",
        "I paid $54.80 on 14.6 and 203 dollars before that.",
        "The app 12 times refused my card; my VIN ends in 93A7.",
        "Mon contrat no 214 du 6 juin est fini.",
        "Section 8 of your terms and conditions says 30 days.",
        "Invoice 59.1, plan HB52, office CO 6-1-73.",
    ],
)
def test_other_numbers_are_no_citations(text):
    found = {pack.id: named(pack.id, text) for pack in MINE}
    assert {name: hit for name, hit in found.items() if hit != (set(), False)} == {}
