"""The channel planner: law, contract and days left give a ranked list, each with its reason."""

from dataclasses import dataclass, replace
from datetime import date

from duly.deadlines.draft import Draft
from duly.deadlines.post import SendBy
from duly.deadlines.question import NOTICE_ACTS, Question
from duly.kit.said import said
from duly.knowledge.law import Rule, applies, law_set

# Which demand blocks of a rule mean "there is a legally required way online".
ONLINE_BLOCKS = {
    "withdrawal": frozenset({"withdrawal_function"}),
    "ordinary": frozenset({"online_exit", "simple_exit"}),
    "for_cause": frozenset({"online_exit", "simple_exit"}),
}


@dataclass(frozen=True, slots=True)
class Advice:
    """One way to send. `by` is its last day, None where the rule sets none."""

    channel: str
    why: str
    by: date | None


def advise(question: Question, draft: Draft, sending: SendBy) -> tuple[Advice, ...]:
    """The provider's own page first where it ends the contract; never post for a trial."""
    form = _registered_form(question, draft)
    found = [
        *_page(question, draft),
        *_registered(form, sending),
        *_email(draft, sending, form),
        *([] if form else _letter(question, draft, sending)),
    ]
    first = {advice.channel: advice for advice in reversed(found)}
    return tuple(_not_past(a, question.matter.today) for a in reversed(first.values()))


def _not_past(advice: Advice, today: date) -> Advice:
    """A day that has gone by means: today."""
    if advice.by is None or advice.by >= today:
        return advice
    return replace(advice, by=today)


def _page(question: Question, draft: Draft) -> list[Advice]:
    """The cancel button: at once, free, and in many places the trader's legal duty."""
    rule = _online_rule(question)
    if question.contract.online is not True:
        return []
    by = draft.cancel_by.date() if draft.cancel_by else draft.safe_last
    why = said(
        "The provider's own page takes the notice at once, without post or postage; keep its confirmation."
    )
    if rule is not None:
        why = said(
            "%(citation)s obliges the provider to offer this way online; the notice arrives at once. Keep its confirmation.",
            citation=rule.citation,
        )
    return [Advice("provider_page", why, by)]


def _online_rule(question: Question) -> Rule | None:
    """The rule of the person's law that obliges the trader to offer a way online."""
    wanted = ONLINE_BLOCKS[question.matter.act]
    for rule in law_set(question.matter.residence).rules:
        if (
            not wanted.isdisjoint(rule.demand_blocks)
            and rule.print == "letter"
            and rule.is_in_force(question.matter.today)
            and applies(rule, question.facts)
        ):
            return rule
    return None


def _registered_form(question: Question, draft: Draft) -> Rule | None:
    """The rule that asks for a registered letter: one that counts here, or one on form alone.

    Belgium has the form of all insurance notices in an article of its own (art. 84).
    """
    on_form = (
        rule
        for rule in law_set(question.matter.residence).rules
        if "form" in rule.gives
        and rule.act in NOTICE_ACTS[question.matter.act]
        and rule.is_in_force(question.matter.today)
        and applies(rule, question.facts)
    )
    asked = (r for r in (*draft.rules, *on_form) if r.form.startswith("registered"))
    return next(asked, None)


def _registered(form: Rule | None, sending: SendBy) -> list[Advice]:
    """The few rules that ask for a registered letter: there it comes before e-mail."""
    if form is None:
        return []
    why = said("%(citation)s asks for a registered letter.", citation=form.citation)
    if not sending.post_feasible:
        return [
            Advice(
                "registered_post",
                said(
                    "%(why)s %(why_no_post)s", why=why, why_no_post=sending.why_no_post
                ),
                None,
            )
        ]
    return [Advice("registered_post", why, sending.post_by)]


def _email(draft: Draft, sending: SendBy, form: Rule | None) -> list[Advice]:
    if draft.ends_on_the_minute:
        why = said(
            "An e-mail with proof of time, while two business days are left for a silent failure."
        )
    elif form:
        why = said(
            "A copy only: %(citation)s asks for a registered letter, and a plain e-mail is not enough.",
            citation=form.citation,
        )
    elif draft.test == "dispatch":
        why = said("Sending in time is enough, and the time stamp proves it.")
    else:
        why = said(
            "It arrives the same day, and delivery to the provider's server is proven."
        )
    if sending.why_no_post and not draft.ends_on_the_minute and not form:
        why = said(
            "%(why_no_post)s Send by e-mail now; a letter may follow as a second copy.",
            why_no_post=sending.why_no_post,
        )
    return [Advice("registered_email", why, sending.email_by)]


def _letter(question: Question, draft: Draft, sending: SendBy) -> list[Advice]:
    """A letter with proof where proof of arrival is the point, a plain one as second copy."""
    if not sending.post_feasible:
        return []
    if draft.test == "receipt" and question.contract.online is not True:
        return [
            Advice(
                "registered_post",
                said(
                    "A letter whose arrival the carrier records, where no page ends the contract."
                ),
                sending.post_recommended,
            )
        ]
    return [
        Advice(
            "post",
            said(
                "A second copy on paper; registered post would prove nothing more here."
            ),
            sending.post_recommended,
        )
    ]
