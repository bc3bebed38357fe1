"""What does a delivery report prove about one dispatch? Without our secret in it: nothing, it is a hint."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from duly.replies.bounces import Recipient
from duly.replies.tokens import (
    TOKEN,
    is_token_of,
    token_in_address,
    token_mark,
)

Event = Literal[
    "dispatch.delivered",
    "dispatch.noted",
    "dispatch.bounced",
    "dispatch.deferred",
    "dispatch.in_doubt",
    "hint",
]
# Lost while or after the body was sent: copies may have been stored all the same (measured). As Postfix, Exim,
# sendmail and qmail put it.
LOST_AFTER_DATA = re.compile(
    r"""(?ix)(?:lost\sconnection|timed\sout|time-?out|connection\s(?:reset|closed|lost|dropped|died)|closed\s(?:the\s)?connection)
      [^\n]{0,60}(?:end\sof\sdata|sending\smessage\sbody|after\s(?:the\s|sending\s)?(?:data|dot)|during\s(?:client\s)?data)
    |possible\sduplicate|sent\smore\sthan\sonce"""
)


ORCPT = re.compile(rf"({TOKEN.pattern})(?:=|\+3d)(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryProof:
    """`level`: E3 when a third party reports, E5 when the recipient's own server does after E4; none for a hint.

    `supersedes`: a failure after an acceptance, which takes the certificate of the acceptance back.
    """

    event: Event
    level: str | None
    envid_ok: bool
    envelope_ok: bool
    orcpt_ok: bool
    because: str
    supersedes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMail:
    """What was sent: the dispatch key, to whom, the level reached so far, and the recipient's own servers.

    `envid_marks` are the digests of the identifiers that were really given: a secret that changed since (a new
    password of the mailbox) makes no true report a forged one.
    """

    key: str
    rcpt_to: str
    level: str
    mx_hosts: frozenset[str] = frozenset()
    envid_marks: frozenset[str] = frozenset()


def prove(
    recipient: Recipient, *, sent_to: Iterable[str], sent: SentMail, secret: bytes
) -> DeliveryProof:
    """The event that one recipient of a report is worth. `sent_to`: the addresses that the report came to."""
    envid = recipient.envelope_id
    envid_ok = (
        is_token_of(envid, secret, key=sent.key, purpose="envid")
        or token_mark(envid.lower()) in sent.envid_marks
    )
    envelope_ok = has_envelope_token(sent_to, sent, secret)
    orcpt_ok = has_orcpt(recipient, sent, secret)
    refusal = why_a_hint(recipient, sent, envid_ok=envid_ok)
    event, level, because = (
        worth(recipient, sent) if not refusal else no_more_than_a_hint(refusal)
    )
    return DeliveryProof(
        event=event,
        level=level,
        envid_ok=envid_ok,
        envelope_ok=envelope_ok,
        orcpt_ok=orcpt_ok,
        because=because,
        supersedes=event == "dispatch.bounced"
        and sent.level in ("E2", "E3", "E4", "E5"),
    )


def why_a_hint(recipient: Recipient, sent: SentMail, *, envid_ok: bool) -> str:
    """Empty when the report counts."""
    if not envid_ok:
        return (
            "the report does not carry the identifier that only servers on the way know"
        )
    spoken_of = {recipient.address.lower(), split_orcpt(recipient.original)[1]}
    if sent.rcpt_to.lower() not in spoken_of:
        return "the report speaks of another recipient"
    return ""


def no_more_than_a_hint(because: str) -> tuple[Event, str | None, str]:
    return "hint", None, because


def worth(recipient: Recipient, sent: SentMail) -> tuple[Event, str | None, str]:
    if recipient.action == "failed" and LOST_AFTER_DATA.search(recipient.diagnostic):
        return (
            "dispatch.in_doubt",
            None,
            "the connection was lost after the message: it may have been stored",
        )
    if recipient.action == "failed":
        return "dispatch.bounced", None, recipient.diagnostic
    if recipient.action == "delayed":
        return "dispatch.deferred", None, recipient.diagnostic
    if recipient.action in ("relayed", "expanded"):
        return (
            "dispatch.noted",
            at_least(sent.level, "E3"),
            "relayed without a report of delivery",
        )
    theirs = recipient.reporting_mta.lower().rstrip(".") in sent.mx_hosts
    if theirs and sent.level == "E4":
        return (
            "dispatch.delivered",
            "E5",
            "the recipient's own server reports the mailbox",
        )
    return (
        "dispatch.delivered",
        at_least(sent.level, "E3"),
        "a server on the way reports delivery",
    )


def at_least(reached: str, level: str) -> str:
    """A report never lowers what is proved already."""
    return max(reached, level)


def has_envelope_token(sent_to: Iterable[str], sent: SentMail, secret: bytes) -> bool:
    return any(
        is_token_of(token, secret, key=sent.key, purpose="envelope")
        for address in sent_to
        if (token := token_in_address(address))
    )


def has_orcpt(recipient: Recipient, sent: SentMail, secret: bytes) -> bool:
    token, _ = split_orcpt(recipient.original)
    return is_token_of(token, secret, key=sent.key, purpose="orcpt")


def split_orcpt(original: str) -> tuple[str, str]:
    """Our token and the address behind it; some servers give the `=` between them back as xtext."""
    found = ORCPT.fullmatch(original.lower())
    return (found[1], found[2]) if found else ("", original.lower())
