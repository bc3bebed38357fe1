"""After an answer on the recipient's page: a code goes to the address that the letter went to, and who can type it reads that mailbox.

Only where the site sends from a domain of its own. Through the sender's own mailbox the code would lie in that
mailbox's Sent folder: the sender could answer in the company's name, so that such a code would prove nothing.
"""

import hmac
import logging
import os
import secrets
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duly.cases.actions.complain import note_complaint
from duly.cases.actions.relink import Mailer
from duly.cases.apart import each, of_case
from duly.cases.counted import keyed
from duly.cases.envelope import case_file_of, destination_of
from duly.cases.models import Case, Deadline, Dispatch, Event
from duly.cases.record import record_anyway
from duly.cases.tries import MAYBE_WENT, ask, put_off, waiting
from duly.channels import Refused
from duly.channels.registered_email.settings import read_settings
from duly.kit.environment import BadSetting
from duly.letters.case_file import BadCaseFile

log = logging.getLogger(__name__)

KIND = "answer_code"
DIGITS = 8
VALID_FOR = timedelta(minutes=30)
MOST_TRIES = 5
ONCE_IN = timedelta(minutes=2)
MOST_A_DAY = 5
# For one address, whatever the number of letters that lie there: the mail is ours, and somebody else asked for it.
MOST_PAGES_AN_HOUR = 10
MAILED, MADE_SURE = "reply.code_mailed", "reply.checked"

Stage = Literal["", "asked", "mailed", "over"]


class WrongCode(Exception):
    """Not the code that was mailed; it may be tried again."""


class NoCode(Exception):
    """There is no code that could be typed: none was mailed, it is used, too old or was tried too often."""


def can_mail_codes() -> bool:
    """The site mails by itself, and not out of the mailbox of the sender."""
    try:
        transport = read_settings(os.environ).transport
    except BadSetting:
        return False
    return bool(settings.MAIL_IS_SET_UP) and transport != "submission"


def ask_for_code(dispatch: Dispatch, *, answer: str, now: datetime) -> bool:
    """Put the request down for the worker. `answer` is the SHA-256 of the answer that the code will stand for.

    False, and nothing changes, when a code was asked for just before or often enough today.
    """
    if not can_mail_codes() or is_made_sure(dispatch, answer=answer):
        return False
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=dispatch.case_id)
        if not _may_ask(dispatch, now=now):
            return False
        ask(dispatch.case, kind=KIND, reason=f"{dispatch.pk}:{answer}", now=now)
        # The old code stands for the old answer.
        Dispatch.objects.filter(case_id=dispatch.case_id).update(answer_code_sha256="")
    return True


def _may_ask(dispatch: Dispatch, *, now: datetime) -> bool:
    last = Deadline.objects.filter(case_id=dispatch.case_id, kind=KIND).first()
    if last and last.instant and now - last.instant < ONCE_IN:
        return False
    today = dispatch.case.events.filter(name=MAILED, at__gt=now - timedelta(days=1))
    if today.count() >= MOST_A_DAY:
        return False
    same_address = (
        Deadline.objects.filter(kind=KIND, instant__gt=now - timedelta(hours=1))
        .filter(case__dispatches__recipient_digest=dispatch.recipient_digest)
        .exclude(case_id=dispatch.case_id)
        .distinct()
    )
    return same_address.count() < MOST_PAGES_AN_HOUR


def send_codes(*, mail: Mailer, now: datetime) -> int:
    """Mail every code that was asked for; the code itself is kept nowhere. An OSError leaves the request for the next time."""
    return each(
        waiting(KIND, valid_for=VALID_FOR, now=now),
        partial(_send_code, mail=mail, now=now),
        about=lambda request: of_case(request.case_id),
    )


def _send_code(request: Deadline, *, mail: Mailer, now: datetime) -> bool:
    """Claimed first and mailed second: a crash between costs a code, never sends two. A server that may have taken
    it counts as one that did: the code holds if it arrived, and a fresh one is asked for if not.
    """
    rows = Deadline.objects.filter(pk=request.pk, reason=request.reason)
    if not rows.filter(reached_at=None).update(reached_at=now):
        return False
    dispatch, answer = _asked_for(request)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    try:
        to = str(destination_of(dispatch.case, needs="email"))
        mail(to, *_words(dispatch, answer, code))
    except MAYBE_WENT:
        log.warning("%s: a code may have gone", dispatch.case.reference)
    except OSError as fault:
        put_off(request, fault, now=now)
        return False
    except (Refused, BadCaseFile):
        return False  # its company has left the catalogue: there is no address any more
    with transaction.atomic():
        Dispatch.objects.filter(pk=dispatch.pk).update(
            answer_code_sha256=_digest(dispatch, answer, code), answer_code_tries=0
        )
        record_anyway(
            dispatch.case,
            MAILED,
            at=now,
            payload={"dispatch": dispatch.pk, "channel": dispatch.channel},
        )
    return True


def _asked_for(request: Deadline) -> tuple[Dispatch, str]:
    number, _colon, answer = request.reason.partition(":")
    found = Dispatch.objects.select_related("case", "letter").get(pk=int(number))
    return found, answer


def _digest(dispatch: Dispatch, answer: str, code: str) -> str:
    """Of this letter and this answer only, and under our key: eight digits are tried out in a second without it."""
    return keyed("answer code", f"{dispatch.key}\n{answer}\n{code}")


def stage_of(dispatch: Dispatch, *, now: datetime) -> Stage:
    """What the page asks for: nothing, to wait for the mail, to type the code, or to have a fresh one sent."""
    request = Deadline.objects.filter(case_id=dispatch.case_id, kind=KIND).first()
    if request is None or not request.reason.startswith(f"{dispatch.pk}:"):
        return ""
    if is_made_sure(dispatch, answer=request.reason.partition(":")[2]):
        return ""
    if not can_mail_codes():
        return ""
    since = request.reached_at or request.instant
    if since is None or now - since > VALID_FOR:
        return "over"
    if request.reached_at is None:
        return "asked"
    is_open = dispatch.answer_code_sha256 and dispatch.answer_code_tries < MOST_TRIES
    return "mailed" if is_open else "over"


def ask_again(dispatch: Dispatch, *, now: datetime) -> bool:
    """A fresh code for the same answer. False as in `ask_for_code`, or when no answer waits for one."""
    request = Deadline.objects.filter(case_id=dispatch.case_id, kind=KIND).first()
    if request is None or not request.reason.startswith(f"{dispatch.pk}:"):
        return False
    return ask_for_code(dispatch, answer=request.reason.partition(":")[2], now=now)


def take_code(dispatch: Dispatch, typed: str, *, now: datetime) -> None:
    """The right code, once, makes the answer sure: level E6. Every try counts. Raises WrongCode, NoCode."""
    if stage_of(dispatch, now=now) != "mailed":
        raise NoCode(dispatch.case.reference)
    # One conditional UPDATE: tries at the same moment are counted one by one.
    rows = Dispatch.objects.filter(pk=dispatch.pk).exclude(answer_code_sha256="")
    if not rows.filter(answer_code_tries__lt=MOST_TRIES).update(
        answer_code_tries=F("answer_code_tries") + 1
    ):
        raise NoCode(dispatch.case.reference)
    request = Deadline.objects.get(case_id=dispatch.case_id, kind=KIND)
    answer = request.reason.partition(":")[2]
    digest = _digest(dispatch, answer, "".join(filter(str.isdigit, typed)))
    if not hmac.compare_digest(digest, dispatch.answer_code_sha256):
        raise WrongCode(dispatch.case.reference)
    with transaction.atomic():
        used = rows.filter(answer_code_sha256=digest).update(answer_code_sha256="")
        if not used:
            raise NoCode(dispatch.case.reference)
        _make_sure(dispatch, answer, now=now)


def _make_sure(dispatch: Dispatch, answer: str, *, now: datetime) -> None:
    told = answer_event(dispatch, answer).payload
    record_anyway(
        dispatch.case,
        MADE_SURE,
        at=now,
        actor="recipient",
        level="E6",
        payload={
            name: told[name]
            for name in ("dispatch", "channel", "verdict", "matches", "confirmed_end")
            if name in told
        }
        | {"matched_by": "page_code", "answer": answer},
    )
    if told["verdict"] == "not_our_customer":
        note_complaint(dispatch, is_theirs=True, now=now)


def is_made_sure(dispatch: Dispatch, *, answer: str) -> bool:
    return dispatch.case.events.filter(name=MADE_SURE, payload__answer=answer).exists()


def answer_event(dispatch: Dispatch, answer: str) -> Event:
    return dispatch.case.events.get(
        name="reply.received", payload__source_id=answer_id(dispatch, answer)
    )


def answer_id(dispatch: Dispatch, answer: str) -> str:
    return f"{dispatch.key}:page:{answer}"


def _words(dispatch: Dispatch, answer: str, code: str) -> tuple[str, str]:
    """No name and no words of whoever typed them: the page may not make us carry them to others. And no link."""
    told = answer_event(dispatch, answer).payload
    case_file = case_file_of(dispatch.case)
    with translation.override(dispatch.letter.language):
        said = _verdict_words(
            told["verdict"], told.get("confirmed_end"), kind=case_file.kind
        )
        text = _(
            "%(sender)s wrote to you; the letter has the reference %(reference)s. Somebody opened its page and gave "
            "this answer:\n\n%(answer)s\n\nIf that was you, type this code on the page within 30 minutes:\n\n"
            "%(code)s\n\nIf it was not you, do nothing. Without the code the answer is shown as not checked. The "
            "sender of the letter does not get the code, and this mail has no link, so that you can trust it."
        )
        values = {
            "sender": case_file.sender.name,
            "reference": dispatch.case.reference,
            "answer": said,
            "code": f"{code[:4]} {code[4:]}",
        }
        return _("A code for your answer"), text % values


def answers_to(kind: str) -> dict[str, str]:
    """What a recipient can answer to a letter of that kind, by verdict; the yes says what it means."""
    about_other_things = {
        "refund_demand": _("We pay the money back"),
        "stop_payment": _("We stop the payments"),
        "erasure": _("We have erased the data"),
    }
    return {
        "confirmed": about_other_things.get(kind, _("We confirm: the contract ends")),
        "refused": _("We refuse"),
        "information_request": _("We need something more"),
        "not_our_customer": _("This person is not our customer"),
    }


def _verdict_words(verdict: str, confirmed_end: str | None, *, kind: str) -> str:
    words = answers_to(kind)[verdict]
    day = parse_date(confirmed_end) if confirmed_end else None
    return f"{words} ({date_format(day)})" if day else words
