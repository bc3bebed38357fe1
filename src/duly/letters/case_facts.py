"""What does the case file say about the contract, in the words of the law packs?"""

from collections.abc import Mapping
from datetime import date

from duly.kit.dates import BadPeriod, Period, parse_period
from duly.knowledge.law import Facts
from duly.letters.answer import Answer
from duly.letters.case_file import CaseFile


def case_facts(case_file: CaseFile, *, sector: str, answer: Answer | None) -> Facts:
    """What the deadline book knows, if it was asked; else what the matter says, where a value of the wrong kind
    counts as unknown."""
    if answer is not None:
        return answer.facts
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
        trader_notice_missing=None,  # only the deadline book can tell
        concluded_on=_day(contract.get("concluded_on")),
        term=term,
        renewal=_period(contract.get("renews_for")),
        payment_interval=_text(contract.get("payment_interval")) or None,
        circumstances=frozenset(map(str, named))
        if isinstance(named, list)
        else frozenset(),
    )


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
