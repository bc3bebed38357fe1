"""Which recipients does this delivery report speak of, and what became of the mail for each?"""

import re
from dataclasses import dataclass
from typing import Literal

from duly.replies.bounce_reasons import reason_of
from duly.replies.bounce_signs import (
    has_returned,
    is_answered,
    is_bounce,
    is_delay,
    is_relayed,
    is_report,
    is_success,
    is_system,
    own_text,
    says_success,
)
from duly.replies.delivery_status import StatusGroup, status_groups
from duly.replies.mail import ADDRESS, Mail, addresses_of, mail_of
from duly.replies.notice_text import (
    LISTS,
    LISTS_AND_LABELS,
    TIERS,
    Named,
    named_recipients,
    notice_of,
    only_address,
    told_apart,
    words_about,
    written_to_after,
)
from duly.replies.reason_words import Reason
from duly.replies.ses_notification import Notified, notified_recipients
from duly.replies.smtp_codes import Kind, is_vague, kind_of, reply_in, status_in

Action = Literal["failed", "delayed", "delivered", "relayed", "expanded"]
ACTIONS: dict[str, Action] = {
    "failed": "failed",
    "failure": "failed",
    "expired": "failed",
    "delayed": "delayed",
    "deferred": "delayed",
    "delivered": "delivered",
    "deliverable": "delivered",
    "relayed": "relayed",
    "expanded": "expanded",
}
VAGUE: dict[Kind, str] = {
    "permanent": "5.0.0",
    "temporary": "4.0.0",
    "success": "2.0.0",
}
FIND_ADDRESS = re.compile(ADDRESS)
HAS_WORDS = re.compile(r"[^\W\d_]{3,}\s+[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """`kind` is permanent, temporary or success (from the status); whether it is final says `action`."""

    address: str
    action: Action
    status: str
    kind: Kind
    reason: Reason
    diagnostic: str
    original: str = ""
    reporting_mta: str = ""
    remote_mta: str = ""
    envelope_id: str = ""


def recipients_of(mail: Mail) -> tuple[Recipient, ...]:
    """Empty when the mail is no delivery report, or names nobody."""
    notice = notice_of(own_text(mail))
    groups = status_groups(mail)
    # Fields in the text of an answer are what its writer pasted there.
    if groups and (mail.reports or is_system(mail) or not is_answered(mail)):
        return tuple(from_group(group, notice) for group in once_each(groups))
    notified = notified_recipients(mail)
    if notified:
        return tuple(map(from_notified, notified))
    if not is_bounce(mail, notice):
        return ()
    named = named_in(mail, notice)
    inner = None if named else report_inside(mail)
    if inner is not None:
        return recipients_of(inner)
    action = action_told(mail, notice)
    named = named or from_returned(mail, notice) or alone_in(mail, notice)
    # A report that names nobody in its fields may still say why.
    notice = "\n".join((notice, *mail.reports))
    return tuple(
        from_words(
            one,
            spoken_around(one, named, notice),
            action=action,
            is_alone=len(named) == 1,
        )
        for one in named
    )


def report_inside(mail: Mail) -> Mail | None:
    """A report that a gateway wrapped into one of its own, such as InterScan does."""
    if mail.returned is None or mail.returned.get_content_type() != "multipart/report":
        return None
    return mail_of(mail.returned)


def once_each(groups: tuple[StatusGroup, ...]) -> tuple[StatusGroup, ...]:
    """One group an address: the last said, since a later group repeats or corrects an earlier one."""
    return tuple({group.address: group for group in groups}.values())


def named_in(mail: Mail, notice: str) -> tuple[Named, ...]:
    """By the header that some systems add, else by the prose."""
    failed = FIND_ADDRESS.findall(
        " ".join(map(str, mail.message.get_all("X-Failed-Recipients", [])))
    )
    if failed:
        return told_apart(notice, failed)
    writer = mail.addresses("From", "Return-Path", "Reply-To")
    reader = mail.addresses("To", "Delivered-To", "X-Original-To")
    tiers = LISTS_AND_LABELS if may_mention(mail, notice) else TIERS
    named = named_recipients(notice, never=(*writer, *reader), tiers=tiers)
    if named or not (is_report(mail) or has_returned(mail, notice)):
        return named
    # Who writes to themselves may fail too; but a system also writes to its users about their own mailbox.
    return named_recipients(notice, never=writer, tiers=LISTS)


def from_returned(mail: Mail, notice: str) -> tuple[Named, ...]:
    """The recipient of the mail that came back, if it had a single one."""
    if mail.returned is not None:
        written_to = addresses_of(mail.returned, "To")
    else:
        written_to = written_to_after(own_text(mail)[len(notice) :])
    if len(written_to) != 1:
        return ()
    return (Named(address=written_to[0], words=notice),)


def may_mention(mail: Mail, notice: str) -> bool:
    """Whether an address in a sentence may be one in passing: the writer is no mail system, and nothing came back."""
    return not (is_system(mail) or has_returned(mail, notice))


def alone_in(mail: Mail, notice: str) -> tuple[Named, ...]:
    if may_mention(mail, notice):
        return ()
    own = mail.addresses("From", "Return-Path", "Reply-To", "To", "Delivered-To")
    return only_address(notice, never=own)


def spoken_around(one: Named, named: tuple[Named, ...], notice: str) -> str:
    """What of the notice may be said of this recipient: with reasons of their own, another's code is not theirs."""
    if len(named) == 1 or not HAS_WORDS.search(own_words(one)):
        return notice
    return notice[: notice.lower().find(named[0].address)]


def own_words(named: Named) -> str:
    """Its own paragraph; what comes after is often about all, and a heading about the next."""
    words = named.words.partition("\n\n")[0]
    return "" if words.startswith("--") else words


def from_group(group: StatusGroup, notice: str) -> Recipient:
    spoken = group.diagnostic
    if status_in(spoken) is None and reply_in(spoken) is None:
        spoken = f"{spoken} {words_about(notice, group.address)}".strip()
    action = ACTIONS.get(group.action) or action_for(group.status)
    return finished(
        address=group.address,
        action=action,
        status=better_status(group, spoken),
        spoken=spoken,
        diagnostic=group.diagnostic or spoken,
        original=group.original,
        reporting_mta=group.reporting_mta,
        remote_mta=group.remote_mta,
        envelope_id=group.envelope_id,
    )


def better_status(group: StatusGroup, spoken: str) -> str:
    """The recipient's server knows better than the relay: its own code counts, if it is of the same class."""
    theirs = status_in(group.diagnostic, digits=group.status[:1] or "245")
    if theirs and not is_vague(theirs):
        return theirs
    if group.status and not is_vague(group.status):
        return group.status
    return status_in(spoken, digits=group.status[:1] or "45") or group.status


def action_told(mail: Mail, notice: str) -> Action:
    """What a report without fields says became of the mail."""
    if is_success(mail, notice):
        return "relayed" if is_relayed(mail, notice) else "delivered"
    return "delayed" if is_delay(mail, notice) else "failed"


def from_words(
    named: Named, notice: str, *, action: Action, is_alone: bool
) -> Recipient:
    """Of several, the last one's words go on into what is said of all: its own paragraph comes first then."""
    if action in ("delivered", "relayed") or says_success(own_words(named)):
        return finished(
            address=named.address,
            action="relayed" if action == "relayed" else "delivered",
            status=status_in(named.words, digits="2") or VAGUE["success"],
            spoken="",
            diagnostic=named.words,
        )
    spoken = named.words
    if status_in(spoken, digits="45") is None and reply_in(spoken) is None:
        spoken = f"{spoken}\n{notice}"
    return finished(
        address=named.address,
        action=action,
        status=status_in(spoken, digits="45") or "",
        spoken=spoken,
        diagnostic=named.words,
        told="" if is_alone else own_words(named),
    )


def from_notified(told: Notified) -> Recipient:
    return finished(
        address=told.address,
        action=ACTIONS.get(told.action, "failed"),
        status=told.status,
        spoken=told.diagnostic,
        diagnostic=told.diagnostic,
    )


def finished(
    *,
    address: str,
    action: Action,
    status: str,
    spoken: str,
    diagnostic: str,
    told: str = "",
    original: str = "",
    reporting_mta: str = "",
    remote_mta: str = "",
    envelope_id: str = "",
) -> Recipient:
    """Fill what the report left out: the class from the reply code, else from the action."""
    kind = kind_of(status) or kind_of(reply_in(spoken) or "") or kind_for(action)
    reason = reason_of(status=status, said=(told, diagnostic), around=spoken)
    return Recipient(
        address=address,
        action=action,
        status=status or VAGUE[kind],
        kind=kind,
        reason=reason,
        diagnostic=" ".join(diagnostic.split())[:500],
        original=original,
        reporting_mta=reporting_mta,
        remote_mta=remote_mta,
        envelope_id=envelope_id,
    )


def action_for(status: str) -> Action:
    return "delivered" if status.startswith("2") else "failed"


def kind_for(action: Action) -> Kind:
    if action == "failed":
        return "permanent"
    return "temporary" if action == "delayed" else "success"
