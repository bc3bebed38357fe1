"""A contract may be left in the first part of its term, for that part of the price (Quebec's gyms)."""

from datetime import date, timedelta

from duly.deadlines.counting import add
from duly.deadlines.draft import Draft, name_of
from duly.deadlines.question import Question
from duly.kit.said import said
from duly.knowledge.law import Rule

ONE_DAY = timedelta(days=1)


def leave_in_first_part(question: Question, draft: Draft) -> bool:
    """Fill the draft while the first part of the term runs; False when no law gives it, or it is over."""
    rule = question.find("first_part")
    last = _last_day(question, rule) if rule else None
    if rule is None or last is None or question.judged_on > last:
        return False
    day = question.judged_on
    draft.use(rule)
    draft.test = rule.test
    draft.nominal_last = draft.legal_last = last
    draft.safe_last = last
    if rule.test == "receipt":
        draft.safe_last = question.recipient.business_day_on_or_before(last)
    draft.because(
        last,
        said(
            "%(rule)s: the first part of the term, in which the contract can be left, ends here.",
            rule=name_of(rule),
        ),
        rule,
    )
    draft.effective = max(day, question.matter.wanted_end or day)
    draft.because(
        draft.effective,
        said(
            "The notice of %(day)s ends the contract; only that part of the price may be kept.",
            day=day,
        ),
        rule,
    )
    draft.timely = True if question.matter.received_on else None
    _note_refund(question, draft, rule)
    return True


def _last_day(question: Question, rule: Rule) -> date | None:
    """The start is not counted: a tenth of a year from 1 January is over on 6 February (36 days)."""
    contract = question.contract
    start, end = contract.started_on or contract.concluded_on, contract.first_term_end
    if start is None or end is None or rule.counts is None or not rule.counts.part:
        return None
    days = (end + ONE_DAY - start).days
    return start + timedelta(days=days // rule.counts.part)


def _note_refund(question: Question, draft: Draft, rule: Rule) -> None:
    within = rule.counts.refund_within if rule.counts else None
    if within is None or draft.effective is None:
        return
    draft.refund_due = add(draft.effective, within, question.recipient)
    draft.because(draft.refund_due, said("The rest of the price is due back."), rule)
