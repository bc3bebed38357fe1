"""Which law protects this person, and which of its rules may a letter cite?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from duly.knowledge.jurisdictions import legal_orders, place_code
from duly.knowledge.law_file import BrokenPack, read_pack
from duly.knowledge.law_predicate import Facts, holds
from duly.knowledge.law_rule import (
    Conditions,
    Counts,
    Escalation,
    Pack,
    Rule,
    Source,
    Statute,
)

__all__ = [
    "BrokenPack",
    "Conditions",
    "Counts",
    "Escalation",
    "Facts",
    "LawSet",
    "Pack",
    "Rule",
    "Source",
    "Statute",
    "Verdict",
    "applies",
    "citable",
    "law_set",
    "packs",
]

FOLDER = Path(__file__).parent.parent / "data" / "law"


@dataclass(frozen=True, slots=True)
class LawSet:
    """The rules that may reach one person, nearest legal order first.

    `unknown`: nobody said where the person lives. A place without a pack is known and
    has no rules; in both cases nothing is cited.
    """

    residence: str | None
    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...]
    unknown: bool

    def rule(self, rule_id: str) -> Rule | None:
        return next((r for r in self.rules if r.id == rule_id), None)

    def pack_of(self, rule: Rule) -> Pack | None:
        return next((p for p in self.packs if rule in p.rules), None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """May the rule be cited? `reason` is a sentence when it may not."""

    ok: bool
    reason: str = ""


@lru_cache
def packs() -> tuple[Pack, ...]:
    """Every pack of data/law, in the order of its id. Raises BrokenPack."""
    return tuple(
        sorted((_pack(p) for p in FOLDER.rglob("*.toml")), key=lambda pack: pack.id)
    )


@lru_cache
def _pack(path: Path) -> Pack:
    return read_pack(path)


@lru_cache(maxsize=256)
def law_set(residence: str | None) -> LawSet:
    """The law of the consumer's residence (Rome I art. 6; the state or province elsewhere).

    `residence` is an ISO 3166 country or subdivision; a subdivision without a pack falls
    back to its country; an EU or EEA country has the EU layer even without its own pack.
    """
    if not residence:
        return LawSet(None, (), (), unknown=True)
    place = place_code(residence)
    found = tuple(_packs_of(place))
    rules = tuple(rule for pack in found for rule in pack.rules)
    return LawSet(place, found, rules, unknown=False)


def _packs_of(place: str) -> Iterator[Pack]:
    for order in legal_orders(place):
        path = _file_of(order)
        if path is not None:
            yield _pack(path)


def _file_of(order: str) -> Path | None:
    """`US-CA` → us/ca.toml; `US` → us/federal.toml; `DE` → de.toml."""
    country, _, subdivision = order.lower().partition("-")
    if subdivision:
        names = [f"{country}/{subdivision}.toml"]
    else:
        names = [f"{country}.toml", f"{country}/federal.toml"]
    for name in names:
        path = FOLDER / name
        if order.replace("-", "").isalnum() and path.is_file():
            return path
    return None


def applies(rule: Rule, facts: Facts) -> bool:
    """Every condition of the rule is known to be true of these facts."""
    return holds(rule.applies_if, facts)


def citable(rule: Rule, facts: Facts, *, on: date, argument: bool = False) -> Verdict:
    """The gate: may a letter of the day `on` cite this rule to this person's other side?

    `argument`: the letter answers a refusal, so rules for a dispute may be cited too.
    """
    laws = law_set(facts.residence)
    pack = laws.pack_of(rule)
    if pack is None:
        return Verdict(ok=False, reason="It is not the law of the sender's residence.")
    for reason in (
        _force(rule, on),
        _permission(rule, argument=argument),
        "" if applies(rule, facts) else "Its conditions are not known to be met.",
        _proof(rule, released=pack.released),
        _freshness(rule, on),
    ):
        if reason:
            return Verdict(ok=False, reason=reason)
    return Verdict(ok=True)


def _force(rule: Rule, on: date) -> str:
    if rule.status != "in_force":
        return f"It is not in force ({rule.status.replace('_', ' ')})."
    if not rule.is_in_force(on):
        return f"It was not in force on {on.isoformat()}."
    return ""


def _permission(rule: Rule, *, argument: bool) -> str:
    if not rule.citation:
        return "No citation is known for it."
    if rule.print == "letter" or (argument and rule.print == "argument"):
        return ""
    return {
        "argument": "It is an argument in a dispute, no ground of a notice.",
        "national": "It is a directive; only the national article may be cited.",
        "internal": "It serves to count, to prove or to route, not to be cited.",
    }.get(rule.print, "It may never be printed.")


def _proof(rule: Rule, *, released: bool) -> str:
    if not rule.sources or rule.confidence == "low":
        return "Nobody has attached a source for it."
    if released:
        return ""
    if rule.doubt:
        return f"An open point: {rule.doubt}"
    if rule.confidence != "high" or not rule.has_primary_source:
        return (
            "No primary source that states it was seen, and no lawyer has released it."
        )
    return ""


def _freshness(rule: Rule, on: date) -> str:
    if rule.is_stale(on):
        return f"It was last checked on {rule.checked_on.isoformat()}, too long ago."
    return ""
