"""After news: one mail to the sender, who need not look at the page every day. Never a mail to the company.

It names no company, no address and no word of the letter: a mail may be read by others.
"""

import logging
import smtplib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duly.cases.actions.draft import draft_of
from duly.cases.actions.relink import Mailer
from duly.cases.follow_ups import TELL, TELL_ROWS, TOLD, TOLD_ROWS
from duly.cases.languages import language_of
from duly.cases.models import Case, Deadline
from duly.cases.tries import MAYBE_WENT
from duly.cases.vault import Erased
from duly.channels.registered_email.short_mail import NotTaken
from duly.kit.mail_address import BadMailAddress, mail_address

log = logging.getLogger(__name__)

MOST_AT_ONCE, MOST_A_DAY = 20, 6
REST = timedelta(minutes=5)
TRY_AGAIN, GIVE_UP = timedelta(hours=1), timedelta(days=4)
# A crash after the mail and before the mark costs one copy more, and never a third.
MOST_COPIES = 2

SUBJECT = gettext_lazy("There is news of your letter")
SENTENCES: Mapping[str, Promise] = {
    "in_doubt": gettext_lazy(
        "We do not know if your letter went out, and no report has come. Open your case and decide: send the same message once more, or take another way."
    ),
    "failed": gettext_lazy(
        "Your letter did not reach them this way. Open your case, look at the date, and choose another way."
    ),
    "not_moving": gettext_lazy(
        "The carrier took your letter six days ago and has reported no step of its way since. Open your case: send it another way while there is time, or ask the carrier."
    ),
    "answered": gettext_lazy(
        "An answer came. Open your case, read it with care, and say what it is."
    ),
    "ask_again": gettext_lazy(
        "Seven days have gone by without an answer. Open your case: you can ask them once more, or go the next way."
    ),
    "go_on": gettext_lazy(
        "Fourteen days have gone by without an answer. Open your case: it is time to go the next way."
    ),
    "running_out": gettext_lazy(
        "Your letter has not got through yet, and fewer than three days are left. Open your case and send it on paper as well."
    ),
}


def mail_to_sender(to: str, subject: str, text: str) -> None:
    """Marked as made by a machine (RFC 3834), so that no machine answers it."""
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    EmailMessage(
        subject, text, settings.DEFAULT_FROM_EMAIL, [to], headers=headers
    ).send()


def tell_later(case: Case, *, kind: str, now: datetime) -> None:
    """Put down that the person is to be told; the same again changes nothing."""
    Deadline.objects.get_or_create(
        case=case, kind=kind, defaults={"instant": now, "reason": ""}
    )


def tell_waiting(*, mail: Mailer, now: datetime) -> int:
    """Send what waits; returns how many mails went. What a case has several of under one word goes as one mail."""
    rows = (
        Deadline.objects.select_related("case")
        .filter(
            **TELL_ROWS,
            reached_at=None,
            instant__lte=now,
            case__erased_at=None,
        )
        .order_by("case_id", "kind")[:MOST_AT_ONCE]
    )
    sent = 0
    for _key, group in groupby(rows, key=lambda row: (row.case_id, _word(row))):
        try:
            sent += _tell(list(group), mail=mail, now=now)
        except NotTaken:
            continue  # The server of this one address; others have others.
        except OSError as reason:
            log.warning("no mail to senders went: %s", type(reason).__name__)
            _wait(now=now)
            break
    return sent


def _wait(*, now: datetime) -> None:
    """A server that is away may take its whole time to say so, and letters wait meanwhile."""
    waiting = Deadline.objects.filter(
        **TELL_ROWS, reached_at=None, instant__lt=now + REST
    )
    waiting.update(instant=now + REST)


def _word(row: Deadline) -> str:
    return row.kind.split(":")[1]


def _tell(rows: Sequence[Deadline], *, mail: Mailer, now: datetime) -> bool:
    """True when a mail went. Raises OSError when the server did not take it."""
    case = rows[0].case
    if _told_today(case, now=now) >= MOST_A_DAY:
        # All that wait in this case, however many, go out of the way of the others.
        ours = case.deadlines.filter(**TELL_ROWS, reached_at=None)
        ours.filter(instant__lte=now).update(instant=now + TRY_AGAIN)
        return False
    mine = [row for row in rows if _begin(row, now=now)]
    if not mine:
        return False
    address = _address(case)
    if not address:
        _mark(mine, now=now)
        return False
    try:
        mail(address, *_words(case, _word(rows[0])))
    except MAYBE_WENT:
        raise  # It may have gone: an hour later once more, at most.
    except smtplib.SMTPRecipientsRefused:
        log.warning("%s: the sender's own address was refused", case.reference)
    except OSError:
        _put_back(mine)
        raise
    _mark(mine, now=now)
    return True


def _told_today(case: Case, *, now: datetime) -> int:
    """Rows that went as one mail bear the same moment."""
    told = case.deadlines.filter(**TOLD_ROWS, reached_at__gt=now - timedelta(days=1))
    return told.values("reached_at").distinct().count()


def _begin(row: Deadline, *, now: datetime) -> bool:
    """One conditional UPDATE: whoever changes the row sends. False also when it was begun too often or is old."""
    waiting = Deadline.objects.filter(
        pk=row.pk, reached_at=None, instant=row.instant, copies=row.copies
    )
    if row.copies >= MOST_COPIES or _is_old(row, now=now):
        log.warning("%s: a mail to the sender was given up", row.case.reference)
        _mark([row], now=now)
        return False
    return bool(waiting.update(instant=now + TRY_AGAIN, copies=row.copies + 1))


def _is_old(row: Deadline, *, now: datetime) -> bool:
    """What happened days ago, while no mail server let us in, the person has long seen."""
    about = row.case.events.get(seq=int(row.kind.split(":")[2]))
    return now - about.at > GIVE_UP


def _put_back(rows: Sequence[Deadline]) -> None:
    """Provably not sent; the hour until the next try stays."""
    for row in rows:
        Deadline.objects.filter(pk=row.pk).update(copies=row.copies)


def _mark(rows: Sequence[Deadline], *, now: datetime) -> None:
    """Under another kind: what was told in all the years costs no look for what waits."""
    for row in rows:
        kind = TOLD + row.kind.removeprefix(TELL)
        Deadline.objects.filter(pk=row.pk).update(kind=kind, reached_at=now)


def _address(case: Case) -> str:
    try:
        return mail_address(str(draft_of(case).get("sender", {}).get("email", "")))
    except (Erased, BadMailAddress):
        return ""


def _words(case: Case, word: str) -> tuple[str, str]:
    """No reference in the subject: in a mailbox that we read, the mail would pass for an answer of the company."""
    with translation.override(language_of(case)):
        parts = [
            str(SENTENCES[word]),
            _("The reference of your case: %(reference)s")
            % {"reference": case.reference},
            _(
                "Open it by your secret link, which is not in this mail, or under My cases in the browser you wrote it with: %(url)s"
            )
            % {"url": f"{settings.BASE_URL}/my-cases/"},
            _(
                "If the link is lost, drop your proof here and a fresh link is mailed to you: %(url)s"
            )
            % {"url": f"{settings.BASE_URL}/verify/"},
            _("Nothing goes out to them by itself. You decide."),
        ]
        return str(SUBJECT), "\n\n".join(parts) + "\n"
