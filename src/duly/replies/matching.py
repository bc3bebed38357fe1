"""Which dispatch does this incoming mail belong to, and by which of our marks do we know?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from duly.kit.mail_address import domain_of, is_within
from duly.replies.mail import Mail
from duly.replies.tokens import Purpose, mail_token, token_in_address

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
LOOKED_AT = 1_000_000  # octets
BY_PURPOSE: tuple[tuple[Rule, Purpose], ...] = (
    ("reply_token", "reply"),
    ("envelope_token", "envelope"),
)
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
class Marks:
    """What of an incoming mail can tell where it belongs; also in the document of `duly mail-parse`, so that
    nobody else need parse a stranger's mail."""

    sent_to: tuple[str, ...] = ()
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    returned_message_id: str = ""
    subject: str = ""
    from_domain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`is_suggestion`: the sender's domain alone; a person confirms before it counts."""

    dispatch: OpenDispatch
    rule: Rule

    @property
    def is_suggestion(self) -> bool:
        return self.rule == "sender_domain"


RECIPIENTS = ("X-Original-To", "Delivered-To", "Envelope-To", "To", "Cc")


def marks_of(mail: Mail) -> Marks:
    return Marks(
        sent_to=mail.addresses(*RECIPIENTS),
        in_reply_to=ids_in(mail.header("In-Reply-To")),
        references=ids_in(mail.header("References")),
        returned_message_id=next(
            iter(ids_in(str(mail.returned.get("Message-ID", "")))), ""
        )
        if mail.returned
        else "",
        subject=mail.header("Subject")[:1000],
        from_domain=next(map(domain_of, mail.addresses("From")), ""),
    )


def signed_marks_of(mail: Mail, every: Marks, *, signed: frozenset[str]) -> Marks:
    """Those of the marks that stand in headers which the company `signed`, named in lower case."""
    return Marks(
        sent_to=mail.addresses(*(one for one in RECIPIENTS if one.lower() in signed)),
        in_reply_to=every.in_reply_to if "in-reply-to" in signed else (),
        references=every.references if "references" in signed else (),
        subject=every.subject if "subject" in signed else "",
    )


def match(
    marks: Marks, dispatches: Iterable[OpenDispatch], *, secret: bytes
) -> Found | None:
    """In the order of the rules above: what nobody can guess comes first. None when nothing fits."""
    known = tuple(dispatches)
    return (
        by_token(marks, known, secret)
        or by_message_id(marks, known)
        or by_reference(marks, known)
        or by_domain(marks, known)
    )


def by_token(
    marks: Marks, known: tuple[OpenDispatch, ...], secret: bytes
) -> Found | None:
    tokens = {
        token for address in marks.sent_to if (token := token_in_address(address))
    }
    if not tokens:
        return None
    for one in known:
        if mail_token(secret, key=one.key, purpose="reply") in tokens:
            return Found(dispatch=one, rule="reply_token")
        if mail_token(secret, key=one.key, purpose="envelope") in tokens:
            return Found(dispatch=one, rule="envelope_token")
    return None


def by_message_id(marks: Marks, known: tuple[OpenDispatch, ...]) -> Found | None:
    """Ours in In-Reply-To, References or the returned message; then the ids that a provider gave."""
    named: tuple[tuple[Rule, tuple[str, ...]], ...] = (
        ("in_reply_to", marks.in_reply_to),
        ("references", marks.references),
        ("returned_message_id", (marks.returned_message_id,)),
    )
    for rule, ids in named:
        for one in known:
            if one.message_id in ids:
                return Found(dispatch=one, rule=rule)
    every = {one for _, ids in named for one in ids}
    for one in known:
        if every & one.provider_message_ids:
            return Found(dispatch=one, rule="provider_id")
    return None


def by_reference(marks: Marks, known: tuple[OpenDispatch, ...]) -> Found | None:
    subject = marks.subject.upper()
    hits = [one for one in known if one.reference and one.reference.upper() in subject]
    return Found(dispatch=hits[0], rule="reference_in_subject") if hits else None


def by_domain(marks: Marks, known: tuple[OpenDispatch, ...]) -> Found | None:
    """Only where one open dispatch alone belongs to the sender's domain."""
    hits = [one for one in known if is_within(marks.from_domain, one.domains)]
    return Found(dispatch=hits[0], rule="sender_domain") if len(hits) == 1 else None


def match_octets(
    raw: bytes, dispatches: Iterable[OpenDispatch], *, secret: bytes
) -> Found | None:
    """For a mail that nobody can read: only marks that no stranger can guess, searched where headers and bodies begin."""
    seen = raw[:LOOKED_AT].lower()
    for one in dispatches:
        for rule, purpose in BY_PURPOSE:
            if mail_token(secret, key=one.key, purpose=purpose).encode() in seen:
                return Found(dispatch=one, rule=rule)
        if one.message_id.lower().encode() in seen:
            return Found(dispatch=one, rule="returned_message_id")
    return None


def ids_in(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(MESSAGE_ID.findall(value[:20_000])))
