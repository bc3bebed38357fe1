"""A mail comes in: kept as it is, read under limits, matched by our marks, told in the case that it belongs to."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any, Literal

from duly.cases.actions.receive import end_compared, keep_exhibit
from duly.cases.actions.track import note_happenings
from duly.cases.inbox import forget_raw, keep_raw, set_aside, waiting
from duly.cases.models import Case, Dispatch
from duly.cases.sendings import Sending, open_sendings, sent_mail
from duly.channels import Happening
from duly.channels.registered_email.dns_answers import ask_txt
from duly.channels.registered_email.incoming import (
    Incoming,
    happenings_of,
    marks_from,
)
from duly.channels.registered_email.settings import Settings
from duly.replies.confirmation import is_certain
from duly.replies.limited import read_limited
from duly.replies.matching import Found, match, match_octets

Word = Literal["told", "known", "suggested", "set aside"]
Document = dict[str, Any]
Read = Callable[..., Document]
Ask = Callable[[list[str]], Mapping[str, str]]
MOST_KEYS = 10
SOURCE = "mail"
NAMES = {
    "dsn": "delivery-report.eml",
    "reply": "answer.eml",
    "auto_reply": "automatic-answer.eml",
    "complaint": "complaint.eml",
    "mdn": "read-receipt.eml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How mail is read on this installation; the two functions are other ones in tests."""

    settings: Settings
    read: Read = read_limited
    ask: Ask = ask_txt


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one mail; `reference` is that of its case."""

    word: Word
    reference: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mail:
    source_id: str
    raw: bytes
    document: Document
    answers: Mapping[str, str] = field(default_factory=dict)


def take_mail(raw: bytes, *, source_id: str, reader: Reader, now: datetime) -> Taken:
    """The same mail again is `known` and changes nothing. What belongs to no case is `set aside` for a person.

    An OSError of the disk rises before anything is told: whoever brought the mail brings it again.
    """
    keep_raw(source_id, raw)
    sendings = open_sendings(from_address=reader.settings.from_address, now=now)
    document = reader.read(raw, border=reader.settings.border or None)
    found = _found(document, raw, sendings, secret=reader.settings.token_secret)
    if found is None or _is_anybodys(found, reader):
        set_aside(source_id, raw)
        return Taken(word="set aside", kind=document["kind"])
    sending = next(one for one in sendings if one.marks is found.dispatch)
    mail = _verified(
        _Mail(source_id=source_id, raw=raw, document=document), reader=reader
    )
    word = _tell(mail, sending, found, reader=reader, now=now)
    forget_raw(source_id)
    return Taken(
        word=word, reference=sending.dispatch.case.reference, kind=document["kind"]
    )


def _is_anybodys(found: Found, reader: Reader) -> bool:
    """A mailbox that serves several people shows nobody a mail that only its sender's domain ties to them."""
    return found.is_suggestion and reader.settings.transport != "submission"


def take_waiting(*, reader: Reader, now: datetime) -> int:
    """Mail that a crash left between keeping and reading."""
    return sum(
        take_mail(raw, source_id=source_id, reader=reader, now=now).word == "told"
        for source_id, raw in list(waiting())
    )


def _found(
    document: Document, raw: bytes, sendings: tuple[Sending, ...], *, secret: bytes
) -> Found | None:
    known = [sending.marks for sending in sendings]
    if document["kind"] == "unparsed":
        return match_octets(raw, known, secret=secret)
    return match(marks_from(document), known, secret=secret)


def _verified(mail: _Mail, *, reader: Reader) -> _Mail:
    """Ask the DNS for the keys now, since companies change them, and read once more with the answers."""
    signatures = mail.document["authentication"].get("dkim", [])[:MOST_KEYS]
    names = [f"{one['selector']}._domainkey.{one['domain']}" for one in signatures]
    answers = reader.ask(names) if names else {}
    if not answers:
        return mail
    border = reader.settings.border or None
    document = reader.read(mail.raw, txt=answers, border=border)
    return replace(mail, document=document, answers=answers)


def _tell(
    mail: _Mail, sending: Sending, found: Found, *, reader: Reader, now: datetime
) -> Word:
    """The events, then the papers they rest on: a crash between is mended when the mail is taken again."""
    dispatch = sending.dispatch
    if found.is_suggestion:
        # The sender's domain proves nothing; the sender of the letter says what it is.
        happenings: tuple[Happening, ...] = (_suggested(mail, now=now),)
    elif mail.document["kind"] == "unparsed":
        happenings = (_unread(mail, found, now=now),)
    else:
        happenings = _judged_happenings(mail, sending, found, reader=reader, now=now)
    new = note_happenings(dispatch, happenings)
    if new and not found.is_suggestion:
        for happening in happenings:
            _settle_doubt(dispatch, happening)
    _keep_papers(mail, dispatch.case, now=now)
    if not new:
        return "known"
    return "suggested" if found.is_suggestion else "told"


def _judged_happenings(
    mail: _Mail, sending: Sending, found: Found, *, reader: Reader, now: datetime
) -> tuple[Happening, ...]:
    incoming = Incoming(
        document=mail.document,
        source_id=mail.source_id,
        rule=found.rule,
        company_domains=sending.marks.domains,
    )
    told = happenings_of(
        incoming,
        sent=sent_mail(sending.dispatch),
        secret=reader.settings.token_secret,
        now=now,
    )
    judge = partial(_judged, case=sending.dispatch.case, incoming=incoming)
    return tuple(map(judge, told))


def _judged(happening: Happening, *, case: Case, incoming: Incoming) -> Happening:
    """A confirmation beside the computed end. Signed by the company, with a day that is not later: it is confirmed."""
    reply = incoming.document["reply"]
    if happening.name != "reply.received" or reply["verdict"] != "confirmed":
        return happening
    named = reply["effective_date"]
    matches = end_compared(case, date.fromisoformat(named) if named else None)
    detail = {**happening.detail, "matches": matches}
    if named:
        detail["confirmed_end"] = named
    certain = is_certain(
        reply,
        incoming.document["authentication"],
        known_domains=incoming.company_domains,
    )
    name = "reply.confirmed" if certain and matches != "later" else happening.name
    return replace(happening, name=name, detail=detail)


def _suggested(mail: _Mail, *, now: datetime) -> Happening:
    return Happening(
        name="reply.suggested",
        at=now,
        raw_code=mail.document["kind"],
        source_id=mail.source_id,
        detail={"matched_by": "sender_domain", "is_hint": True},
    )


def _unread(mail: _Mail, found: Found, *, now: datetime) -> Happening:
    """It carries our mark and cannot be read: kept, and a person is asked."""
    return Happening(
        name="reply.received",
        at=now,
        raw_code="unparsed",
        source_id=mail.source_id,
        detail={
            "verdict": "unparsed",
            "because": mail.document["why"],
            "matched_by": found.rule,
        },
    )


# What a counted report makes of a sending in doubt, and of one that had been taken.
AFTER_DOUBT = {"dispatch.delivered": "accepted", "dispatch.bounced": "refused"}


def _settle_doubt(dispatch: Dispatch, happening: Happening) -> None:
    """A report that counts answers the doubt, or raises it: a connection lost after the body may have stored a copy."""
    rows = Dispatch.objects.filter(pk=dispatch.pk)
    if happening.name == "dispatch.in_doubt":
        rows.filter(outcome="accepted").update(outcome="in_doubt")
    outcome = AFTER_DOUBT.get(happening.name)
    if happening.level == "E3" and happening.name == "dispatch.noted":
        outcome = "accepted"
    if outcome:
        rows.filter(outcome="in_doubt").update(outcome=outcome, next_attempt_at=None)


def _keep_papers(mail: _Mail, case: Case, *, now: datetime) -> None:
    """The octets as they came, what we read in them, and the DNS answers that verify their signatures later."""
    keep = partial(keep_exhibit, case, source=SOURCE, now=now)
    keep(
        kind="mail",
        name=NAMES.get(mail.document["kind"], "mail.eml"),
        media_type="message/rfc822",
        content=mail.raw,
        source_id=mail.source_id,
    )
    papers: dict[str, Mapping[str, Any]] = {"mail-reading": mail.document}
    if mail.answers:
        papers["dns-answers"] = mail.answers
    for name, value in papers.items():
        keep(
            kind=name.replace("-", "_"),
            name=f"{name}.json",
            media_type="application/json",
            content=json.dumps(value, ensure_ascii=False, indent=1).encode(),
            source_id=f"{mail.source_id}:{name}",
        )
