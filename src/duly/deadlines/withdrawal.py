"""The right to withdraw: from which day, how long, and whether a weekend moves the end."""

from dataclasses import dataclass
from datetime import date, timedelta

from duly.deadlines.counting import add
from duly.deadlines.draft import Draft, name_of
from duly.deadlines.question import Question
from duly.deadlines.trial import local_end
from duly.deadlines.words import about, in_words
from duly.kit.dates import Period
from duly.kit.said import said
from duly.knowledge.calendars import Calendar
from duly.knowledge.law import Counts, Rule

ONE_DAY = timedelta(days=1)
SUNDAY = 6
EVENTS = {
    "concluded_on": said("the day after the contract was concluded"),
    "copy_received_on": said("the day after the copy of the contract arrived"),
    "started_on": said("the day after the contract began"),
    "trial_end": said("the day after the trial turned into a paid contract"),
}


@dataclass(frozen=True, slots=True)
class Window:
    """One right to withdraw: the rule, its event and its last day before any roll."""

    rule: Rule
    event: str
    event_on: date
    nominal: date

    @property
    def starts_with_information(self) -> bool:
        """Without the information the time does not begin (VVG § 8, CO art. 40e, VersVG § 5c)."""
        counts = self.rule.counts
        return bool(
            counts
            and counts.latest
            and "copy_received_on" in counts.from_dates
            and counts.not_informed_extra is None
            and counts.not_informed_total is None
        )


def withdraw(question: Question, draft: Draft) -> None:
    """Fill the draft; it stays empty when no law known here gives a right to withdraw."""
    windows = [w for w in (_first(question, draft), _second(question)) if w]
    if not windows:
        draft.assume(
            about(
                "act",
                said(
                    "no right to withdraw is known for this contract; it can only be ended"
                ),
            )
        )
        return
    window = max(windows, key=lambda w: w.nominal)
    draft.test = window.rule.test
    draft.use(window.rule)
    uninformed = question.contract.withdrawal_information_given is False
    if uninformed and window.starts_with_information:
        _stay_open(question, draft, window)
        return
    _explain_start(draft, window)
    draft.nominal_last = window.nominal
    draft.legal_last = _rolled(question, draft, window)
    draft.safe_last = _safe(question, draft, window)
    _judge(question, draft, window)


def _first(question: Question, draft: Draft) -> Window | None:
    rule = question.find("withdrawal")
    if rule is None or rule.counts is None or rule.counts.period is None:
        return None
    event = _event(question, rule.counts)
    if event is None:
        draft.assume(
            about(
                "contract.concluded_on",
                said("unknown, so the time to withdraw cannot be counted"),
            )
        )
        return None
    nominal = _nominal(question, draft, rule, event[1])
    return Window(rule, event[0], event[1], nominal)


def _event(question: Question, counts: Counts) -> tuple[str, date] | None:
    """The first known day that the rule counts from, or the latest of them."""
    known = [
        (name, day)
        for name in counts.from_dates
        if (day := getattr(question.contract, name)) is not None
    ]
    if not known:
        return None
    return max(known, key=lambda pair: pair[1]) if counts.latest else known[0]


def _nominal(question: Question, draft: Draft, rule: Rule, event_on: date) -> date:
    counts = rule.counts
    if counts is None or counts.period is None:
        return event_on
    last = _count(event_on, counts.period, counts, question.recipient)
    informed = question.contract.withdrawal_information_given
    if informed is None:
        draft.assume(
            about(
                "contract.withdrawal_information_given",
                said("unknown, read as given (the shorter time)"),
            )
        )
    if informed is not False:
        return last
    if counts.not_informed_total:
        return _count(event_on, counts.not_informed_total, counts, question.recipient)
    if counts.not_informed_extra:
        longer = add(last, counts.not_informed_extra, question.recipient)
        draft.because(
            longer,
            said(
                "The trader did not inform of the right, so %(not_informed_extra)s are added.",
                not_informed_extra=in_words(counts.not_informed_extra),
            ),
            rule,
        )
        return longer
    return last


def _count(event_on: date, period: Period, counts: Counts, calendar: Calendar) -> date:
    if period.unit == "bd" and counts.saturday_counts:
        day = event_on
        for _ in range(period.count):
            day += ONE_DAY
            while day.weekday() == SUNDAY or calendar.is_holiday(day):
                day += ONE_DAY
        return day
    last = add(event_on, period, calendar)
    return last - ONE_DAY if counts.counts_event_day else last


def _second(question: Question) -> Window | None:
    """A trial that becomes payable at a price nobody disclosed opens the right again."""
    trial = question.contract.trial
    rule = question.find("second_withdrawal")
    if trial is None or rule is None or rule.counts is None:
        return None
    begins = local_end(question, trial).date()
    period = rule.counts.period or Period(14, "d")
    return Window(rule, "trial_end", begins, add(begins, period, question.recipient))


def _explain_start(draft: Draft, window: Window) -> None:
    counts = window.rule.counts
    period = counts.period if counts else None
    if period is None:
        return
    draft.because(
        window.event_on,
        said(
            "%(rule)s: %(period)s run from %(events)s.",
            rule=name_of(window.rule),
            period=in_words(period),
            events=EVENTS[window.event],
        ),
        window.rule,
    )


def _rolled(question: Question, draft: Draft, window: Window) -> date:
    nominal = window.nominal
    if window.rule.roll != "forward":
        draft.because(
            nominal,
            said("This is the last day; no weekend or holiday moves it."),
            window.rule,
        )
        return nominal
    rolled = question.recipient.business_day_on_or_after(nominal)
    if rolled != nominal:
        draft.because(
            rolled,
            said(
                "%(nominal)s is no working day, so the law moves the end to the next one; do not rely on it.",
                nominal=nominal,
            ),
            window.rule,
        )
    else:
        draft.because(nominal, said("This is the last day."), window.rule)
    return rolled


def _safe(question: Question, draft: Draft, window: Window) -> date:
    if window.rule.test == "dispatch":
        draft.because(
            window.nominal,
            said("Sending in time is enough, so the nominal day is safe."),
            window.rule,
        )
        return window.nominal
    return question.recipient.business_day_on_or_before(window.nominal)


def _stay_open(question: Question, draft: Draft, window: Window) -> None:
    """No last day: whatever is sent now is in time."""
    day = question.judged_on
    draft.effective = day
    draft.timely = True if question.matter.received_on else None
    draft.because(
        day,
        said(
            "%(rule)s: the trader did not inform of the right, so the time to withdraw has not begun.",
            rule=name_of(window.rule),
        ),
        window.rule,
    )
    _note_refund(question, draft, window)


def _judge(question: Question, draft: Draft, window: Window) -> None:
    """Withdrawn on the day of the statement; the refund clock starts then."""
    day, last = question.judged_on, draft.legal_last
    if question.matter.received_on:
        draft.timely = last is not None and day <= last
    if last is None or day > last:
        return
    draft.effective = day
    _note_refund(question, draft, window)


def _note_refund(question: Question, draft: Draft, window: Window) -> None:
    counts, day = window.rule.counts, question.judged_on
    if counts and counts.refund_within:
        draft.refund_due = add(day, counts.refund_within, question.recipient)
        draft.because(
            draft.refund_due,
            said(
                "The refund is due within %(refund_within)s of the withdrawal.",
                refund_within=in_words(counts.refund_within),
            ),
            window.rule,
        )
