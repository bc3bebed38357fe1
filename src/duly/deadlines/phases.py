"""Where in its life is the contract: first term, renewed, open-ended, over?"""

from dataclasses import dataclass
from datetime import date, timedelta

from duly.deadlines.draft import Draft
from duly.deadlines.exits import first_on_or_after, term_ends
from duly.deadlines.question import Question
from duly.deadlines.words import about, in_words
from duly.kit.dates import Period, term_end
from duly.kit.said import said
from duly.knowledge.law import Rule

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Renewal:
    """What silence leads to. `length` None: open-ended, and `notice_max` ends it on any day."""

    kind: str  # open, fixed, none
    length: Period | None = None
    notice_max: Period | None = None
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """`running_end`: last day of the fixed term that runs on the day of the question."""

    renewed: bool
    running_end: date | None
    renewal: Renewal
    is_over: bool = False


def phase(question: Question, draft: Draft) -> Phase:
    renewal = renewal_of(question, draft)
    contract = question.contract
    first = contract.first_term_end
    if first is None and contract.renewed_on and not question.facts.renewed:
        first = contract.renewed_on - ONE_DAY
    # A law may say that such a contract never renews, whatever the terms say.
    ends_itself = renewal.kind == "none" and contract.renewed_on is None
    if ends_itself or not question.facts.renewed:
        over = first is not None and first < question.base
        return Phase(renewed=False, running_end=first, renewal=renewal, is_over=over)
    return Phase(
        renewed=True, running_end=_running_end(question, renewal), renewal=renewal
    )


def renewal_of(question: Question, draft: Draft) -> Renewal:
    """Statute before contract: an open renewal by law beats a fixed one in the terms."""
    ends = question.find("renewal_ends")
    if ends:
        return Renewal("none", rule=ends)
    after = question.find("after_renewal", renewed=True)
    if after and after.counts:
        return Renewal("open", notice_max=after.counts.notice_max, rule=after)
    first = question.find("first_term")
    if first and first.counts and first.counts.late == "any_day":
        return Renewal("open", notice_max=first.counts.late_notice_max, rule=first)
    longest = first.counts.renewal_max if first and first.counts else None
    return _by_contract(question, draft, first, longest)


def _by_contract(
    question: Question, draft: Draft, rule: Rule | None, longest: Period | None
) -> Renewal:
    agreed = question.contract.renews_for
    if agreed == "none":
        return Renewal("none")
    if agreed == "indefinite":
        return Renewal("open")
    if isinstance(agreed, Period):
        return Renewal("fixed", length=_shorter(agreed, longest), rule=rule)
    if question.contract.first_term_end is None:
        return Renewal("open")
    term = _shorter(question.contract.term or Period(12, "m"), longest)
    draft.assume(
        about(
            "contract.renews_for",
            said("unknown, read as another term of %(term)s", term=in_words(term)),
        )
    )
    return Renewal("fixed", length=term, rule=rule)


def _shorter(length: Period, longest: Period | None) -> Period:
    if longest is not None and longest.rough_days < length.rough_days:
        return longest
    return length


def _running_end(question: Question, renewal: Renewal) -> date | None:
    if renewal.length is None:
        return None
    contract = question.contract
    if contract.renewed_on:
        end = term_end(contract.renewed_on, renewal.length)
    elif contract.first_term_end:
        end = contract.first_term_end
    else:
        return None
    return first_on_or_after(term_ends(end, renewal.length), question.base)
