"""One plan for one contract: the last day for an exit, and where a notice leads."""

from dataclasses import dataclass
from datetime import date

from duly.deadlines.counting import add, backward_result, last_day_for
from duly.deadlines.draft import CONTRACT, COUNTING, Draft, name_of
from duly.deadlines.exits import fifteenth_for
from duly.deadlines.phases import Phase
from duly.deadlines.plans import Plan
from duly.deadlines.question import Question
from duly.deadlines.words import in_words
from duly.kit.dates import Period
from duly.kit.said import Said, said
from duly.knowledge.law import Rule


@dataclass(frozen=True, slots=True)
class Course:
    """Question, working paper, phase and plan, carried together."""

    question: Question
    draft: Draft
    phase: Phase
    plan: Plan

    @property
    def day(self) -> date:
        """The day of receipt (or sending) that is judged."""
        return self.question.judged_on

    @property
    def was_received(self) -> bool:
        return self.question.matter.received_on is not None

    @property
    def is_yearly(self) -> bool:
        """A missed date would cost a whole further term, not just a month."""
        return self.plan.grid in {"term_end", "insurance_year"}

    def after(self, day: date, period: Period) -> date:
        return add(day, period, self.question.recipient)

    def limit(self, end: date) -> date:
        """The last day of receipt for the exit on `end`."""
        if self.plan.grid == "month_end_by_15th":
            return fifteenth_for(end)
        calendar = self.question.recipient
        return max(last_day_for(end, n, calendar) for n in self.plan.notices)

    def reached(self, day: date) -> date:
        """Where a notice of `day` takes a contract that can be left on any day."""
        if self.plan.on_sending:
            return day
        return min(self.after(day, n) for n in self.plan.notices)

    def note_refund(self, within: Period | None, rule: Rule | str) -> None:
        """What was paid for the time after the end comes back within the rule's period."""
        end = self.draft.effective
        if within is None or end is None:
            return
        self.draft.refund_due = self.after(end, within)
        self.draft.because(
            self.draft.refund_due,
            said(
                "What was paid for the time after the end is due within %(within)s.",
                within=in_words(within),
            ),
            rule,
        )

    def set_last(self, end: date) -> None:
        """nominal, legal and safe last day for the exit on `end`."""
        last = self.limit(end)
        self.draft.nominal_last = self.draft.legal_last = last
        self.draft.because(last, self._why_last(end, last), self.plan.source)
        if self.plan.test == "dispatch":
            self.draft.safe_last = last
        else:
            self.draft.safe_last = self._safe(end, last)

    def _why_last(self, end: date, last: date) -> Said:
        plan, name = self.plan, named(self.plan.source)
        is_sent = plan.test == "dispatch"
        if plan.grid == "month_end_by_15th":
            pattern = said(
                "%(name)s: by the 15th for the end of that month; a weekend does not move it."
            )
        elif plan.notice.is_zero:
            pattern = (
                said("%(name)s: a notice must be sent by the last day itself, %(end)s.")
                if is_sent
                else said(
                    "%(name)s: a notice must arrive by the last day itself, %(end)s."
                )
            )
        elif is_sent:
            pattern = said(
                "%(name)s: with %(notice)s of notice it must be sent by %(last)s to end the contract on %(end)s."
            )
        else:
            pattern = said(
                "%(name)s: with %(notice)s of notice it must arrive by %(last)s to end the contract on %(end)s."
            )
        return said(
            pattern, name=name, end=end, notice=in_words(plan.notice), last=last
        )

    def _safe(self, end: date, last: date) -> date:
        """The last business day that no reading of law or contract can call late."""
        careful = last
        if self.plan.grid != "month_end_by_15th":
            careful = min(last, self._backward(end, self.plan.notice))
            careful = self._by_contract(end, careful)
        safe = self.question.recipient.business_day_on_or_before(careful)
        if safe != careful:
            self.draft.because(
                safe,
                said(
                    "%(careful)s is no working day of the recipient and nothing moves the limit, so the working day before is safe.",
                    careful=careful,
                ),
                COUNTING,
            )
        return safe

    def _backward(self, end: date, notice: Period) -> date:
        return backward_result(end, notice, self.question.recipient)

    def _by_contract(self, end: date, careful: date) -> date:
        """The contract's longer notice costs nothing to keep while there is time."""
        longer = self.plan.contract_notice
        if longer is None:
            return careful
        limit = last_day_for(end, longer, self.question.recipient)
        by_contract = min(limit, self._backward(end, longer))
        if by_contract < self.question.matter.today:
            return careful
        self.draft.because(
            by_contract,
            said(
                "The contract asks for %(longer)s, more than the law allows; keep it while there is time.",
                longer=in_words(longer),
            ),
            CONTRACT,
        )
        return by_contract


def named(source: Rule | str) -> str:
    return said("The contract") if isinstance(source, str) else name_of(source)
