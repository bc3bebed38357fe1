"""By when must it leave? E-mail and post days for a given last day (research: formulas of section 6)."""

from dataclasses import dataclass
from datetime import date, timedelta

from duly.deadlines.draft import COUNTING, Draft
from duly.deadlines.question import Question
from duly.deadlines.words import about
from duly.kit.said import said
from duly.knowledge.calendars import delivery_times

ONE_DAY = timedelta(days=1)
EMAIL_MARGIN_BD = 2
POST_MARGIN_BD = 5
BORDER_MARGIN_BD = 10


@dataclass(frozen=True, slots=True)
class SendBy:
    """Last sending days by channel; None = this channel has no last day, or no use."""

    email_by: date | None = None
    post_by: date | None = None
    post_recommended: date | None = None
    post_feasible: bool = True
    why_no_post: str = ""


def send_by(question: Question, draft: Draft) -> SendBy:
    if draft.ends_on_the_minute:
        return _for_an_instant(question, draft)
    if draft.legal_last is None or draft.safe_last is None:
        return SendBy()
    if draft.test == "dispatch":
        email = draft.safe_last
        post = question.sender.post_day_on_or_before(draft.safe_last)
    else:
        email = question.recipient.subtract(draft.safe_last, EMAIL_MARGIN_BD)
        post = _posting_day(question, draft, draft.legal_last)
    margin = BORDER_MARGIN_BD if question.crosses_border else POST_MARGIN_BD
    recommended = question.both.subtract(post, margin)
    feasible = post >= question.matter.today
    _explain(draft, email, post)
    return SendBy(
        email_by=email,
        post_by=post,
        post_recommended=recommended,
        post_feasible=feasible,
        why_no_post="" if feasible else _why_not(draft, post),
    )


def _why_not(draft: Draft, post: date) -> str:
    if draft.test == "dispatch":
        return said("The last day of posting, %(post)s, has passed.", post=post)
    return said(
        "A letter posted today could arrive too late; it had to be posted by %(post)s.",
        post=post,
    )


def _for_an_instant(question: Question, draft: Draft) -> SendBy:
    """A trial ends on the minute: a letter can never prove that it was in time."""
    email = None
    if draft.legal_last is not None:
        email = question.recipient.subtract(draft.legal_last, EMAIL_MARGIN_BD)
    return SendBy(
        email_by=email,
        post_feasible=False,
        why_no_post=said(
            "A trial ends at an exact time; a letter is never the way to end one."
        ),
    )


def _posting_day(question: Question, draft: Draft, legal_last: date) -> date:
    """Last acceptance day whose slowest delivery still arrives on the last day."""
    days_bd = _slowest_delivery(question, draft)
    day = question.sender.post_day_on_or_before(legal_last)
    while question.both.add(day, days_bd) > legal_last:
        day = question.sender.post_day_on_or_before(day - ONE_DAY)
    return day


def _slowest_delivery(question: Question, draft: Draft) -> int:
    deemed = question.contract.post_deemed_bd
    if deemed is not None:
        draft.because(
            question.matter.today,
            said(
                "The contract counts a letter as received on business day %(deemed)s after posting.",
                deemed=deemed,
            ),
            "contract",
        )
        return deemed
    if question.matter.post.max_bd is not None:
        return question.matter.post.max_bd
    usual = delivery_times(border=question.crosses_border).max_bd
    draft.assume(
        about(
            "post.max_bd", said("unknown, read as %(usual)s business days", usual=usual)
        )
    )
    return usual


def _explain(draft: Draft, email: date, post: date) -> None:
    if draft.test == "dispatch":
        draft.because(
            post,
            said("Sending counts, so the last day on which the post accepts letters."),
            COUNTING,
        )
        return
    draft.because(
        email,
        said(
            "An e-mail keeps %(days)s business days in hand.",
            days=EMAIL_MARGIN_BD,
        ),
        COUNTING,
    )
    draft.because(
        post,
        said(
            "The last posting day on which even the slowest delivery arrives in time."
        ),
        COUNTING,
    )
