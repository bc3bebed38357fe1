"""Which dispatch does this incoming mail belong to, and by which of our marks do we know?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from duly.kit.mail_address import domain_of
from duly.replies.confirmation import is_within
from duly.replies.mail import Mail
from duly.replies.tokens import mail_token, token_in_address

Rule = Literal[
    "reply_token",
    "envelope_token",
    "in_reply_to",
    "references",
    "returned_message_id",
    "provider_id",
    "reference_in_subject",
    "sender_domain",
]
MESSAGE_ID = re.compile(r"<[^<>\s]{3,250}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDispatch:
    """What the core knows of a sending that may be answered. `provider_message_ids`: ids that a sending
    service gave instead of ours; `domains`: the company's own."""

    key: str
    reference: str
    message_id: str
    provider_message_ids: frozenset[str] = field(default_factory=frozenset)
    domains: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`is_suggestion`: the sender's domain alone; a person confirms before it counts."""

    dispatch: OpenDispatch
    rule: Rule

    @property
    def is_suggestion(self) -> bool:
        return self.rule == "sender_domain"


def match(
    mail: Mail, dispatches: Iterable[OpenDispatch], *, secret: bytes
) -> Found | None:
    """In the order of the rules above: what nobody can guess comes first. None when nothing fits."""
    known = tuple(dispatches)
    return (
        by_token(mail, known, secret)
        or by_message_id(mail, known)
        or by_reference(mail, known)
        or by_domain(mail, known)
    )


def by_token(
    mail: Mail, known: tuple[OpenDispatch, ...], secret: bytes
) -> Found | None:
    sent_to = mail.addresses("X-Original-To", "Delivered-To", "Envelope-To", "To", "Cc")
    tokens = {token for address in sent_to if (token := token_in_address(address))}
    if not tokens:
        return None
    for one in known:
        if mail_token(secret, key=one.key, purpose="reply") in tokens:
            return Found(dispatch=one, rule="reply_token")
        if mail_token(secret, key=one.key, purpose="envelope") in tokens:
            return Found(dispatch=one, rule="envelope_token")
    return None


def by_message_id(mail: Mail, known: tuple[OpenDispatch, ...]) -> Found | None:
    """Ours in In-Reply-To, References or the returned message; then the ids that a provider gave."""
    named: tuple[tuple[Rule, set[str]], ...] = (
        ("in_reply_to", ids_in(mail.header("In-Reply-To"))),
        ("references", ids_in(mail.header("References"))),
        (
            "returned_message_id",
            ids_in(str(mail.returned.get("Message-ID", "")))
            if mail.returned
            else set(),
        ),
    )
    for rule, ids in named:
        for one in known:
            if one.message_id in ids:
                return Found(dispatch=one, rule=rule)
    every = set().union(*(ids for _, ids in named))
    for one in known:
        if every & one.provider_message_ids:
            return Found(dispatch=one, rule="provider_id")
    return None


def by_reference(mail: Mail, known: tuple[OpenDispatch, ...]) -> Found | None:
    subject = mail.header("Subject").upper()
    hits = [one for one in known if one.reference and one.reference.upper() in subject]
    return Found(dispatch=hits[0], rule="reference_in_subject") if hits else None


def by_domain(mail: Mail, known: tuple[OpenDispatch, ...]) -> Found | None:
    """Only where one open dispatch alone belongs to the sender's domain."""
    domains = [domain_of(address) for address in mail.addresses("From")]
    hits = [one for one in known if any(is_within(d, one.domains) for d in domains)]
    return Found(dispatch=hits[0], rule="sender_domain") if len(hits) == 1 else None


def ids_in(value: str) -> set[str]:
    return set(MESSAGE_ID.findall(value[:20_000]))
