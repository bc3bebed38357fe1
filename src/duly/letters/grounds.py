"""Which rules may this letter name? Only those that pass the citation gate of `knowledge.law` on the letter's day."""

from collections.abc import Mapping
from datetime import date

from duly.kit.dates import BadPeriod, Period, parse_period
from duly.knowledge.law import Facts, Rule, citable, law_set
from duly.letters.answer import Answer
from duly.letters.case_file import CaseFile
from duly.letters.wording import Ground

# Which acts of law stand behind which kind of letter. A withdrawal rule never stands in a termination,
# and the reverse; that is the `wrong-act` of letter-check.
ENDING = ("ordinary", "non_renewal")
ACTS: dict[str, tuple[str, ...]] = {
    "withdrawal": ("withdrawal",),
    "for_cause": ("for_cause",),
    "stop_payment": ("stop_payment",),
    "erasure": ("erasure",),
}
ADDRESSEES: dict[str, tuple[str, ...]] = {
    "stop_payment": ("bank",),
    "erasure": ("controller", "trader"),
}
# These answer somebody who said no, so that rules for a dispute may be named.
ARGUING = frozenset({"answer_refusal", "refund_demand"})


def grounds(
    case_file: CaseFile, *, sector: str, answer: Answer | None
) -> tuple[tuple[str, ...], tuple[Ground, ...]]:
    """The packs of the person's law, the widest first (`us.federal`, `us.ca`), and the rules that the letter may
    name: those that decided the deadline first, then in the packs' rank."""
    laws = law_set(case_file.residence)
    known = facts(case_file, sector=sector, answer=answer)
    deciding = answer.rules if answer else ()
    fitting = [
        rule
        for rule in laws.rules
        if _fits(rule, case_file)
        and citable(
            rule, known, on=case_file.date, argument=case_file.kind in ARGUING
        ).ok
    ]
    fitting.sort(key=lambda rule: rule.id not in deciding)
    packs = tuple(pack.id for pack in reversed(laws.packs))
    return packs, tuple(map(_ground, fitting))


def _fits(rule: Rule, case_file: CaseFile) -> bool:
    acts = ACTS.get(case_file.kind) or ACTS.get(_act(case_file), ENDING)
    if "erase_data" in case_file.goals and rule.act == "erasure":
        return True
    addressees = ADDRESSEES.get(case_file.kind, ("trader",))
    return rule.act in acts and rule.addressee in addressees


def _act(case_file: CaseFile) -> str:
    return str(case_file.matter.get("act") or "ordinary")


def _ground(rule: Rule) -> Ground:
    source = next((s for s in rule.sources if s.primary), rule.sources[0])
    return Ground(
        rule_id=rule.id,
        citation=rule.citation,
        blocks=rule.demand_blocks,
        source=source.official_url or source.url,
        checked_on=rule.checked_on,
    )


def facts(case_file: CaseFile, *, sector: str, answer: Answer | None) -> Facts:
    """What the matter says of the contract; a value of the wrong kind counts as unknown, since the deadline book refuses it."""
    contract = _mapping(case_file.matter.get("contract"))
    trial = _mapping(contract.get("trial"))
    online = _truth(contract.get("online"))
    term = _period(contract.get("term"))
    consumer = _truth(contract.get("consumer"))
    named = case_file.matter.get("circumstances") or contract.get("circumstances")
    return Facts(
        residence=case_file.residence,
        on=case_file.date,
        sector=_text(contract.get("sector")) or sector or None,
        consumer=True if consumer is None else consumer,
        online=online,
        distance=_truth(contract.get("distance")) or online,
        renewed=contract.get("renewed_on") is not None,
        fixed_term=term is not None,
        trial=bool(trial),
        informed=_truth(contract.get("withdrawal_information_given")),
        price_disclosed=_truth(trial.get("price_disclosed")),
        trader_notice_missing=_notice_missing(case_file, answer),
        concluded_on=_day(contract.get("concluded_on")),
        term=term,
        renewal=_period(contract.get("renews_for")),
        payment_interval=_text(contract.get("payment_interval")) or None,
        circumstances=frozenset(map(str, named))
        if isinstance(named, list)
        else frozenset(),
    )


def _notice_missing(case_file: CaseFile, answer: Answer | None) -> bool | None:
    """Only the deadline book can tell; it says so by the rule that it applied."""
    if answer is None:
        return None
    laws = law_set(case_file.residence)
    applied = [rule for rule in map(laws.rule, answer.rules) if rule]
    missing = any(r.counts and r.counts.role == "missing_notice" for r in applied)
    return True if missing else None


def _mapping(given: object) -> Mapping[str, object]:
    return given if isinstance(given, Mapping) else {}


def _truth(given: object) -> bool | None:
    return given if isinstance(given, bool) else None


def _text(given: object) -> str:
    return given if isinstance(given, str) else ""


def _day(given: object) -> date | None:
    try:
        return date.fromisoformat(_text(given))
    except ValueError:
        return None


def _period(given: object) -> Period | None:
    try:
        return parse_period(_text(given))
    except BadPeriod:
        return None
