"""The recipient answers on their own page: whoever holds the link of the mail gives a name and says what it is.

The sender has the link too, in the proof, and so has everybody to whom the mail was passed on. So the words alone
raise no level; the code that is mailed to the company's address does (`answer_code`).
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Literal

from django.db import transaction

from duly.cases.actions.answer_code import answer_id, ask_for_code
from duly.cases.actions.complain import note_complaint
from duly.cases.actions.draft import token_digest
from duly.cases.actions.receive import end_compared, keep_exhibit
from duly.cases.models import Dispatch
from duly.cases.record import record_anyway

Verdict = Literal["confirmed", "refused", "information_request", "not_our_customer"]
MOST_ANSWERS = 10


NOT_CHECKED = "typed on the page of the letter; who wrote it was not checked"


class TooManyAnswers(Exception):
    """The page has been answered often enough; a mail is read all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAnswer:
    """As typed. `ends_on` is the day that they confirm."""

    verdict: Verdict
    name: str
    ends_on: date | None = None
    words: str = ""

    @property
    def as_octets(self) -> bytes:
        typed = asdict(self) | {
            "ends_on": self.ends_on.isoformat() if self.ends_on else None
        }
        return json.dumps(typed, ensure_ascii=False, indent=1).encode()


def dispatch_of_page(token: str) -> Dispatch | None:
    """The sending whose mail carries this link; None also when the sender had the case erased."""
    return (
        Dispatch.objects.select_related("case", "letter")
        .filter(answer_token_sha256=token_digest(token), case__erased_at=None)
        .first()
    )


def take_page_answer(dispatch: Dispatch, answer: PageAnswer, *, now: datetime) -> None:
    """Keep it, once, and ask for the code that makes it sure; the name and the words stay in the paper.
    Only the sender closes the case. The same answer again asks again: a crash may have come between, or it was too
    early for another code.

    Raises TooManyAnswers.
    """
    sha256 = hashlib.sha256(answer.as_octets).hexdigest()
    _keep(dispatch, answer, source_id=answer_id(dispatch, sha256), now=now)
    ask_for_code(dispatch, answer=sha256, now=now)


def _keep(
    dispatch: Dispatch, answer: PageAnswer, *, source_id: str, now: datetime
) -> None:
    case = dispatch.case
    payload = {
        "dispatch": dispatch.pk,
        "channel": dispatch.channel,
        "verdict": answer.verdict,
        "matches": end_compared(case, answer.ends_on),
        "matched_by": "page",
        "because": NOT_CHECKED,
        "source_id": source_id,
    }
    if answer.ends_on:
        payload["confirmed_end"] = answer.ends_on.isoformat()
    with transaction.atomic():
        type(case).objects.select_for_update().get(pk=case.pk)
        before = case.events.filter(payload__matched_by="page")
        if before.filter(payload__source_id=source_id).exists():
            return
        if before.count() >= MOST_ANSWERS:
            raise TooManyAnswers(case.reference)
        record_anyway(
            case,
            "reply.received",
            at=now,
            actor="recipient",
            payload=payload,
        )
        keep_exhibit(
            case,
            kind="page_answer",
            name="answer-on-the-page.json",
            media_type="application/json",
            content=answer.as_octets,
            source="recipient",
            source_id=source_id,
            now=now,
        )
        if answer.verdict == "not_our_customer":
            note_complaint(dispatch, is_theirs=False, now=now)
