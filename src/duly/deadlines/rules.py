"""Until when, by which channel, from when on: one matter in, one answer out.

Decision order: mandatory statute, then the contract where it is kinder, then default law.
Three dates, never one: what the rule gives (`legal_last`), what no weekend can spoil
(`safe_last`), and when each channel must leave (`email_by`, `post_by`). Whether a weekend
moves a limit, and whether sending or receipt counts, belongs to the rule, not the country.
"""

from dataclasses import replace
from datetime import date

from duly.deadlines.advice import Advice, advise
from duly.deadlines.answer import Answer, Instants
from duly.deadlines.draft import Draft, Reason
from duly.deadlines.fields import BadMatter
from duly.deadlines.first_part import leave_in_first_part
from duly.deadlines.matter import Contract, Matter, Post, Trial, read_matter
from duly.deadlines.post import SendBy, send_by
from duly.deadlines.question import Question, ask
from duly.deadlines.termination import terminate
from duly.deadlines.trial import end_trial
from duly.deadlines.withdrawal import withdraw
from duly.deadlines.words import about
from duly.kit.said import said
from duly.knowledge.calendars import is_in_tables, last_table_year
from duly.knowledge.law import Facts

__all__ = [
    "Advice",
    "Answer",
    "BadMatter",
    "Contract",
    "Instants",
    "Matter",
    "Post",
    "Reason",
    "Trial",
    "judge",
    "read_matter",
]

# Circumstances that are the trader's fault; a right to withdraw that needs one is a cause too.
CAUSES = frozenset({"breach", "copy_missing"})


def judge(matter: Matter) -> Answer:
    """Matter → Answer. Raises BadMatter where the facts contradict each other."""
    draft = Draft(assumptions=list(matter.assumptions))
    question = ask(matter, draft.assumptions)
    try:
        _decide(question, draft)
        sending = send_by(question, draft)
    except OverflowError as reason:
        raise BadMatter("contract", said("its dates leave the calendar")) from reason
    _note_tables(draft, sending)
    if sending.why_no_post:
        draft.because(sending.post_by or matter.today, sending.why_no_post, "counting")
    return _answer(question, draft, sending)


def _decide(question: Question, draft: Draft) -> None:
    if question.matter.act == "withdrawal":
        withdraw(question, draft)
        if draft.effective is None:
            _alternative(question, draft)
        return
    if _undoes(question):
        withdraw(_as(question, "withdrawal"), draft)
        return
    if leave_in_first_part(question, draft):
        return
    trial = question.contract.trial
    if trial and end_trial(question, draft, trial):
        return
    if trial and draft.test == "timestamp":
        _after_trial(question, draft)
        return
    terminate(question, draft)


def _undoes(question: Question) -> bool:
    """The cause that was named gives all money back, and there is still time (Quebec 54.8, Ontario s. 40)."""
    if question.matter.act != "for_cause":
        return False
    rule = question.find("withdrawal", act="withdrawal")
    if rule is None or CAUSES.isdisjoint(rule.applies_if.circumstances):
        return False
    attempt = Draft(assumptions=[])
    withdraw(_as(question, "withdrawal"), attempt)
    return attempt.effective is not None


def _as(question: Question, act: str) -> Question:
    return replace(question, matter=replace(question.matter, act=act))


def _alternative(question: Question, draft: Draft) -> None:
    """Too late to withdraw: the statement still ends the contract at its next exit."""
    ordinary = _as(question, "ordinary")
    other = Draft(assumptions=draft.assumptions)
    if not leave_in_first_part(ordinary, other):
        terminate(ordinary, other)
    draft.effective = other.effective
    if not draft.rules:
        draft.test = other.test
    if other.effective:
        draft.because(
            other.effective,
            said(
                "Without a right to withdraw the statement counts, in the alternative, as a termination to this day."
            ),
            other.rules[0] if other.rules else "contract",
        )
        for rule in other.rules:
            draft.use(rule)


def _after_trial(question: Question, draft: Draft) -> None:
    """The notice came after the last moment: the paid contract runs, its own exit counts."""
    other = Draft(assumptions=draft.assumptions)
    terminate(question, other)
    draft.effective = other.effective
    draft.reasons.extend(other.reasons)
    for rule in other.rules:
        draft.use(rule)


def _note_tables(draft: Draft, sending: SendBy) -> None:
    days: list[date | None] = [draft.legal_last, draft.effective, sending.post_by]
    beyond = sorted({d.year for d in days if d and not is_in_tables(d)})
    if beyond:
        draft.assume(
            about(
                "calendar",
                said(
                    "public holidays of %(map)s lie beyond the tables (to %(last_table_year)s); check them nearer the day",
                    map=", ".join(map(str, beyond)),
                    last_table_year=last_table_year(),
                ),
            )
        )


def _answer(question: Question, draft: Draft, sending: SendBy) -> Answer:
    day = question.matter.today
    return Answer(
        act=question.matter.act,
        test=draft.test,
        nominal_last=draft.nominal_last,
        legal_last=draft.legal_last,
        safe_last=draft.safe_last,
        email_by=sending.email_by,
        post_by=sending.post_by,
        post_recommended=sending.post_recommended,
        post_feasible=sending.post_feasible,
        effective=draft.effective,
        timely=draft.timely,
        refund_due=draft.refund_due,
        instants=Instants(draft.trial_end, draft.cancel_by),
        rules=tuple(rule.id for rule in draft.rules),
        citations=tuple(
            rule.citation
            for rule in draft.rules
            if rule.print == "letter" and rule.is_in_force(day) and rule.is_proven
        ),
        assumptions=tuple(draft.assumptions),
        reasons=tuple(draft.reasons),
        advice=advise(question, draft, sending),
        facts=_known_facts(question, draft),
    )


def _known_facts(question: Question, draft: Draft) -> Facts:
    """The facts without what was only assumed: a letter cites on what is known."""
    contract = question.contract
    return replace(
        question.facts,
        concluded_on=contract.concluded_on or contract.started_on,
        trader_notice_missing=draft.reminder_missing,
    )
