"""Does a rule apply to these facts? One pure function over a closed vocabulary."""

from dataclasses import dataclass
from datetime import date

from duly.kit.dates import Period, add_period
from duly.knowledge.law_rule import Conditions


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person's contract; None = nobody said, and then a condition fails.

    `on` is the day for which ages are counted.
    """

    residence: str | None = None
    on: date | None = None
    sector: str | None = None
    consumer: bool | None = True
    online: bool | None = None
    distance: bool | None = None
    renewed: bool | None = None
    fixed_term: bool | None = None
    trial: bool | None = None
    informed: bool | None = None
    price_disclosed: bool | None = None
    trader_notice_missing: bool | None = None
    concluded_on: date | None = None
    term: Period | None = None
    renewal: Period | None = None
    payment_interval: str | None = None
    circumstances: frozenset[str] = frozenset()


SAME_NAME = (
    "consumer",
    "online",
    "distance",
    "renewed",
    "fixed_term",
    "trial",
    "informed",
    "price_disclosed",
    "trader_notice_missing",
)


def holds(conditions: Conditions, facts: Facts) -> bool:
    """True when every condition that is set is known to be true of the facts."""
    return (
        _answers_hold(conditions, facts)
        and _words_hold(conditions, facts)
        and _dates_hold(conditions, facts)
        and _lengths_hold(conditions, facts)
    )


def _answers_hold(conditions: Conditions, facts: Facts) -> bool:
    for name in SAME_NAME:
        wanted = getattr(conditions, name)
        if wanted is not None and getattr(facts, name) is not wanted:
            return False
    return True


def _words_hold(conditions: Conditions, facts: Facts) -> bool:
    if conditions.sectors and facts.sector not in conditions.sectors:
        return False
    if facts.sector in conditions.not_sectors:
        return False
    if (
        conditions.payment_interval
        and facts.payment_interval not in conditions.payment_interval
    ):
        return False
    named = conditions.circumstances
    return not named or not facts.circumstances.isdisjoint(named)


def _dates_hold(conditions: Conditions, facts: Facts) -> bool:
    day = facts.concluded_on
    if conditions.contract_from and (day is None or day < conditions.contract_from):
        return False
    if conditions.contract_to and (day is None or day > conditions.contract_to):
        return False
    return _age_holds(conditions, facts)


def _age_holds(conditions: Conditions, facts: Facts) -> bool:
    """The contract has run at least, or at most, so long on the day of the question."""
    limits = (conditions.min_age, conditions.max_age)
    if limits == (None, None):
        return True
    if facts.concluded_on is None or facts.on is None:
        return False
    youngest, oldest = limits
    if youngest and facts.on < add_period(facts.concluded_on, youngest):
        return False
    return oldest is None or facts.on <= add_period(facts.concluded_on, oldest)


def _lengths_hold(conditions: Conditions, facts: Facts) -> bool:
    return (
        _at_least(facts.term, conditions.min_term)
        and _at_most(facts.term, conditions.max_term)
        and _at_most(facts.renewal, conditions.renewal_up_to)
        and _longer(facts.renewal, conditions.renewal_longer_than)
    )


def _at_least(length: Period | None, least: Period | None) -> bool:
    if least is None:
        return True
    return length is not None and length.rough_days >= least.rough_days


def _at_most(length: Period | None, most: Period | None) -> bool:
    if most is None:
        return True
    return length is not None and length.rough_days <= most.rough_days


def _longer(length: Period | None, least: Period | None) -> bool:
    if least is None:
        return True
    return length is not None and length.rough_days > least.rough_days
