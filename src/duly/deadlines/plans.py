"""Which rule governs the exit: statute, then a kinder contract, then default law."""

from dataclasses import dataclass
from datetime import date

from duly.deadlines.counting import add
from duly.deadlines.draft import CONTRACT, Draft, name_of
from duly.deadlines.phases import Phase
from duly.deadlines.question import Question
from duly.deadlines.words import about, in_words
from duly.kit.dates import Period
from duly.kit.said import said
from duly.knowledge.law import Counts, Rule

NOTHING = Period(0, "d")
SHORT_TERM_DAYS = 100
YEARLY = frozenset({"term_end", "insurance_year"})


@dataclass(frozen=True, slots=True)
class Plan:
    """How this contract is left.

    `notices`: the periods of which the kindest counts (statutory cap, contract's own);
    `contract_notice`: the contract's own where it is longer than the law allows.
    `earliest`: no exit before this day.
    """

    grid: str
    notices: tuple[Period, ...]
    rule: Rule | None
    test: str = "receipt"
    contract_notice: Period | None = None
    earliest: date | None = None
    first_exit: Period | None = None
    refund_within: Period | None = None
    on_sending: bool = False

    @property
    def source(self) -> Rule | str:
        return self.rule or CONTRACT

    @property
    def notice(self) -> Period:
        return min(self.notices, key=lambda p: p.rough_days)


def plan_exit(question: Question, draft: Draft, phase: Phase) -> Plan:
    """The way out on the day of the question, before asking whether it is too late."""
    if question.matter.act == "for_cause":
        return _for_cause(question, draft)
    return (
        _statute_any_day(question, draft, phase)
        or _after_renewal(question, draft, phase)
        or _statute_grid(question, draft)
        or _first_term_or_contract(question, draft, phase)
    )


def _for_cause(question: Question, draft: Draft) -> Plan:
    """The rule for the cause that was named; whether the cause is good enough nobody asks here."""
    rule = question.find("any_time", act="cause_alone")
    if rule and rule.counts:
        notice = rule.counts.notice_max or NOTHING
        return Plan("any_day", (notice,), rule, test=_test(rule))
    rule = question.find("grid", act="cause_alone")
    if rule and rule.counts and rule.counts.grid:
        notice = rule.counts.notice_max or NOTHING
        return Plan(str(rule.counts.grid), (notice,), rule, test=_test(rule))
    draft.assume(
        about(
            "act",
            said(
                "a good cause ends the contract when the notice arrives; whether the cause is good enough is not judged here"
            ),
        )
    )
    return Plan("any_day", (NOTHING,), None)


def _statute_any_day(question: Question, draft: Draft, phase: Phase) -> Plan | None:
    rule = question.find("any_time")
    if rule is None or rule.counts is None:
        return None
    counts = rule.counts
    if counts.binds_first_term and not phase.renewed and phase.running_end:
        return _at_term_end(question, draft, rule, counts)
    if _year_end_was_meant(question):
        _name_other_way(question, draft, rule, counts)
        return None
    return Plan(
        "any_day",
        _notices(question, draft, rule, counts),
        rule,
        test=_test(rule),
        refund_within=counts.refund_within,
        on_sending=counts.effective_on_sending,
    )


def _year_end_was_meant(question: Question) -> bool:
    """Both ways are open (FR insurance): the person named the year's end, so take that."""
    return question.contract.notice_to in YEARLY and question.find("grid") is not None


def _name_other_way(
    question: Question, draft: Draft, rule: Rule, counts: Counts
) -> None:
    notice = counts.notice_max or NOTHING
    end = add(question.judged_on, notice, question.recipient)
    draft.because(
        end,
        said(
            "%(rule)s: the contract could also be left on any day; a notice of %(judged_on)s would end it here.",
            rule=name_of(rule),
            judged_on=question.judged_on,
        ),
        rule,
    )


def _at_term_end(question: Question, draft: Draft, rule: Rule, counts: Counts) -> Plan:
    return Plan(
        question.contract.notice_to or "term_end",
        _notices(question, draft, rule, counts),
        rule,
        test=_test(rule),
        contract_notice=_longer_contract(question, counts.notice_max),
    )


def _after_renewal(question: Question, draft: Draft, phase: Phase) -> Plan | None:
    """Renewed into an open-ended contract, by law or by its own words."""
    if not phase.renewed or phase.renewal.kind != "open":
        return None
    renewal = phase.renewal
    if renewal.rule is None:
        return None
    notices = _with_cap(question, draft, renewal.notice_max, renewal.rule)
    return Plan("any_day", notices, renewal.rule, test=_test(renewal.rule))


def _statute_grid(question: Question, draft: Draft) -> Plan | None:
    rule = question.find("grid")
    if rule is None or rule.counts is None or rule.counts.grid is None:
        return None
    counts = rule.counts
    return Plan(
        str(counts.grid),
        _notices(question, draft, rule, counts),
        rule,
        test=_test(rule),
        contract_notice=_longer_contract(question, counts.notice_max),
        first_exit=counts.first_exit,
    )


def _first_term_or_contract(question: Question, draft: Draft, phase: Phase) -> Plan:
    rule = question.find("first_term")
    if rule and rule.counts and (phase.running_end or phase.renewed):
        return Plan(
            question.contract.notice_to or "term_end",
            _notices(question, draft, rule, rule.counts),
            rule,
            test=_test(rule),
            contract_notice=_longer_contract(question, rule.counts.notice_max),
            earliest=None if phase.renewed else phase.running_end,
        )
    if question.contract.notice is None and phase.running_end is None:
        default = _default_law(question)
        if default:
            return default
    return _contract_alone(question, draft, phase)


def _default_law(question: Question) -> Plan | None:
    rule = question.find("no_agreed_notice")
    if rule is None or rule.counts is None:
        return None
    interval = question.contract.payment_interval or "none"
    answer = rule.counts.by_interval.get(interval)
    grid = question.contract.notice_to
    if grid:
        # The contract names the dates; the law still says how long before them.
        answers = rule.counts.by_interval.values()
        answer = next((a for a in answers if a.grid == grid), None)
    if answer is None:
        return None
    return Plan(str(answer.grid), (answer.notice,), rule, test=_test(rule))


def _contract_alone(question: Question, draft: Draft, phase: Phase) -> Plan:
    contract = question.contract
    grid = contract.notice_to
    if grid is None:
        grid = "term_end" if phase.running_end else "any_day"
        read_as = said("unknown, read as any day")
        if phase.running_end:
            read_as = said("unknown, read as the end of the term")
        draft.assume(about("contract.notice_to", read_as))
    if grid == "term_end" and phase.running_end is None:
        grid = "any_day"
    earliest = None if phase.renewed else phase.running_end
    return Plan(grid, (_agreed_notice(question, draft),), None, earliest=earliest)


def _agreed_notice(question: Question, draft: Draft) -> Period:
    """The contract's own notice; unknown is read the careful way for the kind of term."""
    contract = question.contract
    if contract.notice is not None:
        return contract.notice
    term = question.facts.term
    short = term is not None and term.rough_days < SHORT_TERM_DAYS
    notice = NOTHING if short or contract.renews_for == "none" else Period(1, "m")
    draft.assume(
        about(
            "contract.notice",
            said("unknown, read as %(notice)s", notice=in_words(notice)),
        )
    )
    return notice


def _notices(
    question: Question, draft: Draft, rule: Rule, counts: Counts
) -> tuple[Period, ...]:
    notices = _with_cap(question, draft, counts.notice_max, rule)
    least = counts.notice_min
    if least:
        notices = tuple(
            least if p.rough_days < least.rough_days else p for p in notices
        )
    return notices


def _with_cap(
    question: Question, draft: Draft, cap: Period | None, rule: Rule
) -> tuple[Period, ...]:
    agreed = question.contract.notice
    if cap is None:
        return (_agreed_notice(question, draft),)
    if agreed is None:
        draft.assume(
            about(
                "contract.notice",
                said(
                    "unknown, read as %(cap)s, the most that %(rule)s allows",
                    cap=in_words(cap),
                    rule=name_of(rule),
                ),
            )
        )
        return (cap,)
    return (agreed, cap)


def _longer_contract(question: Question, cap: Period | None) -> Period | None:
    agreed = question.contract.notice
    if agreed and cap and agreed.rough_days > cap.rough_days:
        return agreed
    return None


def _test(rule: Rule) -> str:
    return rule.test if rule.test != "none" else "receipt"
