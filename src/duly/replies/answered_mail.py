"""The answer in a mail: its newest part as a person sees it, with the subject and the day of the mail."""

from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime

from duly.replies.answers import Answer, read_answer
from duly.replies.auto_replies import ABSENT
from duly.replies.mail import Mail
from duly.replies.newest import newest_part
from duly.replies.shown import shown_text


def answer_of(mail: Mail) -> Answer:
    answer = read_both(mail)
    if answer.verdict in URGENT_ONLY and (
        ABSENT.search(mail.header("Subject")) or ABSENT.search(answer.text[:4000])
    ):
        return replace(answer, verdict="unknown", spans=())
    return answer


# "In urgent cases please call …" of somebody absent asks nothing of this contract.
URGENT_ONLY = ("needs_action", "information_request")


def read_both(mail: Mail) -> Answer:
    """A confirmation counts only if the text part and the page that the person sees both say it."""
    subject, sent_on = mail.header("Subject"), day_of_mail(mail)
    if not mail.pages:
        return read_answer(newest_part(mail.text), subject=subject, sent_on=sent_on)
    has_text = any(kind == "text/plain" for kind in mail.types)
    answer = read_answer(newest_part(mail.text), subject=subject, sent_on=sent_on)
    if has_text and answer.verdict not in ("confirmed", "unknown"):
        return answer
    page = newest_part("\n".join(map(shown_text, mail.pages)))
    shown = read_answer(page, subject=subject, sent_on=sent_on)
    if not has_text or shown.verdict != answer.verdict:
        return shown
    return answer if answer.effective_date == shown.effective_date else shown


def day_of_mail(mail: Mail) -> date | None:
    try:
        return parsedate_to_datetime(mail.header("Date")).date()
    except (TypeError, ValueError, IndexError):
        return None
