"""Which rules may this letter name? Only those that pass the citation gate of `knowledge.law` on the letter's day."""

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
# In a letter after the end, only demands for money and against the renewal make sense.
MONEY = frozenset(
    [
        "refund_prepaid",
        "refund_after_withdrawal",
        "refund_interest",
        "renewal_void",
        "statutory_demand",
        "mediation",
        "prior_claim",
    ]
)
# The text of these kinds asks for it in words of its own.
SAID = {
    "reminder": frozenset({"confirm_receipt", "online_exit"}),
    "answer_refusal": frozenset({"confirm_receipt", "online_exit"}),
}
ENDINGS = frozenset({"ordinary", "withdrawal", "for_cause"})
# These answer somebody who said no, so that rules for a dispute may be named.
ARGUING = frozenset({"answer_refusal", "refund_demand"})


def grounds(
    case_file: CaseFile, *, known: Facts, answer: Answer | None
) -> tuple[tuple[str, ...], tuple[Ground, ...]]:
    """The packs of the person's law, the widest first (`us.federal`, `us.ca`), and the rules that the letter may
    name: those that decided the deadline first, then in the packs' rank."""
    laws = law_set(case_file.residence)
    deciding = answer.rules if answer else ()
    fitting = [
        rule
        for pack in laws.packs
        # A citation is words too: English law in a French letter would put English into it.
        if case_file.language in pack.languages
        for rule in pack.rules
        if _fits(rule, case_file)
        and citable(
            rule, known, on=case_file.date, argument=case_file.kind in ARGUING
        ).ok
    ]
    fitting.sort(key=lambda rule: rule.id not in deciding)
    packs = tuple(pack.id for pack in reversed(laws.packs))
    return packs, tuple(_ground(rule, case_file.kind) for rule in fitting)


def _fits(rule: Rule, case_file: CaseFile) -> bool:
    acts = ACTS.get(case_file.kind) or ACTS.get(_act(case_file), ENDING)
    if rule.act == "erasure" and case_file.kind in ENDINGS:
        return "erase_data" in case_file.goals
    addressees = ADDRESSEES.get(case_file.kind, ("trader",))
    return rule.act in acts and rule.addressee in addressees


def _act(case_file: CaseFile) -> str:
    return str(case_file.matter.get("act") or "ordinary")


def _blocks(rule: Rule, kind: str) -> tuple[str, ...]:
    if kind == "refund_demand":
        return tuple(name for name in rule.demand_blocks if name in MONEY)
    said = SAID.get(kind, frozenset())
    return tuple(name for name in rule.demand_blocks if name not in said)


def _ground(rule: Rule, kind: str) -> Ground:
    source = next((s for s in rule.sources if s.primary), rule.sources[0])
    return Ground(
        rule_id=rule.id,
        citation=rule.citation,
        blocks=_blocks(rule, kind),
        source=source.official_url or source.url,
        checked_on=rule.checked_on,
    )
