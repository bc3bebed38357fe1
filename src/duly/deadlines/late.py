"""Too late for the next exit: what the contract becomes, never simply one more year."""

from datetime import date, timedelta

from duly.deadlines.course import Course
from duly.deadlines.draft import CONTRACT, name_of
from duly.deadlines.opening import name_earlier_way
from duly.deadlines.trader_notice import leave_freely, missing_reminder
from duly.deadlines.words import about, in_words
from duly.kit.dates import Period
from duly.kit.said import said
from duly.knowledge.law import Rule

ONE_DAY = timedelta(days=1)


def opens_otherwise(course: Course) -> bool:
    """Does the law, or the contract, open a way out before the next date of the grid?"""
    if not course.is_yearly:
        return False
    if course.question.find("any_time") or course.phase.renewal.kind == "none":
        return True
    if course.plan.grid == "term_end" and course.phase.renewal.kind == "open":
        return True
    return missing_reminder(course) is not None


def too_late(course: Course, ends: list[date]) -> None:
    """`ends[0]` is missed; set the day on which this notice ends the contract."""
    if not course.is_yearly:
        _next_date(course, ends)
        return
    any_time = course.question.find("any_time")
    if any_time:
        _leave_on_any_day(course, any_time)
        return
    if course.phase.renewal.kind == "none":
        _ends_by_itself(course, ends[0])
        return
    missing = missing_reminder(course)
    if missing:
        leave_freely(course, missing, max(course.day, ends[0] + ONE_DAY))
    elif course.plan.grid == "term_end" and course.phase.renewal.kind == "open":
        _leave_open_contract(course, ends[0])
    else:
        _next_date(course, ends)


def _leave_on_any_day(course: Course, rule: Rule) -> None:
    counts, draft = rule.counts, course.draft
    if counts is None:
        return
    draft.use(rule)
    end = course.after(course.day, counts.notice_max or Period(0, "d"))
    first_end = course.phase.running_end
    if counts.binds_first_term and not course.phase.renewed and first_end:
        end = max(end, first_end)
    draft.effective = end
    draft.because(
        end,
        said(
            "%(rule)s: the date was missed, but the contract can also be left on any day.",
            rule=name_of(rule),
        ),
        rule,
    )
    course.note_refund(counts.refund_within, rule)


def _ends_by_itself(course: Course, end: date) -> None:
    rule = course.phase.renewal.rule
    course.draft.effective = end
    if rule:
        course.draft.use(rule)
    course.draft.because(
        end,
        said("The contract ends here by itself; it does not renew."),
        rule or CONTRACT,
    )


def _leave_open_contract(course: Course, missed: date) -> None:
    """Renewed without a new fixed term, the notice period alone counts.

    For BGB § 309 Nr. 9 it is not settled whether a notice between the limit and the term's
    end counts from receipt or from the renewal; receipt is the general rule (§ 130).
    """
    renewal, draft = course.phase.renewal, course.draft
    agreed = course.question.contract.notice or course.plan.notice
    notices = [agreed, renewal.notice_max] if renewal.notice_max else [agreed]
    kindest = min(notices, key=lambda p: course.after(course.day, p))
    draft.effective = max(course.after(course.day, kindest), missed)
    if renewal.rule:
        draft.use(renewal.rule)
    if course.day <= missed:
        draft.assume(
            about(
                "effective",
                said(
                    "a notice between the last day and the end of the term is counted from its receipt"
                ),
            )
        )
    draft.because(
        draft.effective,
        said(
            "Too late for %(missed)s: the contract goes on open-ended and ends %(kindest)s after the notice of %(day)s.",
            missed=missed,
            kindest=in_words(kindest),
            day=course.day,
        ),
        renewal.rule or CONTRACT,
    )


def _next_date(course: Course, ends: list[date]) -> None:
    for end in ends[1:]:
        if course.limit(end) >= course.day:
            course.draft.effective = end
            renewal = course.phase.renewal.rule if course.is_yearly else None
            course.draft.because(
                end,
                said(
                    "A notice of %(day)s comes too late for %(end)s; this is the next exit.",
                    day=course.day,
                    end=ends[0],
                ),
                renewal or course.plan.source,
            )
            name_earlier_way(course, end)
            return
