"""A way out that opens later: rights for which the contract must first have run for a while."""

from dataclasses import dataclass
from datetime import date

from duly.deadlines.course import Course
from duly.deadlines.draft import name_of
from duly.deadlines.words import after_notice
from duly.kit.dates import Period, add_period
from duly.kit.said import said
from duly.knowledge.law import Rule


@dataclass(frozen=True, slots=True)
class Opening:
    """From `day` on a notice ends the contract; one of that day ends it on `end`."""

    rule: Rule
    day: date
    end: date


def name_earlier_way(course: Course, end: date) -> None:
    """Beside `end`, which a notice of this day reaches: the sooner end, for whoever waits.

    C. ass. L. 113-15-2 and the Belgian art. 85/1 need a year, telecom in Belgium six months.
    A notice before that day may be refused, so it never moves the end itself.
    """
    opening, wanted = _next_opening(course), course.question.matter.wanted_end
    if opening and opening.end < end and (wanted is None or wanted < end):
        course.draft.because(opening.day, _sentence(opening), opening.rule)


def _next_opening(course: Course) -> Opening | None:
    question = course.question
    for day in _days_of_age(course):
        rule = question.find("any_time", on=day)
        if rule and rule.counts and not rule.counts.binds_first_term:
            notice = rule.counts.notice_max or Period(0, "d")
            return Opening(rule, day, course.after(day, notice))
    return None


def _days_of_age(course: Course) -> list[date]:
    """The coming days on which the contract reaches an age that some rule asks for."""
    contract = course.question.contract
    begun = contract.concluded_on or contract.started_on
    if begun is None:
        return []
    ages = {rule.applies_if.min_age for rule in course.question.rules}
    days = [add_period(begun, age) for age in ages if age]
    return sorted(day for day in days if day > course.day)


def _sentence(opening: Opening) -> str:
    counts = opening.rule.counts
    notice = counts.notice_max if counts else None
    return said(
        "%(rule)s: from this day on the contract can be left on any day; a notice of %(day)s ends it %(after)s, on %(end)s.",
        rule=name_of(opening.rule),
        day=opening.day,
        after=after_notice(notice),
        end=opening.end,
    )
