"""Ending a running contract: the next exit, its last day, and what a missed one leads to."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import dropwhile, islice

from duly.deadlines.course import Course, named
from duly.deadlines.draft import CONTRACT, Draft
from duly.deadlines.exits import (
    half_contract_years,
    month_ends,
    quarter_ends,
    term_ends,
)
from duly.deadlines.late import opens_otherwise, too_late
from duly.deadlines.opening import name_earlier_way
from duly.deadlines.phases import phase
from duly.deadlines.plans import plan_exit
from duly.deadlines.question import Question
from duly.deadlines.trader_notice import (
    leave_renewed_freely,
    stop_renewal_after_late_reminder,
)
from duly.deadlines.words import after_notice
from duly.kit.dates import Period, term_end
from duly.kit.said import said

ONE_DAY = timedelta(days=1)
YEAR = Period(12, "m")
# Ten years of notice in a contract renewed day by day: more exits nobody can miss.
LONGEST_LOOK = 5000
GRID_WORDS = {
    "term_end": said("It is the end of the running term."),
    "month_end": said("It is the end of a month."),
    "month_end_by_15th": said("It is the end of that month."),
    "quarter_end": said("It is the end of a quarter."),
    "half_contract_year": said("It is the end of a half of the contract year."),
    "insurance_year": said("It is the end of the insurance year."),
}


def terminate(question: Question, draft: Draft) -> None:
    """Fill the draft for an ordinary termination or one for cause."""
    here = phase(question, draft)
    if here.is_over and here.running_end:
        rule = here.renewal.rule
        if rule:
            draft.use(rule)
        draft.effective = here.running_end
        draft.because(
            here.running_end,
            said("The contract ended by itself; it does not renew."),
            rule or CONTRACT,
        )
        return
    plan = plan_exit(question, draft, here)
    draft.test = plan.test
    if plan.rule:
        draft.use(plan.rule)
    course = Course(question, draft, here, plan)
    if leave_renewed_freely(course):
        return
    exits = _exits(course)
    coming = _coming(course, exits) if exits else []
    if exits and not coming and here.renewal.kind == "none" and here.running_end:
        # The day wanted lies after a term that ends by itself.
        coming = [here.running_end]
    if coming:
        _on_a_date(course, coming)
    else:
        _on_any_day(course)


def _exits(course: Course) -> Iterator[date] | None:
    """The dates of the plan's grid, from the day of the question on; None: any day."""
    question, plan = course.question, course.plan
    wanted = question.matter.wanted_end or date.min
    first = max(question.base, plan.earliest or date.min, wanted)
    match plan.grid:
        case "month_end" | "month_end_by_15th":
            return month_ends(first)
        case "quarter_end":
            return quarter_ends(first)
        case "half_contract_year":
            start = question.contract.begins_on
            found = half_contract_years(start) if start else None
        case "insurance_year":
            found = _insurance_years(course)
        case "term_end":
            found = _term_ends(course)
        case _:
            return None
    return found and dropwhile(lambda end: end < first, found)


def _coming(course: Course, exits: Iterator[date]) -> list[date]:
    """The coming exits, up to the first that the notice of this day can still reach."""
    found = []
    for end in islice(exits, LONGEST_LOOK):
        found.append(end)
        if course.limit(end) >= course.day:
            break
    return found


def _term_ends(course: Course) -> Iterator[date] | None:
    end, length = course.phase.running_end, course.phase.renewal.length
    if end is None:
        return None
    return term_ends(end, length) if length else iter((end,))


def _insurance_years(course: Course) -> Iterator[date] | None:
    """Year by year from the first exit: the end of the agreed term, or earlier by law."""
    contract, plan = course.question.contract, course.plan
    start, end = contract.begins_on, contract.first_term_end
    if end is None and contract.renewed_on:
        end = contract.renewed_on - ONE_DAY
    by_law = term_end(start, plan.first_exit or YEAR) if start else None
    first = min((day for day in (end, by_law) if day), default=None)
    return None if first is None else term_ends(first, YEAR)


def _on_any_day(course: Course) -> None:
    draft, wanted = course.draft, course.question.matter.wanted_end
    reached = course.reached(course.day)
    if wanted:
        course.set_last(wanted)
    if wanted and wanted >= reached:
        draft.effective = wanted
        draft.because(wanted, said("The day that was wanted as the end."), CONTRACT)
    else:
        draft.effective = reached
        draft.because(reached, _why_any_day(course), course.plan.source)
    if course.was_received:
        draft.timely = draft.legal_last is None or course.day <= draft.legal_last
    course.note_refund(course.plan.refund_within, course.plan.source)


def _why_any_day(course: Course) -> str:
    plan = course.plan
    if plan.on_sending:
        pattern = said(
            "%(source)s: the contract can be left on any day; a notice sent on %(day)s ends it on the day of sending."
        )
    elif plan.test == "dispatch":
        pattern = said(
            "%(source)s: the contract can be left on any day; a notice sent on %(day)s ends it %(after)s."
        )
    elif plan.notice.is_zero:
        pattern = said(
            "%(source)s: the contract can be left on any day; a notice that arrives on %(day)s ends it at once."
        )
    else:
        pattern = said(
            "%(source)s: the contract can be left on any day; a notice that arrives on %(day)s ends it %(after)s."
        )
    return said(
        pattern,
        source=named(plan.source),
        day=course.day,
        after=after_notice(plan.notice),
    )


def _on_a_date(course: Course, ends: list[date]) -> None:
    """`ends` are the coming exits. Aim at the next one that is still to be had."""
    draft, aim = course.draft, ends[0]
    if course.is_yearly and stop_renewal_after_late_reminder(course, aim):
        return
    if _is_missed(course, aim):
        draft.because(
            course.limit(aim),
            said("The last day for the exit on %(aim)s has passed.", aim=aim),
            course.plan.source,
        )
        if not opens_otherwise(course):
            aim = next(e for e in ends if course.limit(e) >= course.question.base)
    course.set_last(aim)
    in_time = course.day <= course.limit(aim)
    if course.was_received:
        draft.timely = in_time
    if not in_time:
        too_late(course, [e for e in ends if e >= aim])
        return
    _reach(course, aim)


def _reach(course: Course, aim: date) -> None:
    """The notice is in time for `aim`, or the contract ends there by itself."""
    draft, renewal = course.draft, course.phase.renewal
    how, source = (
        said("The contract ends here if the notice is in time."),
        course.plan.source,
    )
    if renewal.kind == "none":
        how = said(
            "The contract ends here also without a notice; a notice is only proof."
        )
    if renewal.kind == "none" and renewal.rule:
        source = renewal.rule
        draft.use(renewal.rule)
    draft.effective = aim
    draft.because(
        aim,
        said(
            "%(how)s %(grid)s",
            how=how,
            grid=GRID_WORDS[course.plan.grid],
        ),
        source,
    )
    if course.is_yearly:
        name_earlier_way(course, aim)
    course.note_refund(course.plan.refund_within, course.plan.source)


def _is_missed(course: Course, aim: date) -> bool:
    """Out of reach today. A notice that has arrived is judged against the exit it aimed at,

    and nobody aims at a renewal that ends on the very day on which the notice arrives.
    """
    matter = course.question.matter
    if not matter.received_on or matter.received_on > matter.today:
        return course.limit(aim) < course.question.base
    term_end = matter.contract.term_end
    has_rolled_on = term_end is not None and aim > term_end
    return has_rolled_on and aim <= matter.received_on
