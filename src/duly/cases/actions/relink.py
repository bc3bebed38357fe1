"""The secret link was lost: whoever holds the proof may have a fresh one sent to the sender's own mailbox.

The mail goes first and the new link counts after it: a crash between leaves the old link good.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from duly.cases.actions.cosign import checkpoint_to_carry
from duly.cases.actions.draft import TOKEN_BYTES, draft_of, token_digest
from duly.cases.counted import keyed, mailbox_of
from duly.cases.models import Case, Deadline
from duly.cases.record import record_anyway
from duly.cases.tries import ask, put_off, waiting
from duly.cases.vault import Erased, unwrap
from duly.channels.registered_email.short_mail import NotTaken
from duly.kit.mail_address import BadMailAddress, mail_address

KIND = "link_requested"
ONCE_IN = timedelta(hours=1)
# An address that refuses is not knocked at for ever.
TRIED_FOR = timedelta(days=1)
# For one mailbox, whatever the number of cases: anybody can type the address of somebody else.
MOST_AN_HOUR, MOST_A_DAY = 5, 10
DAY = timedelta(days=1)
# A person who loses the link of one case again and again has lost the mailbox.
MOST_OF_A_CASE = 5

# to, subject, text
Mailer = Callable[[str, str, str], None]


def ask_for_link(case: Case, *, now: datetime) -> None:
    """Put the request down for the worker; asking again within the hour changes nothing."""
    last = case.deadlines.filter(kind=KIND).first()
    if last and last.instant and now - last.instant < ONCE_IN:
        return
    # The keyed digest of the mailbox, so that requests of several cases are counted together.
    mailbox = keyed("link", mailbox_of(_address_of(case)))
    if _is_too_often(case, mailbox, now=now):
        return
    ask(case, kind=KIND, reason=mailbox, now=now)


def _is_too_often(case: Case, mailbox: str, *, now: datetime) -> bool:
    """A case has one request, the newest; how many mails went, its events tell."""
    asked = Deadline.objects.filter(kind=KIND, reason=mailbox)
    went = case.events.filter(name="case.link_renewed", at__gt=now - DAY)
    return (
        asked.filter(instant__gt=now - ONCE_IN).count() >= MOST_AN_HOUR
        or asked.filter(instant__gt=now - DAY).count() >= MOST_A_DAY
        or went.count() >= MOST_OF_A_CASE
    )


def address_mark(case: Case, address: str) -> str:
    """Says in an event which address was meant, as long as the case has its key: erasing the key erases the way back."""
    key = unwrap(case.reference, case.wrapped_key)
    return hmac.digest(key, mailbox_of(address).encode(), hashlib.sha256).hex()


def send_links(*, mail: Mailer, now: datetime) -> int:
    """Mail every link that was asked for; returns how many went. What was not taken is tried again, later each time."""
    done = 0
    for request in waiting(KIND, valid_for=TRIED_FOR, now=now):
        try:
            done += _send_link(request, mail=mail, now=now)
        except Erased:
            continue  # in this very moment
        except OSError as fault:
            put_off(request, fault, now=now)
            if not isinstance(fault, NotTaken):
                break  # The mail server is away: it is asked once for all who wait.
    return done


def _send_link(request: Deadline, *, mail: Mailer, now: datetime) -> bool:
    case = request.case
    address = _address_of(case)
    if not _is_address(address):
        address = ""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    if address:
        mail(address, *_words(case, token))
    with transaction.atomic():
        request.reached_at = now
        request.save(update_fields=["reached_at"])
        if address:
            Case.objects.filter(pk=case.pk).update(token_sha256=token_digest(token))
            record_anyway(
                case,
                "case.link_renewed",
                at=now,
                actor="sender",
                payload={"address": address_mark(case, address)},
            )
    return True


def _address_of(case: Case) -> str:
    return str(draft_of(case).get("sender", {}).get("email", ""))


def _is_address(text: str) -> bool:
    try:
        return bool(mail_address(text))
    except BadMailAddress:
        return False


def _words(case: Case, token: str) -> tuple[str, str]:
    # No reference: in a mailbox that we read, it would make our own mail pass for an answer of the company.
    subject = _("The fresh link to your case")
    text = _(
        "Here is the fresh link to your case %(reference)s. The old link no longer works.\n\n"
        "%(url)s\n\n"
        "You get this because somebody who has your proof asked for it. "
        "If that was not you, nothing else has happened: only this mail carries the link."
    )
    url = f"{settings.BASE_URL}/case/{token}/"
    return subject, text % {"reference": case.reference, "url": url} + _log_words()


def _log_words() -> str:
    checkpoint = checkpoint_to_carry()
    if checkpoint is None:
        return ""
    words = _(
        "Keep this mail: it holds the state of our public log today, signed. If anybody changes "
        "what was entered in it before, the two will not fit together."
    )
    return f"\n\n{words}\n\n{checkpoint}"
