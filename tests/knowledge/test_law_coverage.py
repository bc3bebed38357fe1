"""The figures of the coverage page are those of the packs."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from duly.knowledge.law import Facts, citable, packs
from duly.knowledge.law_coverage import as_markdown, can_be_cited, coverage
from duly.knowledge.law_file import read_pack
from duly.knowledge.law_rule import Pack

OPEN_CONDITIONS = {"Its conditions are not known to be met.", ""}
HEAD = """\
[pack]
id = "xx"
jurisdiction = "XX"
title = "Nowhere"
languages = ["en"]
released = false
checked_on = 2026-11-24
not_covered = ["the law of gyms"]
"""
RULE = """\
[[rule]]
id = "xx.1"
citation = "Act, s. 1"
title = "T"
status = "in_force"
act = "ordinary"
print = "letter"
test = "receipt"
roll = "none"
confidence = "high"
counts = { role = "any_time", notice_max = "1m" }
sources = [{ url = "https://law.example", title = "Act", seen = 2026-11-24, primary = true }]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    path = tmp_path / "xx.toml"
    path.write_text(HEAD + RULE, "utf-8")
    return read_pack(path)


def changed(pack: Pack, **fields: object) -> Pack:
    """The pack with its one rule changed; names of fields of Rule."""
    return replace(pack, rules=(replace(pack.rules[0], **fields),))  # type: ignore[arg-type]


def test_a_sure_rule_is_counted_and_citable(pack: Pack) -> None:
    [law] = coverage([pack])
    assert (law.counted, law.citable) == (1, 1)
    assert law.statuses["in_force"] == 1
    assert law.sureness == {"high": 1, "medium": 0, "low": 0}
    assert law.not_covered == ("the law of gyms",)


@pytest.mark.parametrize(
    "fields",
    [
        {"doubt": "Nobody opened the page."},
        {"confidence": "medium"},
        {"sources": ()},
        {"print": "internal"},
        {"citation": ""},
        {"status": "pending"},
        {"effective_from": date(2027, 1, 1)},
        {"effective_to": date(2026, 6, 18)},
    ],
)
def test_a_rule_that_lacks_one_thing_is_not_citable(
    pack: Pack, fields: dict[str, object]
) -> None:
    assert coverage([changed(pack, **fields)])[0].citable == 0


def test_a_lawyers_release_settles_a_doubt_but_not_hearsay(pack: Pack) -> None:
    doubted = changed(pack, doubt="Nobody opened the page.")
    hearsay = changed(pack, confidence="low")
    assert coverage([replace(doubted, released=True)])[0].citable == 1
    assert coverage([replace(hearsay, released=True)])[0].citable == 0


def test_a_rule_that_is_not_in_force_is_not_counted(pack: Pack) -> None:
    assert coverage([changed(pack, status="vacated")])[0].counted == 0


def test_the_day_is_that_of_the_rule_read_longest_ago(pack: Pack) -> None:
    [law] = coverage([changed(pack, checked_on=date(2026, 1, 7))])
    assert law.checked_on == date(2026, 1, 7)


def test_the_page_names_the_doubt_and_the_gap(pack: Pack) -> None:
    page = as_markdown(coverage([changed(pack, doubt="Nobody opened it.", watch=True)]))
    assert "- Act, s. 1: Nobody opened it." in page
    assert "- the law of gyms" in page
    assert "- `xx.1`" in page


def test_a_country_stands_before_its_parts() -> None:
    order = [law.jurisdiction for law in coverage(reversed(packs()))]
    assert order == sorted(order)
    assert order.index("US") < order.index("US-CA")


def test_a_law_without_gaps_has_no_section(pack: Pack) -> None:
    page = as_markdown(coverage([replace(pack, not_covered=())]))
    assert "| Nowhere (XX) |" in page
    assert "## Nowhere" not in page


def test_what_counts_as_citable_is_what_the_gate_lets_through() -> None:
    for pack in packs():
        for rule in pack.rules:
            facts = Facts(residence=pack.jurisdiction)
            verdict = citable(rule, facts, on=rule.checked_on)
            passes = verdict.ok or verdict.reason in OPEN_CONDITIONS
            if can_be_cited(rule, pack):
                assert passes, rule.id
            elif verdict.ok:
                pytest.fail(f"{rule.id}: the gate lets it through, the page does not")
