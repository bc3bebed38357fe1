"""Did the trader's own reminder come in its window? If not, the law opens another way out."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from duly.deadlines.counting import last_day_for
from duly.deadlines.course import Course
from duly.deadlines.draft import name_of
from duly.deadlines.words import about, in_words
from duly.kit.dates import Period, add_period
from duly.kit.said import said
from duly.knowledge.law import Rule

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Missing:
    """The rule that a late or missing reminder opens, and the window it missed."""

    rule: Rule
    opens: date
    closes: date
    sent: date | None

    @property
    def sentence(self) -> str:
        pattern = said(
            "%(rule)s: no reminder of the trader, due between %(opens)s and %(closes)s, is known."
        )
        if self.sent is not None:
            pattern = said(
                "%(rule)s: the trader's reminder had to be sent between %(opens)s and %(closes)s."
            )
        return said(
            pattern, rule=name_of(self.rule), opens=self.opens, closes=self.closes
        )


def missing_reminder(course: Course) -> Missing | None:
    """None while the window is open, when the reminder came in it, or without such a law."""
    question = course.question
    rule = question.find("missing_notice", trader_notice_missing=True, renewed=True)
    end = _end_before_renewal(course)
    if rule is None or rule.counts is None or rule.counts.window is None or end is None:
        return None
    anchor = end
    if rule.counts.anchor == "limit":
        anchor = _refusal_limit(course, end)
    earliest, latest = rule.counts.window
    missing = Missing(
        rule,
        opens=_back(anchor, earliest),
        closes=_back(anchor, latest),
        sent=question.contract.trader_notice_sent_on,
    )
    if course.day <= missing.closes or not _is_missing(course, missing, end):
        return None
    return missing


def _is_missing(course: Course, missing: Missing, end: date) -> bool:
    counts, sent = missing.rule.counts, missing.sent
    if sent is not None and missing.opens <= sent <= missing.closes:
        return False
    if counts is None or counts.silence_is_missing:
        return True
    if sent is None or sent > end:
        # Insurers' yearly bills are seldom missing: silence of the person proves nothing.
        return "no_reminder" in course.question.contract.circumstances
    return counts.late_exit is None


def _refusal_limit(course: Course, end: date) -> date:
    """The last day to stop the renewal, by the contract's own notice where it is known."""
    notice = course.question.contract.notice or course.plan.notice
    return last_day_for(end, notice, course.question.recipient)


def _end_before_renewal(course: Course) -> date | None:
    """Last day of the term at whose end the contract was, or would be, renewed."""
    contract = course.question.contract
    if not course.phase.renewed:
        return course.phase.running_end
    if contract.renewed_on:
        return contract.renewed_on - ONE_DAY
    return contract.first_term_end


def _back(day: date, period: Period) -> date:
    """A trader's duty, so the plain subtraction is meant."""
    return add_period(day, replace(period, count=-period.count))


def leave_freely(course: Course, missing: Missing, day: date) -> None:
    """End the contract on `day`, at no cost, and start the clock of the refund."""
    rule, draft = missing.rule, course.draft
    if missing.sent is None and not course.question.contract.trader_notice_known:
        draft.assume(
            about("contract.trader_notice_sent_on", said("unknown, read as never sent"))
        )
    else:
        draft.reminder_missing = True
    draft.use(rule)
    draft.test = rule.test
    draft.because(missing.closes, missing.sentence, rule)
    draft.effective = day
    draft.because(
        day,
        said(
            "Without a timely reminder the contract can be left at any time from its renewal, without cost."
        ),
        rule,
    )
    if rule.counts:
        course.note_refund(rule.counts.refund_within, rule)


def leave_renewed_freely(course: Course) -> bool:
    """A renewed contract whose renewal the trader did not announce can be left at once."""
    if not course.phase.renewed:
        return False
    if course.plan.grid == "any_day" and course.plan.notice.is_zero:
        return False
    missing = missing_reminder(course)
    if missing is None:
        return False
    leave_freely(course, missing, course.day)
    _last_day_of_freedom(course, missing)
    if course.was_received:
        last = course.draft.legal_last
        course.draft.timely = last is None or course.day <= last
    return True


def _last_day_of_freedom(course: Course, missing: Missing) -> None:
    """Some laws close the free exit again with the running term (Codice del consumo 65-bis)."""
    counts, draft = missing.rule.counts, course.draft
    if counts and counts.until_next_term_end and course.phase.running_end:
        last = course.phase.running_end
        draft.nominal_last = draft.legal_last = last
        draft.safe_last = course.question.recipient.business_day_on_or_before(last)
        draft.because(
            last, said("The free exit closes with the running term."), missing.rule
        )


def stop_renewal_after_late_reminder(course: Course, end: date) -> bool:
    """Days from the sending of a late reminder to stop the renewal of `end` (C. ass. L. 113-15-1)."""
    question, draft = course.question, course.draft
    rule = question.find("missing_notice", trader_notice_missing=True, renewed=True)
    sent = question.contract.trader_notice_sent_on
    if rule is None or rule.counts is None or sent is None:
        return False
    counts = rule.counts
    if counts.window is None or counts.late_exit is None:
        return False
    limit = _refusal_limit(course, end)
    last = course.after(sent, counts.late_exit)
    if not _back(limit, counts.window[1]) < sent <= end or last <= course.limit(end):
        return False
    if course.day > last:
        return False
    draft.use(rule)
    draft.reminder_missing = True
    draft.test = rule.test
    draft.nominal_last = draft.legal_last = draft.safe_last = last
    draft.because(
        last,
        said(
            "%(rule)s: the reminder was sent late, so %(late_exit)s run from its sending.",
            rule=name_of(rule),
            late_exit=in_words(counts.late_exit),
        ),
        rule,
    )
    draft.effective = max(end, course.day)
    draft.because(draft.effective, said("The renewal is stopped."), rule)
    draft.timely = True if course.was_received else None
    course.note_refund(counts.refund_within, rule)
    return True
